"""講評 goes out with a cell to reply in and comes back with it, byte for byte, by Excel or with the next return workbook."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from jukiself.answers.comment import Comment, Opinion, carried, received, with_replies
from jukiself.answers.model import Answer, Key, Nature
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.checklist.model import Severity
from jukiself.excel import comment_layout as words
from jukiself.excel import look
from jukiself.excel.comments import lines, write_comments
from jukiself.excel.comments_read import CommentsReading, read_comments
from jukiself.excel.layout import COVER
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.read import read
from jukiself.excel.slip_read import sort_of
from jukiself.excel.write import Issue, write
from jukiself.findings.judge import judge
from tests.excel.small import HARD, SMALL, TEXTS, forms, real
from tests.excel.test_clients import printed, through_libreoffice
from tests.slips import changed

ANSWERED = real(answers={Key("written"): Answer("no")})
SITUATION = Situation(SMALL, ANSWERED)


def comment(rule: str = "written-none", member: str = "", **more: Any) -> Comment:
    return Comment(2026, rule, member, sender="長野県市町村課", day="2027-02-01", **more)


def out(comments: tuple[Comment, ...], situation: Situation = SITUATION) -> bytes:
    rows = lines(situation, judge(situation), comments, every=True)
    return write_comments(situation, rows, "長野県市町村課", "2027-02-01", "市町村課　026-000-0000", "0.1")


def said(reading: CommentsReading) -> set[Comment]:
    return set(reading.comments)


TEXT = TEXTS.filter(lambda text: text == "" or text.strip() != "")
COMMENTS = st.lists(
    st.builds(
        comment,
        st.sampled_from(["", "written-none", "gone"]),
        st.sampled_from(["", "juki", "c1"]),
        text=TEXT,
        opinion=st.sampled_from(Opinion),
        reply=TEXT,
    ).flatmap(
        lambda one: st.sampled_from([None, *Severity]).flatmap(
            lambda severity: TEXT.map(lambda text: replace(one, severity=severity, reason=text if severity else ""))
        )
    ),
    unique_by=lambda one: one.on,
).map(lambda found: tuple(one for one in found if (one.speaks or one.reply) and (one.rule or not one.member)))


@settings(max_examples=25)
@given(COMMENTS)
def test_what_is_written_is_read_back(comments: tuple[Comment, ...]) -> None:
    reading = read_comments(out(comments))
    assert said(reading) == set(comments)
    assert (reading.identity.code, reading.identity.year, reading.identity.nature) == ("203637", 2026, Nature.REAL)
    assert not reading.problems


@settings(max_examples=10)
@given(COMMENTS)
def test_replies_return_with_the_next_workbook_and_the_code_does_not_know_them(comments: tuple[Comment, ...]) -> None:
    situation = Situation(SMALL, replace(ANSWERED, comments=comments))
    reading = read(write(Issue(situation, judge(situation), seal(situation.inspection))), forms)
    assert set(reading.inspection.comments) == set(comments)
    assert seal(reading.inspection) == seal(ANSWERED)
    assert not reading.problems


def test_without_comments_there_is_no_such_sheet_and_a_blank_has_none() -> None:
    bare = load_workbook(io.BytesIO(write(Issue(SITUATION, judge(SITUATION), ""))))
    assert words.RETURNED not in bare.sheetnames
    spoken = Situation(SMALL, replace(ANSWERED, comments=(comment(text="文"),)))
    blank = load_workbook(io.BytesIO(write(Issue(spoken, (), "", blank=True))))
    assert words.RETURNED not in blank.sheetnames


def places(sheet: Any) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[3] if cell.value}


def replied(data: bytes, reply: str, at: int = 0) -> bytes:
    """With a reply to the finding that was spoken of, or in the row given."""

    def change(book: Any) -> None:
        sheet = book[words.SHEET]
        spoken = (cell.row for (cell,) in sheet.iter_rows(min_row=4, max_col=1) if cell.value == "written-none")
        row = at or next(spoken)
        look.fill_cell(sheet.cell(row, places(sheet)[words.REPLY]), reply)

    return changed(data, change)


@pytest.mark.parametrize("reply", [*HARD, "直しました", "=1+1"])
def test_a_reply_written_in_excel_comes_back(reply: str) -> None:
    one = comment(text="どうですか")
    if reply.strip():
        assert said(read_comments(replied(out((one,)), reply))) == {replace(one, reply=reply)}


def test_only_the_reply_is_open() -> None:
    book = load_workbook(io.BytesIO(out((comment(text="文"),))))
    sheet = book[words.SHEET]
    open_ones = {cell.column for row in sheet.iter_rows(min_row=4) for cell in row if not cell.protection.locked}
    assert open_ones == {places(sheet)[words.REPLY]}
    assert sheet.protection.sheet
    assert book["_form"].sheet_state == "hidden"


def test_rows_copied_twice_with_different_replies_are_refused() -> None:
    def change(book: Any) -> None:
        sheet = book[words.SHEET]
        at = places(sheet)
        for number in (4, 40):
            look.fill_cell(sheet.cell(number, 1), "written-none")
            look.fill_cell(sheet.cell(number, at[words.REPLY]), f"返事{number}")

    reading = read_comments(changed(out((comment(text="文"),)), change))
    assert not reading.comments
    assert [one.effect for one in reading.problems] == ["refused"]


def test_a_reply_without_an_id_is_told() -> None:
    reading = read_comments(replied(out((comment(text="文"),)), "どこの返事", at=60))
    assert [(one.place, one.effect) for one in reading.problems] == [("講評!G60", "refused")]


def test_each_reader_names_the_other_kind_of_file() -> None:
    letter = out((comment(text="文"),))
    with pytest.raises(WorkbookRefused, match="講評"):
        read(letter, forms)
    with pytest.raises(WorkbookRefused, match="聞取り票"):
        sort_of(letter)
    with pytest.raises(WorkbookRefused, match="講評のファイルではありません"):
        read_comments(write(Issue(SITUATION, (), "")))


def test_the_cover_alone_says_whose_it_is() -> None:
    def change(book: Any) -> None:
        del book["_form"]
        del book.defined_names["jukiself_form"]

    reading = read_comments(changed(out((comment(text="文"),)), change))
    assert (reading.identity.code, reading.identity.year) == ("203637", 2026)
    assert reading.comments[0].sender == "長野県市町村課"

    def other(book: Any) -> None:
        sheet = book[COVER]
        row = next(cell.row for (cell,) in sheet.iter_rows(min_col=2, max_col=2) if cell.value == "団体コード")
        sheet.cell(row, 3).value = "202011"

    with pytest.raises(WorkbookRefused, match="202011"):
        read_comments(changed(out((comment(text="文"),)), other))


def test_a_newer_letter_brings_its_words_and_leaves_our_replies() -> None:
    kept = (comment("a", text="古い", reply="返事"), comment("b", text="消える"), comment("c", reply="残る"))
    last = replace(comment("a", reply="昨年"), year=2025)
    new = (comment("a", text="新しい", reply="別の返事"), comment("d", reply="Excelの返事"))
    found = received((*kept, last), new, 2026)
    assert found == (replace(kept[0], text="新しい"), new[1], kept[2], last)
    assert received(found, new, 2026) == found
    assert carried(found, 2026) == found[:3]


def test_an_empty_cell_erases_no_reply() -> None:
    kept = (comment("a", text="文", reply="返事"),)
    assert with_replies(kept, (comment("a", text="ほかの文"), comment("b", reply="新"))) == (
        *kept,
        comment("b", reply="新"),
    )
    assert with_replies(kept, (comment("a", reply="直した"),)) == (replace(kept[0], reply="直した"),)


@pytest.mark.real
def test_libreoffice_saves_it_again(tmp_path: Path) -> None:
    comments = tuple(
        comment(f"r{number}", text=text, reply=text, severity=Severity.LOW, reason=text or "理由")
        for number, text in enumerate(one for one in HARD if one.strip())
    )
    letter = out((comment("", text="全体\n二行目"), *comments))
    assert said(read_comments(through_libreoffice(letter, tmp_path, "xlsx"))) == said(read_comments(letter))
    (tmp_path / "paper").mkdir()
    assert "県のコメント" in printed(letter, tmp_path / "paper")
