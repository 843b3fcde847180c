"""Answers as people type them into a workbook, and what is said about them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jukiself.answers.model import Answer, Basis, Key
from tests.excel.returned import (
    CIRCLE,
    COUNT,
    MANY,
    READ,
    WHEN,
    WRITTEN,
    answer_cell,
    changed,
    said,
    typed,
)


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
