"""How much goes onto a page: cells cut into portions, and the height of what stands below each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jukiself.pdf.blocks import Cell, Text


def portions(cell: Cell, most: int) -> list[list[Text]]:
    """The texts of a cell in portions of so many lines."""
    found: list[list[Text]] = [[]]
    room = most
    for text in cell.texts:
        rest = text
        while len(rest.lines) > room:
            upper, rest = rest.cut(room)
            found[-1].append(upper)
            found.append([])
            room = most
        found[-1].append(rest)
        room -= len(rest.lines)
    return found


def height(flowables: list[Any], width: float) -> float:
    """Height on a page, where the larger of two spaces that meet counts, and the first and last do not."""
    inner = sum(float(one.wrap(width, 0)[1]) for one in flowables)
    return inner + sum(float(max(one.getSpaceAfter(), after.getSpaceBefore())) for one, after in pairwise(flowables))
