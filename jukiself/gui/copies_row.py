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
_BESIDE = "保存する所に「控え」というフォルダーを作り、日付の付いた写しを置きます。"
_NONE = "置きません。「設定」で、置くように変えられます。"


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
        named = f"{place_words(Path(folder))}　日付の付いた写しが残ります。" if folder else _BESIDE
        self.words.say(named if self._desk.setting("copies_on") else _NONE)

    def _choose(self) -> None:
        start = self._desk.setting(_SETTING) or str(self._desk.last_folder())
        chosen = QFileDialog.getExistingDirectory(self, "控えを置くフォルダー", start)
        if chosen:
            self._desk.keep_setting(_SETTING, chosen)
            self._desk.keep_setting("copies_on", True)
            self.show_place()
