"""What people and programs do to a workbook on its way back, and what is said about it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from jukiself.answers.model import Answer, Basis, Contact, Contract, Inspection, Key, Nature
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.excel.read import CellProblem, Reading, WorkbookRefused, read
from jukiself.excel.write import Issue, write
from tests.excel.small import SMALL, forms, real

WRITTEN, READ, MANY, COUNT, WHEN, CIRCLE = (Key(one) for one in ("written", "read", "many", "count", "when", "circle"))
SECRECY = Key("contract-secrecy", "c1")
GIVEN = real(
    contracts=(Contract("c1", "保守", "業者", "修理", "毎年"),),
    contact=Contact("住民係", "髙橋", "0266-79-7927", "a@example.jp"),
    free_text="自由に\n書いた",
    answers={
        WRITTEN: Answer("yes", Basis.SEEN, note="備考", evidence="規程"),
        Key("net-who", "juki"): Answer("self"),
        SECRECY: Answer("no", Basis.HEARD),
        Key("contract-list"): Answer("complete"),
    },
)


def issued(inspection: Inspection = GIVEN) -> bytes:
    return write(Issue(Situation(SMALL, inspection), (), seal(inspection), program="0.1.0"))


def saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def changed(change: Callable[[Any], None], inspection: Inspection = GIVEN) -> Reading:
    book = load_workbook(io.BytesIO(issued(inspection)))
    change(book)
    return read(saved(book), forms)


def row_of(sheet: Any, key: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == key)


def answer_cell(book: Any, key: str, column: str = "E") -> Any:
    sheet = book["点検票"]
    return sheet[f"{column}{row_of(sheet, key)}"]


def typed(key: str, content: object, column: str = "E") -> Reading:
    def put(book: Any) -> None:
        cell = answer_cell(book, key, column)
        cell.value = content
        cell.number_format = "General" if not isinstance(content, date) else "yyyy-mm-dd"

    return changed(put)


def said(reading: Reading, effect: str) -> list[CellProblem]:
    return [one for one in reading.problems if one.effect == effect]


# -- answers typed by people -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["ある", "　ある ", "ある\n", "あ る", "\u3000ある\u200b"])
def test_spaces_around_an_answer_are_repaired_and_said(text: str) -> None:
    reading = typed("read", text)
    assert reading.inspection.answer(READ).value == "yes"
    assert len(said(reading, "repaired")) == (text != "ある")
    assert said(reading, "refused") == []


@pytest.mark.parametrize("text", ["○", "〇", "◯", "O", "o", "Ｏ", " ○ "])
def test_every_circle_is_the_same_circle(text: str) -> None:
    reading = typed("circle", text)
    assert reading.inspection.answer(CIRCLE).value == "o"
    assert [one.place[:4] for one in said(reading, "repaired")] == ([] if text == "○" else ["点検票!"])


def test_an_unknown_answer_is_refused_with_its_cell_and_what_to_enter() -> None:
    reading = typed("read", "たぶんある")
    [problem] = said(reading, "refused")
    assert READ not in reading.inspection.answers
    assert (problem.place, problem.kind) == ("点検票!E6", "range")
    for word in ("「たぶんある」", "「ある」", "「ない」", "「わからない」", "「該当なし」"):
        assert word in problem.message


@pytest.mark.parametrize(
    "key", ["written", "many", "count", "when", "words", "circle", "net-exists@juki", "net-locked@lgwan"]
)
@pytest.mark.parametrize("text", ["わからない", "分からない", " わからない　"])
def test_wakaranai_is_taken_anywhere(key: str, text: str) -> None:
    assert typed(key, text).inspection.answer(Key.parse(key)).value == "unknown"


def test_not_applicable_without_a_reason_is_kept_and_noted() -> None:
    reading = typed("circle", "該当なし")
    assert reading.inspection.answer(CIRCLE).value == "na"
    assert [(one.place, one.kind) for one in said(reading, "note")] == [("点検票!E11", "required")]


def test_a_gate_marked_not_applicable_is_kept_but_noted() -> None:
    reading = typed("net-exists@juki", "該当なし")
    assert reading.inspection.answer(Key("net-exists", "juki")).value == "na"
    assert [one.message for one in said(reading, "note")] == ["この設問に「該当なし」はありません。"]


@pytest.mark.parametrize(
    ("text", "value"), [("札、紙", "c,b"), ("札, 紙", "c,b"), ("札／紙、または札", "c,a"), ("紙、または札、紙", "a,b")]
)
def test_several_answers_are_told_apart(text: str, value: str) -> None:
    assert typed("many", text).inspection.answer(MANY).value == value


def test_one_wrong_answer_among_several_refuses_the_cell() -> None:
    [problem] = said(typed("many", "札、箱"), "refused")
    assert "「箱」" in problem.message


@pytest.mark.parametrize(
    ("content", "value"),
    [(12, "12"), (12.0, "12"), (12.5, "12.5"), ("１２人", "12"), ("１２", "12"), ("1,234", "1234"), (" 7 ", "7")],
)
def test_numbers_are_read_as_numbers(content: object, value: str) -> None:
    assert typed("count", content).inspection.answer(COUNT).value == value


@pytest.mark.parametrize("content", ["十二", "12くらい", "#N/A", 1e20])
def test_what_is_no_number_is_refused(content: object) -> None:
    reading = typed("count", content)
    assert [one.kind for one in said(reading, "refused")] == ["form"]
    assert COUNT not in reading.inspection.answers


@pytest.mark.parametrize("content", ["=1+1", "#REF!"])
def test_a_formula_nobody_calculated_and_an_error_are_refused_not_taken_for_blank(content: str) -> None:
    reading = typed("written", content)
    assert reading.inspection.answer(WRITTEN).value == ""
    assert [(one.place, one.kind) for one in said(reading, "refused")] == [("点検票!E5", "form")]


@pytest.mark.parametrize(
    "content",
    [date(2026, 4, 1), "2026-04-01", "2026/4/1", "２０２６年４月１日", "令和8年4月1日", "R8.4.1", 46113, "2026.4.1"],
)
def test_dates_become_iso(content: object) -> None:
    assert typed("when", content).inspection.answer(WHEN).value == "2026-04-01"


@pytest.mark.parametrize("content", ["2026-02-30", "春ごろ", "令和8年", 3])
def test_what_is_no_date_is_refused(content: object) -> None:
    assert [one.kind for one in said(typed("when", content), "refused")] == ["form"]


@pytest.mark.parametrize(("text", "basis"), [("見た", Basis.SEEN), (" 聞いた", Basis.HEARD), ("たぶん　", Basis.GUESS)])
def test_the_basis_is_read(text: str, basis: Basis) -> None:
    assert typed("written", text, "F").inspection.answer(WRITTEN).basis is basis


def test_an_unknown_basis_is_refused_and_the_answer_stays() -> None:
    reading = typed("written", "推測", "F")
    assert [one.place for one in said(reading, "refused")] == ["点検票!F5"]
    assert reading.inspection.answer(WRITTEN) == Answer("yes", None, note="備考", evidence="規程")


def test_names_and_notes_are_never_normalised() -> None:
    assert typed("written", "神\u3000髙 ", "G").inspection.answer(WRITTEN).note == "神\u3000髙 "


def test_a_number_typed_as_a_note_is_its_text() -> None:
    assert typed("written", 2026.0, "G").inspection.answer(WRITTEN).note == "2026"


def test_what_lies_outside_the_text_domain_is_mended_and_said() -> None:
    reading = typed("written", "\t前\tに" + "あ" * 2001, "G")
    assert len(reading.inspection.answer(WRITTEN).note) == 2000
    assert [(one.place, one.kind) for one in said(reading, "repaired")] == [("点検票!G5", "range")]


def test_a_cell_of_spaces_is_no_answer() -> None:
    reading = typed("written", "　 ")
    assert reading.inspection.answer(WRITTEN).value == ""
    assert [one.place for one in said(reading, "repaired")] == ["点検票!E5"]


def test_an_answer_to_a_question_not_asked_is_kept_and_noted() -> None:
    def put(book: Any) -> None:
        answer_cell(book, "written").value = "ない"
        answer_cell(book, "read").value = "ある"

    reading = changed(put)
    assert reading.inspection.answer(READ).value == "yes"
    assert [(one.place, one.kind) for one in said(reading, "note")] == [("点検票!E6", "relation")]


# -- sheets, rows and columns moved -----------------------------------------------------------------------------


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


# -- contracts ---------------------------------------------------------------------------------------------------


def contract_cell(book: Any, key: str, column: str = "E") -> Any:
    sheet = book["契約"]
    return sheet[f"{column}{row_of(sheet, key)}"]


def test_a_contract_exists_where_its_name_is_filled() -> None:
    def put(book: Any) -> None:
        contract_cell(book, "contract#name", "F").value = "カードの発行"
        contract_cell(book, "contract-secrecy", "F").value = "ある"

    reading = changed(put)
    assert [one.id for one in reading.inspection.contracts] == ["c1", "c2"]
    assert reading.inspection.answer(Key("contract-secrecy", "c2")).value == "yes"


def test_answers_in_a_column_without_a_name_are_kept_and_the_name_is_asked_for() -> None:
    def put(book: Any) -> None:
        contract_cell(book, "contract-secrecy", "G").value = "ある"

    reading = changed(put)
    assert reading.inspection.answer(Key("contract-secrecy", "c3")).value == "yes"
    assert [(one.place, one.kind, one.effect) for one in reading.problems] == [("契約!G5", "required", "note")]


def test_a_contractor_without_the_name_of_a_contract_is_refused() -> None:
    def put(book: Any) -> None:
        contract_cell(book, "contract#contractor", "G").value = "業者"

    reading = changed(put)
    assert len(reading.inspection.contracts) == 1
    assert [(one.place, one.kind, one.effect) for one in reading.problems] == [("契約!G5", "required", "refused")]


def test_a_column_without_a_number_is_refused() -> None:
    def put(book: Any) -> None:
        contract_cell(book, "contract#name", "K").value = "七つ目"

    [problem] = said(changed(put), "refused")
    assert problem.place == "契約!K5"
    assert "契約の番号" in problem.message


def test_a_column_added_by_hand_with_the_next_number_is_taken() -> None:
    def put(book: Any) -> None:
        contract_cell(book, "contract#id", "K").value = "Ｃ７"
        contract_cell(book, "contract#name", "K").value = "七つ目"
        contract_cell(book, "contract-secrecy", "K").value = "ない"

    reading = changed(put)
    assert reading.inspection.contracts[-1] == Contract("c7", "七つ目")
    assert reading.inspection.answer(Key("contract-secrecy", "c7")).value == "no"


def test_contracts_listed_under_none_are_noted_at_the_question() -> None:
    reading = typed("contract-list", "なし")
    notes = [one for one in said(reading, "note") if "どちらかを直してください" in one.message]
    assert [one.place for one in notes] == ["点検票!E19"]


def test_without_the_contract_sheet_its_rows_are_missing() -> None:
    def drop(book: Any) -> None:
        del book["契約"]

    reading = changed(drop)
    assert reading.inspection.contracts == ()
    assert [(one.place, one.effect) for one in reading.problems] == [("契約", "note")]


def test_a_second_contract_sheet_is_not_read() -> None:
    def copy(book: Any) -> None:
        book.copy_worksheet(book["契約"]).title = "契約 (2)"

    reading = changed(copy)
    assert reading.inspection == GIVEN
    assert [one.place for one in said(reading, "refused")] == ["契約 (2)"]


def test_words_that_mark_sheets_may_stand_in_notes() -> None:
    words = ("設問", "回答", "契約の番号", "照合コード", "jukiself;x", "c1", "団体コード")
    inspection = real(
        free_text="自由記入欄",
        contact=Contact("照合コード", "団体名", "年度", "区分"),
        contracts=tuple(Contract(f"c{number}", word, word, word, word) for number, word in enumerate(words, 1)),
        answers={
            Key("net-locked", "juki"): Answer(
                "locked", note="契約の番号", evidence="c1", answered_by="設問", confirmed_by="回答"
            )
        }
        | {Key("contract-secrecy", f"c{number}"): Answer("yes", note=word) for number, word in enumerate(words, 1)},
    )
    assert read(issued(inspection), forms).inspection == inspection


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
