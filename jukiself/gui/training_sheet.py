"""What stands on the projector, laid out: never smaller than the last row can read, on several sheets where it is much."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF

from jukiself.gui.lines import wrapped
from jukiself.gui.theme import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Of the height of the screen: 28 pt on 768 lines.
LEAST = 28 * 96 / 72 / 768
_LARGE, _LINE = 1.3, 1.12  # of the least, in middling size
_STEPS = (1.5, 1.35, 1.2, 1.1, 1.0, 0.94, 0.88)
_BEFORE = 6  # so many letters at most stand before the text: a number, a year, a box
_LEADING = 1.22
_GAP = 0.45  # of a line, between two pieces
_HEADING = 2  # a heading of no more lines stands on every sheet


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and its lines. ``card`` is the number of the card it stands beside, 0 for none.

    ``before`` stands at the left of the first line, all lines are set in by ``indent``.
    """

    lines: tuple[str, ...]
    font: QFont
    number: int
    card: int = 0
    before: str = ""
    indent: float = 0.0

    @property
    def line(self) -> float:
        """The height of a line."""
        return QFontMetricsF(self.font).height() * _LEADING

    @property
    def high(self) -> float:
        """With the gap below it."""
        return (len(self.lines) + _GAP) * self.line


def font_of(unit: float, share: float, *, bold: bool) -> QFont:
    """A font as large as a share of the screen."""
    font = QFont(FAMILIES)
    font.setPixelSize(max(12, ceil(unit * share)))
    font.setBold(bold)
    return font


def lay_out(
    texts: Sequence[tuple[str, bool]], cards: Sequence[str], unit: float, width: float, beside: float, height: float
) -> list[list[Piece]]:
    """Sheets of pieces: one if it all fits in some size, else as many as the least size takes.

    ``unit`` is the height of the screen, ``beside`` the width of a card's words, ``height`` what a sheet has.
    """
    sizes = [_pieces(texts, cards, unit * scale, unit, width, beside) for scale in _STEPS]
    for pieces in sizes:
        if _high(pieces) <= height:
            return [pieces]
    laid = [_sheets(pieces, height) for pieces in sizes]
    return next(one for one in laid if len(one) == len(laid[-1]))


def _sheets(pieces: Sequence[Piece], height: float) -> list[list[Piece]]:
    """What is told, then its cards, not mixed."""
    told, shown = [one for one in pieces if not one.card], [one for one in pieces if one.card]
    return [*_flow(told, height), *(_flow(shown, height) if shown else [])]


def _pieces(
    texts: Sequence[tuple[str, bool]], cards: Sequence[str], unit: float, least: float, width: float, beside: float
) -> list[Piece]:
    def font(share: float, *, bold: bool) -> QFont:
        return font_of(max(unit * LEAST * share, least * LEAST), 1.0, bold=bold)

    found = []
    for number, (text, large) in enumerate(texts, 1):
        used = font(_LARGE if large else _LINE, bold=large)
        found.append(_piece(text, used, width, number))
    for number, text in enumerate(cards, 1):
        found.append(replace(_piece(f"{number}　{text}", font(_LINE, bold=False), beside, number), card=number))
    return found


def _piece(text: str, font: QFont, width: float, number: int) -> Piece:
    before, space, rest = text.partition("　")
    if not space or len(before) > _BEFORE or font.bold():
        return Piece(tuple(wrapped(text, font, int(width))), font, number)
    indent = QFontMetricsF(font).horizontalAdvance(before + space)
    return Piece(tuple(wrapped(rest, font, int(width - indent))), font, number, 0, before, indent)


def _high(pieces: Sequence[Piece]) -> float:
    return sum(one.high for one in pieces) - (pieces[-1].line * _GAP if pieces else 0)


def _flow(pieces: Sequence[Piece], height: float) -> list[list[Piece]]:
    """Sheets about equally full; a short heading stands on each, a piece higher than a sheet is cut."""
    head = [one for one in pieces[:1] if len(pieces) > 1 and one.font.bold() and len(one.lines) <= _HEADING]
    room = height - sum(piece.high for piece in head)
    rest = _cut(pieces[len(head) :], room)
    fewest = len(_filled(rest, room))
    even = sum(one.high for one in rest) / fewest
    tries = (_filled(rest, min(room, even * more)) for more in (1.0, 1.1, 1.25, 1.5))
    sheets = next((one for one in tries if len(one) == fewest), _filled(rest, room))
    return [[*head, *one] for one in sheets]


def _filled(pieces: Sequence[Piece], height: float) -> list[list[Piece]]:
    sheets: list[list[Piece]] = [[]]
    for one in pieces:
        if sheets[-1] and _high([*sheets[-1], one]) > height:
            sheets.append([])
        sheets[-1].append(one)
    return sheets


def _cut(pieces: Sequence[Piece], height: float) -> list[Piece]:
    found = []
    for one in pieces:
        most = max(1, int(height / one.line))
        found.append(replace(one, lines=one.lines[:most]))
        rest = range(most, len(one.lines), most)
        found += [replace(one, lines=one.lines[at : at + most], before="") for at in rest]
    return found
