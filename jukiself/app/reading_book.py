"""A book opened beside the one being written in, to look at a reply: nothing can be changed through it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from jukiself.store.book import Book, BookHeld
from jukiself.store.lock import Holder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_FIXED = "集めた回答は、ここでは直せません。直すときは、団体から回答書をもう一度出してもらいます。"


class ReadingBook(Book):
    """Held by the very desk it belongs to, for as long as it is open."""

    def take_lock(self) -> None:
        """Never the writer."""
        self.holder = Holder("集約", "", 0, self._clock())

    def let_lock_go(self) -> None:
        """There is none."""

    @contextlib.contextmanager
    def writing(self, *, much: bool = False) -> Iterator[Connection]:
        """Refused, whatever it is."""
        del much
        raise BookHeld(_FIXED)
        yield  # type: ignore[unreachable]  # makes it a generator
