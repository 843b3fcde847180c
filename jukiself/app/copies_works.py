"""What the window asks about 控え: making them as books are opened, listing and deleting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.app.works import now
from jukiself.work import restoring
from jukiself.work.copies import FOLDER, Keeper
from jukiself.work.exchange import Editions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.settings import Settings
    from jukiself.store.book import Book
    from jukiself.work.copies import Copy
    from jukiself.work.restoring import Listed, Outlook, Restored

_FIRST = (
    f"保存ファイルの横に「{FOLDER}」というフォルダーを作り、日付の付いた写しを置きました。"
    "中身は保存ファイルと同じです。場所は「設定」で変えられます。"
)


class CopiesWorks:
    """Keeps `jukiself.gui.copies_desk.CopiesDesk`."""

    def __init__(self, settings: Settings) -> None:
        self._failed = self._told = ""
        self._editions = Editions()
        self.keeper = Keeper(settings, now, self._say)

    def _say(self, words: str) -> None:
        self._failed = words

    @property
    def folder(self) -> str:
        """The folder the office named; empty: beside the book."""
        return self.keeper.folder

    def opened(self, book: Book, *, new: bool = False) -> None:
        """As it is when it is opened; of the first folder made beside a book one is told."""
        beside = book.path.parent / FOLDER if book.path else None
        fresh = beside is not None and not beside.exists()
        made = self.keeper.copy(book)
        if fresh and made and made.parent == beside and not self.folder and not new:
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

    def listed(self, path: Path) -> Sequence[Listed]:
        """Newest first."""
        return restoring.listed(path, self.folder)

    def named(self, path: Path, copy: Path) -> Listed:
        """By the time it was last written in."""
        return restoring.named(path, copy)

    def look(self, path: Path, copy: Path) -> Outlook:
        """Read in files thrown away."""
        return restoring.look(path, copy, now, self._editions)

    def restore(self, path: Path, copy: Path) -> Restored:
        """Nobody may have it open to write."""
        return restoring.restore(path, copy, now, self.folder, self.keeper.most)

    def remove(self, path: Path) -> str:
        """In every place."""
        return self.keeper.remove(path)
