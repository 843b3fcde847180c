"""One remark of the prefecture with the office's reply, which saves by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.saving import saving_text
from jukiself.gui.theme import space
from jukiself.gui.words import Prose
from jukiself.report.comments import opinion, whence

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.answers.comment import Comment

_REPLY = "役場の返事（次の回答書といっしょに県へ渡ります）"
_HINT = "直したこと、決めた日、事情、県に聞きたいこと"


class CommentCard(QFrame):
    """``there`` says whether its finding is in the answers as they are now; one on the whole reply has none."""

    finding_wanted = Signal()
    plan_wanted = Signal()

    def __init__(
        self, comment: Comment, title: str, save: Callable[[str], bool], *, there: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.comment = comment
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.setSpacing(space("hair"))
        column.addWidget(Prose(title, "strong"))
        if said := opinion(comment):
            column.addWidget(Prose(f"● {said}"))
        if comment.text:
            column.addWidget(Prose(comment.text))
        if comment.speaks:
            column.addWidget(Prose(whence(comment), "quiet"))
        self.field, self.saver = saving_text(f"{title}：{_REPLY}", save, _HINT)
        column.addWidget(Prose(_REPLY, "quiet"))
        column.addWidget(self.field)
        self.saver.show(comment.reply)
        self.see, self.plan = QPushButton("所見を見る"), QPushButton("改善計画に入れる")
        feet = QWidget()
        row = FlowLayout(feet, space("small"))
        for button, signal in ((self.see, self.finding_wanted), (self.plan, self.plan_wanted)):
            button.setProperty("role", "plain")
            button.setAccessibleName(f"{title}：{button.text()}")
            button.clicked.connect(signal)
            row.addWidget(button)
        feet.setVisible(there)
        column.addWidget(feet)
