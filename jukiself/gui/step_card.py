"""A step of some work on a page: a heading that opens it, how far it has come, and what there is to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.theme import space
from jukiself.gui.words import Prose


class StepCard(QFrame):
    """The page decides which one is open; a press on the heading opens or closes this one."""

    pressed = Signal()

    def __init__(self, title: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.title, self.body = title, body
        self.head = QPushButton()
        self.head.setProperty("role", "step")
        self.head.clicked.connect(self._press)
        self.state = Prose("", "quiet")
        # The leading of a paragraph lies below its line; the heading beside it has none.
        self.state.setContentsMargins(0, space("hair") + 2, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(space("middle"))
        row.addWidget(self.head)
        row.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("small"), space("hair"), space("middle"), space("hair"))
        column.setSpacing(space("hair"))
        column.addLayout(row)
        column.addWidget(body)
        body.setContentsMargins(space("small"), 0, space("small"), space("small"))
        self.open(opened=False)

    def open(self, *, opened: bool) -> None:
        """Show what there is to do, or put it away."""
        self.body.setVisible(opened)
        self.state.setVisible(not opened)
        self.head.setText(f"{self.title}　{'▲' if opened else '▼'}")
        self.head.setAccessibleName(f"{self.title}を{'しまう' if opened else '開く'}")

    def say(self, state: str) -> None:
        """How far it has come."""
        self.state.say(state)

    def _press(self) -> None:
        self.open(opened=self.body.isHidden())
        self.pressed.emit()
