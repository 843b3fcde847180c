"""How far a paper is: told by whoever makes it, to whoever listens; the listener may raise to have it left."""

from __future__ import annotations

from collections.abc import Callable

#: How much is done, and of how much; 0 where that is not known yet.
Tell = Callable[[int, int], object]


def nobody(_done: int, _of: int) -> None:
    """No one listens."""
