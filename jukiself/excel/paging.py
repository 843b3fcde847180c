"""Where pages of a long sheet end: between questions and not inside one, as far as a page's height can be foretold."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from openpyxl.worksheet.pagebreak import Break

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONG, _SHORT, _INCH = 842.0, 595.0, 72.0
#: Points of a digit of `look.NORMAL` at size 11, by which columns are measured; clients round it up to whole pixels.
_DIGIT = 5.5
#: Room left for that rounding: a break too early costs a line, one too late leaves a page nearly empty.
_SURE = 0.98


def break_between(sheet: Any, starts: Iterable[int], last: int) -> None:
    """Break a sheet one page wide before the blocks that begin in these rows, wherever the next would be cut."""
    head = _heights(sheet, *map(int, sheet.print_title_rows.replace("$", "").split(":")))
    room = _room(sheet)
    begins = [*sorted(set(starts)), last + 1]
    used = _heights(sheet, 1, begins[0] - 1)
    for start, after in pairwise(begins):
        needed = _heights(sheet, start, after - 1)
        if used + needed > room and used > head:
            sheet.row_breaks.append(Break(id=start - 1))
            used = head
        # What is higher than a page goes on on the next one.
        used = used + needed if used + needed <= room else head + (used + needed - head) % (room - head)


def _room(sheet: Any) -> float:
    """Points of rows on one page, at the scale that makes all columns fit."""
    across = sheet.page_setup.orientation == "landscape"
    wide, high = (_LONG, _SHORT) if across else (_SHORT, _LONG)
    margins = sheet.page_margins
    wide -= (margins.left + margins.right) * _INCH
    high -= (margins.top + margins.bottom) * _INCH
    columns: float = sum(one.width for one in sheet.column_dimensions.values()) * _DIGIT
    scale: float = min(1.0, math.floor(100 * wide / columns) / 100)
    return _SURE * float(high) / scale


def _heights(sheet: Any, first: int, last: int) -> float:
    return sum(float(sheet.row_dimensions[row].height or 15.0) for row in range(first, last + 1))
