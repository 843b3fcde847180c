"""A sitting over a real book: steps that can be taken back, sieves, pace, copying, searching."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukiself.answers.model import Answer, Basis, Inspection, Key, Office, Query
from jukiself.answers.situation import Situation, State
from jukiself.store.book import Book
from jukiself.work.changes import Place, said
from jukiself.work.copying import copy_answers
from jukiself.work.handbook import handbook
from jukiself.work.inspect import AnswerRefused, Sitting
from jukiself.work.pace import minutes_left
from jukiself.work.search import HitKind, search
from jukiself.work.sieve import Sieve, Trail, counts, passing

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

NOON = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001 - an office lives in one time zone
HARA = Office("203637", "原村")


class _Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=30)
        return self.now


@pytest.fixture
def sitting(checklist: Checklist, tmp_path: Path) -> Iterator[Sitting]:
    clock = _Clock()
    with Book.open(tmp_path / "b.jukiself", clock) as book:
        number = book.create(Inspection(HARA, 2026, checklist.id, checklist.edition))
        yield Sitting(checklist, book, number, clock)


def _choices(sitting: Sitting) -> list[Key]:
    """Keys with at least two choices, none of which opens or closes anything."""
    question = sitting.checklist.question
    return [key for key in sitting.situation.keys if question[key.question].choices and not question[key.question].gate]


def _undone(sitting: Sitting) -> str:
    step = sitting.undo()
    assert step is not None
    return said(step, sitting.situation)


def test_a_number_typed_with_the_japanese_input_on_is_the_number(sitting: Sitting) -> None:
    key = Key("org-staff-count")
    for typed in ("１２", " 12 ", "12"):
        sitting.answer(key, typed)
        assert sitting.book.load(sitting.id).answer(key).value == "12"
    with pytest.raises(AnswerRefused, match="半角の数字"):
        sitting.answer(key, "十二")


def test_several_answers_are_one_step_to_undo(sitting: Sitting) -> None:
    one, two = _choices(sitting)[:2]
    sitting.answer(one, "unknown")
    sitting.answer_all({one: Answer("unknown", note="a"), two: Answer("unknown", note="b")})
    step = sitting.undo()
    assert step is not None
    assert said(step, sitting.situation).endswith("2 の答え")
    kept = sitting.book.load(sitting.id).answers
    assert (kept[one].value, kept[one].note, two in kept) == ("unknown", "", False)
    sitting.redo()
    assert sitting.book.load(sitting.id).answer(two).note == "b"


def test_several_answers_are_refused_together(sitting: Sitting) -> None:
    one, two = _choices(sitting)[:2]
    with pytest.raises(AnswerRefused):
        sitting.answer_all({one: Answer("unknown"), two: Answer("no such choice")})
    assert not sitting.inspection.answers


def test_undo_says_from_what_to_what(sitting: Sitting) -> None:
    key = _choices(sitting)[0]
    first, second = sitting.situation.choices(key)[:2]
    sitting.answer(key, first.value)
    sitting.answer(key, second.value)
    sitting.set_basis(key, Basis.HEARD)
    assert "根拠：聞いた → なし" in _undone(sitting)
    words = _undone(sitting)
    number = sitting.checklist.question[key.question].number
    assert words.startswith(f"{number} の答え：「{second.label[:5]}")
    assert first.label[:5] in words.partition("→")[2]


def test_who_answers_goes_into_later_answers_only_where_asked_for(sitting: Sitting) -> None:
    one, two, three = _choices(sitting)[:3]
    sitting.set_text(one, "answered_by", "山田")
    sitting.answer(two, "unknown")
    assert sitting.inspection.answer(two).answered_by == ""
    sitting.answerer = "山田"
    sitting.answer(three, "unknown")
    assert sitting.inspection.answer(three).answered_by == "山田"
    sitting.answer(three, "")
    assert sitting.inspection.answer(three).value == ""


@given(
    st.builds(
        Place,
        st.builds(Key, st.from_regex(r"[a-z-]{1,9}", fullmatch=True), st.none() | st.just("c1")),
        st.sampled_from(["", "list", "side"]),
        st.sampled_from(["", *Sieve]),
        st.integers(0, 99999),
    )
)
def test_a_place_is_read_as_it_was_written(place: Place) -> None:
    assert Place.parse(str(place)) == place


def test_what_passed_a_sieve_stays_on_the_way_while_it_is_on(sitting: Sitting) -> None:
    keys = _choices(sitting)[:4]
    for key in keys[1:]:
        sitting.answer(key, "unknown")
    trail = Trail()
    trail.put_on(sitting, Sieve.UNKNOWN)
    assert trail.keys(sitting) == tuple(keys[1:])
    assert trail.neighbour(sitting, keys[0], 1) == keys[1]
    sitting.answer(keys[1], "")
    assert trail.keys(sitting) == tuple(keys[1:])
    assert trail.left(sitting) == 2
    assert trail.next_open(sitting, keys[3]) == keys[2]
    assert trail.neighbour(sitting, keys[3], 1) is None
    assert trail.neighbour(sitting, keys[1], -1) is None
    trail.put_on(sitting, None)
    assert trail.keys(sitting) == sitting.situation.keys


def test_the_sieves_count_what_they_say(sitting: Sitting) -> None:
    keys = [key for key in _choices(sitting) if not sitting.situation.value_problem(key, "na")]
    sitting.answer(keys[0], "na")
    sitting.answer(keys[1], sitting.situation.choices(keys[1])[0].value)
    sitting.set_basis(keys[1], Basis.GUESS)
    sitting.answer(keys[2], "unknown")
    found = counts(sitting)
    asked = len(sitting.situation.keys)
    assert found[Sieve.UNANSWERED] == asked - 3
    assert (found[Sieve.REASON], found[Sieve.GUESS], found[Sieve.UNKNOWN], found[Sieve.CHANGED]) == (1, 1, 1, 3)
    sitting.set_text(keys[0], "note", "施設がない")
    assert counts(sitting)[Sieve.REASON] == 0


def test_last_years_answers_and_queries_have_sieves_of_their_own(sitting: Sitting) -> None:
    one, two = _choices(sitting)[:2]
    value = sitting.situation.choices(one)[0].value
    asked = MappingProxyType({two: Query("第何条ですか。", "佐藤")})
    sitting.put(replace(sitting.inspection, last_year=MappingProxyType({one: Answer(value)}), queries=asked))
    assert (passing(sitting, Sieve.CARRIED), passing(sitting, Sieve.QUERY)) == ([one], [two])
    sitting.same_as_last_year(one)
    assert passing(sitting, Sieve.CARRIED) == []


def test_what_changed_since_somebody_confirmed_it_passes_in_later_sittings(
    sitting: Sitting, checklist: Checklist
) -> None:
    key = _choices(sitting)[0]
    first, second = sitting.situation.choices(key)[:2]
    sitting.answer(key, first.value)
    sitting.set_text(key, "confirmed_by", "佐藤")
    sitting.answer(key, second.value)
    later = Sitting(checklist, sitting.book, sitting.id, _Clock())
    assert not later.changed(key)
    assert passing(later, Sieve.CHANGED) == [key]


def test_a_pace_needs_twenty_answers_and_leaves_pauses_and_imports_out() -> None:
    blank = Inspection(HARA, 2026, "juki", "x")

    def answered(seconds: Sequence[float]) -> Inspection:
        at, answers = NOON, {}
        for place, one in enumerate(seconds):
            at += timedelta(seconds=one)
            answers[Key(f"q{place}")] = Answer("yes", at=at)
        return replace(blank, answers=answers)

    assert minutes_left(answered([30] * 20), 60) is None
    assert minutes_left(answered([30] * 21), 60) == 30
    assert minutes_left(answered([30] * 21 + [3600] + [0] * 200), 60) == 30
    assert minutes_left(answered([30] * 21), 0) is None


def _network(sitting: Sitting) -> tuple[str, str]:
    first, second = sitting.situation.members["network"][:2]
    for one in (first, second):
        sitting.answer(Key("network-exists", one.id), "present")
    return first.id, second.id


def test_copying_fills_what_is_open_and_leaves_how_one_knows_behind(sitting: Sitting) -> None:
    source, target = _network(sitting)
    question = next(
        one
        for one in sitting.checklist.questions
        if one.group == "network" and not one.gate and Key(one.id, target) in sitting.situation.keys and one.choices
    )
    origin, key = Key(question.id, source), Key(question.id, target)
    value = question.choices[0].value
    sitting.answer(origin, value)
    sitting.set_basis(origin, Basis.SEEN)
    sitting.set_text(origin, "note", "台帳を見た")
    plan = copy_answers(sitting.situation, [question], source, [target], over=False)
    assert plan.answers == {key: Answer(value)}
    sitting.answer(key, "unknown")
    plan = copy_answers(sitting.situation, [question], source, [target], over=False)
    assert (plan.answers, plan.kept) == ({}, (key,))
    plan = copy_answers(sitting.situation, [question], source, [target], over=True)
    assert plan.over == (key,)
    sitting.answer_all(plan.answers)
    assert sitting.situation.valid(key).value == value


@given(st.data())
def test_what_a_copying_plans_can_be_kept_and_makes_members_alike(checklist: Checklist, data: st.DataObject) -> None:
    """Whatever one member's answers are: the plan is taken whole, and then nothing is left to copy."""
    inspection = Inspection(HARA, 2026, checklist.id, checklist.edition)
    situation = Situation(checklist, inspection)
    source, target = (one.id for one in situation.members["network"][:2])
    questions = [one for one in checklist.questions if one.group == "network"]
    for member in (source, target):
        for one in questions:
            values = ["", "unknown", *(choice.value for choice in one.choices)]
            value = data.draw(st.sampled_from(values))
            inspection = inspection.with_answer(Key(one.id, member), Answer(value))
    before = Situation(checklist, inspection)
    plan = copy_answers(before, questions, source, [target], over=True)
    after = before.inspection.with_answers(plan.answers.items())
    then = Situation(checklist, after)
    assert all(not then.value_problem(key, one.value) for key, one in plan.answers.items())
    again = copy_answers(then, questions, source, [target], over=True)
    assert not again.answers


@pytest.mark.parametrize(
    ("query", "number"),
    [("1-1", "1-1"), ("１－１", "1-1"), ("１ー１", "1-1"), ("ういるす そふと", ""), ("セキュリテイポリシー", "1-1")],
)
def test_searching_forgives_width_kana_and_bars(sitting: Sitting, query: str, number: str) -> None:
    hits = [one for one in search(query, sitting.situation, handbook()) if one.kind is HitKind.QUESTION]
    assert hits
    assert not number or any(one.title.startswith(f"{number}　") for one in hits[:3])


def test_a_reading_finds_the_word_and_the_questions_that_use_it(sitting: Sitting) -> None:
    term = next(one for one in handbook().terms if one.word == "統合端末")
    hits = search(term.reading, sitting.situation, handbook())
    assert {HitKind.WORD, HitKind.QUESTION} == {one.kind for one in hits}
    assert any("統合端末" in one.title for one in hits if one.kind is HitKind.WORD)


def test_every_question_is_found_by_its_own_number_first(sitting: Sitting) -> None:
    for one in sitting.checklist.questions:
        assert search(one.number, sitting.situation)[0].title.startswith(f"{one.number}　")


def test_findings_are_found_by_their_titles(sitting: Sitting) -> None:
    while (key := sitting.next_unanswered()) is not None:
        sitting.answer(key, "unknown")
        if len(sitting.inspection.answers) > 3:
            break
    assert sitting.situation.state(sitting.situation.keys[0]) is State.UNKNOWN
    finding = sitting.findings[0]
    hits = search(finding.title, sitting.situation, None, sitting.findings)
    assert finding.title in [one.words for one in hits if one.kind is HitKind.FINDING]
