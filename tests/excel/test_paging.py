"""Printed sheets end their pages between questions."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from jukiself.answers.situation import Situation
from jukiself.excel import layout, look
from jukiself.excel.contracts import LEFT
from jukiself.work import publish
from jukiself.work.cases import read_case
from tests.pdf.test_render import busy

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


@pytest.fixture(scope="module", params=["nagano-a", "busy"])
def book(checklist: Checklist, request: pytest.FixtureRequest) -> Any:
    case = request.param
    inspection = busy(checklist) if case == "busy" else read_case(case, checklist).inspection
    return openpyxl.load_workbook(io.BytesIO(publish.workbook(Situation(checklist, inspection))))


def breaks(sheet: Any) -> list[int]:
    """The last row of every page that is ended on purpose."""
    return [one.id for one in sheet.row_breaks.brk]


def test_no_page_of_contracts_ends_inside_a_question(book: Any) -> None:
    sheet = book[layout.CONTRACTS]
    ends = breaks(sheet)
    assert len(ends) > 5
    inside = {*layout.FIELDS.values(), "前年度"} - {layout.ANSWER}
    assert [row for row in ends if sheet.cell(row + 1, LEFT).value in inside] == []


def test_no_page_of_the_questions_ends_with_the_name_of_an_area(book: Any) -> None:
    sheet = book[layout.QUESTIONS]
    assert len(breaks(sheet)) > 5
    assert [row for row in breaks(sheet) if sheet.cell(row, 2).style == look.BAND.name] == []


def test_pages_are_neither_too_high_nor_nearly_empty(book: Any) -> None:
    for name in (layout.CONTRACTS, layout.QUESTIONS):
        sheet = book[name]
        for first, last in pairwise(breaks(sheet)):
            high = [sheet.row_dimensions[row].height or 15.0 for row in range(first + 1, last + 1)]
            # A single row may be as high as half a page.
            assert 250 < sum(high) < 740 or max(high) > 200, (name, first)
