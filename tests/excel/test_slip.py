"""聞取り票 and 分担票 go out empty and come back with what was written in them, whatever happened on the way."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from jukiself.answers.model import Answer, Basis, Contract, Key
from jukiself.answers.situation import Situation
from jukiself.checklist.model import Titled
from jukiself.excel import layout, look, slip_layout
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.read import read
from jukiself.excel.slip import offered, write_slip
from jukiself.excel.slip_layout import Kind
from jukiself.excel.slip_read import SlipReading, Sort, read_slip, sort_of
from jukiself.excel.words import blank
from jukiself.excel.write import Issue, write
from jukiself.report.still_open import to_ask
from tests.contracts import OWN_NOTE, situation
from tests.excel.small import SMALL, TEXTS, answers, forms, real
from tests.excel.test_clients import cut, printed, through_libreoffice
from tests.slips import changed, columns, filled, rows, rows_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

CHIEF = Titled("chief", "係長")
FRESH = Situation(SMALL, real(contracts=(Contract("c1", "保守"),)))


def slip(kind: Kind, situation: Situation = FRESH) -> bytes:
    return write_slip(situation, kind, CHIEF, situation.keys, deadline="12月4日", program="0.1")


@pytest.fixture(scope="module")
def sent() -> dict[Kind, bytes]:
    return {kind: slip(kind) for kind in Kind}


@st.composite
def replies(draw: st.DrawFn) -> dict[Key, Answer]:
    """Whatever the rows of the slip can be answered with."""
    found = {}
    for key in draw(st.lists(st.sampled_from(FRESH.keys), unique=True, min_size=1)):
        answer = draw(answers(SMALL.question[key.question]))
        if not FRESH.value_problem(key, answer.value):
            found[key] = replace(answer, evidence=draw(TEXTS), answered_by=draw(TEXTS))
    return found


def expected(kind: Kind, answer: Answer) -> Answer:
    """What reading makes of a row."""
    open_value = answer.value in {"", "unknown", "na"}
    note = answer.note if answer.note.strip() and not blank(answer.note) else ""
    if kind is Kind.HEARING:
        if not answer.value:
            return Answer(note=note)
        basis = None if open_value else Basis.HEARD
        return Answer(answer.value, basis, note, evidence="聞取り票の回答（2026-12-01）", answered_by="小林")
    if not answer.value:
        return Answer(note=note, evidence=answer.evidence if note or answer.evidence.strip() else "")
    return Answer(
        answer.value,
        None if open_value else answer.basis,
        note,
        evidence=answer.evidence,
        answered_by=answer.answered_by or "小林",
    )


@settings(max_examples=25)
@given(said=replies(), kind=st.sampled_from(list(Kind)))
def test_whatever_is_answered_is_read_the_same(sent: dict[Kind, bytes], said: dict[Key, Answer], kind: Kind) -> None:
    reading = read_slip(filled(sent[kind], SMALL, said), forms)
    wanted = {key: one for key, answer in said.items() if not (one := expected(kind, answer)).empty}
    assert {key: _plain(one) for key, one in reading.answers.items() if not _plain(one).empty} == {
        key: _plain(one) for key, one in wanted.items() if not _plain(one).empty
    }
    assert [one.effect for one in reading.problems if one.effect == "refused"] == []
    assert (reading.kind, reading.about, reading.filled_by) == (kind, "chief", "小林")


def _plain(answer: Answer) -> Answer:
    """Cells that hold nothing visible say nothing; which of them is left out is not what this test is about."""
    texts = {
        name: "" if blank(text) else text
        for name in ("note", "evidence", "answered_by")
        if isinstance(text := getattr(answer, name), str)
    }
    return replace(answer, **texts)  # type: ignore[arg-type]


def test_an_untouched_slip_says_nothing(sent: dict[Kind, bytes]) -> None:
    for kind, data in sent.items():
        reading = read_slip(data, forms)
        assert reading.answers == {}
        assert reading.problems == ()
        assert reading.kind is kind
        assert sort_of(data) is Sort.SLIP


def test_rows_and_identity_survive_lost_sheets_and_moved_columns(sent: dict[Kind, bytes]) -> None:
    key = Key("net-who", "juki")
    data = filled(sent[Kind.HEARING], SMALL, {key: Answer("self")})

    def lose(book: Any) -> None:
        del book[layout.FORM]
        del book.defined_names[layout.FORM_NAME]
        rows_sheet(book).insert_cols(3)
        rows_sheet(book).title = "Sheet1"

    reading = read_slip(changed(data, lose), forms)
    assert reading.answers[key].value == "self"
    assert (reading.identity.code, reading.identity.year, reading.about) == ("203637", 2026, "")


def test_strange_rows_are_named_and_refused(sent: dict[Kind, bytes]) -> None:
    key = Key("written")

    def spoil(book: Any) -> None:
        sheet = rows_sheet(book)
        at, answer = rows(sheet), columns(sheet)[slip_layout.ANSWER]
        look.fill_cell(sheet.cell(at[Key("circle")], answer), "さんかく")
        look.fill_cell(sheet.cell(at[Key("read")], 1), "nobody-knows")
        look.fill_cell(sheet.cell(at[Key("read")], answer), "ある")
        last = sheet.max_row + 1
        look.fill_cell(sheet.cell(last, 1), "written")
        look.fill_cell(sheet.cell(last, answer), "ない")

    reading = read_slip(changed(filled(sent[Kind.HEARING], SMALL, {key: Answer("yes")}), spoil), forms)
    assert reading.answers == {}
    said = " ".join(one.message for one in reading.problems if one.effect == "refused")
    assert all(word in said for word in ("さんかく", "nobody-knows", "2つ以上"))


def test_nothing_to_ask_is_no_workbook() -> None:
    with pytest.raises(WorkbookRefused, match="いま尋ねる設問がありません"):
        write_slip(FRESH, Kind.HEARING, CHIEF, ())


def test_each_workbook_knows_which_reader_it_is_for(checklist: Checklist, sent: dict[Kind, bytes]) -> None:
    whole = write(Issue(situation(checklist), (), ""))
    with pytest.raises(WorkbookRefused, match="これは回答書です"):
        sort_of(whole)
    with pytest.raises(WorkbookRefused, match="聞取り票か分担票です"):
        read(sent[Kind.SHARE], forms)


def test_what_the_office_said_is_not_inside_a_hearing(checklist: Checklist) -> None:
    village = situation(checklist)
    for one in to_ask(village):
        data = write_slip(village, Kind.HEARING, one.person, one.keys)
        archive = zipfile.ZipFile(io.BytesIO(data))
        inside = "\n".join(archive.read(name).decode() for name in archive.namelist())
        assert OWN_NOTE not in inside
        sheet = load_workbook(io.BytesIO(data))[slip_layout.TITLES[Kind.HEARING]]
        at, answer = rows(sheet), columns(sheet)[slip_layout.ANSWER]
        assert tuple(at) == one.keys
        assert all(sheet.cell(row, answer).value is None for row in at.values())


def test_what_somebody_else_does_offers_other_words(checklist: Checklist) -> None:
    gate = next(one for one in checklist.questions if one.delegated_by and not one.group)
    who = checklist.question[str(gate.delegated_by)]
    other = next(one.value for one in who.choices if one.value != "self")
    plain = situation(checklist)
    for value, word in (("self", gate.choices[0].label), (other, "書面で確かめた")):
        inspection = plain.inspection.with_values({Key(who.id): value})
        words = offered(Situation(checklist, inspection), Key(gate.id))
        assert words[0] == word
        assert ("該当なし" in words) == (value == "self" and not gate.gate)


@pytest.mark.real
@pytest.mark.parametrize("kind", list(Kind))
def test_libreoffice_keeps_what_was_written_and_cuts_nothing(kind: Kind, tmp_path: Path, checklist: Checklist) -> None:
    fresh = Situation(checklist, replace(situation(checklist).inspection, answers={}))
    keys = fresh.keys[::4]
    data = write_slip(fresh, kind, CHIEF, keys)
    said = {
        key: Answer(choices[0].value if (choices := fresh.choices(key)) else "3", Basis.SEEN, f"{key}の備考")
        for key in keys
        if fresh.checklist.question[key.question].kind != "multi"
    }
    written = filled(data, checklist, said)
    folders = [tmp_path / name for name in ("save", "print")]
    for one in folders:
        one.mkdir()

    def editions(_form: str, _edition: str) -> Checklist:
        return checklist

    before: SlipReading = read_slip(written, editions)
    after = read_slip(through_libreoffice(written, folders[0], "xlsx"), editions)
    assert dict(after.answers) == dict(before.answers)
    assert len(before.answers) == len(said)
    assert cut(data, printed(data, folders[1]), besides=frozenset({layout.FORM, layout.LISTS})) == []
