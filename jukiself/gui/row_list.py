"""一覧: the questions as rows, answered where they stand; the row in hand shows what it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jukiself.gui.row import rows_of
from jukiself.gui.row_shape import Shape, draw_row, shape_of
from jukiself.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.gui.row import Row

_ROW = Qt.ItemDataRole.UserRole


class RowList(QListWidget):
    """Tells where one went (``wanted``) and which key's act was clicked (``pressed``); answers nothing itself."""

    wanted = Signal(object)
    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self.setAccessibleName("設問の一覧")
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._keys: list[Key] = []
        self._shapes: dict[tuple[Row, int, str], Shape] = {}
        self.currentRowChanged.connect(self._moved)

    # -- what is shown
    def show_rows(self, situation: Situation, keys: Sequence[Key], here: Key | None) -> None:
        """The rows of some keys; those that stay as they were are not touched."""
        self.blockSignals(True)
        rows = rows_of(situation, keys, here)
        if [one.key for one in rows] != self._keys:
            self._keys = [one.key for one in rows]
            while self.count() > len(rows):
                self.takeItem(self.count() - 1)
            while self.count() < len(rows):
                self.addItem(QListWidgetItem())
        changed = False
        for place, row in enumerate(rows):
            item = self.item(place)
            if item.data(_ROW) != row:
                item.setData(_ROW, row)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, row.said)
                changed = True
        if here in self._keys:
            self.setCurrentRow(self._keys.index(here))
        self.blockSignals(False)
        if changed:
            self.doItemsLayout()
            self.viewport().update()
        if here in self._keys:
            self.scrollToItem(self.currentItem())

    def row(self, place: int) -> Row:  # type: ignore[override]
        """What stands in a row."""
        return cast("Row", self.item(place).data(_ROW))

    def shape(self, row: Row, width: int, font: QFont) -> Shape:
        """A row laid out, remembered."""
        known = (row, width, font.key())
        if known not in self._shapes:
            if len(self._shapes) > 2000:  # noqa: PLR2004 - a few widths of the longest list
                self._shapes.clear()
            self._shapes[known] = shape_of(row, width, font)
        return self._shapes[known]

    def _moved(self, place: int) -> None:
        if 0 <= place < len(self._keys):
            self.wanted.emit(self._keys[place])

    # -- the hand
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A chip of the row in hand does what its key does; elsewhere a row is taken in hand."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.row() == self.currentRow():
            at = event.position().toPoint() - self.visualRect(index).topLeft()
            shape = self.shape(self.row(index.row()), self.viewport().width(), self.font())
            if key := shape.chip_at(at):
                self.pressed.emit(key)
                return
        super().mousePressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the wizard, not a search by first letter."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are laid out for a width."""
        super().resizeEvent(event)
        self.doItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """And for a size of letters."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.doItemsLayout()


class _Painter(QStyledItemDelegate):
    """Rows with a line between; the one in hand has a bar at its left, and a ring where the keyboard is on it."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the row needs at the width there is."""
        view = cast("RowList", self.parent())
        row = index.data(_ROW)
        if row is None:
            return QSize(1, 1)
        width = view.viewport().width()
        return QSize(width, view.shape(row, width, view.font()).height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        view, colour, row, box = cast("RowList", self.parent()), theme().colour, index.data(_ROW), option.rect
        painter.save()
        chosen = index.row() == view.currentRow()
        painter.fillRect(box, colour("surface"))
        if chosen:
            painter.fillRect(box.adjusted(0, 0, 4 - box.width(), 0), colour("accent"))
        painter.setPen(colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        draw_row(painter, box, row, view.shape(row, view.viewport().width(), view.font()), view.font())
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()
