"""契約: columns filled, added and taken away by hand."""

from __future__ import annotations

from typing import Any

from jukiself.answers.model import Answer, Contact, Contract, Key
from jukiself.excel.read import read
from tests.excel.returned import (
    GIVEN,
    changed,
    issued,
    row_of,
    said,
    typed,
)
from tests.excel.small import forms, real


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
