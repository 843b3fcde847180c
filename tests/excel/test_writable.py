"""What may be written in a workbook, and what it holds besides answers."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from tests.excel.returned import (
    issued,
    row_of,
)


@pytest.fixture(scope="module")
def places() -> set[str]:
    """Cells of a workbook that a person may write to."""
    book = load_workbook(io.BytesIO(issued()))
    return {
        f"{name}!{cell.coordinate}"
        for name in ("表紙", "点検票", "契約")
        for row in book[name].iter_rows()
        for cell in row
        if not cell.protection.locked
    }


def test_what_may_be_written_is_unlocked_filled_and_framed_and_nothing_else_is(places: set[str]) -> None:
    book = load_workbook(io.BytesIO(issued()))
    sheet = book["点検票"]
    rows = range(5, sheet.max_row + 1)
    assert {place for place in places if place.startswith("点検票")} == {
        f"点検票!{column}{row}" for row in rows for column in "EFGIJK"
    }
    for place in places:
        name, _, coordinate = place.partition("!")
        cell = book[name][coordinate]
        assert cell.fill.patternType == "solid"
        assert cell.border.left.style == "medium"


def test_sheets_are_protected_without_a_password_and_hold_no_merged_cells_macros_or_comments() -> None:
    data = issued()
    book = load_workbook(io.BytesIO(data), keep_vba=True)
    assert book.sheetnames[:8] == ["表紙", "記入要領", "点検票", "契約", "所見", "改善計画", "集計", "データ"]
    assert [one.title for one in book.worksheets if one.sheet_state != "visible"] == book.sheetnames[8:]
    for sheet in book.worksheets[:8]:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert not sheet.merged_cells.ranges
        assert all(cell.comment is None and cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert len(data) < 1_000_000


def test_pull_downs_offer_what_can_be_answered_and_stay_within_excels_limit() -> None:
    sheet = load_workbook(io.BytesIO(issued())).worksheets[2]
    lists = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    by_row = {
        row: one
        for one in lists.values()
        for area in one.sqref.ranges
        if area.min_col == 5
        for row in range(area.min_row, area.max_row + 1)
    }
    assert by_row[row_of(sheet, "written")].formula1 == '"ある,ない,わからない"'
    assert by_row[row_of(sheet, "read")].formula1 == '"ある,ない,わからない,該当なし"'
    assert by_row[row_of(sheet, "long")].formula1 == "jukiself_list_1"
    delegable = by_row[row_of(sheet, "net-locked@lgwan")].formula1
    assert "書面で確かめた" in delegable
    assert "閉めている" in delegable
    assert "わからない" in delegable
    for one in lists.values():
        assert len((one.formula1 or "").encode("utf-16-le")) // 2 <= 257
        assert len((one.prompt or "").encode("utf-16-le")) // 2 <= 255
