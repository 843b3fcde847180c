"""A plain list as a workbook: one table on one sheet, every cell a text so that no code loses its first zero."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from jukiself.excel import look
from jukiself.excel.fit import height
from jukiself.excel.guard import inspect_package
from jukiself.excel.pack import dated, packed
from jukiself.excel.sheets import grids
from jukiself.excel.words import as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROW, _ROOM, _WIDE, _ROW = 8, 16, 60, 22
_CELL = replace(look.CELL, name="jk roster cell", down="center", indent=1)
_ENTRY = replace(look.ENTRY, name="jk roster entry", size=10.5, border="thin", edge="8C8C8C", down="center", indent=1)
_GUIDE = "書き方"


def write_roster(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], *, guide: Sequence[str] = (), free: int = 0
) -> bytes:
    """The list, with ``free`` empty rows to write in below it, and a sheet of its own for how to fill it in."""
    book = Workbook()
    book.remove(book.active)
    look.lay_ground(book)
    book.properties.title = title
    book.properties.creator = "jukiself"
    book.properties.language = "ja"
    dated(book, 2000)
    sheet = book.create_sheet(title[:31])
    look.row(sheet, 1, ((one, look.HEAD) for one in headings))
    dress = _ENTRY if free else _CELL
    for number, one in enumerate(rows, 2):
        look.row(sheet, number, ((text or None, dress) for text in one))
    for number in range(len(rows) + 2, len(rows) + 2 + free):
        look.row(sheet, number, ((None, dress) for _ in headings))
    for number in range(1, len(rows) + 2 + free):
        sheet.row_dimensions[number].height = _ROW
    least = _ROOM if free else _NARROW
    look.widths(sheet, [_width(one, [row[place] for row in rows], least) for place, one in enumerate(headings)])
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{max(len(rows) + free, 1) + 1}"
    look.a4(sheet, landscape=True)
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text, sheet.oddFooter.right.text = title.replace("&", "&&"), "&P / &N ページ"
    if guide:
        _guide(book.create_sheet(_GUIDE), guide)
    return packed(book)


def read_roster(data: bytes) -> list[list[str]]:
    """The rows of the first sheet that has any, as texts; raises `WorkbookRefused`."""
    for grid in grids(inspect_package(data)).values():
        rows = [[as_text(one) for one in row] for row in grid.rows]
        if any(text.strip() for row in rows for text in row):
            return rows
    return []


def _width(heading: str, texts: Sequence[str], least: float) -> float:
    longest = max((2.0 * len(one) for one in (heading, *texts)), default=0)
    return min(max(longest * 1.1 + 5, least), _WIDE)


def _guide(sheet: object, points: Sequence[str]) -> None:
    look.widths(sheet, (96,))
    sheet.sheet_view.showGridLines = False  # type: ignore[attr-defined]
    for number, text in enumerate(points, 1):
        look.put(sheet.cell(number, 1), text, look.TEXT)  # type: ignore[attr-defined]
        sheet.row_dimensions[number].height = height([(text, 96, look.TEXT.size)])  # type: ignore[attr-defined]
    look.a4(sheet, landscape=False)
