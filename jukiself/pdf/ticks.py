"""Questions to be ticked with a pencil: drawn boxes large enough for a clipboard, and a line for notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jukiself.pdf.blocks import Cell, Grid, GridRow, Text
from jukiself.pdf.look import CELL, FAINT, INK, LABEL, QUIET, RULE, TextStyle

if TYPE_CHECKING:
    from reportlab.lib.colors import HexColor

    from jukiself.pdf.press import Press
    from jukiself.report.outline import TickLine, TickRow, Ticks

_BOX = 12.0
_BESIDE = 5.0  # between a box and its words
_APART = 16.0  # between two choices
_LABEL = 112.0  # room for the name of a member
_NUMBER = 38.0
_WRITTEN = 86.0  # room for a number written by hand
_WORDS = TextStyle(size=10, leading=21, after=0)
_QUESTION = TextStyle(size=10.5, leading=16, bold=True, after=1)
_LABEL_STYLE = replace(CELL, size=9)
_HINT = TextStyle(size=8.6, leading=12.8, colour=QUIET, after=2)
_NOTE = TextStyle(size=8.6, leading=22, colour=QUIET, after=0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A box with its words, or (``room``) a line to write on with a unit behind it."""

    x: float
    words: str
    room: float = 0.0


class Boxes(Text):
    """Lines of boxes; behaves as a text of so many lines."""

    def __init__(self, press: Press, label: str, marks: list[list[Mark]]) -> None:
        self.label = press.lines(label, _LABEL_STYLE, _LABEL - 6) if label else []
        # Two lines of a label go beside one line of boxes.
        super().__init__(press, [""] * max(len(marks), (len(self.label) + 1) // 2), _WORDS)
        self.marks = marks

    def draw_at(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at a place."""
        del width
        for number, line in enumerate(self.label):
            self.press.write(canvas, x, top - 13.5 - number * 10.5, line, _LABEL_STYLE)
        for number, marks in enumerate(self.marks):
            base = top - number * _WORDS.leading - 14
            for one in marks:
                self._draw(canvas, x + one.x, base, one)

    def _draw(self, canvas: Any, x: float, base: float, mark: Mark) -> None:
        _pencil(canvas, INK, 0.9)
        if mark.room:
            canvas.line(x, base - 3, x + mark.room, base - 3)
        else:
            canvas.rect(x, base - 2.2, _BOX, _BOX, stroke=1, fill=0)
        self.press.write(canvas, x + (mark.room or _BOX) + _BESIDE, base, mark.words, _WORDS)


class NoteLine(Text):
    """A word and a line to write on."""

    def draw_at(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at a place."""
        base = top - self.style.leading + 5
        self.press.write(canvas, x, base, self.lines[0], self.style)
        start = x + self.press.fonts.width(self.lines[0], bold=False) * self.style.size + 6
        _pencil(canvas, RULE, 0.5)
        canvas.line(start, base - 2, x + width, base - 2)


def _pencil(canvas: Any, colour: HexColor, width: float) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)


def ticks(press: Press, part: Ticks) -> Grid:
    """All rows; none is broken over two pages."""
    return Grid([_row(press, one) for one in part.rows], page=press.sheet.height, space=(2, 8))


def _row(press: Press, row: TickRow) -> GridRow:
    width = press.sheet.width - _NUMBER
    said = [Text(press, press.lines(row.text, _QUESTION, width), _QUESTION)]
    if row.hint:
        said.append(Text(press, press.lines(row.hint, _HINT, width), _HINT))
    first = max((_beside_label(press, one.label) for one in row.lines), default=0.0)
    said += [Boxes(press, one.label, _marks(press, one, width, first)) for one in row.lines]
    said.append(NoteLine(press, [row.note], _NOTE))
    number = Text(press, [row.number], replace(LABEL, leading=_QUESTION.leading))
    return GridRow([Cell(0, _NUMBER - 4, [number]), Cell(_NUMBER, width, said)], pad=(5, 6), line=FAINT)


def _beside_label(press: Press, label: str) -> float:
    """Where the boxes beside a label begin: after it where it is short, so that fewer go into a second line."""
    return min(_LABEL, press.width(label, _LABEL_STYLE) + 12) if label else 0.0


def _marks(press: Press, line: TickLine, width: float, first: float) -> list[list[Mark]]:
    """Where every box stands; a line that is full is followed by another."""
    wanted = [(line.blank, _WRITTEN)] if line.blank is not None else []
    found: list[list[Mark]] = [[]]
    x = first
    for words, room in [*wanted, *((one, 0.0) for one in line.choices)]:
        wide = (room or _BOX) + _BESIDE + press.fonts.width(words, bold=False) * _WORDS.size
        if found[-1] and x + wide > width:
            found.append([])
            x = first
        found[-1].append(Mark(x, words, room))
        x += wide + _APART
    return found
