"""A line for a passphrase: covered, and uncovered for whoever wants to see what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_COVERED, _OPEN = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal


class SecretField(QWidget):
    """``turned`` whenever the letters are covered or uncovered."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self.seen = QLineEdit(), QPushButton()
        self.field.setAccessibleName("合言葉")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.field, 1)
        line.addWidget(self.seen)
        self.seen.clicked.connect(lambda: self.uncover(not self.uncovered))
        self.uncover(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Nothing is lower than its letters, however large they are."""
        super().resizeEvent(event)
        for one in (self.field, self.seen):
            one.setMinimumHeight(one.sizeHint().height())

    @property
    def uncovered(self) -> bool:
        """Whether the letters can be read."""
        return self.field.echoMode() is _OPEN

    def uncover(self, on: bool) -> None:  # noqa: FBT001 - one of two looks
        """Show the letters, or cover them."""
        self.field.setEchoMode(_OPEN if on else _COVERED)
        words = "隠す" if on else "見せる"
        self.seen.setText(words)
        self.seen.setAccessibleName(f"合言葉を{words}")
        self.turned.emit()

    def forget(self) -> None:
        """Nothing of it stays, nor can it be brought back by undoing."""
        self.field.clear()
        self.uncover(False)
