"""Something fetched in a thread for the window: handed over, or put away again where nobody wants it any more."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def _leave(_got: object) -> None:
    """Nothing is held that would have to be closed."""


class Errand(Generic[T]):
    """``wish`` tells one errand from another; one that writes does not ``stop``."""

    def __init__(
        self,
        wish: object,
        fetch: Callable[[], T],
        put_away: Callable[[T], object] = _leave,
        *,
        stops: bool = True,
    ) -> None:
        self.wish, self.stops = wish, stops
        self._fetch, self._put_away = fetch, put_away
        # The window may lose interest at the very moment the thread is done; one of the two puts it away.
        self._lock = Lock()
        self._wanted = True
        self._got: list[T] = []

    def run(self) -> None:
        """In the thread."""
        got = self._fetch()
        with self._lock:
            self._got = [got]
            wanted = self._wanted
        if not wanted:
            self.drop()

    def take(self) -> T:
        """What was fetched, once the thread is done."""
        with self._lock:
            return self._got.pop()

    def drop(self) -> None:
        """Nobody wants it any more."""
        with self._lock:
            self._wanted = False
            got, self._got = self._got, []
        for one in got:
            self._put_away(one)
