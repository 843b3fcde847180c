"""Texts longer than the highest row can show: printed whole below the table, so that paper loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jukiself.excel import look
from jukiself.excel.fit import fits, height, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADING = "長い文の全文（読むための写しです。ここを直しても取り込みません）"
_LINES = 24
_STEP = 20


def append_long_texts(
    sheet: Any, number: int, column: int, width: float, texts: Iterable[tuple[str, str, float]]
) -> int:
    """Write texts, given as title, text and the width they had, that were cut in their cells; the last row written."""
    cut = [(title, text) for title, text, narrow in texts if not fits(text, narrow, look.ENTRY_TINY.size)]
    if cut:
        number += 2
        look.put(sheet.cell(number, column), _HEADING, look.BAND)
        sheet.row_dimensions[number].height = 24
    for title, text in cut:
        number += 1
        look.put(sheet.cell(number, column), title, look.CELL_BOLD)
        sheet.row_dimensions[number].height = height([(title, width, look.CELL_BOLD.size)])
        for part in parts(text, width, look.TEXT.size):
            number += 1
            look.put(sheet.cell(number, column), part, look.TEXT)
            sheet.row_dimensions[number].height = height([(part, width, look.TEXT.size)])
    return number


def parts(text: str, width: float, size: float) -> Iterator[str]:
    """A text cut into pieces that each fit into one row; put together they are the text."""
    start = 0
    for end in range(_STEP, len(text) + _STEP, _STEP):
        if lines(text[start:end], width, size) > _LINES:
            cut = _after_sentence(text, start, end - _STEP)
            yield text[start:cut]
            start = cut
    if text[start:]:
        yield text[start:]


def _after_sentence(text: str, start: int, end: int) -> int:
    """The end of the last line or sentence before ``end``, or ``end`` itself where there is none."""
    cut = max(text.rfind(mark, start, end) for mark in "。\n") + 1
    return cut if cut > start else end
