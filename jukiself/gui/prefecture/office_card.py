"""One office of the board: what came, what is open, and everything that can be done about it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from jukiself.answers.days import moment
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.note_field import NoteField
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.prefecture.standing import standing_words
from jukiself.gui.theme import space
from jukiself.gui.words import Prose
from jukiself.report.differences import WAY_LABELS, Way
from jukiself.survey.arrivals import HOW_LABELS, VERDICT_LABELS, How
from jukiself.survey.board import noticed

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.gui.notice import Notice
    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.survey.board import Row

_NOTED = (How.PHONE, How.DECLINED, How.REFERENCE)
_SHOWN = (Way.BETTER, Way.WORSE, Way.LEARNT, Way.LOST, Way.OTHER, Way.NEW, Way.GONE, Way.PENDING)


class OfficeCard(QFrame):
    """``changed`` says that something was written; ``reply_wanted`` brings the inspection to look at."""

    changed = Signal()
    reply_wanted = Signal(int)

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._notice = notice
        self.gathering: Gathering | None = None
        self.row: Row | None = None
        self.title, self.contact, self.noticed = Prose("", "lead"), Prose(), Prose()
        self.came = Prose("", "quiet")
        self.open = _button("回答を見る Enter", "この団体の回答を見る")
        self.copy = _button("お知らせを写す C", "受領のお知らせの文をクリップボードに写す")
        self.ask = _button("問合せを書く Q", "問合せを書き留める")
        self.settled = _button("問合せは済み Z", "問合せが済んだことを書き留める")
        self.besides = _button("回答書のない届け N", "電話聞取りや、回答しないという連絡を書き留める")
        self.see = _button("違いを見る D", "差替えで変わる答えを見る")
        self.accept = _button("新しい方に差し替える", "届いた回答書に差し替える")
        self.decline = _button("前の回答を残す", "届いた回答書を採らず、前の回答を残す")
        self.differences = QTextBrowser()
        self.differences.setAccessibleName("差替えで変わる答え")
        self.differences.setMinimumHeight(120)
        self.writing = QFrame()
        self.writing.setObjectName("sunken")
        self.how, self.by = PullDown("どのような届けか", ((HOW_LABELS[one], one) for one in _NOTED)), QLineEdit()
        self.text = NoteField()
        self.keep, self.leave = _button("書き留める", "書いたことを残す"), _button("やめる", "書くのをやめる")
        self.keep.setProperty("role", "main")
        self._lay_out()
        self._connect()
        self.show_row(None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.setSpacing(space("small"))
        self.waiting = QWidget()
        wait = QVBoxLayout(self.waiting)
        wait.setContentsMargins(0, 0, 0, 0)
        self.waits = Prose("", "strong")
        decide = FlowRow(space("hair"))
        for button in (self.see, self.accept, self.decline):
            decide.flow.addWidget(button)
        for part in (self.waits, decide, self.differences):
            wait.addWidget(part)
        acts = FlowRow(space("hair"))
        for button in (self.open, self.ask, self.settled, self.copy, self.besides):
            acts.flow.addWidget(button)
        self._lay_out_writing()
        for widget in (self.title, self.contact, self.noticed, self.waiting, acts, self.writing, self.came):
            column.addWidget(widget)
        column.addStretch(1)

    def _lay_out_writing(self) -> None:
        self.by.setAccessibleName("尋ねた人")
        self.by.setPlaceholderText("尋ねた人")
        self.text.setAccessibleName("内容（いつ、だれに、何を）")
        self.text.setPlaceholderText("いつ、だれに、何を")
        column = QVBoxLayout(self.writing)
        column.setContentsMargins(space("small"), space("small"), space("small"), space("small"))
        feet = FlowRow(space("hair"))
        feet.flow.addWidget(self.keep)
        feet.flow.addWidget(self.leave)
        for widget in (self.how, self.by, self.text, feet):
            column.addWidget(widget)

    def _connect(self) -> None:
        acts: tuple[tuple[QPushButton, Callable[[], object]], ...] = (
            (self.open, self.look),
            (self.copy, self.copy_receipt),
            (self.ask, lambda: self._write(noting=False)),
            (self.besides, lambda: self._write(noting=True)),
            (self.settled, self._settle),
            (self.see, self._see),
            (self.accept, lambda: self._decide(accept=True)),
            (self.decline, lambda: self._decide(accept=False)),
            (self.keep, self._keep),
            (self.leave, self._leave),
        )
        for button, act in acts:
            button.clicked.connect(lambda _on, act=act: act())

    # -- showing
    def show_row(self, row: Row | None) -> None:
        """An office of the board."""
        if self.row is None or row is None or row.listed.office != self.row.listed.office:
            self._leave()
            self.differences.hide()
        self.row = row
        self.setEnabled(row is not None)
        self.waiting.setVisible(bool(row and row.waiting))
        if row is None:
            for one in (self.title, self.contact, self.noticed, self.came):
                one.say("")
            self.title.say("団体を選んでください。表が空なら、探す字か、上のしぼりを変えてください。")
            return
        office, contact = row.listed.office, row.listed.contact
        self.title.say(f"{office.name}　{standing_words(row.standing)}")
        said = " ".join(one for one in (contact.section, contact.person) if one)
        reached = "　".join(
            one for one in (said, f"電話 {contact.phone}" if contact.phone else "", contact.mail) if one
        )
        self.contact.say(reached or "連絡先は、一覧にも回答書にも書かれていません。")
        self.noticed.say(noticed(row))
        self.noticed.setVisible(bool(noticed(row)))
        if row.waiting:
            self.waits.say(f"▲ 差替えの判断：{row.waiting[-1].file_name}")
        self.came.say(self._history(office.code))
        self.open.setEnabled(bool(row.newest and row.newest.inspection))
        self.settled.setVisible(bool(row.calls))
        self.copy.setEnabled(bool(row.newest or row.waiting or row.unusable))

    def _history(self, code: str) -> str:
        if self.gathering is None:
            return ""
        try:
            came = self.gathering.arrivals_of(code)
        except self.gathering.refusals as error:
            return str(error)
        found = [
            f"{moment(one.at)}　{VERDICT_LABELS[one.verdict]}　{one.file_name or HOW_LABELS[one.how]}"
            for one in reversed(came)
        ]
        return "届いたもの\n" + "\n".join(found) if found else "まだ何も届いていません。"

    # -- doing
    @property
    def keys(self) -> dict[str, QPushButton]:
        """The letters of the board, each with the button it stands for."""
        return {"C": self.copy, "Q": self.ask, "Z": self.settled, "N": self.besides, "D": self.see}

    def press(self, key: str) -> bool:
        """A letter pressed on the board; whether it means something."""
        button = self.keys.get(key)
        if button is None or not button.isEnabled() or button.isHidden() or not button.isVisibleTo(self):
            return False
        button.click()
        return True

    def look(self) -> None:
        """The reply itself."""
        if self.row and self.row.newest and self.row.newest.inspection:
            self.reply_wanted.emit(self.row.newest.inspection)

    def copy_receipt(self) -> None:
        """For a mail."""
        if self.gathering is None or self.row is None:
            return
        try:
            text = self.gathering.receipt(self.row)
        except self.gathering.refusals as error:
            self._notice.refuse(str(error))
            return
        if text:
            QGuiApplication.clipboard().setText(text)
            self._notice.say(f"{self.row.listed.office.name}への受領のお知らせを写しました。メールに貼り付けられます。")

    def _write(self, *, noting: bool) -> None:
        self.how.setVisible(noting)
        self.by.setVisible(not noting)
        if not self.by.text() and self.gathering is not None:
            self.by.setText(self.gathering.user())
        self.text.show_text("")
        self.writing.show()
        (self.how if noting else self.text).setFocus()

    def _leave(self) -> None:
        self.writing.hide()

    def _keep(self) -> None:
        row, gathering = self.row, self.gathering
        if row is None or gathering is None:
            return
        office, text = row.listed.office, self.text.text
        noting = not self.how.isHidden()
        how, by = How(self.how.currentData()), self.by.text()
        act = (lambda: gathering.note(office, how, text)) if noting else (lambda: gathering.call(office, by, text))
        if self._attempt(act):
            self._leave()
            self._notice.say(f"{office.name}：書き留めました。")

    def flush(self) -> bool:
        """What is typed and not kept is kept, or shown."""
        if self.writing.isHidden() or not self.text.text.strip():
            return True
        self._keep()
        return self.writing.isHidden()

    def _settle(self) -> None:
        if self.row and self.gathering:
            office, gathering = self.row.listed.office, self.gathering
            if self._attempt(lambda: gathering.settle(office)):
                self._notice.say(f"{office.name}：問合せを済みにしました。")

    def _see(self) -> None:
        row, gathering = self.row, self.gathering
        if row is None or gathering is None or not row.waiting:
            return
        try:
            found = gathering.differences(row.waiting[-1])
        except gathering.refusals as error:
            self._notice.refuse(str(error))
            return
        lines = [
            f"<p style='line-height:135%'><b>{WAY_LABELS[way]}</b>　{_text(found.now.checklist.question[one.key.question].text)}<br>"
            f"前：{_text(one.before) or '（尋ねていない）'}　→　今：{_text(one.now) or '（尋ねていない）'}</p>"
            for way in _SHOWN
            for one in found.of(way)
        ]
        same = "<p>答えの選び方は同じです。根拠、備考、書いた人などが違います。</p>"
        self.differences.setHtml("".join(lines) or same)
        self.differences.show()
        self.differences.setFocus()

    def _decide(self, *, accept: bool) -> None:
        row, gathering = self.row, self.gathering
        if row is None or gathering is None or not row.waiting:
            return
        waiting, name = row.waiting[-1], row.listed.office.name
        act = (lambda: gathering.accept(waiting)) if accept else (lambda: gathering.decline(waiting))
        if self._attempt(act):
            self.differences.hide()
            done = "差し替えました。前の答えは履歴に残っています。" if accept else "前の回答を残しました。"
            self._notice.say(f"{name}：{done}")

    def _attempt(self, act: Callable[[], object]) -> bool:
        if self.gathering is None:
            return False
        try:
            act()
        except self.gathering.refusals as error:
            self._notice.refuse(str(error))
            return False
        self.changed.emit()
        return True


def _button(words: str, spoken: str) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("role", "tool")
    made.setAccessibleName(spoken)
    made.setToolTip(spoken)
    return made


def _text(said: str) -> str:
    return escape(said)
