"""What the cell in hand offers, in one place under the table: its answers and how one knows, by key or click."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jukiself.gui.row_shape import Shape, draw_row, shape_of
from jukiself.gui.theme import theme

if TYPE_CHECKING:
    from jukiself.gui.row import Row


class RowCard(QWidget):
    """Mouse only: the keyboard has the keys it shows."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: Row | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_row(self, row: Row) -> None:
        """Show a row without its question, which stands in the table."""
        self._row = replace(row, text="", number="", member=f"{row.number}　{row.member}", tags=(), basis="")
        self.setAccessibleName(row.said)
        self.setAccessibleDescription("　".join(f"{one.key} {one.words}" for one in row.offers))
        self.setFixedHeight(self._shape().height)
        self.update()

    def _shape(self) -> Shape:
        return shape_of(self._row, max(200, self.width()), self.font()) if self._row else Shape()

    def sizeHint(self) -> QSize:
        """As high as the offers need."""
        return QSize(320, self._shape().height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The row."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("paper"))
        painter.setPen(theme().colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        if self._row:
            draw_row(painter, self.rect(), self._row, self._shape(), self.font())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A chip does what its key does."""
        if key := self._shape().chip_at(event.position().toPoint()):
            self.pressed.emit(key)

    def event(self, event: QEvent) -> bool:
        """Other widths and letters need other heights."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange} and self._row:
            self.setFixedHeight(self._shape().height)
        return super().event(event)
