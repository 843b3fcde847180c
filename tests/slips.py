"""Filling in a 聞取り票 or 分担票 as whoever got it would, for tests."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from jukiself.answers.model import BASIS_LABELS, Answer, Key
from jukiself.excel import layout, look, slip_layout
from jukiself.excel.words import spell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jukiself.checklist.model import Checklist


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    book = load_workbook(io.BytesIO(data))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def rows_sheet(book: Any) -> Any:
    return book[next(one for one in slip_layout.TITLES.values() if one in book.sheetnames)]


def columns(sheet: Any) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[3] if cell.value}


def rows(sheet: Any) -> dict[Key, int]:
    """Rows by their key."""
    return {Key.parse(str(cell.value)): cell.row for (cell,) in sheet.iter_rows(min_row=4, max_col=1) if cell.value}


def filled(
    data: bytes, checklist: Checklist, said: Mapping[Key, Answer], by: str = "小林", on: str = "2026-12-01"
) -> bytes:
    """The slip with these answers written in."""

    def change(book: Any) -> None:
        sheet = rows_sheet(book)
        at, where = rows(sheet), columns(sheet)
        for key, answer in said.items():
            content = {
                slip_layout.ANSWER: spell(checklist.question[key.question], answer.value),
                slip_layout.BASIS: BASIS_LABELS[answer.basis] if answer.basis else None,
                slip_layout.MORE: answer.note or None,
                slip_layout.EVIDENCE: answer.evidence or None,
                slip_layout.ANSWERED_BY: answer.answered_by or None,
            }
            for header, one in content.items():
                if header in where and one is not None:
                    look.fill_cell(sheet.cell(at[key], where[header]), one)
        fact(book, slip_layout.FILLED_BY, by)
        fact(book, slip_layout.FILLED_ON, on)

    return changed(data, change)


def fact(book: Any, label: str, content: object) -> None:
    sheet = book[layout.COVER]
    row = next(cell.row for (cell,) in sheet.iter_rows(min_col=2, max_col=2) if cell.value == label)
    sheet.cell(row, 3).value = content
