"""対象団体: any list reads back as it was written; wrong rows are told one by one, and nothing is half taken."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from jukiself.answers.model import Contact, Office
from jukiself.answers.text import text_problem
from jukiself.excel.problem import WorkbookRefused
from jukiself.store.book import Book
from jukiself.survey.request import Listed, OfficeKind
from jukiself.work.codes import CodeReader
from jukiself.work.offices import check_digit, known_offices
from jukiself.work.request import new_request, open_round, prefectures, save_round
from jukiself.work.roll import (
    HEADINGS,
    LOSSY,
    RollRefused,
    kind_of_name,
    read_roll,
    ready_roll,
    roll_as_csv,
    roll_as_workbook,
    roll_of,
)
from tests.work.test_request import clock

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

HEAD = ["団体コード", "団体名", "種別", "回答をまとめる団体", "地域"]


def faults(rows: list[list[str]], prefecture: str = "200000") -> list[str]:
    with pytest.raises(RollRefused) as told:
        roll_of([HEAD, *rows], prefecture)
    return list(told.value.faults)


def test_nagano_is_ready_and_each_keeps_its_code(tmp_path: Path, checklist: Checklist) -> None:
    roll = ready_roll("200000")
    assert len(roll) == 77
    assert {kind: sum(one.kind is kind for one in roll) for kind in OfficeKind if kind is not OfficeKind.UNION} == {
        OfficeKind.CITY: 19,
        OfficeKind.TOWN: 23,
        OfficeKind.VILLAGE: 35,
        OfficeKind.WARD: 0,
    }
    names = {one.office.code: one.office.name for one in roll}
    assert (names["204021"], names["204820"]) == ("松川町", "松川村")
    with Book.open(tmp_path / "県.jukiself", clock) as book:
        save_round(book, new_request(2026, prefectures()["200000"], checklist), clock, "髙橋", roll)
        again = open_round(book)
        assert again
        assert again.roll == roll


def test_two_prefectures_may_have_an_office_of_one_name() -> None:
    rows = [HEAD, ["205435", "高山村", "", "", ""], ["104281", "高山村", "", "", ""]]
    assert [one.office.code for one in roll_of(rows, "").listed] == ["205435", "104281"]
    assert faults([["205435", "高山村"], ["203637", "高山村"]]) == [
        "3行目: 団体名「高山村」が2行目にもあります。別の団体なら、名前に区別を付けてください。"
    ]


def test_every_wrong_row_is_told_and_nothing_is_taken() -> None:
    told = faults(
        [
            ["203637", "原村"],
            ["203638", "原町"],
            ["203637", "もう一つ"],
            ["", "名なし"],
            ["204021", ""],
            ["204820", "松川村", "郡"],
            ["104281", "高山村"],
            ["203611", "下諏訪町", "町", "203629"],
            ["204463", "麻績村", "村", "204463"],
        ]
    )
    assert [one.split("行目")[0] for one in told] == ["3", "4", "5", "6", "7", "8", "9", "10"]
    for part, one in zip(
        (
            "検査数字",
            "2行目にもあります",
            "空欄",
            "団体名がありません",
            "種別「郡」",
            "この都道府県",
            "一覧にありません",
            "自身です",
        ),
        told,
        strict=True,
    ):
        assert part in one


def test_whoever_replies_for_others_is_on_the_list_and_replies_itself() -> None:
    union, hara = ["209996", "𠮷の広域連合", "", "", ""], ["203637", "原村", "", "20999", ""]
    found = roll_of([HEAD, hara, union], "200000")
    assert (found.listed[0].served_by, found.listed[1].kind) == ("209996", OfficeKind.UNION)
    assert found.said == ("2行目: 団体コード「20999」を「209996」と読みました（検査数字を付けました）。",)
    told = faults([["203637", "原村", "", "209996"], ["209996", "連合", "", "204021"], ["204021", "松川町", "", ""]])
    assert told == ["2行目: 回答をまとめる団体 209996 にも、まとめる団体が書かれています。最後の団体を書いてください。"]


# -- codes ------------------------------------------------------------------------------------------------------


def test_a_lost_zero_comes_back() -> None:
    """Numbers of Hokkaido and Aomori, as Excel leaves them."""
    reader = CodeReader(["11002", "12025", "20001.0", "22012"])
    assert [reader.read(one).code for one in ("11002", "12025", "２０００１", "22012")] == [
        "011002",
        "012025",
        "020001",
        "022012",
    ]


def test_a_missing_check_digit_is_put_there() -> None:
    reader = CodeReader(["20363", "20402"], "20")
    assert reader.read("20363").code == "203637"
    assert "検査数字を付けました" in reader.read("20402").said


def test_what_could_be_two_offices_is_refused_unless_the_list_tells() -> None:
    # 函館市 012025 without its zero, or something in Chiba without its check digit.
    assert "決められません" in CodeReader(["12025"]).read("12025").fault
    assert CodeReader(["12025"], "01").read("12025").code == "012025"
    assert CodeReader(["12025"], "12").read("12025").code == f"12025{check_digit('12025')}"
    assert CodeReader(["12025", "203637"]).read("12025").code == "012025"


@given(st.integers(1, 47), st.integers(0, 999), st.booleans(), st.booleans())
def test_a_code_mended_is_the_code_that_was_meant(prefecture: int, number: int, zero: bool, digit: bool) -> None:
    five = f"{prefecture:02d}{number:03d}"
    whole = f"{five}{check_digit(five)}"
    kept = whole if digit else five
    written = kept.lstrip("0") if zero and prefecture < 10 else kept
    read = CodeReader([written], f"{prefecture:02d}").read(written)
    assert read.code == whole
    assert not read.fault
    assert bool(read.said) == (written != whole)
    anywhere = CodeReader([written]).read(written)
    assert anywhere.fault or anywhere.code == whole


# -- any list there and back ------------------------------------------------------------------------------------

lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(lambda one: one.strip(" \u3000\t"))
lines = lines.filter(lambda one: not text_problem(one))
names = lines.filter(bool)
headings = names.filter(lambda one: one not in HEADINGS and one.isalnum() and not one.isascii() and "課" not in one)


@st.composite
def rolls(draw: st.DrawFn) -> tuple[Listed, ...]:
    known = sorted(known_offices())
    codes = draw(st.lists(st.sampled_from(known), min_size=1, max_size=5, unique=True))
    titles = draw(st.lists(headings, max_size=2, unique=True))
    found: list[Listed] = []
    for place, code in enumerate(codes):
        traits = {title: text for title in titles if (text := draw(lines))}
        name = f"{draw(lines)}{place}"
        found.append(
            Listed(
                Office(code, name),
                draw(st.sampled_from(OfficeKind)),
                draw(st.builds(Contact, lines, lines, lines, lines)),
                codes[0] if place and draw(st.booleans()) else "",
                draw(st.none() | st.integers(0, 10**9 - 1)),
                MappingProxyType(traits),
            )
        )
    return tuple(found)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rolls())
def test_any_list_reads_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, roll: tuple[Listed, ...]) -> None:
    folder = tmp_path_factory.mktemp("roll")
    for name, data in (("一覧.xlsx", roll_as_workbook(roll)), ("一覧.csv", roll_as_csv(roll))):
        (folder / name).write_bytes(data)
        assert read_roll(folder / name, "200000").listed == roll


# -- files of others --------------------------------------------------------------------------------------------


def test_a_list_of_shift_jis_is_taken_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "一覧.csv"
    path.write_bytes("団体コード,団体名,電話番号\r\n203637,原村,0266-00-0000\r\n".encode("cp932"))
    found = read_roll(path)
    assert found.said == (LOSSY,)
    assert found.listed == (Listed(Office("203637", "原村"), OfficeKind.VILLAGE, Contact(phone="0266-00-0000")),)
    path.write_bytes("団体コード,団体名\n203637,原村\n".encode())
    assert read_roll(path).said == ()
    path.write_bytes(b"\x81\xff\xff")
    with pytest.raises((RollRefused, WorkbookRefused)):
        read_roll(path)


def test_a_sheet_of_a_spreadsheet_program_with_numbers_and_a_title_above(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["令和8年度 対象団体の一覧"])
    sheet.append([])
    sheet.append(["No.", "市町村名", "団体 コード", "人口", "E-mail"])
    sheet.append([1, "原村", 203637, 7900, "a@example.jp"])
    sheet.append([2, " 松川町 ", "２０４０２１", "12,000人", None])
    path = tmp_path / "一覧.xlsx"
    book.save(path)
    hara, matsukawa = read_roll(path, "200000").listed
    assert hara == Listed(
        Office("203637", "原村"),
        OfficeKind.VILLAGE,
        Contact(mail="a@example.jp"),
        "",
        7900,
        MappingProxyType({"No.": "1"}),
    )
    assert (matsukawa.office, matsukawa.population) == (Office("204021", "松川町"), 12000)


def test_the_template_is_no_list_yet(tmp_path: Path) -> None:
    path = tmp_path / "記入用.xlsx"
    path.write_bytes(roll_as_workbook())
    with pytest.raises(RollRefused, match="団体が1つもありません"):
        read_roll(path)


def test_a_column_without_a_heading_loses_nothing() -> None:
    assert "見出しのない列" in faults([["203637", "原村", "", "", "", "南信"]])[0]
    with pytest.raises(RollRefused, match="2つあります"):
        roll_of([["団体コード", "団体名", "地域", "地域"], ["203637", "原村", "a", "b"]])
    with pytest.raises(RollRefused, match="見つかりません"):
        roll_of([["コード", "名"], ["203637", "原村"]])
    assert kind_of_name("千代田区") is OfficeKind.WARD
    assert replace(ready_roll("200000")[0], served_by="").office.name == "長野市"
