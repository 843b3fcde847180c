"""What a prefecture sends: each office its own blank, written once and stamped, never over somebody's answers."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from jukiself.answers.model import Answer, Contact, Key, Nature, Office
from jukiself.answers.text import text_problem
from jukiself.checklist.local import LocalKind, LocalQuestion
from jukiself.cli import commands
from jukiself.excel.stamp import Stamp
from jukiself.survey.request import Listed, OfficeKind
from jukiself.work import blanks, exchange, publish
from jukiself.work.exchange import Editions
from jukiself.work.request import Round, inspection_of, new_request, prefectures
from jukiself.work.roll import ready_roll

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

UNION = Listed(Office("209996", "木曽の組合"), OfficeKind.UNION, Contact("事務局", mail="kiso@example.jp"))
QUESTION = LocalQuestion("local-1", "窓口は何か所ですか。", LocalKind.NUMBER)


@pytest.fixture
def asked(checklist: Checklist) -> Round:
    """Five offices: two of nearly one name, one served by a union."""
    base = new_request(2026, prefectures()["200000"], checklist)
    request = replace(base, deadline="2026-12-18", full=False, questions=(QUESTION,), contact=Contact("市町村課"))
    ready = {one.office.code: one for one in ready_roll("200000")}
    served = replace(ready["204307"], served_by=UNION.office.code)
    return Round(request, (ready["203637"], ready["204021"], ready["204820"], served, UNION))


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_each_office_gets_its_own_blank(asked: Round, tmp_path: Path) -> None:
    editions = Editions()
    made = list(blanks.write_blanks(asked, tmp_path, editions))
    assert [one.made for one in made] == ["作成", "作成", "作成", "送らない", "作成"]
    assert names(tmp_path) == [
        "203637_原村_2026年度_点検回答書.xlsx",
        "204021_松川町_2026年度_点検回答書.xlsx",
        "204820_松川村_2026年度_点検回答書.xlsx",
        "209996_木曽の組合_2026年度_点検回答書.xlsx",
    ]
    for one in made:
        if one.path:
            reading = exchange.read_workbook(one.path, editions)
            assert reading.inspection == inspection_of(asked.request, one.listed)
            assert (reading.problems, reading.taken) == ((), 0)


def test_it_goes_on_where_it_broke_off_and_changes_nothing_twice(asked: Round, tmp_path: Path) -> None:
    assert len(list(islice(blanks.write_blanks(asked, tmp_path, Editions()), 1))) == 1
    first = {one: one.stat().st_mtime_ns for one in tmp_path.iterdir()}
    assert len(first) == 1
    assert [one.made for one in blanks.write_blanks(asked, tmp_path, Editions())][:2] == ["作成済み", "作成"]
    kept = {one: one.stat().st_mtime_ns for one in tmp_path.iterdir()}
    assert first.items() <= kept.items()
    assert {one.made for one in blanks.write_blanks(asked, tmp_path, Editions())} == {"作成済み", "送らない"}


def test_a_changed_request_makes_blanks_anew_but_never_over_answers(asked: Round, tmp_path: Path) -> None:
    editions = Editions()
    made = list(blanks.write_blanks(asked, tmp_path, editions))
    answered = made[0].path
    assert answered
    checklist = editions.of(inspection_of(asked.request, asked.roll[0]))
    answered.write_bytes(exchange.put_in(answered, {Key("local-1"): Answer("3")}, checklist))
    before = answered.read_bytes()
    later = Round(replace(asked.request, deadline="2027-01-15"), asked.roll)
    again = list(blanks.write_blanks(later, tmp_path, editions))
    assert [one.made for one in again] == ["別名で作成", "作り直し", "作り直し", "送らない", "作り直し"]
    assert answered.read_bytes() == before
    assert again[0].path
    assert again[0].path.name == "203637_原村_2026年度_点検回答書 (2).xlsx"
    said = exchange.read_workbook(again[0].path, editions).inspection
    assert said.deadline == "令和9年1月15日（金曜日）"


lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).filter(lambda one: not text_problem(one))
odd = st.sampled_from(
    ["", "=1+1", "+81-266", "a&b", "_x0041_", "<b>", '"', " 前の空白", "𠮷田", "@x", "JKNAMEKJ", "髙\u3000"]
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(lines.filter(bool) | odd.filter(bool), st.builds(Contact, lines | odd, odd, odd, odd))
def test_a_stamped_blank_is_the_blank_written_in_full(checklist: Checklist, name: str, contact: Contact) -> None:
    request = replace(new_request(2026, prefectures()["200000"], checklist), full=False)
    listed = Listed(Office("203637", name), OfficeKind.VILLAGE, contact)
    inspection = inspection_of(request, listed)
    stamp = Stamp(lambda one: publish.blank(checklist, one))
    assert stamp.blank(inspection) == publish.blank(checklist, inspection)


def test_a_sample_says_so_in_its_name_and_on_the_letter(asked: Round) -> None:
    sample = Round(replace(asked.request, nature=Nature.SAMPLE), asked.roll)
    letter = blanks.letter_of(sample, Editions(), date(2026, 11, 21))
    assert "見本" in _words(blanks.letter_as_word(letter))


def test_the_letter_names_day_deadline_and_everybody(asked: Round) -> None:
    letter = blanks.letter_of(asked, Editions(), date(2026, 11, 21), number="8市第12号", no_seal=True)
    said = _words(blanks.letter_as_word(letter))
    for part in (
        "8市第12号",
        "令和8年11月21日",
        "（公印省略）",
        "令和8年12月18日（金曜日）",
        "簡易（要の設問）",
        "県からの追加の設問 1問",
        "松川町",
        "松川村",
        "木曽の組合がまとめて回答",
        "送付先（5団体）",
    ):
        assert part in said, part
    assert blanks.letter_as_pdf(letter).startswith(b"%PDF")
    own = replace(letter, request=replace(asked.request, letter="一行目\n\n二行目", title="件名です"))
    said = _words(blanks.letter_as_word(own))
    assert "　一行目" in said
    assert "件名です" in said
    assert "日頃から" not in said


def _words(data: bytes) -> str:
    made = Document(io.BytesIO(data))
    head = "\n".join(one.text for one in made.sections[0].header.paragraphs)
    cells = "\n".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return "\n".join((head, *(one.text for one in made.paragraphs), cells))


def test_the_commands_from_the_list_to_the_blanks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "q.toml").write_text(
        '[[question]]\ntext = "夜間の窓口はありますか。"\nchoices = ["ある", "ない"]\n', encoding="utf-8"
    )
    (tmp_path / "一覧.csv").write_text(
        "団体コード,団体名,メール\n204021,松川町,a@example.jp\n204820,松川村,\n", encoding="utf-8"
    )
    head = ["request", "new", "--book", "県.jukiself", "--year", "2026", "--prefecture", "200000", "--short"]
    more = ["--deadline", "2026-12-18", "--roll", "一覧.csv", "--questions", "q.toml", "--section", "市町村課"]
    assert commands.main([*head, *more]) == 0
    assert "対象団体 2  追加の設問 1" in capsys.readouterr().out
    assert commands.main([*head, *more]) == 1
    assert commands.main(["request", "blanks", "out", "--book", "県.jukiself"]) == 0
    assert "2/2\t作成\t204820_松川村_2026年度_点検回答書.xlsx" in capsys.readouterr().out
    assert {"送付一覧.xlsx", "鑑文_2026年度.docx", "鑑文_2026年度.pdf"} < set(names(tmp_path / "out"))
    rows = list(load_workbook(tmp_path / "out" / "送付一覧.xlsx").active.iter_rows(values_only=True))
    assert rows[1][:4] == ("204021", "松川町", "町", "204021_松川町_2026年度_点検回答書.xlsx")
    assert rows[1][6] == "a@example.jp"
    # The day a mail went, written in by hand, is in the next list, and the old one stays.
    listed = load_workbook(tmp_path / "out" / "送付一覧.xlsx")
    listed.active["J2"] = "11/24"
    listed.save(tmp_path / "out" / "送付一覧.xlsx")
    assert commands.main(["request", "blanks", "out", "--book", "県.jukiself"]) == 0
    assert "送付一覧 (2).xlsx" in capsys.readouterr().out
    for name in ("送付一覧.xlsx", "送付一覧 (2).xlsx"):
        assert load_workbook(tmp_path / "out" / name).active["J2"].value == "11/24"
    assert commands.main(["request", "set", "--book", "県.jukiself", "--deadline", "2027-01-15", "--full"]) == 0
    assert "詳細  期限 令和9年1月15日（金曜日）" in capsys.readouterr().out
    assert commands.main(["request", "show", "--book", "県.jukiself"]) == 0
    assert "夜間の窓口はありますか。：ある／ない" in capsys.readouterr().out


def test_what_a_command_refuses_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    head = ["request", "new", "--book", "県.jukiself", "--year", "2026"]
    assert commands.main([*head, "--prefecture", "130001"]) == 1
    assert "東京都の一覧は手元にありません" in capsys.readouterr().err
    assert commands.main([*head, "--prefecture", "203637"]) == 2
    (tmp_path / "一覧.csv").write_text("団体コード,団体名\n203638,原村\n203637,原村\n", encoding="utf-8")
    assert commands.main([*head, "--prefecture", "200000", "--roll", "一覧.csv"]) == 1
    assert "2行目: 団体コード 203638 は検査数字" in capsys.readouterr().err
    (tmp_path / "q.toml").write_text("[[question]]\n" * 6, encoding="utf-8")
    assert commands.main([*head, "--prefecture", "200000", "--questions", "q.toml"]) == 1
    assert "5問まで" in capsys.readouterr().err
    assert commands.main(["request", "show", "--book", "県.jukiself"]) == 1
    assert not (tmp_path / "県.jukiself").exists()
    assert commands.main(["request", "template", "記入用.xlsx", "--prefecture", "200000"]) == 0
    assert commands.main([*head, "--prefecture", "200000", "--roll", "記入用.xlsx"]) == 0
