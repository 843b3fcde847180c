"""Flowables that take finished lines: text, and rows of text; both split between pages without losing a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reportlab.platypus.flowables import Flowable

from jukiself.pdf.look import ACCENT, HEIGHT, QUIET, RULE, WHITE, TextStyle

if TYPE_CHECKING:
    from reportlab.lib.colors import HexColor

    from jukiself.pdf.lines import Piece
    from jukiself.pdf.press import Entrance, Press

#: Where a letter's baseline lies below the top of its line, as a share of the size (BIZ UDPGothic sits at 0.88).
_ASCENT = 0.86
#: Empty height at the foot of a framed grid that goes on on the next page.
_FOOT = 4.0


def pen(canvas: Any, colour: HexColor, width: float) -> None:
    """Lines are in this colour and of this width from now on; said only where it changes."""
    if canvas._strokeColorObj is not colour:  # noqa: SLF001 - as above
        canvas.setStrokeColor(colour)
    if canvas._lineWidth != width:  # noqa: SLF001 - as above
        canvas.setLineWidth(width)


class Text(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Lines of one style. ``clings`` keeps it on the page of what follows.

    ``names`` are places that begin here, ``pieces`` lead to places, and the page of ``see`` stands at the right edge.
    """

    def __init__(
        self,
        press: Press,
        lines: list[str],
        style: TextStyle,
        *,
        clings: bool = False,
        entrance: Entrance | None = None,
        names: tuple[str, ...] = (),
        pieces: tuple[Piece, ...] = (),
        see: str = "",
    ) -> None:
        super().__init__()
        self.press, self.lines, self.style, self.clings, self.entrance = press, lines, style, clings, entrance
        self.names, self.pieces, self.see = names, pieces, see
        self.rule: HexColor | None = None

    def getSpaceBefore(self) -> float:  # noqa: N802 — reportlab's name
        """Empty height above, except at the top of a page."""
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802 — reportlab's name
        """Empty height below."""
        return self.style.after

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """The lines are broken already."""
        self.width = width
        return width, self.height_of(len(self.lines))

    def height_of(self, count: int) -> float:
        """Height of so many lines."""
        return count * self.style.leading

    @property
    def first_height(self) -> float:
        """What must fit on a page before a break is allowed."""
        return self.height_of(len(self.lines) if self.clings else min(2, len(self.lines)))

    def split(self, width: float, height: float) -> list[Text]:
        """Two texts, no single line left alone at either side."""
        del width
        count = min(int(height / self.style.leading), len(self.lines) - 2)
        if self.clings or count < min(2, len(self.lines)):
            return []
        return list(self.cut(count, keep_space=True))

    def cut(self, count: int, *, keep_space: bool = False) -> tuple[Text, Text]:
        """The first lines, and the others; the space between is for a text alone, not for one in a cell."""
        upper = Text(
            self.press,
            self.lines[:count],
            replace(self.style, after=0),
            entrance=self.entrance,
            names=self.names,
            pieces=tuple(one for one in self.pieces if one.line < count),
            see=self.see,
        )
        lower = Text(
            self.press,
            self.lines[count:],
            replace(self.style, before=0) if keep_space else self.style,
            pieces=tuple(replace(one, line=one.line - count) for one in self.pieces if one.line >= count),
        )
        return upper, lower

    def draw(self) -> None:
        """Called by reportlab with its origin at the lower left."""
        self.draw_at(self.canv, 0, self.height_of(len(self.lines)), self.width)

    def draw_at(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at a place."""
        if self.entrance:
            self.press.enter(canvas, self.entrance, 0, top + 6)
        if self.names:
            self.press.name(canvas, self.names, x, top + 6)
        first = self.first_base(top)
        if self.style.centred or self.style.right:
            for number, line in enumerate(self.lines):
                room = width - self.press.width(line, self.style)
                left = x + (room if self.style.right else room / 2)
                self.press.write(canvas, left, first - number * self.style.leading, line, self.style)
        else:
            self.press.write_lines(canvas, (x, first), self.lines, self.style)
        for piece in self.pieces:
            self._lead(canvas, x, first, piece)
        if self.see:
            see = self.see
            style = replace(self.style, bold=False, colour=QUIET)
            self.press.late(canvas, x + width, first, lambda: self.press.page_of(see), style)
        if self.rule:
            canvas.setStrokeColor(self.rule)
            canvas.setLineWidth(1.2)
            canvas.line(
                x, top - self.height_of(len(self.lines)) - 2, x + width, top - self.height_of(len(self.lines)) - 2
            )

    def first_base(self, top: float) -> float:
        """Baseline of the first line."""
        return top - (self.style.leading - self.style.size) / 2 - _ASCENT * self.style.size

    def _lead(self, canvas: Any, x: float, first: float, piece: Piece) -> None:
        line = self.lines[piece.line]
        left = x + self.press.width(line[: piece.start], self.style)
        wide = self.press.width(line[piece.start : piece.end], self.style)
        base = first - piece.line * self.style.leading
        self.press.lead(canvas, (left, base - 3, wide, self.style.size + 3), piece.to)


@dataclass
class Cell:
    """Texts one below the other, at a place inside a row."""

    x: float
    width: float
    texts: list[Text]

    @cached_property
    def height(self) -> float:
        """Height of all texts with the spaces between them."""
        return sum(one.height_of(len(one.lines)) + one.style.after for one in self.texts) - (
            self.texts[-1].style.after if self.texts else 0
        )

    def draw(self, canvas: Any, left: float, top: float) -> None:
        """Draw all texts downward."""
        for one in self.texts:
            one.draw_at(canvas, left + self.x, top, self.width)
            top -= one.height_of(len(one.lines)) + one.style.after


@dataclass
class GridRow:
    """One row: its cells, its padding and what is painted behind it. ``clings`` keeps it with the next row."""

    cells: list[Cell]
    pad: tuple[float, float] = (3, 3)  # above, below
    fill: HexColor | None = None
    line: HexColor | None = None  # above the row
    rules: tuple[float, ...] = ()  # upright lines between cells
    clings: bool = False

    @property
    def height(self) -> float:
        """Height with padding."""
        return self._inner + self.pad[0] + self.pad[1]

    @cached_property
    def _inner(self) -> float:
        return max([one.height for one in self.cells], default=0)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is painted around a whole grid."""

    line: HexColor
    weight: int = 0  # thickness of the bar at the left, 0 to 3


class Grid(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Rows of cells; ``whole`` moves them to the next page rather than split them.

    ``header`` stands on every page; ``again`` takes its place on the pages after the first.
    """

    def __init__(
        self,
        rows: list[GridRow],
        header: list[GridRow] | None = None,
        *,
        again: list[GridRow] | None = None,
        whole: bool = False,
        frame: Frame | None = None,
        space: tuple[float, float] = (2, 8),
        page: float = HEIGHT,
    ) -> None:
        super().__init__()
        self.rows, self.header, self.whole, self.frame, self.space = rows, header or [], whole, frame, space
        self.page = page  # height of a whole page
        self.again = self.header if again is None else again
        self.clings = False

    def getSpaceBefore(self) -> float:  # noqa: N802 — reportlab's name
        """Empty height above, except at the top of a page."""
        return self.space[0]

    def getSpaceAfter(self) -> float:  # noqa: N802 — reportlab's name
        """Empty height below."""
        return self.space[1]

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """The cells know their lines already."""
        self.width = width
        return width, self._height(self.rows)

    def _height(self, rows: list[GridRow]) -> float:
        return sum(one.height for one in (*self.header, *rows))

    @property
    def first_height(self) -> float:
        """What must fit on a page before a break is allowed."""
        if self.whole and self._height(self.rows) <= self.page:
            return self._height(self.rows)
        breaks = (count for count in range(1, len(self.rows) + 1) if not self.rows[count - 1].clings)
        return self._height(self.rows[: next(breaks, len(self.rows))])

    def split(self, width: float, height: float) -> list[Grid]:
        """Two grids, each with the header; none where it should rather begin on the next page."""
        del width
        if self.whole and self._height(self.rows) <= self.page:
            return []
        room = height - _FOOT if self.frame else height
        fitting, used = 0, self._height([])
        while fitting < len(self.rows) and used + self.rows[fitting].height <= room:
            used += self.rows[fitting].height
            fitting += 1
        count = fitting
        while count and self.rows[count - 1].clings:
            count -= 1
        if not count and height > self.page * 0.9:
            count = fitting  # a whole page of rows that cling: the page wins
        if not count:
            return []
        upper, lower = self.rows[:count], self.rows[count:]
        if self.frame:
            upper[-1] = replace(upper[-1], pad=(upper[-1].pad[0], upper[-1].pad[1] + _FOOT))
        return [self._part(upper, self.header), self._part(lower, self.again)]

    def _part(self, rows: list[GridRow], header: list[GridRow]) -> Grid:
        return Grid(rows, header, again=self.again, frame=self.frame, space=self.space, page=self.page)

    def draw(self) -> None:
        """Called by reportlab with its origin at the lower left."""
        canvas = self.canv
        total = self._height(self.rows)
        top = total
        for row in (*self.header, *self.rows):
            self._draw_row(canvas, row, top)
            top -= row.height
        if self.frame:
            self._draw_frame(canvas, self.frame, total)

    def _draw_row(self, canvas: Any, row: GridRow, top: float) -> None:
        if row.fill:
            canvas.setFillColor(row.fill)
            canvas.rect(0, top - row.height, self.width, row.height, stroke=0, fill=1)
        if row.line:
            pen(canvas, row.line, 0.5)
            canvas.line(0, top, self.width, top)
        for x in row.rules:
            pen(canvas, RULE, 0.6)
            canvas.line(x, top - row.height, x, top)
        for cell in row.cells:
            cell.draw(canvas, 0, top - row.pad[0])

    def _draw_frame(self, canvas: Any, frame: Frame, height: float) -> None:
        canvas.setStrokeColor(frame.line)
        canvas.setLineWidth(0.6)
        canvas.rect(0, 0, self.width, height, stroke=1, fill=0)
        if frame.weight:
            canvas.setFillColor(ACCENT)
            canvas.rect(0, 0, 1.6 * frame.weight, height, stroke=0, fill=1)


class Dot(Text):
    """A drawn mark, so that whoever copies the text beside it gets nothing else."""

    def __init__(self, press: Press, style: TextStyle, *, square: bool) -> None:
        super().__init__(press, [""], style)
        self.square = square

    def draw_at(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at a place."""
        del width
        middle, size = top - self.style.leading / 2, self.style.size * 0.3
        canvas.setFillColor(ACCENT)
        if self.square:
            canvas.rect(x + size, middle - size, 2 * size, 2 * size, stroke=0, fill=1)
        else:
            canvas.circle(x + 2 * size, middle, size, stroke=0, fill=1)


class Badge(Text):
    """A word in a pill, filled for what is urgent, and text beside it."""

    def __init__(
        self, press: Press, word: str, beside: str, style: TextStyle, weight: int, names: tuple[str, ...] = ()
    ) -> None:
        super().__init__(press, [word], style, names=names)
        self.beside, self.weight = beside, weight

    def draw_at(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at a place."""
        del width
        style = self.style
        word = self.lines[0]
        across = self.press.fonts.width(word, bold=True) * style.size + 12
        base = self.first_base(top)
        if self.names:
            self.press.name(canvas, self.names, x, top + 8)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(0.9)
        canvas.setFillColor(ACCENT if self.weight > 2 else WHITE)  # noqa: PLR2004 — 3 is 重い
        canvas.roundRect(x, base - 3.4, across, style.size + 5, 3, stroke=1, fill=1)
        shown = replace(style, bold=True, colour=WHITE if self.weight > 2 else ACCENT)  # noqa: PLR2004
        self.press.write(canvas, x + 6, base, word, shown)
        self.press.write(canvas, x + across + 8, base, self.beside, style)
