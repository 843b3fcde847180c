"""Flowables that take finished lines: text, and rows of text; both split between pages without losing a line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reportlab.platypus.flowables import Flowable

from jukiself.pdf.lines import break_lines, drawable
from jukiself.pdf.look import ACCENT, HEIGHT, RULE, UPRIGHT, WHITE, Sheet, TextStyle

if TYPE_CHECKING:
    from reportlab.lib.colors import HexColor

    from jukiself.pdf.fonts import Fonts

#: Where a letter's baseline lies below the top of its line, as a share of the size (BIZ UDPGothic sits at 0.88).
_ASCENT = 0.86
#: Empty height at the foot of a framed grid that goes on on the next page.
_FOOT = 4.0


@dataclass
class Press:
    """One printing: the fonts, and what comes to light while pages are drawn."""

    fonts: Fonts
    sheet: Sheet = UPRIGHT
    lacking: int = 0  # characters of the present page that no font can draw
    pages: dict[str, int] = field(default_factory=dict)  # title of a heading -> page
    keys: int = 0
    silent: bool = False  # finds out where everything stands and draws nothing
    broken: dict[tuple[str, float, bool, float], list[str]] = field(default_factory=dict)
    scales: dict[int, float] = field(default_factory=dict)  # by the identity of what must fit on one page

    def again(self) -> Press:
        """The printing that counts, after a silent one; lines once broken stay so."""
        return Press(self.fonts, self.sheet, broken=self.broken, scales=self.scales)

    def new_key(self) -> str:
        """A name for a place of the document, the same in every printing."""
        self.keys += 1
        return f"place-{self.keys}"

    def lines(self, text: str, style: TextStyle, width: float) -> list[str]:
        """The text broken for a width."""
        asked = (text, style.size, style.bold, width)
        if asked not in self.broken:
            measure = self.fonts.measure(style.size, bold=style.bold)
            self.broken[asked] = break_lines(drawable(text), width, measure)
        return self.broken[asked]

    def one_line(self, text: str, style: TextStyle, width: float) -> str:
        """The text in one line, its end replaced by … where it is too long."""
        text = drawable(text).replace("\n", " ")
        shown = text
        while shown and self.fonts.width(shown, bold=style.bold) * style.size > width:
            shown = f"{shown[:-2]}…"
        return shown

    def write(self, canvas: Any, x: float, y: float, line: str, style: TextStyle) -> None:
        """Draw one line with its baseline at ``y``."""
        if self.silent:
            return
        self.paint(canvas, style)
        for run in self.fonts.runs(line, bold=style.bold):
            canvas.setFont(run.font, style.size)
            if run.thicken:
                canvas.setStrokeColor(style.colour)
                canvas.setLineWidth(style.size * 0.03)
            canvas.drawString(x, y, run.text, mode=2 if run.thicken else 0)
            x += run.width * style.size
        self.lacking += self.fonts.lacking(line)

    @staticmethod
    def paint(canvas: Any, style: TextStyle) -> None:
        """Text is in this colour from now on."""
        if canvas._fillColorObj is not style.colour:  # noqa: SLF001 - said only where it changes: half of a page otherwise
            canvas.setFillColor(style.colour)

    def write_lines(self, canvas: Any, place: tuple[float, float], lines: list[str], style: TextStyle) -> None:
        """Lines one below the other as one text, the first baseline at a place."""
        if self.silent:
            return
        all_runs = [self.fonts.runs(line, bold=style.bold) for line in lines]
        if any(run.thicken for runs in all_runs for run in runs):
            for number, line in enumerate(lines):
                self.write(canvas, place[0], place[1] - number * style.leading, line, style)
            return
        self.paint(canvas, style)
        text = canvas.beginText(*place)
        font = ""
        for runs in all_runs:
            for place_in_line, run in enumerate(runs, 1):
                if run.font != font:
                    text.setFont(run.font, style.size, style.leading)
                    font = run.font
                (text.textLine if place_in_line == len(runs) else text.textOut)(run.text)
            if not runs:
                text.textLine()
        canvas.drawText(text)
        self.lacking += sum(map(self.fonts.lacking, lines))


def pen(canvas: Any, colour: HexColor, width: float) -> None:
    """Lines are in this colour and of this width from now on; said only where it changes."""
    if canvas._strokeColorObj is not colour:  # noqa: SLF001 - as above
        canvas.setStrokeColor(colour)
    if canvas._lineWidth != width:  # noqa: SLF001 - as above
        canvas.setLineWidth(width)


@dataclass(frozen=True, slots=True)
class Entrance:
    """An entry of the document's outline, drawn with the text it names."""

    key: str
    title: str
    level: int


class Text(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Lines of one style. ``clings`` keeps it on the page of what follows."""

    def __init__(
        self,
        press: Press,
        lines: list[str],
        style: TextStyle,
        *,
        clings: bool = False,
        entrance: Entrance | None = None,
    ) -> None:
        super().__init__()
        self.press, self.lines, self.style, self.clings, self.entrance = press, lines, style, clings, entrance
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
        upper = Text(self.press, self.lines[:count], replace(self.style, after=0), entrance=self.entrance)
        return [upper, Text(self.press, self.lines[count:], replace(self.style, before=0))]

    def draw(self) -> None:
        """Called by reportlab with its origin at the lower left."""
        self.draw_at(self.canv, 0, self.height_of(len(self.lines)), self.width)

    def draw_at(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at a place."""
        if self.entrance:
            canvas.bookmarkHorizontal(self.entrance.key, 0, top + 6)
            canvas.addOutlineEntry(
                self.entrance.title, self.entrance.key, self.entrance.level, closed=self.entrance.level > 0
            )
            if self.entrance.level == 0:
                self.press.pages.setdefault(self.entrance.title, canvas.getPageNumber())
        if self.press.silent:
            return
        first = top - (self.style.leading - self.style.size) / 2 - _ASCENT * self.style.size
        if self.style.centred:
            for number, line in enumerate(self.lines):
                left = x + (width - self.press.fonts.width(line, bold=self.style.bold) * self.style.size) / 2
                self.press.write(canvas, left, first - number * self.style.leading, line, self.style)
        else:
            self.press.write_lines(canvas, (x, first), self.lines, self.style)
        if self.rule:
            canvas.setStrokeColor(self.rule)
            canvas.setLineWidth(1.2)
            canvas.line(
                x, top - self.height_of(len(self.lines)) - 2, x + width, top - self.height_of(len(self.lines)) - 2
            )


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
        return max((one.height for one in self.cells), default=0) + sum(self.pad)


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

    def __init__(self, press: Press, word: str, beside: str, style: TextStyle, weight: int) -> None:
        super().__init__(press, [word], style)
        self.beside, self.weight = beside, weight

    def draw_at(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at a place."""
        del width
        style = self.style
        word = self.lines[0]
        across = self.press.fonts.width(word, bold=True) * style.size + 12
        base = top - (style.leading - style.size) / 2 - _ASCENT * style.size
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(0.9)
        canvas.setFillColor(ACCENT if self.weight > 2 else WHITE)  # noqa: PLR2004 — 3 is 重い
        canvas.roundRect(x, base - 3.4, across, style.size + 5, 3, stroke=1, fill=1)
        shown = replace(style, bold=True, colour=WHITE if self.weight > 2 else ACCENT)  # noqa: PLR2004
        self.press.write(canvas, x + 6, base, word, shown)
        self.press.write(canvas, x + across + 8, base, self.beside, style)
