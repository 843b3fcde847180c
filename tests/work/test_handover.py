"""One folder for the successor: everything in it can be opened, and the book in it is the whole book."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from jukiself.answers.model import Answer, Basis, Contact, Inspection, Key, Office, Step, StepState
from jukiself.answers.situation import Situation
from jukiself.cli import DONE, REFUSED
from jukiself.cli import main as cli
from jukiself.report.handover import Handover, known_fields, still_open
from jukiself.report.outline import Table
from jukiself.store.book import Book, BookError
from jukiself.work import handover
from jukiself.work.handbook import handbook

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

DAY = date(2026, 11, 21)


def now() -> datetime:
    return datetime(2026, 11, 21, 9, 30)  # noqa: DTZ001 - the office's wall clock


@pytest.fixture
def path(tmp_path: Path, checklist: Checklist) -> Path:
    made = Inspection(
        Office("203637", "原村"),
        2026,
        checklist.id,
        checklist.edition,
        network_set="today",
        full=False,
        contact=Contact("住民係", "髙橋"),
        answers={
            Key("contract-list"): Answer("unknown", memo="外へ出ない"),
            Key("policy-exists"): Answer("yes", Basis.SEEN, evidence="情報セキュリティ規程 2024-04-01"),
        },
        steps=(
            Step("r", None, "規程の案を作る", until="2026-12-01"),
            Step("r", None, "済んだこと", state=StepState.DONE),
        ),
    )
    first = next(one for one in Situation(checklist, made).keys if one.member is None)
    made = made.with_answer(first, Answer(evidence="情報セキュリティ規程 2024-04-01"))
    where = tmp_path / "原村.jukiself"
    with Book.open(where, now) as book:
        book.create(replace(made, year=2025, steps=()))
        book.create(made)
    return where


def test_the_folder_holds_the_whole_book_and_the_papers(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "渡す物" / "引継ぎ"
    assert cli(["handover", "--book", str(path), "--office", "203637", str(out)]) == DONE
    assert sorted(one.name for one in out.iterdir()) == sorted(name for name, _words in handover.CONTENTS)
    with Book.open(path, now) as one, Book.open(out / handover.COPY, now) as other:
        pairs = [(one.load(s.id), other.load(s.id)) for s in one.summaries()]
        assert len(pairs) == 2
        assert all(left == right for left, right in pairs)
        assert [e.answer for e in one.history(2)] == [e.answer for e in other.history(2)]
    assert all((out / name).read_bytes().startswith(b"%PDF") for name in (handover.FIRST, handover.OPEN, handover.PLAN))
    sheet = load_workbook(io.BytesIO((out / handover.SHEET).read_bytes())).worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("髙橋" in one for one in texts)
    assert any("規程の案を作る" in one and "済んだこと" not in one for one in texts)
    with Book.open(out / handover.COPY, now) as other:
        other.put_answers(2, {Key("policy-exists"): Answer("unknown", note="次の人が続けた")})
    assert cli(["handover", "--book", str(path), "--office", "203637", str(out)]) == DONE
    with Book.open(out / handover.COPY, now) as other:
        assert other.load(2).answer(Key("policy-exists")).note == "次の人が続けた", "nobody's work is written over"


def test_a_copy_is_whole_while_somebody_writes(path: Path, tmp_path: Path) -> None:
    with Book.open(path, now, "髙橋") as book:
        book.put_answers(2, {Key("policy-exists"): Answer("no")})
        book.copy_to(tmp_path / "控え.jukiself")
        with pytest.raises(BookError, match="控え"):
            book.copy_to(tmp_path / "ない所" / "控え.jukiself")
    with Book.open(tmp_path / "控え.jukiself", now) as other:
        assert other.load(2).answer(Key("policy-exists")).value == "no"
    assert not [one for one in tmp_path.iterdir() if one.name.endswith(".tmp")]


def test_what_cannot_be_handed_over_is_refused(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "x")
    assert cli(["handover", "--book", str(tmp_path / "ない.jukiself"), "--office", "203637", out]) == REFUSED
    assert cli(["handover", "--book", str(path), "--office", "204820", out]) == REFUSED
    assert "この保存ファイルにありません" in capsys.readouterr().err


def test_every_field_filled_is_a_field_of_the_sheet_and_every_unanswered_question_is_listed(
    path: Path, checklist: Checklist
) -> None:
    with Book.open(path, now) as book:
        situation = Situation(checklist, book.load(2))
    given = Handover(situation, DAY)
    labels = {one.label for one in handbook().sheet["handover"].fields}
    assert set(known_fields(given)) <= labels
    assert len(known_fields(given)) == 3
    tables = [one for one in still_open(given).parts if isinstance(one, Table)]
    numbers = {row.cells[1] for table in tables for row in table.rows if len(row.cells) > 1}
    asked = {checklist.question[key.question].number for key in situation.keys if not situation.valid(key).value}
    assert asked <= numbers


def test_two_workbooks_are_compared_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blanks = {}
    for name, office, year in (("old", "203637", 2025), ("new", "203637", 2026), ("other", "204820", 2026)):
        blanks[name] = str(tmp_path / f"{name}.xlsx")
        assert cli(["blank", blanks[name], "--office", office, "--year", str(year), "--depth", "short"]) == DONE
    out = tmp_path / "違い.pdf"
    assert cli(["compare", blanks["old"], blanks["new"], str(out)]) == DONE
    assert out.read_bytes().startswith(b"%PDF")
    assert cli(["compare", blanks["new"], blanks["old"], str(out)]) == REFUSED
    assert cli(["compare", blanks["old"], blanks["other"], str(out)]) == REFUSED
    assert "別の団体" in capsys.readouterr().err
