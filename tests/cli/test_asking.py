"""ask, hand and ask-import, as a person would call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from jukiself import cli
from jukiself.answers.model import Answer, Basis, Key
from jukiself.answers.situation import Situation
from jukiself.work.exchange import Editions, read_workbook
from tests.slips import filled

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

KEY = Key("policy-written")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "mura.xlsx"
    assert cli.main(["blank", str(path), "--office", "203637", "--year", "2026", "--depth", "short"]) == 0
    return path


def test_all_papers_of_the_first_day_and_nothing_written_on_is_lost(book: Path) -> None:
    out = book.parent / "配るもの"
    assert cli.main(["ask", str(book), str(out), "--deadline", "12月4日"]) == 0
    names = {one.name for one in out.iterdir()}
    assert {"最初の日に頼むもの.pdf", "見回り票.pdf", "聞取り票_総務係.pdf", "聞取り票_総務係.xlsx"} <= names
    assert cli.main(["ask", str(book), str(out), "--deadline", "12月4日"]) == 0
    assert {one.name for one in out.iterdir()} == names
    written = out / "聞取り票_総務係.xlsx"
    written.write_bytes(b"somebody wrote here")
    assert cli.main(["ask", str(book), str(out), "--deadline", "12月4日"]) == 0
    assert written.read_bytes() == b"somebody wrote here"
    assert (out / "聞取り票_総務係 (2).xlsx").exists()


def test_an_area_goes_to_another_section_and_comes_back(
    book: Path, checklist: Checklist, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = (one.value for one in checklist.question[KEY.question].choices)
    share, reply, after, again = (book.with_name(f"{name}.xlsx") for name in ("share", "reply", "after", "again"))
    assert cli.main(["hand", str(book), "policy", str(share)]) == 0
    reply.write_bytes(filled(share.read_bytes(), checklist, {KEY: Answer(bad, Basis.SEEN, "棚を見た")}))
    assert cli.main(["ask-import", str(book), str(reply), str(after)]) == 0
    assert "分担票　規程　取り込んだ答え 1" in capsys.readouterr().out
    found = read_workbook(after, Editions()).inspection.answer(KEY)
    assert (found.value, found.basis, found.note, found.answered_by) == (bad, Basis.SEEN, "棚を見た", "小林")
    reply.write_bytes(filled(share.read_bytes(), checklist, {KEY: Answer(good, Basis.HEARD)}))
    for option, value, told in (([], bad, "残しました"), (["--theirs", str(KEY)], good, "取りました")):
        assert cli.main(["ask-import", str(after), str(reply), str(again), *option]) == 0
        assert told in capsys.readouterr().out
        assert read_workbook(again, Editions()).inspection.answer(KEY).value == value
    assert cli.main(["ask-import", str(after), str(reply), str(again), "--ours", "policy-owner"]) == 2


def test_wrong_use_and_files_of_others_have_their_codes(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(book.with_name("out.xlsx"))
    assert cli.main(["hand", str(book), "nowhere", out]) == 2
    assert "policy（規程）" in capsys.readouterr().err
    assert cli.main(["hand", str(book), "usage", out]) == 1  # an area this inspection does not ask
    assert cli.main(["ask-import", str(book), str(book), out]) == 1
    assert "これは回答書です" in capsys.readouterr().err
    other = book.with_name("other.xlsx")
    assert cli.main(["blank", str(other), "--office", "203637", "--year", "2025"]) == 0
    assert cli.main(["hand", str(other), "policy", out]) == 0
    assert cli.main(["ask-import", str(book), out, str(book.with_name("never.xlsx"))]) == 1
    assert "年度（2025）" in capsys.readouterr().err
    assert not book.with_name("never.xlsx").exists()


def test_a_slip_asks_only_what_the_inspection_asks(book: Path, checklist: Checklist) -> None:
    inspection = read_workbook(book, Editions()).inspection
    assert not inspection.full
    assert all(checklist.question[key.question].short for key in Situation(checklist, inspection).keys)


def test_an_answer_that_cannot_be_read_is_told_because_it_is_asked_again(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["点検票"]
    row = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == str(KEY))
    sheet.cell(row, 5).value = "たぶんある"
    workbook.save(book)
    assert cli.main(["hand", str(book), "policy", str(book.with_name("share.xlsx"))]) == 1
    assert "たぶんある" in capsys.readouterr().err
    assert book.with_name("share.xlsx").exists()
