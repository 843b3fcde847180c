"""An .ods or .xls workbook made into a plain .xlsx, in a process of its own: ``python -m jukiself.excel.convert``.

The bytes come in on standard input, the workbook goes out on standard output. What the library does with a hostile
file of these kinds cannot be bounded from outside it, so the process is (`jukiself.work.foreign`): when it dies, only
this file is lost. What it makes is guarded and read like any stranger's workbook.
"""

from __future__ import annotations

import io
import re
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from python_calamine import CalamineWorkbook, SheetTypeEnum

from jukiself.excel.escape import escaped

if TYPE_CHECKING:
    from jukiself.excel.words import Content

_MOST_CELLS = 300_000
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31


def convert(data: bytes) -> bytes:
    """The same cells as .xlsx; a formula comes as its value, dress and rules stay behind."""
    source = CalamineWorkbook.from_filelike(io.BytesIO(data))
    made = Workbook()
    made.remove(made.active)
    cells = 0
    for sheet in source.sheets_metadata:
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        target = made.create_sheet(_NOT_IN_TITLES.sub("_", sheet.name)[:_LONGEST_TITLE])
        rows = source.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        for number, row in enumerate(rows, 1):
            for column, content in enumerate(row, 1):
                if content != "":
                    cells += 1
                    _put(target, number, column, content)
        if cells > _MOST_CELLS:
            raise ValueError(cells)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _put(sheet: Any, row: int, column: int, content: Content) -> None:
    cell = sheet.cell(row, column)
    if isinstance(content, str):
        cell.value = escaped(content)
        # A text that begins like a formula, or reads like an error, is still a text.
        cell.data_type = "s"
    else:
        cell.value = str(content) if isinstance(content, timedelta) else content


if __name__ == "__main__":
    sys.stdout.buffer.write(convert(sys.stdin.buffer.read()))
