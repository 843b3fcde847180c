"""What came and could not be taken in: each file with its reason and with what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.prefecture.table import PlainTable
from jukiself.gui.theme import space
from jukiself.gui.words import Prose

if TYPE_CHECKING:
    from jukiself.survey.arrivals import Arrival
    from jukiself.survey.board import Board

_TITLES = ("ファイル", "団体", "届いた日", "わけ")
_WIDTHS = (0, 8, 5.5, 0)
_WHAT = (
    "取り込めなかったファイルです。中身には手を付けていません。わけを団体に伝えて、直した回答書をもらいます。"
    "届いた回答書を取り込むと、この一覧から消えます。"
)


class Quarantine(QWidget):
    """``again`` brings files to look at once more."""

    again = Signal(object)
    folder_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: PlainTable[Arrival] = PlainTable("取り込めないファイル", _TITLES, _WIDTHS)
        self.why = Prose()
        self.back, self.open = QPushButton("提出状況へ戻る"), QPushButton("フォルダーを開く")
        self.retry = QPushButton("もう一度取り込んでみる")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("small"))
        feet = FlowRow(space("small"))
        for button in (self.back, self.open, self.retry):
            button.setAccessibleName(button.text())
            feet.flow.addWidget(button)
        for widget in (Prose("取り込めないファイル", "lead"), Prose(_WHAT), self.table, self.why, feet):
            column.addWidget(widget, 1 if widget is self.table else 0)
        self.back.clicked.connect(self.left)
        self.open.clicked.connect(self._open)
        self.retry.clicked.connect(self._retry)
        self.table.moved.connect(self._tell)

    def show_board(self, board: Board) -> None:
        """Of offices known and of nobody."""
        found = [*board.strange, *(one for row in board.rows for one in row.unusable)]
        self.table.show_rows([_cells(one) for one in found], found)
        self._tell()

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table if self.table.things else self.back

    def _tell(self) -> None:
        one = self.table.thing
        self.why.say("\n".join((f"{one.file_name}：{one.reason}", *one.problems[:4])) if one else "")
        for button in (self.open, self.retry):
            button.setEnabled(one is not None)

    def _path(self) -> Path | None:
        one = self.table.thing
        return Path(one.folder) / one.file_name if one else None

    def _open(self) -> None:
        if path := self._path():
            self.folder_wanted.emit(path)

    def _retry(self) -> None:
        if path := self._path():
            self.again.emit([path])


def _cells(one: Arrival) -> tuple[str, ...]:
    office = (one.office.name or one.office.code) if one.office else "団体が分かりません"
    return (one.file_name, office, f"{one.at.month}月{one.at.day}日", one.reason)
