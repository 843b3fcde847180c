"""Parts of an outline become flowables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, assert_never

from reportlab.lib.units import mm
from reportlab.platypus.flowables import PageBreak as NewPage
from reportlab.platypus.flowables import Spacer

from jukiself.pdf import look
from jukiself.pdf.blocks import Badge, Cell, Dot, Frame, Grid, GridRow, Text
from jukiself.pdf.fitting import height, portions
from jukiself.pdf.lines import pieces
from jukiself.pdf.picture import Picture
from jukiself.pdf.press import Entrance, Press
from jukiself.pdf.shot import Shot
from jukiself.pdf.ticks import ticks
from jukiself.report.outline import (
    AreaStage,
    Box,
    Bullets,
    Contents,
    Entry,
    Figure,
    Heading,
    KeyValues,
    Link,
    Notice,
    OnePage,
    PageBreak,
    Paragraph,
    RowKind,
    SealBoxes,
    Space,
    Style,
    Table,
    Ticks,
    WriteIn,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.pdf.look import TextStyle
    from jukiself.report.outline import Field, Part, Row

#: A row of more lines of this height than a page has is cut, so that it fits.
_TALLEST_LINE = 19.9
_SMALLEST, _STEPS = 0.4, 50
_SEAL_ROOM = 52.0
_INSET = 9.0  # of a box, beside its bar
_LABEL_WIDTH = 74.0
_SEE_WIDTH = 46.0  # room for the number of a page


class Gap(Spacer):  # type: ignore[misc]  # reportlab has no types
    """Empty height."""

    clings = False

    @property
    def first_height(self) -> float:
        """Its height."""
        return float(self.height)


class Maker:
    """Makes flowables of one document, at one size."""

    def __init__(self, press: Press, titles: list[str], scale: float = 1.0) -> None:
        self.press, self.titles, self.scale = press, titles, scale
        self.width, self.height = press.sheet.width, press.sheet.height
        self.most_lines = int(self.height / _TALLEST_LINE)
        self.depth = -1

    def flowables(self, parts: Iterable[Part]) -> list[Any]:
        """Everything, in order."""
        return [flowable for part in parts for flowable in self._made(part)]

    def _made(self, part: Part) -> Iterator[Any]:  # noqa: C901, PLR0912 — one line per kind of part
        match part:
            case Paragraph():
                yield self._paragraph(part, self.width)
            case Heading():
                yield self._heading(part)
            case Bullets():
                yield self._bullets(part)
            case KeyValues():
                yield self._pairs(part)
            case Table():
                yield self._table(part)
            case Box():
                yield self._box(part)
            case Entry():
                yield from self._entry(part)
            case Notice():
                yield self._notice(part)
            case AreaStage():
                yield Picture(self.press, part, self.scale)
            case Figure():
                yield Shot(self.press, part, self.scale)
            case WriteIn():
                yield self._write_in(part)
            case SealBoxes():
                yield self._seal_boxes(part)
            case Ticks():
                yield ticks(self.press, part)
            case Contents():
                yield self._contents()
            case PageBreak():
                yield NewPage()
            case Space():
                yield Gap(1, part.height * mm * self.scale)
            case OnePage():
                yield from self._one_page(part)
            case _:
                assert_never(part)

    def _grid(self, rows: list[GridRow], header: list[GridRow] | None = None, **options: Any) -> Grid:
        return Grid(rows, header, page=self.height, **options)

    def _style(self, style: TextStyle) -> TextStyle:
        return style if self.scale == 1 else style.scaled(self.scale)

    def _text(self, text: str, style: TextStyle, width: float, links: tuple[Link, ...] = (), **options: Any) -> Text:
        style = self._style(style)
        lines = self.press.lines(text, style, width)
        return Text(self.press, lines, style, pieces=pieces(text, lines, links) if links else (), **options)

    def _title(
        self, text: str, width: float, level: int | None = None, *, compact: bool = False, anchor: str = ""
    ) -> Text:
        """A finding's title: on one line if it can be, for people search by it."""
        style = self._style(look.COMPACT_TITLE if compact else look.PARAGRAPHS[Style.TITLE])
        for size in (style.size, style.size * 0.95, style.size * 0.9):
            smaller = replace(style, size=size)
            lines = self.press.lines(text, smaller, width)
            if len(lines) == 1:
                break
        else:
            smaller, lines = style, self.press.lines(text, style, width)
        entrance = None if level is None else self._entrance(text, level)
        return Text(self.press, lines, smaller, entrance=entrance, names=(anchor,) if anchor else ())

    def _heading(self, part: Heading) -> Text:
        made = self._text(
            part.text,
            look.HEADINGS[part.level],
            self.width,
            clings=True,
            entrance=self._entrance(part.text, part.level - 1),
            names=(self._chapter(part.text),) if part.level == 1 else (),
        )
        if part.level == 1:
            made.rule = look.ACCENT
        return made

    def _entrance(self, text: str, level: int) -> Entrance:
        """An entry of the outline; a letter may begin below the first level, an outline may not."""
        self.depth = min(level, self.depth + 1)
        return Entrance(self.press.new_key(), text, self.depth)

    def _chapter(self, title: str) -> str:
        """Name of the place where a heading of level 1 stands; the first of that title counts."""
        return f"chapter-{self.titles.index(title) + 1}" if title in self.titles else ""

    def _bullets(self, part: Bullets) -> Grid:
        indent = 16 * self.scale
        rows = []
        for number, item in enumerate(part.items, 1):
            style = replace(look.PARAGRAPHS[item[0].style], bold=True, colour=look.ACCENT)
            marked = (
                self._text(f"{number}.", style, indent)
                if part.numbered
                else Dot(self.press, self._style(style), square=False)
            )
            texts = [self._paragraph(one, self.width - indent, tight=True) for one in item]
            rows.append(
                GridRow([Cell(0, indent, [marked]), Cell(indent, self.width - indent, texts)], pad=(0, 2 * self.scale))
            )
        return self._grid(rows, space=(0, 3 * self.scale))

    def _pairs(self, part: KeyValues) -> Grid:
        first = 96 * max(self.scale, 0.8)
        rows = []
        for key, value in part.pairs:
            cells = [Cell(4, first - 8, [self._text(key, look.KEY, first - 8)])]
            cells.append(Cell(first, self.width - first, [self._text(value, look.VALUE, self.width - first)]))
            rows += self._cut(cells, pad=(2.5 * self.scale, 2.5 * self.scale), line=look.FAINT)
        return self._grid(rows, whole=True, space=(2, 6 * self.scale))

    def _cut(self, cells: list[Cell], **options: Any) -> list[GridRow]:
        """One row, or several where a cell is longer than a page would take."""
        longest = max(sum(len(one.lines) for one in cell.texts) for cell in cells)
        if longest <= self.most_lines:
            return [GridRow(cells, **options)]
        pieces = [portions(cell, self.most_lines) for cell in cells]
        count = max(len(one) for one in pieces)
        rows = [
            GridRow(
                [
                    Cell(cell.x, cell.width, piece[number])
                    for cell, piece in zip(cells, pieces, strict=True)
                    if number < len(piece)
                ],
                **options,
            )
            for number in range(count)
        ]
        for one in rows[1:]:
            one.line = None
        return rows

    # -- tables ---------------------------------------------------------------------------------------------------

    def _table(self, part: Table) -> Grid:
        whole = sum(one.share for one in part.columns)
        widths = [self.width * one.share / whole for one in part.columns]
        header = [
            GridRow(self._cells(tuple(one.title for one in part.columns), widths, look.CELL_HEAD), fill=look.ACCENT)
        ]
        rows: list[GridRow] = []
        for number, row in enumerate(part.rows):
            after = part.rows[number + 1] if number + 1 < len(part.rows) else None
            made = self._table_row(row, widths, compact=part.compact)
            made[-1].clings = row.kind is RowKind.GROUP or (after is not None and after.kind is RowKind.MORE)
            rows += made
        return self._grid(rows, header, whole=part.whole, space=(4, 10))

    def _table_row(self, row: Row, widths: list[float], *, compact: bool) -> list[GridRow]:
        pad = 2.0 if compact else 3.0
        match row.kind:
            case RowKind.PLAIN:
                cells = self._cells(row.cells, widths, look.CELL_COMPACT if compact else look.CELL, row.links)
                cells[0].texts[0].names = row.anchors
                return self._cut(cells, pad=(pad, pad), line=look.FAINT)
            case RowKind.GROUP:
                return self._cut(
                    self._wide(row.cells[0], 4, look.CELL_GROUP), pad=(pad, pad), fill=look.WASH, line=look.RULE
                )
            case RowKind.WRITE:
                cells = self._cells(row.cells, widths, look.CELL)
                rules = tuple(sum(widths[:place]) for place in range(1, len(widths)))
                return [GridRow(cells, pad=(5, 5), line=look.RULE, rules=rules)]
            case RowKind.MORE:
                return self._cut(self._wide(row.cells[0], 18, look.CELL_MORE, row.links), pad=(0, 4))

    def _cells(
        self, texts: tuple[str, ...], widths: list[float], style: TextStyle, links: tuple[Link, ...] = ()
    ) -> list[Cell]:
        cells, x = [], 0.0
        for place, (text, width) in enumerate(zip(texts, widths, strict=True), 1):
            mine = links if place == len(texts) else ()
            cells.append(Cell(x + 4, width - 8, [self._text(text, style, width - 8, mine)]))
            x += width
        return cells

    def _wide(self, text: str, inset: float, style: TextStyle, links: tuple[Link, ...] = ()) -> list[Cell]:
        width = self.width - inset - 4
        return [Cell(inset, width, [self._text(text, style, width, links)])]

    # -- findings -------------------------------------------------------------------------------------------------

    def _box(self, part: Box) -> Grid:
        width = self.width - 2 * _INSET - 4
        badge = Badge(
            self.press,
            part.badge,
            part.place,
            self._style(look.TextStyle(size=8.5, leading=15, colour=look.QUIET)),
            part.weight,
            (part.anchor,) if part.anchor else (),
        )
        rows = [
            GridRow([Cell(_INSET + 4, width, [badge])], pad=(7, 2), clings=True),
            GridRow([Cell(_INSET + 4, width, [self._title(part.title, width, 2)])], pad=(0, 5), clings=True),
        ]
        for number, field in enumerate(part.fields):
            rows += self._field(field, width)
            # A box may go on on the next page, but not after its first words nor before its last.
            rows[-1].clings = number < 1 or number + 5 > len(part.fields)
        rows[-1].clings = False
        rows[-1].pad = (rows[-1].pad[0], 8)
        again = self._text(f"{part.place}　続き", look.PARAGRAPHS[Style.SMALL], width)
        head = [GridRow([Cell(_INSET + 4, width, [again])], pad=(5, 3))]
        return self._grid(rows, again=head, frame=Frame(look.RULE, part.weight), space=(4, 10))

    def _field(self, field: Field, width: float) -> list[GridRow]:
        label = Cell(_INSET + 4, _LABEL_WIDTH, [self._text(field.label, look.LABEL, _LABEL_WIDTH)])
        x, room = _INSET + 4 + _LABEL_WIDTH, width - _LABEL_WIDTH
        texts = [self._paragraph(one, room) for one in field.paragraphs]
        if field.paragraphs[0].style is Style.TITLE:
            # A title shares its line with nothing, so the label goes above it.
            return [GridRow([label], pad=(1, 0), clings=True), *self._cut([Cell(x, room, texts)], pad=(0, 3))]
        return self._cut([label, Cell(x, room, texts)], pad=(1, 3))

    def _paragraph(self, part: Paragraph, width: float, *, tight: bool = False) -> Text:
        if part.style is Style.TITLE:
            return self._title(part.text, width, 3)
        room = width - _SEE_WIDTH * self.scale if part.see else width
        style = look.PARAGRAPHS[part.style]
        if tight:
            style = replace(style, after=0)
        return self._text(part.text, style, room, part.links, see=part.see)

    def _entry(self, part: Entry) -> Iterator[Any]:
        inset, width = 14.0, self.width - 14
        titles = [
            self._title(one, width, compact=part.compact, anchor="" if place else part.anchor)
            for place, one in enumerate(part.titles)
        ]
        rows = [
            GridRow([self._mark(title.style.leading), Cell(inset, width, [title])], pad=(0, 0), clings=True)
            for title in titles
        ]
        for one in part.paragraphs:
            rows += self._cut([Cell(inset, width, [self._paragraph(one, width)])], pad=(0, 1 if part.compact else 2))
        yield self._grid(rows, whole=True, space=(2, 3 if part.compact else 6))

    def _mark(self, leading: float) -> Cell:
        return Cell(0, 12, [Dot(self.press, replace(look.CELL, leading=leading), square=True)])

    # -- the rest -------------------------------------------------------------------------------------------------

    def _notice(self, part: Notice) -> Grid:
        width = self.width - 24
        texts = [
            self._text(part.title, replace(look.KEY, size=11), width),
            self._text(part.text, look.PARAGRAPHS[Style.BODY], width),
        ]
        return self._grid(
            self._cut([Cell(12, width, texts)], pad=(8, 8)), whole=True, frame=Frame(look.ACCENT), space=(4, 8)
        )

    def _write_in(self, part: WriteIn) -> Grid:
        rows = []
        for label, hint in part.fields:
            cells = [
                Cell(4, 70, [self._text(label, look.KEY, 70)]),
                Cell(80, self.width - 84, [self._text(hint, look.VALUE, self.width - 84)]),
            ]
            rows.append(GridRow(cells, pad=(6 * self.scale, 6 * self.scale), line=look.RULE))
        return self._grid(rows, whole=True, frame=Frame(look.RULE), space=(4 * self.scale, 0))

    def _seal_boxes(self, part: SealBoxes) -> Grid:
        wide = self.width / len(part.posts)
        lines = tuple(wide * place for place in range(1, len(part.posts)))
        style = replace(look.KEY, colour=look.INK)
        names = [
            Cell(wide * place + 6, wide - 12, [self._text(one, style, wide - 12)])
            for place, one in enumerate(part.posts)
        ]
        rows = [
            GridRow(names, pad=(3, 3), rules=lines, clings=True),
            GridRow([], pad=(_SEAL_ROOM, 0), rules=lines, line=look.RULE),
        ]
        return self._grid(rows, whole=True, frame=Frame(look.RULE), space=(4, 4))

    def _contents(self) -> Grid:
        """Headings of level 1 with their pages."""
        rows = [GridRow([Cell(0, self.width, [self._text("目次", look.KEY, self.width)])], pad=(0, 3))]
        width = self.width - 8
        for title in self.titles:
            to = self._chapter(title)
            links = (Link(0, len(title), to),)
            text = self._text(title, look.VALUE, width - _SEE_WIDTH, links, see=to)
            rows.append(GridRow([Cell(4, width, [text])], pad=(1.5, 1.5), line=look.FAINT))
        return self._grid(rows, whole=True)

    def _one_page(self, part: OnePage) -> Iterator[Any]:
        before, self.scale = self.scale, self._largest_scale(part)
        for flowable in (flowable for one in part.parts for flowable in self._made(one)):
            flowable.settled = True
            yield flowable
        self.scale = before

    def _largest_scale(self, part: OnePage) -> float:
        """How large the parts can be set on one page, in steps of a fiftieth; found by halving."""
        none, most = round(_SMALLEST * _STEPS), _STEPS
        if self._fits(part, 1.0):
            return 1.0
        while most - none > 1:
            middle = (none + most) // 2
            if self._fits(part, middle / _STEPS):
                none = middle
            else:
                most = middle
        return none / _STEPS

    def _fits(self, part: OnePage, scale: float) -> bool:
        maker = Maker(Press(self.press.fonts, self.press.sheet, broken=self.press.broken), self.titles, scale)
        return height(maker.flowables(part.parts), self.width) < self.height - 1


def top_titles(parts: Iterable[Part]) -> list[str]:
    """Headings of level 1, for the table of contents."""
    return [one.text for one in _flat(parts) if isinstance(one, Heading) and one.level == 1]


def _flat(parts: Iterable[Part]) -> Iterator[Part]:
    for one in parts:
        if isinstance(one, OnePage):
            yield from _flat(one.parts)
        else:
            yield one
