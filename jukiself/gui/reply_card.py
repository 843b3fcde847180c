"""A contractor's reply beside the office's answers: what becomes of each difference is chosen row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.desk import Reply, ReplyRow, Take
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label

if TYPE_CHECKING:
    from jukiself.answers.model import Key

TAKES = {
    Take.THEIRS: "事業者の答えにする（聞いた）",
    Take.NOTE: "役場の答えを残し、備考に書く",
    Take.NOTHING: "取り込まない",
}
#: Where both say the same, and only the words beside it are new.
_SAME = {Take.THEIRS: "事業者の言葉を備考に書く（聞いた）", Take.NOTHING: "取り込まない"}


class ReplyCard(QFrame):
    """Nothing is written before 取り込む."""

    taken = Signal(object, object)
    left = Signal()

    def __init__(self, reply: Reply, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.reply = reply
        self.chosen: dict[Key, Take] = {one.key: one.take for one in reply.rows}
        self.buttons: dict[tuple[Key, Take], QPushButton] = {}
        self.take = QPushButton("選んだとおりに取り込む")
        self.back = QPushButton("やめる")
        self.take.setProperty("role", "main")
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("middle"))
        column.setSpacing(space("small"))
        column.addWidget(label(reply.title, "lead"))
        for fact in reply.facts:
            column.addWidget(Prose(fact))
        for problem in reply.problems:
            column.addWidget(Prose(f"！ {problem}", "quiet"))
        for row in reply.rows:
            self._add(column, row)
        if not reply.rows:
            column.addWidget(Prose("役場の答えと違う所はありません。取り込むものはありません。"))
        feet = QWidget()
        foot = FlowLayout(feet, space("small"))
        for button, words in ((self.take, "選んだとおりに取り込む"), (self.back, "返事を取り込まずにやめる")):
            button.setAccessibleName(words)
            foot.addWidget(button)
        self.take.setVisible(bool(reply.rows))
        column.addWidget(feet)
        self.take.clicked.connect(lambda: self.taken.emit(self.reply, dict(self.chosen)))
        self.back.clicked.connect(self.left)

    def _add(self, column: QVBoxLayout, row: ReplyRow) -> None:
        line = QFrame()
        line.setObjectName("rule")
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addWidget(Prose(row.question, "strong"))
        column.addWidget(Prose(f"役場：「{row.ours}」　　{self.reply.speaker}：「{row.theirs}」"))
        if row.note:
            column.addWidget(Prose(row.note, "quiet"))
        choices = QWidget()
        flow = FlowLayout(choices, space("hair"))
        group = QButtonGroup(self)
        takes = self.reply.takes or (_SAME if row.ours == row.theirs and row.take is Take.THEIRS else TAKES)
        for take, words in takes.items():
            button = QPushButton(words)
            button.setCheckable(True)
            button.setProperty("role", "basis")
            button.setAccessibleName(f"{row.question}：{words}")
            button.setChecked(take is row.take)
            button.clicked.connect(lambda _on, take=take: self.chosen.__setitem__(row.key, take))
            group.addButton(button)
            self.buttons[row.key, take] = button
            flow.addWidget(button)
        column.addWidget(choices)

    def first_focus(self) -> QWidget:
        """The first choice, or the way back."""
        return next((one for one in self.buttons.values() if one.isChecked()), self.back)
