"""依頼: what is asked of whom until when, and everything that is sent, made at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jukiself.gui.elsewhere import show_folder
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.note_field import NoteField
from jukiself.gui.prefecture.local_editor import LocalEditor
from jukiself.gui.prefecture.round_page import RoundPage
from jukiself.gui.prefecture.table import PlainTable
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label, place_words
from jukiself.report.words import day_with_weekday
from jukiself.survey.request import OFFICE_KIND_LABELS
from jukiself.work.roll import HeadingsMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jukiself.gui.desk import Desk
    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.gui.prefecture.request_desk import RequestDesk
    from jukiself.survey.request import Listed, Request

_WIDEST = 1100
_TEMPLATE = "記入用の一覧に写すと確かです。"
_TEXTS = (("title", "件名", "空欄なら決まった件名"), ("handling", "取扱い", "取扱注意"))
_DAYS = (("deadline", "提出期限", "12/18"), ("keep_until", "回答を保存する期限", "R13.3.31"))
_CONTACT = (("section", "課・係", ""), ("person", "職・氏名", ""), ("phone", "電話", ""), ("mail", "メール", ""))
_ROLL = ("コード", "団体", "種別", "担当課", "担当者", "電話", "メール", "回答をまとめる団体")
_ROLL_WIDTHS = (4.5, 8, 5.5, 0, 5, 8, 0, 6)


class RequestPage(RoundPage):
    """Kept by 保存する and when one leaves the page; what cannot be kept is said in its place."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._kept: Request | None = None
        self._roll: Sequence[Listed] = ()
        self._touched = False
        self.fields: dict[str, QLineEdit] = {}
        self.weekday = Prose("", "quiet")
        self.depths = {True: QPushButton("詳細"), False: QPushButton("簡易")}
        self.extras: dict[str, QPushButton] = {}
        self._extra_row = FlowRow(space("small"))
        self.letter = NoteField(lines=4)
        self.locals = LocalEditor()
        self.save = QPushButton("保存する")
        self.roll_said = Prose("", "strong")
        self.ready = QPushButton("手元の一覧にする")
        self.read, self.template = QPushButton("一覧を読み込む…"), QPushButton("記入用の一覧を作る")
        self.faults = Prose()
        self.table: PlainTable[Listed] = PlainTable(
            "対象団体の一覧", _ROLL, _ROLL_WIDTHS, lines=6, spare=(7, 2, 6, 4, 3)
        )
        self.blanks = QPushButton("回答書をまとめて作る…")
        self._lay_out()
        self._connect()

    # -- layout
    def _lay_out(self) -> None:
        column = self._column("依頼", _WIDEST, top="small", bottom="middle")
        column.setSpacing(space("middle"))
        self.save.setProperty("role", "main")
        head = FlowRow(space("middle"))
        self.title = label("依頼", "title")
        for part in (self.title, self.save, self.blanks):
            head.flow.addWidget(part)
        for whole in (head, self.notice, self.band, self._form(), self.locals, self._roll_card()):
            column.addWidget(whole)
        column.addStretch(1)

    def _form(self) -> QFrame:
        card = _card()
        grid = QGridLayout(card)
        grid.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        grid.setHorizontalSpacing(space("middle"))
        grid.setVerticalSpacing(space("small"))
        days = FlowRow(space("small"))
        for name, title, hint in _DAYS:
            self._add(days, name, title, hint)
        days.flow.addWidget(self.weekday)
        depth, group = FlowRow(space("small")), QButtonGroup(self)
        for full, button in self.depths.items():
            button.setCheckable(True)
            button.setProperty("role", "basis")
            button.setAccessibleName("詳細" if full else "簡易")
            button.clicked.connect(lambda _on: self._touch())
            group.addButton(button)
            depth.flow.addWidget(button)
        texts, contact = FlowRow(space("small")), FlowRow(space("small"))
        for name, title, hint in _TEXTS:
            self._add(texts, name, title, hint)
        for name, title, hint in _CONTACT:
            self._add(contact, name, f"県の連絡先の{title}", hint or title)
        self.letter.setAccessibleName("鑑文の本文")
        self.letter.setPlaceholderText("空欄なら、決まった文になります")
        rows = (
            ("期限", days),
            ("深さ", depth),
            ("足す分野", self._extra_row),
            ("鑑文", texts),
            ("本文", self.letter),
            ("連絡先", contact),
        )
        for row, (title, widget) in enumerate(rows):
            grid.addWidget(label(title, "strong"), row, 0)
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        return card

    def _add(self, row: FlowRow, name: str, title: str, hint: str) -> None:
        field = self.fields[name] = QLineEdit()
        field.setAccessibleName(title)
        field.setPlaceholderText(hint)
        field.setToolTip(title)
        field.textEdited.connect(lambda _text: self._touch())
        if name in dict.fromkeys(one[0] for one in (*_DAYS, *_TEXTS)):
            row.flow.addWidget(label(title, "quiet"))
        row.flow.addWidget(field)

    def _roll_card(self) -> QFrame:
        card = _card()
        column = QVBoxLayout(card)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.setSpacing(space("small"))
        tools = FlowRow(space("small"))
        for button, name in (
            (self.ready, "プログラムに付いている一覧を対象団体にする"),
            (self.read, "対象団体の一覧を CSV か Excel から読み込む"),
            (self.template, "対象団体の記入用の一覧を Excel で作る"),
        ):
            button.setProperty("role", "tool")
            button.setAccessibleName(name)
            tools.flow.addWidget(button)
        self.faults.setProperty("voice", "unsaved")
        for widget in (label("対象団体", "lead"), self.roll_said, tools, self.faults, self.table):
            column.addWidget(widget)
        return card

    def _connect(self) -> None:
        self.save.setAccessibleName("依頼を保存する")
        self.blanks.setAccessibleName("回答書、鑑文、送付一覧をまとめて作る")
        self.save.clicked.connect(self._save)
        self.letter.textChanged.connect(self._letter_changed)
        self.locals.changed.connect(self._touch)
        self.ready.clicked.connect(self._take_ready)
        self.read.clicked.connect(self._choose_roll)
        self.template.clicked.connect(self._write_template)
        self.blanks.clicked.connect(self._choose_blanks)
        self.fields["deadline"].editingFinished.connect(self._say_weekday)
        self.band.changed.connect(self._mark)

    # -- showing
    def show_gathering(self, gathering: Gathering) -> None:
        """The 依頼 as it is kept, unless one is in the middle of it."""
        if gathering is not self.gathering:
            self.gathering = gathering
            self._touched = False
            self.notice.clear()
        if not self._touched and not self.band.busy:
            self._attempt(self._show)

    def close_gathering(self) -> None:
        """The book is closed."""
        super().close_gathering()
        self._kept = None
        self._touched = False

    def first_focus(self) -> QWidget:
        """The day everything hangs on."""
        return self.fields["deadline"]

    def _desk(self) -> RequestDesk:
        if self.gathering is None:
            raise RuntimeError("show_gathering comes first")
        return self.gathering.request()

    def _show(self) -> None:
        desk = self._desk()
        found = desk.round()
        request = self._kept = found.request
        self.title.setText(f"依頼　{request.prefecture.name}　{request.edition}年版の設問")
        for name, _title, _hint in (*_TEXTS, *_DAYS):
            self.fields[name].setText(getattr(request, name))
        for name, _title, _hint in _CONTACT:
            self.fields[name].setText(getattr(request.contact, name))
        self.letter.blockSignals(True)
        self.letter.show_text(request.letter)
        self.letter.blockSignals(False)
        for full, button in self.depths.items():
            words = "詳細　すべての設問" if full else "簡易　大事な設問だけ"
            button.setText(f"{words}（{desk.size(full=full)}問から）" if found.roll else words)
            button.setChecked(full is request.full)
        self._show_extras(desk, request)
        self.locals.show_questions(request.questions)
        self._show_roll(found.roll)
        ready = desk.ready_roll()
        self.ready.setVisible(bool(ready))
        self.ready.setText(f"手元の一覧にする（{request.prefecture.name} {len(ready)}団体）")
        self._say_weekday()
        self._touched = False
        self._mark()

    def _show_extras(self, desk: RequestDesk, request: Request) -> None:
        for area, title in desk.extras():
            if area not in self.extras:
                button = self.extras[area] = QPushButton(f"＋ {title}")
                button.setCheckable(True)
                button.setProperty("role", "basis")
                button.setAccessibleName(f"{title}も尋ねる")
                button.clicked.connect(lambda _on: self._touch())
                self._extra_row.flow.addWidget(button)
            self.extras[area].setChecked(area in request.extras)

    def _show_roll(self, roll: Sequence[Listed]) -> None:
        self._roll = roll
        served = sum(bool(one.served_by) for one in roll)
        more = f"（うち{served}団体は、ほかの団体がまとめて回答）" if served else ""
        self.roll_said.say(f"{len(roll)}団体{more}" if roll else "まだありません。一覧を読み込んでください。")
        self.table.show_rows([_cells(one) for one in roll], list(roll))

    def _say_weekday(self) -> None:
        try:
            day = self._desk().day(self.fields["deadline"].text()) if self.gathering else ""
        except ValueError as error:
            self.weekday.say(f"！ {error}")
            return
        self.weekday.say(day_with_weekday(day) if day else "期限を決めると、遅れの日数が出ます。")

    # -- keeping
    def _touch(self) -> None:
        self._touched = True
        self._mark()

    def _letter_changed(self) -> None:
        if self._kept is not None and self.letter.text != self._kept.letter:
            self._touch()

    def _mark(self) -> None:
        self.save.setText("保存する" if self._touched else "保存済み")
        self.save.setEnabled(self._touched and not self.band.busy)
        self.blanks.setEnabled(bool(self._roll) and not self.band.busy)

    def flush(self) -> bool:
        """Keep what was typed."""
        return not self._touched or self.gathering is None or self._save()

    def _save(self) -> bool:
        return self._attempt(self._keep)

    def _typed(self) -> Request:
        """The 依頼 with everything typed; raises ValueError for a day or a question that is none."""
        kept, desk = self._kept, self._desk()
        if kept is None:
            raise RuntimeError("nothing is shown")
        texts: dict[str, Any] = {name: self.fields[name].text().strip() for name, *_ in _TEXTS}
        days: dict[str, Any] = {name: desk.day(self.fields[name].text()) for name, *_ in _DAYS}
        contact = {name: self.fields[name].text().strip() for name, *_ in _CONTACT}
        return replace(
            kept,
            **texts,
            **days,
            contact=replace(kept.contact, **contact),
            full=self.depths[True].isChecked(),
            extras=tuple(area for area, one in self.extras.items() if one.isChecked()),
            questions=desk.questions(self.locals.said()),
            letter=self.letter.text,
        )

    def _keep(self, roll: Sequence[Listed] | None = None) -> None:
        self._desk().save(self._typed(), roll)
        self._show()
        self.notice.say("依頼を保存しました。")

    def _attempt(self, act: Callable[[], object], *more: type[Exception]) -> bool:
        """A day or a question that is none is a `ValueError`."""
        return super()._attempt(act, ValueError, *more)

    # -- the list
    def _take_ready(self) -> None:
        self.faults.say("")
        self._attempt(lambda: self._keep(self._desk().ready_roll()))

    def _choose_roll(self) -> None:
        start = str(self.desk.last_folder())
        chosen, _kind = QFileDialog.getOpenFileName(self, "対象団体の一覧", start, "一覧 (*.csv *.xlsx *.xls *.ods)")
        if chosen:
            self.take_roll(Path(chosen))

    def take_roll(self, path: Path) -> None:
        """A list from a file, whole or not at all; what is wrong is said by row."""
        self.faults.say("")

        gathering = self.gathering
        if gathering is None:
            return
        refusals: tuple[type[Exception], ...] = (*gathering.refusals, ValueError)
        try:
            found = self._desk().read_roll(path)
            self._keep(found.listed)
        except refusals as error:
            more = _TEMPLATE if isinstance(error, HeadingsMissing) else ""
            self.faults.say(f"「{path.name}」は取り込んでいません。一覧は前のままです。\n{error}{more}")
            self.notice.refuse("一覧を読み込めません。わけを下に書きました。")
            return
        self.notice.say("\n".join((f"「{path.name}」の{len(found.listed)}団体にしました。", *found.said[:5])))

    def _write_template(self) -> None:
        def write() -> None:
            if self.gathering is not None:
                self._say_written(self._desk().write_template(self.gathering.folder()))

        self._attempt(write)

    # -- going out
    def _choose_blanks(self) -> None:
        if not self.flush():
            return
        folder = self._desk().blanks_folder()
        chosen = QFileDialog.getExistingDirectory(self, "回答書を作るフォルダー", str(folder.parent))
        if chosen:
            place = Path(chosen)
            self.write_blanks(folder if place == folder.parent else place)

    def write_blanks(self, folder: Path) -> None:
        """All of them beside the window."""
        gathering = self.gathering
        if gathering is None:
            return
        desk = self._desk()

        def done(told: Sequence[str]) -> None:
            self._say_written(folder / "x", "\n".join(told))

        self.band.run(gathering, "回答書を作っています", lambda tell: desk.write_blanks(folder, tell), done)

    def _say_written(self, path: Path, told: str = "") -> None:
        where = place_words(path.parent) if told else place_words(path)
        self.notice.say(
            "\n".join(one for one in (f"書き出しました：{where}", told) if one),
            "フォルダーを開く",
            lambda: show_folder(path, self),
        )


def _cells(one: Listed) -> tuple[str, ...]:
    contact = one.contact
    return (
        one.office.code,
        one.office.name,
        OFFICE_KIND_LABELS[one.kind],
        contact.section,
        contact.person,
        contact.phone,
        contact.mail,
        one.served_by,
    )


def _card() -> QFrame:
    made = QFrame()
    made.setObjectName("card")
    return made
