"""A button with a heading and a sentence under it: what one finds on the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent


class CardButton(QPushButton):
    """Shows the first sentence of what is said; all of it is in the tooltip.

    Made of labels in a button of the style sheet, not painted by hand: a pen or a brush in Python makes the namespace
    `Qt`, which takes a tenth of the whole start (docs/bench.md).
    """

    def __init__(self, title: str, said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.said = title, said
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        self._column.setSpacing(space("hair"))
        self._column.addWidget(label(title, "strong"))
        first, stop, _rest = said.partition("。")
        self._column.addWidget(Prose(first + stop, "quiet"))
        policies = QtWidgets.QSizePolicy.Policy
        policy = QtWidgets.QSizePolicy(policies.Expanding, policies.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Wide enough for a sentence."""
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for half a page."""
        return QSize(200, self._column.minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        """Narrow cards are higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Heading and sentence."""
        return self._column.totalHeightForWidth(width)

    def enterEvent(self, event: QEnterEvent) -> None:
        """A hand over what can be pressed."""
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)
