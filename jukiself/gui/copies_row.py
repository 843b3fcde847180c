"""Where dated copies of the book go, asked when the first book is made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from jukiself.gui.theme import space
from jukiself.gui.words import Prose, place_words

if TYPE_CHECKING:
    from jukiself.gui.desk import Desk

_SETTING = "copies_folder"
_NONE = "まだ置きません。フォルダーを選ぶと、点検を開くたびに、日付の付いた写しが残ります。"


class CopiesRow(QWidget):
    """Said in one line, changed by one button; as in 設定."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words = Prose("", "quiet").in_middle()
        self.choose = QPushButton("控えの場所を選ぶ…")
        self.choose.setAccessibleName("控えを置くフォルダーを選ぶ")
        self.choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("small"))
        row.addWidget(self.words, 1)
        row.addWidget(self.choose)
        self.show_place()

    def show_place(self) -> None:
        """As the settings have it now."""
        folder = self._desk.setting(_SETTING)
        self.words.say(f"{place_words(Path(folder))}　日付の付いた写しが残ります。" if folder else _NONE)

    def _choose(self) -> None:
        start = self._desk.setting(_SETTING) or str(self._desk.last_folder())
        chosen = QFileDialog.getExistingDirectory(self, "控えを置くフォルダー", start)
        if chosen:
            self._desk.keep_setting(_SETTING, chosen)
            self.show_place()
