"""契約点検表 on the screen: contracts across, 条項 down, a shape and a word in each cell, and what to do about it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jukiself.gui.theme import space, theme
from jukiself.gui.words import Prose
from jukiself.report.contracts import Mark, section

if TYPE_CHECKING:
    from jukiself.answers.model import Contract, Key
    from jukiself.checklist.provision import Provision
    from jukiself.report.contracts import Contracts

_LINES = 14  # of text, that the whole needs to say everything
_LETTERS = 10  # a column holds at least so many
_LEGEND = "○ ある　△ 一部　× ない・まだ　？ わからない　－ 未回答・対象外"


class _Table(QTableWidget):
    """Enter goes where the cell leads."""

    entered_cell = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Tab leaves the table."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_cell.emit()
        else:
            super().keyPressEvent(event)


class ClauseTable(QWidget):
    """``wanted`` is the key of the question behind a cell."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = _Table()
        self.legend, self.said = Prose(_LEGEND, "quiet"), Prose()
        self.open = QPushButton("この設問へ")
        self._material: Contracts | None = None
        self._rows: list[Provision | None] = []
        self._lay_out()
        self.table.currentCellChanged.connect(lambda *_places: self._describe())
        self.table.cellDoubleClicked.connect(lambda *_places: self._go())
        self.table.entered_cell.connect(self._go)
        self.open.clicked.connect(self._go)

    def _lay_out(self) -> None:
        table = self.table
        table.setAccessibleName("契約点検表")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.verticalHeader().setAccessibleName("条項の行")
        table.horizontalHeader().setAccessibleName("契約の見出し")
        table.setMinimumHeight(120)
        self.open.setAccessibleName("この設問へ")
        foot = QFrame()
        foot.setObjectName("card")
        row = QHBoxLayout(foot)
        row.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        row.addWidget(self.said, 1)
        row.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.legend)
        column.addWidget(table, 1)
        column.addWidget(foot)

    def show_table(self, material: Contracts) -> None:
        """Every contract against every 条項, as things are now; the cell looked at stays."""
        place = (self.table.currentRow(), self.table.currentColumn())
        self._material = material
        table, contracts = self.table, material.listed
        table.clear()
        table.clearSpans()
        self._rows = []
        parts = [
            (title, list(some))
            for title, some in groupby(material.rows, key=lambda one: section(material.question(one)))
        ]
        table.setRowCount(sum(1 + len(some) for _title, some in parts))
        table.setColumnCount(1 + len(contracts))
        table.setHorizontalHeaderLabels(["条項", *(_headed(material, one) for one in contracts)])
        for title, some in parts:
            self._heading(title)
            for one in some:
                self._line(material, one)
        self._size(len(contracts))
        row, column = place if 0 <= place[0] < table.rowCount() and 0 < place[1] <= len(contracts) else (1, 1)
        table.setCurrentCell(row, column)
        self._describe()

    def _heading(self, title: str) -> None:
        item = QTableWidgetItem(title)
        font = QFont(self.table.font())
        font.setBold(True)
        item.setFont(font)
        item.setBackground(theme().colour("sunken"))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.table.setItem(len(self._rows), 0, item)
        if self.table.columnCount() > 1:
            self.table.setSpan(len(self._rows), 0, 1, self.table.columnCount())
        self._rows.append(None)

    def _line(self, material: Contracts, provision: Provision) -> None:
        row = len(self._rows)
        name = QTableWidgetItem(provision.title)
        name.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.table.setItem(row, 0, name)
        for column, contract in enumerate(material.listed, 1):
            cell = material.cell(provision, contract)
            item = QTableWidgetItem(cell.text)
            if cell.missing:
                item.setBackground(theme().colour("wrong_soft"))
            item.setToolTip(f"{material.name(contract)}　{provision.title}：{cell.text}")
            self.table.setItem(row, column, item)
        self._rows.append(provision)

    def _size(self, contracts: int) -> None:
        least = self.fontMetrics().horizontalAdvance("あ") * _LETTERS + 2 * space("small")
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(least)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        room = self.table.viewport().width()
        wide = (1 + contracts) * least > room
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive if wide else QHeaderView.ResizeMode.Stretch)
        if wide:
            for column in range(1 + contracts):
                self.table.setColumnWidth(column, least)
            self.table.resizeColumnToContents(0)
        self.table.resizeRowsToContents()

    # -- the cell looked at
    def _here(self) -> tuple[Provision, Contract] | None:
        material, row, column = self._material, self.table.currentRow(), self.table.currentColumn() - 1
        if material is None or not 0 <= row < len(self._rows) or not 0 <= column < len(material.listed):
            return None
        provision = self._rows[row]
        return (provision, material.listed[column]) if provision else None

    def key(self) -> Key | None:
        """The key of the cell looked at."""
        here = self._here()
        return self._material.key(*here) if here and self._material else None

    def _describe(self) -> None:
        here, material = self._here(), self._material
        key = self.key()
        self.open.setEnabled(key is not None and material is not None and key in material.situation.keys)
        if here is None or material is None or key is None:
            self.said.say("欄を選ぶと、いまの答えと、次にすることを示します（矢印で動き、Enter で設問へ）。")
            return
        provision, contract = here
        question, cell = material.question(provision), material.cell(provision, contract)
        label = material.situation.label(key)
        then = question.step if cell.missing else f"聞く：{question.ask}" if cell.unclear else ""
        said = (
            f"{material.name(contract)}　{provision.title}　{cell.text}\n{question.number} {question.text} →「{label}」"
        )
        told = f"{said}\nまず一歩：{then}" if cell.missing else f"{said}\n{then}".rstrip()
        self.said.setToolTip(told)
        self.said.say(told.split("\n")[0] if self._tight() else told)
        self.said.setAccessibleName(told)

    def _tight(self) -> bool:
        """Whether the rows of the table need the room more than the words below it."""
        return self.height() < _LINES * self.fontMetrics().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less is said where there is little room; the question itself is one press away."""
        super().resizeEvent(event)
        self.legend.setVisible(not self._tight())
        self._describe()

    def _go(self) -> None:
        if self.open.isEnabled():
            self.wanted.emit(self.key())


def _headed(material: Contracts, contract: Contract) -> str:
    """A contract's name, and how it stands in all."""
    count = material.counts(contract)
    shown = (Mark.YES, Mark.SOME, Mark.NO, Mark.ASK)
    return f"{material.name(contract)}\n{' '.join(f'{mark}{count[mark]}' for mark in shown)}"
