"""A row that goes on in the next line where it is full; Qt has none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayoutItem


class FlowLayout(QLayout):
    """Widgets from left to right, then down, each in its own size but never wider than the row."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap = gap
        self._items: list[QLayoutItem] = []

    # -- what QLayout asks
    def addItem(self, item: QLayoutItem) -> None:
        """Add at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        edges = self.contentsMargins()
        inner = QRect(0, 0, width - edges.left() - edges.right(), 0)
        return self._place(inner, really=False) + edges.top() + edges.bottom()

    def setGeometry(self, box: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(box)
        self._place(box.marginsRemoved(self.contentsMargins()), really=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(one.width() + self._gap for one in hints)
        return QSize(width, max((one.height() for one in hints), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """One line of any width."""
        tallest = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(80, tallest).grownBy(self.contentsMargins())

    # -- placing
    def _place(self, box: QRect, *, really: bool) -> int:
        left, top = box.left(), box.top()
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                continue  # hidden
            hint = item.sizeHint()
            width = min(hint.width(), box.width())
            if left > box.left() and left + width > box.right() + 1:
                left, top = box.left(), top + _settle(line, really=really) + self._gap
                line = []
            line.append((item, QRect(QPoint(left, top), QSize(width, hint.height()))))
            left += width + self._gap
        return top + _settle(line, really=really) - box.top()


def _settle(line: list[tuple[QLayoutItem, QRect]], *, really: bool) -> int:
    """Put a line in its place, each in the middle of its height; the height."""
    height = max((box.height() for _item, box in line), default=0)
    for item, box in line:
        if really:
            item.setGeometry(box.translated(0, (height - box.height()) // 2))
    return height


class FlowRow(QWidget):
    """A widget as high as its flowing row needs; a grid around it asks nobody for a height at a width."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another line."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """So may other words in it."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        self.setMinimumHeight(self.flow.heightForWidth(self.width()))
