"""A plain table to look things up in: one line a row, one thing behind each row, sorted by any column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

T = TypeVar("T")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_AROUND, _TALL = 18, 1.35
_LEAST = 6  # full-width letters of a column that takes what is left
_NUMBER = re.compile(r"\d+")


def _rank(text: str) -> tuple[object, ...]:
    """Numbers in a text by their size, what is empty last."""
    numbers = tuple(int(one) for one in _NUMBER.findall(text))
    return (not text, _NUMBER.sub("", text), numbers)


class _Model(QAbstractTableModel):
    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.titles = titles
        self.rows: list[tuple[str, ...]] = []

    def put(self, rows: Sequence[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        said = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return said.replace("\n", "　")
        if role == Qt.ItemDataRole.ToolTipRole:
            return said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.titles[index.column()]} {said or '空欄'}"
        return None


class PlainTable(QTableView, Generic[T]):
    """``moved`` says that another row is current, ``chosen`` brings the thing of a row that Enter was pressed on.

    ``widths`` are how many full-width letters a column asks for; columns with 0 share what is left. Where there is not
    room for all, those in ``spare`` are left out, the first of them first.
    """

    moved = Signal()
    chosen = Signal(object)
    typed = Signal(str)

    def __init__(
        self,
        name: str,
        titles: Sequence[str],
        widths: Sequence[float],
        lines: int = 6,
        spare: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._spare = spare
        self._model = _Model(titles)
        self._widths, self._lines = tuple(widths), lines
        self._things: list[T] = []
        self._sorted: tuple[int, bool] | None = None
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setAccessibleName(f"{name}の行")
        head = self.horizontalHeader()
        head.setAccessibleName(f"{name}の見出し")
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._sort_by)
        self.doubleClicked.connect(lambda _index: self._choose())
        self._fit()

    # -- what is shown
    def show_rows(self, rows: Sequence[tuple[str, ...]], things: Sequence[T], *, stay: bool = True) -> None:
        """Rows and what is behind each; one stays at the thing that was current, where it is still there."""
        here, at = (self.thing, max(self.currentIndex().row(), 0)) if stay else (None, 0)
        pairs = list(zip(rows, things, strict=True))
        if self._sorted:
            column, down = self._sorted
            pairs.sort(key=lambda pair: _rank(pair[0][column]), reverse=down)
        self._things = [thing for _row, thing in pairs]
        self._model.put([row for row, _thing in pairs])
        self._fit()
        found = next((row for row, one in enumerate(self._things) if self._same(one, here)), min(at, len(pairs) - 1))
        if pairs:
            self.selectRow(found)
            self.setCurrentIndex(self._model.index(found, 0))
        self.moved.emit()

    @staticmethod
    def _same(one: T, other: T | None) -> bool:
        return other is not None and name_of(one) == name_of(other)

    @property
    def thing(self) -> T | None:
        """What is behind the current row."""
        row = self.currentIndex().row()
        return self._things[row] if 0 <= row < len(self._things) else None

    @property
    def things(self) -> Sequence[T]:
        """What is behind all rows, from above."""
        return self._things

    def go(self, name: object) -> bool:
        """To the row of a thing by its name; whether it is there."""
        for row, one in enumerate(self._things):
            if name_of(one) == name:
                self.selectRow(row)
                self.setCurrentIndex(self._model.index(row, 0))
                return True
        return False

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        return self._model.rows[row][column]

    def sort_by(self, column: int | None, *, down: bool = False) -> None:
        """By a column, or as the rows came."""
        self._sorted = None if column is None else (column, down)
        head = self.horizontalHeader()
        head.setSortIndicatorShown(column is not None)
        if column is not None:
            ways = Qt.SortOrder
            head.setSortIndicator(column, ways.DescendingOrder if down else ways.AscendingOrder)
        self.show_rows(list(self._model.rows), list(self._things))

    def _sort_by(self, column: int) -> None:
        self.sort_by(column, down=self._sorted == (column, False))

    # -- hands
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell the page."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses; a letter is the page's to understand."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        if (found := self.thing) is not None:
            self.chosen.emit(found)

    # -- room
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need more room."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        if not hasattr(self, "_widths"):
            return
        metrics = self.fontMetrics()
        letter = metrics.horizontalAdvance("国")
        tall = round(metrics.height() * _TALL) + 6
        self.verticalHeader().setDefaultSectionSize(tall)
        self.setMinimumHeight((self._lines + 1) * tall)
        room = max(self.viewport().width(), 200)
        asked = [round(one * letter) + _AROUND if one else 0 for one in self._widths]
        free = asked.count(0)
        least = _LEAST * letter
        left_out = set()
        for column in self._spare:
            if sum(asked) + free * least > room:
                left_out.add(column)
                asked[column] = -1
        for column in range(len(asked)):
            self.setColumnHidden(column, column in left_out)
        left = room - sum(one for one in asked if one > 0)
        for column, width in enumerate(asked):
            if column not in left_out:
                self.setColumnWidth(column, width or max(left // max(free, 1), 40))


def name_of(thing: object) -> object:
    """What tells a thing from another when rows are shown anew."""
    for name in ("name", "code"):
        if (found := getattr(thing, name, None)) is not None:
            return found
    listed = getattr(thing, "listed", None)
    return listed.office.code if listed is not None else thing
