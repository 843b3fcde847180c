"""What writing a workbook costs beside XlsxWriter writing the same cells in the same dress."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlsxwriter
from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable


def bare(data: bytes) -> Callable[[], bytes]:
    """A function that writes the cells of a finished workbook anew: contents, dress, widths, heights, nothing else."""
    sheets = []
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        cells = [(one.row - 1, one.column - 1, one.value, one.style_id) for row in sheet.iter_rows() for one in row]
        dresses = {one.style_id: _dress(one) for row in sheet.iter_rows() for one in row}
        heights = {number - 1: one.height for number, one in sheet.row_dimensions.items() if one.height}
        widths = {name: one.width for name, one in sheet.column_dimensions.items()}
        sheets.append((sheet.title, cells, dresses, heights, widths))

    def work() -> bytes:
        target = io.BytesIO()
        book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
        made: dict[int, Any] = {}
        for title, cells, dresses, heights, widths in sheets:
            made |= {number: book.add_format(dress) for number, dress in dresses.items() if number not in made}
            sheet = book.add_worksheet(title)
            for name, width in widths.items():
                sheet.set_column(f"{name}:{name}", width)
            for number, height in heights.items():
                sheet.set_row(number, height)
            for row, column, content, dress in cells:
                if isinstance(content, str):
                    sheet.write_string(row, column, content, made[dress])
                elif isinstance(content, int | float):
                    sheet.write_number(row, column, content, made[dress])
                elif content is None:
                    sheet.write_blank(row, column, None, made[dress])
                else:
                    sheet.write_datetime(row, column, content, made[dress])
        book.close()
        return target.getvalue()

    return work


def _dress(cell: Any) -> dict[str, Any]:
    font, side = cell.font, cell.border.left
    found = {
        "font_name": font.name,
        "font_size": font.size,
        "bold": bool(font.bold),
        "font_color": f"#{font.color.rgb[-6:]}" if font.color and isinstance(font.color.rgb, str) else "#000000",
        "text_wrap": bool(cell.alignment.wrap_text),
        "num_format": cell.number_format,
        "locked": bool(cell.protection.locked),
        "valign": {"center": "vcenter"}.get(cell.alignment.vertical, cell.alignment.vertical or "bottom"),
        "align": cell.alignment.horizontal or "left",
        "border": {"thin": 1, "medium": 2}.get(side.style if side else "", 0),
    }
    if cell.fill.fill_type:
        found |= {"pattern": 1, "bg_color": f"#{cell.fill.fgColor.rgb[-6:]}"}
    return found
