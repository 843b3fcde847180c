"""Areas, question, reasons beside each other; where letters are large or the window small, one side at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jukiself.gui.areas import Legend
from jukiself.gui.theme import space

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

#: In letters of the text: what each column needs, and how much the middle must keep.
_AREAS, _BESIDE, _MIDDLE = 14.5, 19, 30
_ANY = 16777215  # Qt's own word for no limit


class Columns(QWidget):
    """``fitted`` tells that other columns are hidden than before."""

    fitted = Signal()

    def __init__(self, areas: QWidget, middle: QWidget, beside: QWidget) -> None:
        super().__init__()
        self.side = QFrame()
        self.side.setObjectName("side")
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, space("small"), 0, 0)
        column.setSpacing(0)
        column.addWidget(areas, 1)
        column.addWidget(Legend())
        self.middle, self.beside = middle, beside
        #: The view needs the whole width, as the table of members does.
        self.wide = False
        #: A column that stands over the middle for a moment: ``areas``, ``beside`` or nothing.
        self.over = ""
        self.hidden: frozenset[str] = frozenset()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(middle, 2)
        row.addWidget(beside, 1)

    def fit(self) -> None:
        """Show the columns there is room for."""
        letter = max(1, self.fontMetrics().horizontalAdvance("国"))
        room = self.width() / letter
        hidden = set()
        if self.wide or room < _AREAS + _MIDDLE + _BESIDE:
            hidden.add("beside")
        if self.wide or room < _AREAS + _MIDDLE:
            hidden.add("areas")
        if self.over not in hidden:
            self.over = ""
        # What goes is hidden first: both at once would push the window wider.
        self.middle.setVisible(not self.over)
        self.beside.setVisible(self.over == "beside" or (not self.over and "beside" not in hidden))
        self.side.setVisible(self.over == "areas" or (self.over != "areas" and "areas" not in hidden))
        areas, beside = round(_AREAS * letter), round(_BESIDE * letter)
        self.side.setMinimumWidth(0 if self.over == "areas" else areas)
        self.side.setMaximumWidth(_ANY if self.over == "areas" else areas)
        self.beside.setMinimumWidth(0 if self.over == "beside" else beside)
        self.beside.setMaximumWidth(_ANY if self.over == "beside" else round(beside * 1.6))
        if frozenset(hidden) != self.hidden:
            self.hidden = frozenset(hidden)
            self.fitted.emit()

    def keep_wide(self, wide: bool) -> None:  # noqa: FBT001 - what it says
        """Give the middle the whole width, or not."""
        if wide != self.wide:
            self.wide = wide
            self.fit()

    def lay_over(self, name: str) -> bool:
        """Show a hidden column in the middle's place, or put it away again; whether it is shown now."""
        self.over = "" if self.over == name or name not in self.hidden else name
        self.fit()
        return bool(self.over)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window was resized."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Letters grew or shrank."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.fit()
