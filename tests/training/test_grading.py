"""Grading: facts picked up and nothing added; both, or it is no good reading."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jukiself.answers.model import Answer, Basis, Inspection, Key, Nature
from jukiself.answers.situation import Situation
from jukiself.checklist.model import UNKNOWN, Kind
from jukiself.training.grading import Outcome, grade
from jukiself.training.ground import Stated
from jukiself.training.story import Lesson, Story, StoryKind
from jukiself.work.cases import case_ids, read_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.checklist.model import Checklist

CASES = case_ids()
_LESSONS: dict[str, Lesson] = {}


def lesson_of(case: str, checklist: Checklist) -> Lesson:
    if case not in _LESSONS:
        found = read_case(case, checklist)
        story = Story(case, StoryKind.VISIT, case, case, case)
        _LESSONS[case] = Lesson(story, found.inspection, found.grounds)
    return _LESSONS[case]


def practice(lesson: Lesson, say: Callable[[Key], str]) -> Inspection:
    answers = {key: Answer(value) for key in lesson.grounds if (value := say(key))}
    return replace(lesson.inspection, nature=Nature.TRAINING, answers=answers)


def best(checklist: Checklist, key: Key) -> str:
    """What an office would like to say."""
    question = checklist.question[key.question]
    if question.kind is Kind.NUMBER:
        return "0"
    return question.choices[0].value if question.choices else "よい"


@pytest.mark.parametrize("case", CASES)
def test_the_model_answers_are_the_cases_themselves(case: str, checklist: Checklist) -> None:
    lesson = lesson_of(case, checklist)
    found = grade(lesson, practice(lesson, lambda key: lesson.answer(key).value), checklist)
    assert {one.outcome for one in found.marks} == {Outcome.RIGHT}
    assert found.score == 100
    assert {one.key for one in found.marks} == set(lesson.grounds)


@pytest.mark.parametrize("case", CASES)
def test_answering_every_unstated_fact_with_the_best_choice_scores_worse_than_unknown(
    case: str, checklist: Checklist
) -> None:
    lesson = lesson_of(case, checklist)

    def honest(key: Key) -> str:
        return lesson.answer(key).value

    def glossy(key: Key) -> str:
        return honest(key) if lesson.stated(key) is Stated.STATED else best(checklist, key)

    true, false = (grade(lesson, practice(lesson, one), checklist) for one in (honest, glossy))
    assert false.points < true.points - 40
    assert len(false.of(Outcome.INVENTED)) > 100
    # The same where nothing stated was picked up: adding is never better than わからない.

    def unread(say: Callable[[Key], str]) -> Callable[[Key], str]:
        return lambda key: UNKNOWN if lesson.stated(key) is Stated.STATED else say(key)

    lost, worse = (grade(lesson, practice(lesson, unread(one)), checklist) for one in (honest, glossy))
    assert worse.points < lost.points


@pytest.mark.parametrize("case", CASES)
def test_unknown_to_everything_does_not_score_well(case: str, checklist: Checklist) -> None:
    lesson = lesson_of(case, checklist)
    found = grade(lesson, practice(lesson, lambda _: UNKNOWN), checklist)
    assert found.score <= 30
    assert not found.of(Outcome.INVENTED)
    assert len(found.of(Outcome.MISSED)) > 10
    everything = grade(lesson, practice(lesson, lambda key: best(checklist, key)), checklist)
    assert everything.score < found.score
    nothing = grade(lesson, practice(lesson, lambda _: ""), checklist)
    assert (nothing.score, {one.outcome for one in nothing.marks}) == (0, {Outcome.LEFT})


@settings(max_examples=25)
@given(data=st.data())
def test_one_silent_question_answered_never_helps_and_one_stated_answered_right_always_does(
    checklist: Checklist, data: st.DataObject
) -> None:
    lesson = lesson_of(data.draw(st.sampled_from(CASES)), checklist)
    base = practice(lesson, lambda _: UNKNOWN)
    key = data.draw(st.sampled_from([one.key for one in grade(lesson, base, checklist).marks]))
    value = data.draw(st.sampled_from([best(checklist, key), lesson.answer(key).value]))
    changed = base.with_answer(key, Answer(value))
    before, after = ({one.key: one for one in grade(lesson, some, checklist).marks}[key] for some in (base, changed))
    if lesson.stated(key) is Stated.SILENT:
        assert after.points <= before.points
    elif value == lesson.answer(key).value:
        assert after.points >= before.points


def test_areas_add_up_and_what_was_seen_and_is_not_so_is_named(checklist: Checklist) -> None:
    lesson = lesson_of("nagano-b", checklist)
    said = practice(lesson, lambda key: lesson.answer(key).value)
    silent, stated = Key("policy-procedure"), Key("audit-internal-last")
    assert (lesson.stated(silent), lesson.stated(stated)) == (Stated.SILENT, Stated.STATED)
    said = said.with_answers(
        [
            (silent, Answer(best(checklist, silent), Basis.SEEN)),
            (stated, Answer(best(checklist, stated), Basis.HEARD)),
        ]
    )
    found = grade(lesson, said, checklist)
    assert [one.key for one in found.of(Outcome.INVENTED)] == [silent]
    assert [one.key for one in found.of(Outcome.WRONG)] == [stated]
    assert [one.key for one in found.sure] == [silent]
    assert found.of(Outcome.WRONG)[0].facts
    assert sum(one.asked for one in found.areas.values()) == len(found.marks)
    assert found.areas["policy"].share < 1.0 == found.areas["backup"].share


def test_neighbours_are_near_and_far_answers_are_not(checklist: Checklist) -> None:
    lesson = lesson_of("nagano-b", checklist)
    key = Key("audit-internal-last")
    grades = {one.value: one.grade for one in checklist.question[key.question].choices}
    right = grades[lesson.answer(key).value]
    for value, own in grades.items():
        said = practice(lesson, lambda one: lesson.answer(one).value).with_answer(key, Answer(value))
        outcome = {one.key: one.outcome for one in grade(lesson, said, checklist).marks}[key]
        if value == lesson.answer(key).value:
            assert outcome is Outcome.RIGHT
        elif own and right and (own == right or "partly" in {own, right}):
            assert outcome is Outcome.NEAR
        elif own:
            assert outcome is Outcome.WRONG


def test_a_short_practice_is_graded_over_the_short_questions_only(checklist: Checklist) -> None:
    lesson = lesson_of("nagano-b", checklist)
    said = replace(practice(lesson, lambda key: lesson.answer(key).value), full=False)
    found = grade(lesson, said, checklist)
    assert 20 < len(found.marks) < len(lesson.grounds) / 2
    assert {one.key for one in found.marks} <= set(Situation(checklist, lesson.inspection).keys)
