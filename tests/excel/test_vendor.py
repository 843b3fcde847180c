"""事業者確認用 goes out with nothing of others inside, and comes back whatever happened to it on the way."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from jukiself.answers.model import Answer, Basis, Key, Nature
from jukiself.answers.situation import Situation
from jukiself.excel import layout, look, vendor_layout
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.read import read
from jukiself.excel.vendor import VendorReading, read_vendor, vendor_questions, write_vendor
from jukiself.excel.words import offered
from jukiself.excel.write import Issue, write
from tests.contracts import CONTRACTS, OWN_NOTE, provisions, situation, village
from tests.excel.small import TEXTS
from tests.excel.test_clients import cut, printed, through_libreoffice
from tests.slips import changed

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist


@pytest.fixture(scope="module")
def sent(checklist: Checklist) -> bytes:
    return write_vendor(situation(checklist), "c1", provisions(checklist), deadline="令和8年12月18日", program="0.1")


def back(checklist: Checklist, data: bytes) -> VendorReading:
    def editions(form: str, edition: str) -> Checklist | None:
        return checklist if (form, edition) == ("juki", "2026") else None

    return read_vendor(data, editions, provisions)


def rows(sheet: Any) -> dict[str, int]:
    """Rows by the id of the question."""
    found = {}
    for (cell,) in sheet.iter_rows(min_col=1, max_col=1):
        question, at, _ = str(cell.value or "").partition("@")
        if at:
            found[question] = cell.row
    return found


def answered(data: bytes, said: dict[str, tuple[object, object]], filled_on: object = "2026-12-10") -> bytes:
    def change(book: Any) -> None:
        sheet = book[vendor_layout.ROWS]
        for name, (value, more) in said.items():
            look.fill_cell(sheet.cell(rows(sheet)[name], 4), value)  # type: ignore[arg-type]
            look.fill_cell(sheet.cell(rows(sheet)[name], 5), more)  # type: ignore[arg-type]
        fact(book, vendor_layout.FILLED_ON, filled_on)
        fact(book, vendor_layout.COMPANY, "信州システム株式会社")

    return changed(data, change)


def fact(book: Any, label: str, content: object) -> None:
    sheet = book[layout.COVER]
    row = next(cell.row for (cell,) in sheet.iter_rows(min_col=2, max_col=2) if cell.value == label)
    sheet.cell(row, 3).value = content


def everything_inside(data: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return "\n".join(archive.read(one).decode() for one in archive.namelist())


# -- out ------------------------------------------------------------------------------------------------------------


def test_only_this_contract_is_inside_and_no_answer_of_the_office(checklist: Checklist, sent: bytes) -> None:
    inside = everything_inside(sent)
    assert CONTRACTS[0].name in inside
    for other in CONTRACTS[1:]:
        assert other.name not in inside
        assert f"@{other.id}" not in inside
    assert OWN_NOTE not in inside
    for question in checklist.questions:
        if question.group == "contract":
            assert question.text not in inside
            assert question.look not in inside
    blank = replace(village(checklist), answers={})
    assert (
        write_vendor(
            Situation(checklist, blank), "c1", provisions(checklist), deadline="令和8年12月18日", program="0.1"
        )
        == sent
    )


def test_it_says_who_asks_until_when_and_how_it_is_filled(sent: bytes) -> None:
    sheet = load_workbook(io.BytesIO(sent))[layout.COVER]
    said = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert all(word in said for word in ("原村", "住民係", "0266-79-7927", "令和8年12月18日", "記入要領", "わからない"))


def test_without_contact_or_deadline_the_office_can_write_them_in(checklist: Checklist) -> None:
    bare = replace(
        village(checklist), contact=replace(village(checklist).contact, section="", person="", phone="", mail="")
    )
    book = load_workbook(io.BytesIO(write_vendor(Situation(checklist, bare), "c2", provisions(checklist))))
    sheet = book[layout.COVER]
    open_rows = {
        sheet.cell(cell.row, 2).value for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert {vendor_layout.ASK_US, vendor_layout.REPLY_UNTIL, vendor_layout.COMPANY} <= open_rows


def test_answer_cells_are_open_everything_else_is_locked_without_a_password(sent: bytes) -> None:
    sheet = load_workbook(io.BytesIO(sent))[vendor_layout.ROWS]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for name, row in rows(sheet).items():
        assert [sheet.cell(row, column).protection.locked for column in range(1, 6)] == [
            True,
            True,
            True,
            False,
            False,
        ], name
    assert len({one.sqref for one in sheet.data_validations.dataValidation}) >= len(rows(sheet))


def test_the_same_inspection_makes_the_same_bytes(checklist: Checklist, sent: bytes) -> None:
    again = write_vendor(situation(checklist), "c1", provisions(checklist), deadline="令和8年12月18日", program="0.1")
    assert again == sent


def test_a_contract_nobody_listed_is_refused_with_those_that_are(checklist: Checklist) -> None:
    with pytest.raises(WorkbookRefused, match="c1（住民記録システムの保守）"):
        write_vendor(situation(checklist), "c9", provisions(checklist))


def test_a_short_inspection_asks_only_what_it_would_take(checklist: Checklist) -> None:
    short = Situation(checklist, replace(village(checklist), full=False))
    asked = [one.id for one in vendor_questions(short, provisions(checklist))]
    assert asked
    assert all(checklist.question[one].short for one in asked)
    with pytest.raises(WorkbookRefused, match="事業者に尋ねる設問がありません"):
        write_vendor(short, "c1", tuple(one for one in provisions(checklist) if one.question not in asked))


@pytest.mark.parametrize("nature", [Nature.SAMPLE, Nature.TRAINING])
def test_practice_says_so_on_both_sheets(checklist: Checklist, nature: Nature) -> None:
    made = write_vendor(Situation(checklist, replace(village(checklist), nature=nature)), "c1", provisions(checklist))
    book = load_workbook(io.BytesIO(made))
    for name in (layout.COVER, vendor_layout.ROWS):
        assert any(look.band(nature) in str(cell.value) for row in book[name].iter_rows() for cell in row)


# -- back -----------------------------------------------------------------------------------------------------------


def test_an_empty_reply_says_nothing(checklist: Checklist, sent: bytes) -> None:
    reading = back(checklist, sent)
    assert reading.taken == 0
    assert reading.problems == ()
    assert (reading.contract_id, reading.identity.code, reading.office_name) == ("c1", "203637", "原村")


def test_answers_come_back_as_heard_with_the_contractors_words(checklist: Checklist, sent: bytes) -> None:
    reading = back(
        checklist,
        answered(
            sent,
            {
                "subcontract-exists": ("関わっている（会社名を補足に）", "株式会社𠮷野ソフト"),
                "clause-people": ("わからない", None),
                "clause-workplan": (None, "これから決めます"),
                "supervision-end-report": ("終わった仕事は、まだない", None),
            },
        ),
    )
    paper = "事業者確認用の回答（2026-12-10）"
    assert dict(reading.answers) == {
        Key("subcontract-exists", "c1"): Answer(
            "yes", Basis.HEARD, "事業者の回答：関わっている（会社名を補足に）\n補足：株式会社𠮷野ソフト", evidence=paper
        ),
        Key("clause-people", "c1"): Answer("unknown", None, "事業者の回答：わからない", evidence=paper),
        Key("clause-workplan", "c1"): Answer(
            "", None, "事業者の回答：（選んだ言葉はありません）\n補足：これから決めます", evidence=paper
        ),
        Key("supervision-end-report", "c1"): Answer(
            "na", None, "事業者の回答：終わった仕事は、まだない", evidence=paper
        ),
    }
    assert reading.problems == ()
    assert reading.company == "信州システム株式会社"


@settings(max_examples=25)
@given(data=st.data())
def test_whatever_can_be_said_comes_back(checklist: Checklist, sent: bytes, data: st.DataObject) -> None:
    questions = {one.id: one for one in vendor_questions(situation(checklist), provisions(checklist))}
    said: dict[str, tuple[object, object]] = {}
    for name in data.draw(st.lists(st.sampled_from(sorted(questions)), unique=True)):
        chosen = data.draw(st.sampled_from([*offered(questions[name], delegated=None), None]))
        said[name] = (chosen, data.draw(st.one_of(st.none(), TEXTS)))
    reading = back(checklist, answered(sent, said))
    for name, (word, more) in said.items():
        answer = reading.answers.get(Key(name, "c1"), Answer())
        value = next((one.value for one in questions[name].choices if one.label == word), "unknown" if word else "")
        assert answer.value == value
        assert (answer.basis is Basis.HEARD) == (value not in {"", "unknown", "na"})
        if word or str(more or "").strip():
            assert not more or not str(more).strip() or answer.note.endswith(f"補足：{more}")
    assert {key.member for key in reading.answers} <= {"c1"}
    assert not [one for one in reading.problems if one.effect == "refused"]


def test_marks_and_widths_are_repaired_and_unknown_words_refused(checklist: Checklist, sent: bytes) -> None:
    reading = back(
        checklist,
        answered(
            sent,
            {
                "clause-pledge": ("出して いない　", None),
                "clause-people": ("はい", None),
                "contract-touches": ("該当なし", None),
            },
        ),
    )
    assert reading.answers[Key("clause-pledge", "c1")].value == "none"
    assert Key("clause-people", "c1") not in reading.answers
    assert Key("contract-touches", "c1") not in reading.answers
    effects = {one.place.split("!")[0] + one.effect: one.message for one in reading.problems}
    assert "お尋ねrepaired" in effects
    refused = [one.message for one in reading.problems if one.effect == "refused"]
    assert any("「届けていない」「わからない」のどれか" in one for one in refused)
    assert any("「該当なし」は選べません" in one for one in refused)


def test_rows_of_other_contracts_and_other_questions_are_refused(checklist: Checklist, sent: bytes) -> None:
    def change(book: Any) -> None:
        sheet = book[vendor_layout.ROWS]
        found = rows(sheet)
        for name, key in (
            ("clause-people", "clause-people@c2"),
            ("clause-pledge", "contract-audit@c1"),
            ("clause-workplan", None),
        ):
            sheet.cell(found[name], 1).value = key
            sheet.cell(found[name], 4).value = "出していない"

    reading = back(checklist, changed(sent, change))
    assert reading.taken == 0
    refused = [one.message for one in reading.problems if one.effect == "refused"]
    assert len(refused) == 3
    assert any("ほかの契約の行" in one for one in refused)
    assert any("事業者に尋ねていない設問" in one for one in refused)
    assert any("IDのない行" in one for one in refused)


def test_a_formula_is_refused_and_a_doubled_row_must_agree(checklist: Checklist, sent: bytes) -> None:
    def change(book: Any) -> None:
        sheet = book[vendor_layout.ROWS]
        found = rows(sheet)
        sheet.cell(found["clause-pledge"], 4).value = "=1+1"
        last = sheet.max_row
        for number, (name, words) in enumerate(
            (("clause-people", ("届けていない", "わからない")), ("contract-touches", ("ある", "ある"))), 1
        ):
            sheet.cell(found[name], 4).value = words[0]
            sheet.cell(last + number, 1).value = f"{name}@c1"
            sheet.cell(last + number, 4).value = words[1]

    reading = back(checklist, changed(sent, change))
    assert set(reading.answers) == {Key("contract-touches", "c1")}
    refused = [one.message for one in reading.problems if one.effect == "refused"]
    assert len([one for one in refused if "2つ以上" in one]) == 2
    assert len([one for one in refused if "数式" in one]) == 1


def test_moved_columns_and_added_rows_do_not_matter(checklist: Checklist, sent: bytes) -> None:
    said = answered(sent, {"contract-touches": ("ある", "画面で見ます")})

    def change(book: Any) -> None:
        book[vendor_layout.ROWS].insert_cols(4)
        book[vendor_layout.ROWS].insert_rows(2, 2)
        book[layout.COVER].insert_rows(1, 3)

    assert dict(back(checklist, changed(said, change)).answers) == dict(back(checklist, said).answers)


def test_the_hidden_sheet_or_the_cover_may_be_lost(checklist: Checklist, sent: bytes) -> None:
    said = answered(sent, {"contract-touches": ("ある", None)})

    def lose_line(book: Any) -> None:
        del book[layout.FORM]
        del book.defined_names[layout.FORM_NAME]

    def lose_cover(book: Any) -> None:
        del book[layout.COVER]

    for lose in (lose_line, lose_cover):
        reading = back(checklist, changed(said, lose))
        assert (reading.contract_id, reading.identity.code, reading.taken) == ("c1", "203637", 1)
        assert [one for one in reading.problems if one.effect == "repaired"]


def test_a_contract_number_written_over_is_noticed(checklist: Checklist, sent: bytes) -> None:
    reading = back(checklist, changed(sent, lambda book: fact(book, vendor_layout.CONTRACT_NUMBER, "c2")))
    assert reading.contract_id == "c1"
    assert [one.kind for one in reading.problems if one.effect == "refused"] == ["relation"]


def test_what_is_no_reply_is_refused_with_what_to_do(checklist: Checklist, sent: bytes) -> None:
    returned = write(Issue(situation(checklist), (), ""))

    def without_ids(book: Any) -> None:
        sheet = book[vendor_layout.ROWS]
        for row in rows(sheet).values():
            sheet.cell(row, 1).value = None

    for data, complaint in (
        (b"", "空のファイル"),
        (b"PK\x03\x04" + b"x" * 100, "壊れて"),
        (returned, "これは回答書です"),
        (changed(sent, without_ids), "IDが1つもありません"),
    ):
        with pytest.raises(WorkbookRefused, match=complaint):
            back(checklist, data)
    with pytest.raises(WorkbookRefused, match="様式"):
        read_vendor(sent, lambda _form, _edition: None, provisions)
    with pytest.raises(WorkbookRefused, match="事業者確認用のお答え"):
        read(sent, lambda _form, _edition: checklist)


def test_more_than_fits_is_cut_and_said(checklist: Checklist, sent: bytes) -> None:
    reading = back(checklist, answered(sent, {"contract-touches": ("ある", "あ" * 1900)}))
    (answer,) = reading.answers.values()
    assert answer.note.count("あ") > vendor_layout.LONGEST_MORE
    assert len(answer.note) < 2000
    assert [one.kind for one in reading.problems] == ["range"]


@pytest.mark.real
@pytest.mark.parametrize("kinds", [("xlsx",), ("ods", "xlsx")], ids=["saved", "by way of ods"])
def test_what_libreoffice_saves_reads_the_same(
    tmp_path: Path, checklist: Checklist, sent: bytes, kinds: tuple[str, ...]
) -> None:
    said = answered(sent, {"contract-touches": ("ある", "=1+1\n_x0041_𠮷"), "clause-pledge": ("出していない", None)})
    reading = back(checklist, through_libreoffice(said, tmp_path, *kinds))
    assert dict(reading.answers) == dict(back(checklist, said).answers)
    assert reading.contract_id == "c1"


@pytest.mark.real
def test_no_text_is_cut_on_paper(tmp_path: Path, sent: bytes) -> None:
    assert cut(sent, printed(sent, tmp_path)) == []
