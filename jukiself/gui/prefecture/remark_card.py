"""What is said of one finding of one office: where it goes, opinion, severity with its reason, and the comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from jukiself.answers.comment import OPINION_LABELS, Opinion
from jukiself.answers.days import moment
from jukiself.checklist.model import SEVERITY_LABELS, Severity
from jukiself.findings.judge import STATUS_LABELS
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.note_field import NoteField
from jukiself.gui.notice import restyle
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.theme import space
from jukiself.gui.words import Prose
from jukiself.survey.remarks import BIN_LABELS, Bin
from jukiself.survey.sorting import WHY_LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukiself.survey.remarks import Remark
    from jukiself.survey.sorting import Item

#: The key of each bin, the same on the tables and here.
KEYS = {"1": Bin.ALL, "2": Bin.ONE, "3": Bin.PHONE, "4": Bin.NEXT_YEAR}


class RemarkCard(QFrame):
    """``said`` brings what is to be kept of the finding shown, ``sorted`` the bin chosen."""

    said = Signal(object)
    sorted = Signal(object)
    phrase_kept = Signal(str)
    reply_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.item: Item | None = None
        self._shown: dict[str, Any] = {}
        self.title, self.why, self.reply = Prose("", "strong"), Prose("", "quiet"), Prose()
        self.theirs = Prose("", "unsaved")
        self.bins = {one: QPushButton(f"{BIN_LABELS[one]} {key}") for key, one in KEYS.items()}
        self.opinion = PullDown("意見", ((f"意見：{OPINION_LABELS[one] or 'なし'}", one) for one in Opinion))
        weights: list[tuple[str, object]] = [("重さ：所見のまま", None)]
        weights += [(f"重さ：{SEVERITY_LABELS[one]}にする", one) for one in Severity]
        self.severity = PullDown("重さ", weights)
        self.reason = QLineEdit()
        self.comment = NoteField(lines=2)
        self.phrases = PullDown("定型文")
        self.keep, self.more = QPushButton("書き留める Ctrl+S"), QPushButton("定型文に加える")
        self.look = QPushButton("回答を見る")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.setSpacing(space("hair"))
        bins, more, feet = FlowRow(space("hair")), FlowRow(space("hair")), FlowRow(space("hair"))
        for chosen, button in self.bins.items():
            button.setProperty("role", "tool")
            button.setAccessibleName(f"{BIN_LABELS[chosen]}に仕分ける")
            bins.flow.addWidget(button)
        self.reason.setAccessibleName("重さを変えた理由")
        self.reason.setPlaceholderText("重さを変えた理由")
        self.comment.setAccessibleName("団体へのコメント")
        self.comment.setPlaceholderText("団体へのコメント")
        self.keep.setAccessibleName("意見とコメントを書き留める")
        self.more.setAccessibleName("このコメントを定型文に加える")
        self.look.setAccessibleName("この団体の回答を見る")
        for part in (self.opinion, self.severity, self.reason):
            more.flow.addWidget(part)
        for one in (self.phrases, self.more, self.keep, self.look):
            feet.flow.addWidget(one)
        for button in (self.more, self.keep, self.look):
            button.setProperty("role", "tool")
        for whole in (self.title, self.why, bins, more, self.theirs, self.comment, feet, self.reply):
            column.addWidget(whole)
        self.theirs.hide()

    def _connect(self) -> None:
        for one, button in self.bins.items():
            button.clicked.connect(lambda _on, one=one: self.sorted.emit(one))
        self.phrases.activated.connect(lambda _row: self._put_phrase())
        self.keep.clicked.connect(self.flush)
        self.more.clicked.connect(lambda: self.phrase_kept.emit(self.comment.text))
        self.look.clicked.connect(self.reply_wanted)
        self.severity.activated.connect(lambda _row: self._mark())

    # -- showing
    def show_phrases(self, texts: Sequence[str]) -> None:
        """Sentences to choose from."""
        self.phrases.offer([("定型文を入れる…", ""), *((one, one) for one in texts)])
        self.phrases.choose("")
        self.phrases.setMaximumWidth(260)

    def show_item(self, item: Item | None) -> None:
        """A finding; what is being written on the same one stays."""
        if item is not None and self.item is not None and item.on == self.item.on and self.touched:
            self.item = item
            self._mark()
            return
        self.item = item
        self.setEnabled(item is not None)
        self.theirs.hide()
        if item is None:
            self.title.say("所見を選んでください")
            for one in (self.why, self.reply):
                one.say("")
            self._mark()
            return
        remark = item.remark
        weight = f"・{SEVERITY_LABELS[item.held.severity]}" if item.held.severity else ""
        self.title.say(f"{item.office.name}　{item.title}（{STATUS_LABELS[item.held.status]}{weight}）")
        self.why.say(f"提案：{BIN_LABELS[item.proposed]}　わけ：{WHY_LABELS[item.why]}")
        self.opinion.choose(remark.opinion)
        self.severity.choose(remark.severity)
        self.reason.setText(remark.reason)
        self.comment.show_text(remark.comment)
        who = f"{remark.by} さん　{moment(remark.at)}" if remark.by and remark.at else ""
        told = [f"団体の返事：{remark.reply}" if remark.reply else "", f"書いた人：{who}" if who else ""]
        self.reply.say("\n".join(one for one in told if one))
        self._shown = self._typed()
        self._mark()

    def _mark(self) -> None:
        chosen = self.item.remark.bin if self.item else Bin.UNSORTED
        for one, button in self.bins.items():
            on = one is chosen
            button.setProperty("on", on)
            button.setAccessibleName(f"{BIN_LABELS[one]}に仕分ける{'（いまの仕分け）' if on else ''}")
            restyle(button)
        self.reason.setVisible(self.severity.currentData() is not None or bool(self.reason.text()))

    def show_theirs(self, theirs: Remark) -> None:
        """Somebody else wrote meanwhile: both texts stand here until one of them is kept."""
        self.theirs.say(
            f"！ {theirs.by or 'ほかの人'} さんが先に書いています。いまの文：{theirs.comment or '（コメントなし）'}\n"
            "下はあなたの文です。直して「書き留める」と、あなたの文に置きかわります（前の文は履歴に残ります）。"
        )
        self.theirs.show()

    # -- keeping
    def _typed(self) -> dict[str, Any]:
        severity = self.severity.currentData()
        return {
            "opinion": Opinion(self.opinion.currentData()),
            "severity": Severity(severity) if severity else None,
            "reason": self.reason.text().strip() if severity else "",
            "comment": self.comment.text,
        }

    @property
    def touched(self) -> bool:
        """Whether something typed is not kept yet."""
        return self.item is not None and self._typed() != self._shown

    def flush(self) -> bool:
        """Keep what was typed; False where it could not be."""
        if self.touched:
            self.said.emit(self._typed())
        return not self.touched

    def kept(self) -> None:
        """It is in the book."""
        self._shown = self._typed()
        self.theirs.hide()

    def _put_phrase(self) -> None:
        text = str(self.phrases.currentData() or "")
        if text:
            before = self.comment.text
            self.comment.show_text(f"{before}\n{text}" if before else text)
            self.comment.setFocus()
        self.phrases.choose("")
