"""Sheets, rows and columns that people and programs moved, renamed, copied or deleted on the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from jukiself.answers.model import Nature
from jukiself.answers.seal import seal
from jukiself.excel.read import WorkbookRefused, read
from tests.excel.returned import (
    GIVEN,
    WRITTEN,
    answer_cell,
    changed,
    issued,
    row_of,
    said,
    saved,
)
from tests.excel.small import forms, real


def _rename(book: Any) -> None:
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet{number}"


def _reverse(book: Any) -> None:
    book.active = 0
    book._sheets.reverse()


def _rows(book: Any) -> None:
    for sheet in book.worksheets:
        if sheet.title != "_form":
            sheet.insert_rows(1, 3)


def _columns(book: Any) -> None:
    book["点検票"].insert_cols(1, 2)
    book["点検票"].insert_cols(7)
    book["契約"].insert_cols(1)
    book["表紙"].insert_cols(3)


def _unhide(book: Any) -> None:
    for sheet in book.worksheets:
        sheet.sheet_state = "visible"


def _drop_computed(book: Any) -> None:
    for name in ("記入要領", "所見", "改善計画", "集計", "データ"):
        del book[name]


def _drop_cover(book: Any) -> None:
    del book["表紙"]


def _drop_form(book: Any) -> None:
    del book["_form"]
    del book.defined_names["jukiself_form"]


def _drop_id_heading(book: Any) -> None:
    book["点検票"]["A3"].value = None


@pytest.mark.parametrize("change", [_rename, _reverse, _rows, _columns, _unhide, _drop_computed, _drop_id_heading])
def test_what_is_moved_or_renamed_is_still_found(change: Callable[[Any], None]) -> None:
    reading = changed(change)
    assert reading.inspection == GIVEN
    assert reading.seal_on_cover == seal(GIVEN)
    assert said(reading, "refused") == []


def test_without_the_hidden_sheet_the_cover_says_whose_it_is() -> None:
    reading = changed(_drop_form)
    assert reading.inspection == GIVEN
    assert [(one.place, one.effect) for one in reading.problems] == [("表紙", "repaired")]


def test_without_the_cover_the_hidden_sheet_says_whose_it_is() -> None:
    reading = changed(_drop_cover)
    assert reading.inspection.office == GIVEN.office
    assert reading.inspection.answers == GIVEN.answers
    assert (reading.seal_on_cover, reading.inspection.free_text) == (None, "")
    assert [(one.place, one.effect) for one in reading.problems] == [("表紙", "repaired")]


def test_without_either_the_file_is_refused() -> None:
    def both(book: Any) -> None:
        _drop_cover(book)
        _drop_form(book)

    with pytest.raises(WorkbookRefused, match="だれの、どの年度の回答書か分かりません"):
        changed(both)


def cover_cell(book: Any, label: str) -> Any:
    sheet = book["表紙"]
    return next(sheet.cell(row, 3) for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == label)


@pytest.mark.parametrize("content", [203637, "２０３６３７", " 203637"])
def test_a_code_in_another_dress_is_repaired(content: object) -> None:
    def put(book: Any) -> None:
        cover_cell(book, "団体コード").value = content

    assert changed(put).inspection.office.code == "203637"


def test_a_code_that_lost_its_zero_is_repaired() -> None:
    def put(book: Any) -> None:
        cover_cell(book, "団体コード").value = 12025
        _drop_form(book)

    other = real(office=GIVEN.office.__class__("012025", "函館市"))
    assert changed(put, other).inspection.office.code == "012025"


def test_another_offices_code_on_the_cover_refuses_the_file() -> None:
    def put(book: Any) -> None:
        cover_cell(book, "団体コード").value = "204528"

    with pytest.raises(WorkbookRefused, match=r"表紙!C\d+ の 204528.*203637"):
        changed(put)


def test_a_changed_year_or_nature_on_the_cover_is_refused_and_the_record_counts() -> None:
    def put(book: Any) -> None:
        cover_cell(book, "年度").value = "令和9年度"
        cover_cell(book, "区分").value = "研修"

    reading = changed(put)
    assert (reading.inspection.year, reading.inspection.nature) == (2026, Nature.REAL)
    assert len(said(reading, "refused")) == 2


@pytest.mark.parametrize("content", [2026, 2026.0, "2026", "２０２６年度", "令和8年度"])
def test_the_year_is_read_from_the_cover_in_any_dress(content: object) -> None:
    def put(book: Any) -> None:
        cover_cell(book, "年度").value = content
        _drop_form(book)

    assert changed(put).inspection.year == 2026


def test_a_code_of_answers_typed_in_full_width_is_repaired() -> None:
    def put(book: Any) -> None:
        cell = cover_cell(book, "照合コード")
        cell.value = "".join(chr(ord(one) + 0xFEE0) if one != "-" else "－" for one in cell.value.lower()) + "　"

    reading = changed(put)
    assert reading.seal_on_cover == seal(GIVEN)
    assert len(said(reading, "repaired")) == 1


def copied_row(book: Any, answer: str) -> None:
    sheet = book["点検票"]
    source, target = row_of(sheet, "written"), sheet.max_row + 1
    for column in range(1, 13):
        sheet.cell(target, column).value = sheet.cell(source, column).value
    sheet.cell(target, 5).value = answer


def test_a_row_found_twice_with_the_same_answer_counts_once() -> None:
    reading = changed(lambda book: copied_row(book, "ある"))
    assert reading.inspection == GIVEN
    assert [(one.effect, one.kind) for one in reading.problems] == [("note", "relation")]


def test_a_row_found_twice_with_two_answers_is_refused_naming_both_cells() -> None:
    reading = changed(lambda book: copied_row(book, "ない"))
    refused = said(reading, "refused")
    assert WRITTEN not in reading.inspection.answers
    assert len(refused) == 2
    assert all("点検票!E5" in one.message and refused[1].place in one.message for one in refused)


def test_a_copied_sheet_that_was_filled_differently_is_refused_cell_by_cell() -> None:
    def put(book: Any) -> None:
        copy = book.copy_worksheet(book["点検票"])
        copy.title = "点検票 (2)"
        copy["E5"].value = "ない"

    places = {one.place for one in said(changed(put), "refused")}
    assert places == {"点検票!E5", "点検票 (2)!E5"}


@pytest.mark.parametrize("key", ["no-such-question", None])
def test_an_answer_in_a_row_that_is_none_of_ours_is_noted(key: str | None) -> None:
    def put(book: Any) -> None:
        sheet = book["点検票"]
        row = sheet.max_row + 1
        sheet.cell(row, 1).value = key
        sheet.cell(row, 5).value = "ある"

    reading = changed(put)
    assert reading.inspection == GIVEN
    assert [(one.kind, one.effect) for one in reading.problems] == [("relation", "note")]


def test_an_id_in_another_dress_is_repaired() -> None:
    def put(book: Any) -> None:
        answer_cell(book, "written", "A").value = " Ｗritten "

    reading = changed(put)
    assert reading.inspection == GIVEN
    assert [one.place for one in said(reading, "repaired")] == ["点検票!A5"]


def test_rows_somebody_deleted_are_named() -> None:
    reading = changed(lambda book: book["点検票"].delete_rows(row_of(book["点検票"], "circle"), 2))
    assert [(one.kind, one.effect) for one in reading.problems] == [("required", "note")]
    assert "circle、long" in reading.problems[0].message


def test_a_column_somebody_deleted_is_named() -> None:
    reading = changed(lambda book: book["点検票"].delete_cols(7))
    assert reading.inspection.answer(WRITTEN).note == ""
    assert ["備考" in one.message for one in reading.problems] == [True]


def test_a_workbook_without_any_id_is_refused() -> None:
    def put(book: Any) -> None:
        for row in range(4, book["点検票"].max_row + 1):
            book["点検票"].cell(row, 1).value = None
        del book["契約"]

    with pytest.raises(WorkbookRefused, match="IDが1つもありません"):
        changed(put)


def test_an_edition_this_program_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(WorkbookRefused, match="small の 2031 年版"):
        read(issued(real(edition="2031")), forms)


def test_somebody_elses_workbook_is_refused() -> None:
    book = Workbook()
    book.active["A1"] = "予算の表"
    with pytest.raises(WorkbookRefused, match="「点検票」が見つかりません"):
        read(saved(book), forms)
