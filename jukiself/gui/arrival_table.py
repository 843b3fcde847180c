"""What a workbook would change, row by row: 取り込む or 残す, by mouse or with Space, filtered by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.theme import space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from jukiself.answers.model import Key
    from jukiself.gui.desk import Offered

_TAKE, _KEEP = "○ 取り込む", "－ いまの答えを残す"
_ALL, _DIFFERENT, _FRESH, _KEPT = "全部の行", "いまの答えと違う行", "新しい答えの行", "残すと決めた行"
_LINES, _TALLEST, _AROUND = 7, 10_000, 22
_HEADERS = ("どうするか", "設問", "いまの答え", "ファイルの答え")
#: Of the width, each column's part.
_PARTS = (0.17, 0.35, 0.24, 0.24)


class _Rows(QTableWidget):
    """Space or Enter turns a row round."""

    turned = Signal(int)
    widened = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns keep their parts of the width."""
        super().resizeEvent(event)
        self.widened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go, Space chooses; Tab leaves the table."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentRow() >= 0:
            self.turned.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class ArrivalTable(QWidget):
    """``ours`` are the keys whose answer stays as the book has it; everything else is taken."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ours: set[Key] = set()
        self.table, self.filter = _Rows(0, len(_HEADERS)), QComboBox()
        self.take_all, self.keep_all = QPushButton("見えている行を取り込む"), QPushButton("見えている行は残す")
        self._offered: Sequence[Offered] = ()
        self._lay_out()
        self.table.turned.connect(self.turn)
        self.table.widened.connect(self._size)
        self.table.cellDoubleClicked.connect(lambda row, _column: self.turn(row))
        self.table.cellClicked.connect(lambda row, column: self.turn(row) if column == 0 else None)
        self.filter.currentIndexChanged.connect(lambda _place: self._sift())
        self.take_all.clicked.connect(lambda: self._turn_seen(keep=False))
        self.keep_all.clicked.connect(lambda: self._turn_seen(keep=True))

    def _lay_out(self) -> None:
        table = self.table
        table.setAccessibleName("変わる答え。スペースキーで、取り込むか残すかを替えます。")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setHorizontalHeaderLabels(_HEADERS)
        table.horizontalHeader().setAccessibleName("変わる答えの見出し")
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().hide()
        table.verticalHeader().setAccessibleName("変わる答えの行")
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.filter.setAccessibleName("どの行を見るか")
        self.filter.addItems([_ALL, _DIFFERENT, _FRESH, _KEPT])
        self.filter.view().setAccessibleName("行の種類")
        self._tools = QWidget()
        tools = FlowLayout(self._tools, space("small"))
        for widget in (self.filter, self.take_all, self.keep_all):
            tools.addWidget(widget)
        for button in (self.take_all, self.keep_all):
            button.setAccessibleName(button.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("small"))
        column.addWidget(self._tools)
        column.addWidget(table, 1)

    def show_rows(self, offered: Sequence[Offered]) -> None:
        """Lay the differences out; all are to be taken until one says otherwise."""
        self._offered, self.ours = offered, set()
        table = self.table
        table.setRowCount(len(offered))
        for row, one in enumerate(offered):
            for column, text in enumerate((_TAKE, one.question, one.ours, one.theirs)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(row, column, item)
        self._tools.setVisible(bool(offered))
        self.filter.setCurrentIndex(0)
        self._sift()
        self._size()
        if offered:
            table.setCurrentCell(0, 0)

    def turn(self, row: int) -> None:
        """Take what was to stay, or the other way round."""
        self._put(row, keep=self._offered[row].key not in self.ours)
        self.chosen.emit()

    def _turn_seen(self, *, keep: bool) -> None:
        for row in range(len(self._offered)):
            if not self.table.isRowHidden(row):
                self._put(row, keep=keep)
        self.chosen.emit()

    def _put(self, row: int, *, keep: bool) -> None:
        key = self._offered[row].key
        (self.ours.add if keep else self.ours.discard)(key)
        item = self.table.item(row, 0)
        if item is not None:
            item.setText(_KEEP if keep else _TAKE)
            item.setToolTip(item.text())

    def _sift(self) -> None:
        wanted = self.filter.currentText()
        for row, one in enumerate(self._offered):
            seen = {_ALL: True, _DIFFERENT: not one.fresh, _FRESH: one.fresh, _KEPT: one.key in self.ours}[wanted]
            self.table.setRowHidden(row, not seen)

    def _size(self) -> None:
        table, metrics = self.table, self.table.fontMetrics()
        # What a row needs, so that a table worth reading is left where letters are large; the page scrolls then.
        table.setMinimumHeight(_LINES * metrics.height())
        widths = [int(table.viewport().width() * part) for part in _PARTS]
        for column, width in enumerate(widths):
            table.setColumnWidth(column, width)
        # Of itself the table forgets the room around a text when it breaks it.
        for row in range(table.rowCount()):
            table.setRowHeight(row, self._height(row, [one - _AROUND for one in widths]))

    def _height(self, row: int, widths: Sequence[int]) -> int:
        metrics = self.table.fontMetrics()
        items = [(self.table.item(row, column), width) for column, width in enumerate(widths)]
        tall = [
            metrics.boundingRect(QRect(0, 0, width, _TALLEST), Qt.TextFlag.TextWordWrap, item.text()).height()
            for item, width in items
            if item
        ]
        return max(tall, default=0) + space("small") + space("hair")
