"""The next 年度: what comes along, what does not, and that nothing of last year counts as this year's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukiself.answers.model import Answer, Basis, Contact, Contract, Inspection, Key, Office, Review, Step, StepState
from jukiself.answers.situation import Situation, State
from jukiself.excel.read import read
from jukiself.findings.judge import judge
from jukiself.store.book import Book
from jukiself.work import publish, years
from jukiself.work.exchange import Editions
from jukiself.work.inspect import Sitting
from tests.findings.test_laws import random_inspection

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

LAST = Inspection(
    office=Office("203637", "原村"),
    year=2025,
    form="juki",
    edition="2026",
    network_set="2006",
    full=False,
    extras=("usage", "gone-since"),
    contracts=(Contract("c1", "保守"), Contract("c2", "印刷", ended="2026-03-31"), Contract("c4", "回線")),
    answers={
        Key("contract-list"): Answer("complete", Basis.SEEN, note="契約台帳", memo="係長に聞いた"),
        Key("contract-secrecy", "c5"): Answer("yes"),
        Key("audit-own"): Answer("a-choice-of-long-ago"),
    },
    steps=(
        Step("r1", None, "続ける", until="2026-01-31"),
        Step("r2", "c1", "取り組んでいる", state=StepState.DOING, since=2024),
        Step("r3", None, "済んだ", state=StepState.DONE),
        Step("r4", None, "やめた", state=StepState.DROPPED, result="廃止"),
    ),
    contact=Contact("住民係", "髙橋"),
    deadline="2025-12-20",
    free_text="去年の文",
    review=Review(sealed="ABCD"),
    submission=3,
)


def now() -> datetime:
    return datetime(2026, 4, 2, 9, 0)  # noqa: DTZ001 - the office's wall clock


def test_who_what_and_how_deep_comes_along_and_nothing_is_answered(checklist: Checklist) -> None:
    made = years.next_inspection(LAST, 2026, checklist)
    assert (made.office, made.contact, made.full, made.network_set) == (LAST.office, LAST.contact, False, "2006")
    assert made.extras == ("usage",), "an area the edition no longer has is left out"
    assert [one.id for one in made.contracts] == ["c1", "c4"]
    assert (made.year, made.submission, made.deadline, made.free_text) == (2026, 1, "", "")
    assert made.review == Review()
    assert not made.answers
    assert dict(made.last_year) == dict(LAST.answers)


def test_only_open_steps_come_along_with_the_year_they_are_from(checklist: Checklist) -> None:
    steps = years.next_inspection(LAST, 2026, checklist).steps
    assert [(one.what, one.since, one.until) for one in steps] == [
        ("続ける", 2025, "2026-01-31"),
        ("取り組んでいる", 2024, ""),
    ]


def test_a_contract_of_last_year_keeps_its_id_for_ever(checklist: Checklist) -> None:
    assert years.next_inspection(LAST, 2026, checklist).next_contract_id() == "c6"


def test_a_choice_that_no_longer_exists_is_not_carried(checklist: Checklist) -> None:
    situation = Situation(checklist, years.next_inspection(LAST, 2026, checklist))
    key = Key("audit-own") if "audit-own" in checklist.question else next(iter(situation.keys))
    situation = Situation(checklist, replace(situation.inspection, last_year={key: Answer("a-choice-of-long-ago")}))
    assert not situation.carried(key)
    assert years.last_words(situation, key) == years.NO_LONGER


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_last_year_is_never_judged_and_taking_it_over_gives_last_years_findings(
    checklist: Checklist, seed: int
) -> None:
    before = random_inspection(checklist, seed)
    made = years.next_inspection(before, before.year + 1, checklist)
    situation = Situation(checklist, made)
    assert situation.progress.unanswered == situation.progress.asked
    bare = replace(made, last_year={})
    assert judge(situation) == judge(Situation(checklist, bare))
    # A gate that is taken over may open more questions, whose answers of last year then wait in turn.
    while waiting := [key for key in situation.keys if situation.carried(key)]:
        made = made.with_answers((key, before.answer(key)) for key in waiting)
        situation = Situation(checklist, made)
    assert years.carried(situation).waiting == 0
    assert judge(situation) == judge(Situation(checklist, before))


def test_last_years_words_stand_in_the_workbook_and_come_back_as_no_answer(checklist: Checklist) -> None:
    situation = Situation(checklist, years.next_inspection(LAST, 2026, checklist))
    said = years.words_of_last_year(situation)
    assert said[Key("contract-list")] == situation.words(Key("contract-list"), "complete")
    data = publish.workbook(situation)
    reading = read(data, Editions())
    assert not reading.inspection.answers
    blank = publish.blank_like(situation)
    assert not read(blank, Editions()).inspection.answers


def test_the_newest_submission_of_each_earlier_year(tmp_path: Path) -> None:
    with Book.open(tmp_path / "原村.jukiself", now) as book:
        old = replace(LAST, steps=(), extras=())
        first = book.create(replace(old, year=2024, submission=1))
        second = book.create(replace(old, year=2025, submission=1))
        again = book.create(replace(old, year=2025, submission=2))
        book.create(replace(old, year=2026, submission=1))
        assert [one.id for one in years.earlier(book, "203637", 2026)] == [again, first]
        assert second not in {one.id for one in years.earlier(book, "203637", 2027)}
        assert years.earlier(book, "200000", 2026) == ()


def test_carried_counts_what_waits(tmp_path: Path, checklist: Checklist) -> None:
    with Book.open(tmp_path / "原村.jukiself", now) as book:
        sitting = Sitting(checklist, book, book.create(years.next_inspection(LAST, 2026, checklist)), now)
        key = Key("contract-list")
        assert years.carried(sitting.situation) == years.Carried(1, 1)
        sitting.same_as_last_year(key)
        sitting.reload()
        assert years.carried(sitting.situation) == years.Carried(0, 1)
        assert sitting.situation.state(key) is State.ANSWERED
        assert sitting.inspection.answer(key).note == "契約台帳"
        assert sitting.inspection.answer(key).memo == ""
