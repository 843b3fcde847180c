"""様式 as Excel: A4, ready to print or to type into, with an example in grey italics and no macro."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from jukiself.excel import look
from jukiself.excel.fit import HIGHEST, height, lines
from jukiself.excel.pack import dated, packed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jukiself.checklist.guide import Sheet

    #: The first and the last column of a cell.
    Span: TypeAlias = tuple[int, int]
    #: What stands in a cell, and how it looks.
    Dressed: TypeAlias = tuple[str | int | None, look.Look]

EXAMPLE, NUMBER = "記入例", "番号"
_EXAMPLE_STARTS = ("記入例：", "記入例:", "例：", "例:")
_FIELD_HEADS = ("項目", "書く欄", EXAMPLE)
_OWNER_TEXT = "（　　　　年度）　課・係（　　　　　　　　　　）"

_HEAD = replace(look.HEAD, name="jk form head", size=10)
_LABEL = replace(look.LABEL, name="jk form label", size=10.5)
_ROW_NUMBER = look.Look("jk form number", 9, ink=look.GREY, border="thin", across="center", down="center", form="0")
_MARK = look.Look("jk form mark", 8, ink=look.GREY, border="thin", across="center", down="center", italic=True)
_HINT = look.Look("jk form hint", 9.5, ink=look.GREY, border="thin", down="center", italic=True)
_ENTRY = look.Look("jk form entry", 11, border="thin", unlocked=True, down="center")
_ENTRY_LONG = replace(_ENTRY, name="jk form entry long", down="top")
_OWNER = look.Look("jk form owner", 10, wrap=False, across="right", down="center")

#: How many digits of the Normal font fill the width of the paper.
_ACROSS = {True: 134.0, False: 88.0}
#: Points of height a page has for rows, less what clients differ by.
_DOWN = {True: 470.0, False: 700.0}
#: Where the room to write begins and ends between label and example, of the whole width; how exactly.
_LABEL_ENDS, _HINT_BEGINS, _NEAR = 0.25, 0.72, 0.05
_NUMBER_WIDTH = 7.0
_TITLE_HEIGHT, _ROW, _LINE = 32.0, 25.0, 21.0  # what a pen needs
_TOP_ROWS = 2
_FEWEST = 4  # rows of a list worth beginning on a page that is nearly full


def form(sheet: Sheet, *, year: int, program: str, known: Mapping[str, str] | None = None) -> bytes:
    """The 様式 as a workbook of one sheet, or two where the list has no room below the fields; ``year`` only dates it.

    ``known`` are texts already filled in, by the labels of their fields.
    """
    book = Workbook()
    look.lay_ground(book)
    book.properties.title = sheet.title
    book.properties.creator = f"jukiself {program}".strip()
    book.properties.language = "ja"
    dated(book, year)
    _lay_out(book, sheet, known or {})
    return packed(book)


@dataclass(frozen=True)
class _Grid:
    """A page being laid out. Columns end where a column of the list or a part of the fields ends."""

    page: Any
    ends: tuple[float, ...]

    @property
    def last(self) -> int:
        return len(self.ends)

    def column(self, end: float) -> int:
        """The column that ends there."""
        return self.ends.index(end) + 1

    def width(self, columns: Span) -> float:
        return self.ends[columns[1] - 1] - (self.ends[columns[0] - 2] if columns[0] > 1 else 0)

    def put(self, row: int, columns: Span, content: str | int | None, dress: look.Look) -> None:
        """One cell, over several columns if it must; each is dressed, so that the edge is drawn everywhere."""
        for column in range(columns[0], columns[1] + 1):
            look.dress(self.page.cell(row, column), dress)
        look.fill_cell(self.page.cell(row, columns[0]), content)
        if columns[0] != columns[1]:
            self.page.merge_cells(start_row=row, end_row=row, start_column=columns[0], end_column=columns[1])

    def write(self, row: int, spans: Sequence[Span], contents: Sequence[Dressed], least: float = 0.0) -> None:
        """A row as high as its texts need."""
        texts = []
        for columns, (content, dress) in zip(spans, contents, strict=True):
            self.put(row, columns, content, dress)
            if isinstance(content, str):
                texts.append((content, self.width(columns) - 2 * dress.indent, dress.size))
        self.high(row, height(texts, least))

    def high(self, row: int, points: float) -> None:
        self.page.row_dimensions[row].height = points

    def height_of(self, row: int) -> float:
        return float(self.page.row_dimensions[row].height)

    def used(self, last: int) -> float:
        return sum(self.height_of(row) for row in range(1, last + 1))


def _lay_out(book: Any, sheet: Sheet, known: Mapping[str, str]) -> None:
    columns = _list_ends(sheet)
    parts = _field_ends(sheet, columns) if sheet.fields else ()
    ends = tuple(sorted({*columns, *parts}))
    grid = _page(book.active, sheet.title, ends)
    row = _fields(grid, sheet, parts, _top(grid, sheet), known) if sheet.fields else _top(grid, sheet)
    if not sheet.columns:
        _finish(grid, sheet, _stretched(grid, sheet, row - 1))
        return
    listed = sheet.title
    if sheet.fields and _room(grid, sheet, row) < min(_FEWEST, sheet.rows):
        _finish(grid, sheet, _stretched(grid, sheet, row - 1))
        grid = _page(book.create_sheet(), f"{sheet.title}（一覧）", ends)
        look.put(grid.page.cell(1, 1), f"{sheet.title}（一覧）", look.TITLE)
        grid.high(1, _TITLE_HEIGHT)
        row = 2
    elif sheet.fields:
        grid.high(row, 10)
        row += 1
    _finish(grid, sheet, _list(grid, sheet, columns, row), listed=listed)


def _page(page: Any, title: str, ends: tuple[float, ...]) -> _Grid:
    # A tab's name cannot hold everything a title can.
    page.title = "".join("・" if one in "[]:*?/\\" else one for one in title)[:31]
    page.sheet_view.showGridLines = False
    look.widths(page, [ends[0], *(after - before for before, after in pairwise(ends))])
    return _Grid(page, ends)


def _finish(grid: _Grid, sheet: Sheet, last: int, listed: str = "") -> None:
    look.a4(grid.page, landscape=sheet.landscape, one_page=not listed)
    grid.page.print_area = f"A1:{get_column_letter(grid.last)}{last}"
    foot = grid.page.oddFooter
    foot.left.text = sheet.title.replace("&", "&&")
    foot.center.text, foot.right.text = "住基セルフ点検ブックの様式", "&P / &N ページ"
    for part in (foot.left, foot.center, foot.right):
        part.size = 9


# -- columns ----------------------------------------------------------------------------------------------------


def _numbered(sheet: Sheet) -> bool:
    """Whether the list counts its rows itself."""
    return sheet.columns[0].label == NUMBER


def _list_ends(sheet: Sheet) -> tuple[float, ...]:
    """Where the columns of the list end, widened or narrowed together until they fill the paper."""
    across = _ACROSS[sheet.landscape]
    if not sheet.columns:
        return (across,)
    lead = 0.0 if _numbered(sheet) else _NUMBER_WIDTH
    share = (across - lead) / sum(one.width for one in sheet.columns)
    ends = [round(lead + share * end, 1) for end in accumulate(one.width for one in sheet.columns)]
    return (*([lead] if lead else []), *ends)


def _field_ends(sheet: Sheet, columns: tuple[float, ...]) -> tuple[float, ...]:
    """Where label, room to write and example end: at a column of the list if one is near."""
    across = columns[-1]
    found = []
    for share in (_LABEL_ENDS, _HINT_BEGINS):
        wanted = share * across
        near = min(columns, key=lambda end, wanted=wanted: abs(end - wanted))  # type: ignore[misc]
        found.append(near if abs(near - wanted) <= _NEAR * across else round(wanted, 1))
    return (*found, across) if any(one.hint for one in sheet.fields) else (found[0], across)


def _spans(grid: _Grid, ends: tuple[float, ...]) -> list[Span]:
    """First and last column of what ends there."""
    lasts = [0, *(grid.column(one) for one in ends)]
    return [(before + 1, last) for before, last in pairwise(lasts)]


# -- rows -------------------------------------------------------------------------------------------------------


def _top(grid: _Grid, sheet: Sheet) -> int:
    look.put(grid.page.cell(1, 1), sheet.title, look.TITLE)
    look.put(grid.page.cell(1, grid.last), _OWNER_TEXT, _OWNER)
    grid.high(1, _TITLE_HEIGHT)
    grid.write(_TOP_ROWS, [(1, grid.last)], [(sheet.use, look.SMALL)])
    return _TOP_ROWS + 1


def _fields(grid: _Grid, sheet: Sheet, ends: tuple[float, ...], row: int, known: Mapping[str, str]) -> int:
    """A row of each field: its label, the room to write, an example beside it."""
    spans = _spans(grid, ends)
    grid.write(row, spans, [(head, _HEAD) for head in _FIELD_HEADS[: len(spans)]])
    for number, one in enumerate(sheet.fields, row + 1):
        room = (known.get(one.label), _ENTRY if one.lines == 1 else _ENTRY_LONG)
        label = (_broken(grid, spans[0], one.label, _LABEL), _LABEL)
        contents: list[Dressed] = [label, room, (_example(one.hint) or None, _HINT)]
        grid.write(number, spans, contents[: len(spans)], max(_ROW, one.lines * _LINE))
    return row + len(sheet.fields) + 1


def _broken(grid: _Grid, span: Span, label: str, dress: look.Look) -> str:
    """A label of more than one line is broken before its bracket, not inside."""
    long = lines(label, grid.width(span) - 2 * dress.indent, dress.size) > 1
    return label.replace("（", "\n（", 1) if long and not label.startswith("（") else label


def _stretched(grid: _Grid, sheet: Sheet, last: int) -> int:
    """Give what is left of the page to the fields of several lines."""
    free = _DOWN[sheet.landscape] - grid.used(last)
    whole = sum(one.lines for one in sheet.fields if one.lines > 1)
    for row, one in enumerate(sheet.fields, last - len(sheet.fields) + 1):
        if one.lines > 1 and free > 0:
            grid.high(row, min(HIGHEST, grid.height_of(row) + free * one.lines / whole))
    return last


def _list(grid: _Grid, sheet: Sheet, ends: tuple[float, ...], row: int) -> int:
    """Heading, example and empty rows; the last row."""
    spans = _spans(grid, ends)
    counted = not _numbered(sheet)
    labels = [*(["行"] if counted else []), *(one.label for one in sheet.columns)]
    heads = [(_broken(grid, span, label, _HEAD), _HEAD) for span, label in zip(spans, labels, strict=True)]
    grid.write(row, spans, heads, 24)
    grid.write(row + 1, spans, _example_row(sheet), _ROW)
    grid.page.print_title_rows = f"{row}:{row}"
    if row <= _TOP_ROWS + 1:
        # Below fields, a frozen heading would leave no room to scroll.
        grid.page.freeze_panes = grid.page.cell(row + 1, 1)
    look.start_at(grid.page, f"{get_column_letter(spans[int(counted)][0])}{row + 2}")
    count = _count(grid, sheet, row)
    for number in range(1, count + 1):
        first: list[Dressed] = [(number, _ROW_NUMBER)] if counted else []
        grid.write(row + 1 + number, spans, [*first, *((None, _ENTRY) for _ in sheet.columns)], _ROW)
    return row + 1 + count


def _example_row(sheet: Sheet) -> list[Dressed]:
    hints = [_example(one.hint) for one in sheet.columns]
    marked = f"{EXAMPLE}\n{hints.pop(0)}".strip() if _numbered(sheet) else EXAMPLE
    return [(marked, _MARK), *((one or None, _HINT) for one in hints)]


def _room(grid: _Grid, sheet: Sheet, row: int) -> int:
    """How many rows of the list would stand on the page, below a heading and an example at that row."""
    return math.floor((_DOWN[sheet.landscape] - grid.used(row - 1) - 3 * _ROW) / _ROW)


def _count(grid: _Grid, sheet: Sheet, head: int) -> int:
    """As many empty rows as asked for, and so many more that the last page is full."""
    room = _DOWN[sheet.landscape]
    first = max(1, math.floor((room - grid.used(head + 1)) / _ROW))
    if sheet.rows <= first:
        return first
    each = math.floor((room - grid.height_of(head)) / _ROW)
    return first + each * math.ceil((sheet.rows - first) / each)


def _example(hint: str) -> str:
    for start in _EXAMPLE_STARTS:
        if hint.startswith(start):
            return hint.removeprefix(start).strip()
    return hint
