"""What may stand in a text, years and eras, and keys as they are written."""

from __future__ import annotations

import pytest

from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Life, Review, Step, StepState
from jukiself.answers.text import LONGEST, cleaned, text_problem, tidy
from jukiself.answers.years import count_of_era, fiscal_year, western_year, year_problem
from jukiself.findings.examples import NOBODY


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", ""),
        ("一行目\n二行目\t続き", ""),
        ("長" * LONGEST, ""),
        ("長" * (LONGEST + 1), "2,001文字あります。2,000文字までにしてください。"),
        ("\t先頭", "先頭のタブを消してください。"),
        ("一\x07", "2文字目に使えない制御文字（U+0007）"),
        ("\ud800", "1文字目に使えない制御文字（U+D800）"),
        ("文字\uffff", "3文字目に使えない制御文字（U+FFFF）"),
        ("一行目\r\n", "4文字目に使えない制御文字（U+000D）"),
    ],
)
def test_what_no_file_can_hold_is_told_with_its_place(text: str, says: str) -> None:
    said = text_problem(text)
    assert said.startswith(says)
    assert bool(said) is bool(says)
    assert text_problem(tidy(text)) == ""


def test_cleaning_takes_only_what_nobody_can_see() -> None:
    assert cleaned("\t\t一\r\n二\r三\v四\u0085五\x07\ufffe\t六") == "一\n二\n三\n四\n五\t六"
    assert tidy("長" * (LONGEST + 5)) == "長" * LONGEST


def test_years_are_named_by_the_era_they_end_in() -> None:
    assert [fiscal_year(one) for one in (2026, 2019, 2018, 1989, 1926, 1925)] == [
        "令和8年度（2026年度）",
        "令和元年度（2019年度）",
        "平成30年度（2018年度）",
        "平成元年度（1989年度）",
        "昭和元年度（1926年度）",
        "1925年度",
    ]
    assert (count_of_era(1), count_of_era(2)) == ("元", "2")


@pytest.mark.parametrize(
    ("era", "number", "year"),
    [
        ("令和", "8", 2026),
        ("r", "8", 2026),
        ("平成", "元", 1989),
        ("H", "31", 2019),
        ("S", "1", 1926),
        ("明治", "1", None),
    ],
)
def test_a_year_of_an_era(era: str, number: str, year: int | None) -> None:
    assert western_year(era, number) == year


def test_a_key_is_what_files_write() -> None:
    assert Key.parse("backup-place") == Key("backup-place", None)
    assert Key.parse("malware-update@info") == Key("malware-update", "info")
    assert Key.parse("malware-update@").member is None
    assert [str(Key.parse(one)) for one in ("a", "a@b")] == ["a", "a@b"]


def test_the_next_contract_takes_no_id_that_was_ever_used() -> None:
    empty = Inspection(NOBODY, 2026, "juki", "2026")
    assert empty.next_contract_id() == "c1"
    used = Inspection(
        NOBODY,
        2026,
        "juki",
        "2026",
        contracts=(Contract("c2", "保守"), Contract("core", "名前が数でない")),
        steps=(Step("rule", "c3", "足す"), Step("rule", None, "足す")),
        answers={Key("contract-audit", "c5"): Answer("year"), Key("malware-update", "info"): Answer("user")},
        last_year={Key("contract-audit", "c11"): Answer("year")},
    )
    assert used.next_contract_id() == "c12"


def test_another_value_drops_the_basis_and_keeps_the_notes() -> None:
    key = Key("backup-place")
    before = Inspection(NOBODY, 2026, "juki", "2026").with_answer(key, Answer("open", Basis.SEEN, note="棚の中"))
    assert before.with_values({key: "locked"}).answer(key) == Answer("locked", None, note="棚の中")
    assert before.with_values({key: "open"}).answer(key) == before.answer(key)
    assert key not in before.with_answer(key, Answer()).answers


def test_what_is_fixed_and_what_is_finished() -> None:
    assert [one for one in Life if Review(one).locked] == [Life.APPROVED, Life.SENT]
    steps = [Step("rule", None, "足す", until="2026-12-01", state=one) for one in StepState]
    assert [one.state for one in steps if one.closed] == [StepState.DONE, StepState.DROPPED]
    assert [one.state for one in steps if one.overdue("2026-12-02")] == [StepState.OPEN, StepState.DOING]
    assert not any(one.overdue("2026-12-01") for one in steps)
    assert not Step("rule", None, "足す").overdue("2026-12-02")


def test_a_year_of_an_inspection_is_of_this_century() -> None:
    assert [year for year in (1999, 2000, 2100, 2101) if not year_problem(year)] == [2000, 2100]
