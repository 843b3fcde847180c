"""How high a row must be so that its whole text shows, in Excel and in LibreOffice."""

from __future__ import annotations

import math
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: No client draws a higher row.
HIGHEST = 409.0
_LINE = 1.25
_PADDING = 6.0
#: Points of the digit a column's width is counted in: half an em of `look.NORMAL`, less what rounding may take.
_DIGIT = 5.3


def measure(text: str) -> float:
    """The width of one line in ems."""
    return sum(map(_advance, text))


@cache
def _advance(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Cf"}:
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in {"W", "F", "A"} else 0.72


def lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes in a column ``width`` digits wide, at a font size; on the safe side."""
    # One character a line is left for 禁則, which takes one over to the next.
    room = max(1.0, (width * _DIGIT - 4) / size - 0.6)
    return sum(max(1, math.ceil(measure(line) / room)) for line in text.split("\n"))


def height(cells: Iterable[tuple[str, float, float]], least: float = 0.0) -> float:
    """The height in points for cells given as text, column width and font size."""
    needed = (lines(text, width, size) * size * _LINE + _PADDING for text, width, size in cells if text)
    return min(HIGHEST, max([least, 18.0, *needed]))


def fits(text: str, width: float, size: float) -> bool:
    """Whether a text shows whole in the highest row."""
    return lines(text, width, size) * size * _LINE + _PADDING <= HIGHEST


def size_that_fits(text: str, width: float, size: float, least: float = 7.0) -> float:
    """The largest font size, not above ``size``, at which a long text still fits into the highest row."""
    while size > least and not fits(text, width, size):
        size -= 1
    return size
