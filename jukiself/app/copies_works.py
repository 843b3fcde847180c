"""What the window asks about 控え: making them as books are opened, listing and deleting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.app.works import now
from jukiself.work.copies import FOLDER, Keeper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.settings import Settings
    from jukiself.store.book import Book
    from jukiself.work.copies import Copy

_FIRST = (
    f"保存ファイルの横に「{FOLDER}」というフォルダーを作り、日付の付いた写しを置きました。"
    "中身は保存ファイルと同じです。場所は「設定」で変えられます。"
)


class CopiesWorks:
    """Keeps `jukiself.gui.copies_desk.CopiesDesk`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._failed = self._told = ""
        self.keeper = Keeper(settings, now, self._say)

    def _say(self, words: str) -> None:
        self._failed = words

    @property
    def folder(self) -> str:
        """The folder the office named; empty: beside the book."""
        return str(self._settings["copies_folder"])

    def opened(self, book: Book) -> None:
        """As it is when it is opened; of the first folder made beside a book one is told."""
        beside = book.path.parent / FOLDER if book.path else None
        fresh = beside is not None and not beside.exists()
        made = self.keeper.copy(book)
        if fresh and made and made.parent == beside and not self.folder:
            self._told = _FIRST

    def failed(self) -> str:
        """Said once."""
        said, self._failed = self._failed, ""
        return said

    def told(self) -> str:
        """Said once."""
        said, self._told = self._told, ""
        return said

    def of(self, path: Path) -> Sequence[Copy]:
        """In every place."""
        return self.keeper.of(path)

    def remove(self, path: Path) -> str:
        """In every place."""
        return self.keeper.remove(path)
