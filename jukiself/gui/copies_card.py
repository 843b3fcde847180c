"""控え in 設定: where they go and how many there are; another place, none, or back to one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.cards import row
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, place_words
from jukiself.work.copies import FOLDER, kept_words

if TYPE_CHECKING:
    from jukiself.gui.desk import Desk
    from jukiself.gui.notice import Notice

_ON, _FOLDER = "copies_on", "copies_folder"


class CopiesCard(QWidget):
    """Every press is the change; a sentence takes it back."""

    restore_wanted = Signal()

    def __init__(self, desk: Desk, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._notice = desk, notice
        self._book: Path | None = None
        self.place = Prose()
        self.choose, self.beside = QPushButton("別のフォルダーを選ぶ…"), QPushButton("保存ファイルの横に置く")
        self.off, self.restore = QPushButton("置かない"), QPushButton("控えに戻す…")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("small"))
        column.addWidget(self.place)
        column.addWidget(row(self.restore, self.choose, self.beside, self.off))
        for button, words, act in (
            (self.choose, "控えを置くフォルダーを選ぶ", self._choose),
            (self.beside, "控えを保存ファイルの横に置く", lambda: self.set_folder("")),
            (self.off, "控えを置かない", self.switch_off),
            (self.restore, "控えの一覧を見て、控えに戻す", self.restore_wanted.emit),
        ):
            button.setAccessibleName(words)
            button.clicked.connect(act)

    def show_book(self, book: Path | None) -> None:
        """As it is for this PC, and how many copies the open book has."""
        self._book = book
        on, folder = bool(self._desk.setting(_ON)), self._desk.setting(_FOLDER)
        place = place_words(Path(folder)) if folder else f"保存ファイルの横のフォルダー「{FOLDER}」"
        said = f"{place}　{kept_words(self._desk.setting('copies_kept'))}" if on else "置いていません。"
        count = f"この保存ファイルの控えは、いま {len(self._desk.copies().of(book))}個です。" if book else ""
        self.place.say(said + count)
        self.beside.setEnabled(bool(folder) or not on)
        self.off.setEnabled(on)

    def _choose(self) -> None:
        start = self._desk.setting(_FOLDER) or str(self._desk.last_folder())
        chosen = QFileDialog.getExistingDirectory(self, "控えを置くフォルダー", start)
        if chosen:
            self.set_folder(chosen)

    def set_folder(self, folder: str) -> None:
        """Where dated copies go from now on; nothing: beside the book."""
        self._keep(
            {_FOLDER: folder, _ON: True}, "これからの控えを置く所を変えました。前の控えは、前の所に残っています。"
        )

    def switch_off(self) -> None:
        """None from now on; those there are stay."""
        self._keep({_ON: False}, "これからは控えを置きません。前の控えは、前の所に残っています。")

    def _keep(self, values: dict[str, object], said: str) -> None:
        before = {name: self._desk.setting(name) for name in values}
        self._set(values)

        def back() -> None:
            self._set(before)
            self._notice.say("元に戻しました。")

        self._notice.say(said, "取り消す", back)

    def _set(self, values: dict[str, object]) -> None:
        for name, value in values.items():
            self._desk.keep_setting(name, value)
        self.show_book(self._book)
