"""A prefecture's book with the four cases collected, open in the real window."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.app import trial_round
from jukiself.app.works import now
from jukiself.gui import background
from jukiself.store.book import Book
from jukiself.work.collect import collect, files_in
from jukiself.work.exchange import Editions

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.gui.prefecture.board import BoardPage
    from jukiself.gui.shell import Shell


@dataclass(frozen=True)
class Shelf:
    """Made once: what came back, and the book before and after it was taken in. Tests work on copies of the books."""

    came: Path
    asked: Path
    collected: Path

    @classmethod
    def made(cls, folder: Path) -> Shelf:
        found = cls(folder / "届いたもの", folder / "依頼.jukiself", folder / "集めた.jukiself")
        editions = Editions()
        with Book.open(found.asked, now) as book:
            trial_round.send(found.came, trial_round.ask(book, editions.newest()), editions.newest())
        shutil.copy(found.asked, found.collected)
        with Book.open(found.collected, now) as book:
            assert len(list(collect(book, files_in([found.came]), editions, now))) == 6
        return found


def board_of(shell: Shell) -> BoardPage:
    from jukiself.gui.prefecture.board import BoardPage

    page = shell.page("board")
    assert isinstance(page, BoardPage)
    return page


def opened(shell: Shell, kept: Path, folder: Path) -> Path:
    """A copy of a book of the shelf, open in the window."""
    book = folder / "県.jukiself"
    shutil.copy(kept, book)
    shell.open_book(book)
    background.finish()
    assert shell.pages.shown() == "board"
    return book
