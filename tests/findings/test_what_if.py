"""もし〜なら: supposing answers is judging the same answers really given, and touches nothing."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import given, settings

from jukiself.answers.situation import Situation, State
from jukiself.checklist.model import Checklist, Grade
from jukiself.findings.judge import Status, judge, to_find_out
from jukiself.findings.what_if import difference, finding_id, offers, suppose
from jukiself.work.cases import read_case
from tests.findings.test_laws import LAWS, random_inspection, seeds

if TYPE_CHECKING:
    from jukiself.answers.model import Key


def some_values(situation: Situation, chance: random.Random) -> dict[Key, str]:
    """Any offers at all, taken from anywhere, as many as somebody would ever stack up."""
    findings = list(judge(situation))
    chance.shuffle(findings)
    return {
        one.key: chance.choice(one.choices).value
        for finding in findings[: chance.randint(0, 6)]
        for one in offers(situation, [finding])
        if one.choices
    }


@given(seeds)
@settings(LAWS, max_examples=30)
def test_supposing_is_judging_the_same_answers_really_given(checklist: Checklist, seed: int) -> None:
    before = Situation(checklist, random_inspection(checklist, seed))
    said, shown = before.inspection, judge(before)
    values = some_values(before, random.Random(seed))
    after = suppose(before, values)
    real = said
    for key, value in values.items():
        real = real.with_values({key: value})
    assert judge(after) == judge(Situation(checklist, real))
    assert before.inspection is said
    assert judge(before) == shown
    found = difference(before, after)
    had, has = {finding_id(one) for one in shown}, {finding_id(one) for one in judge(after)}
    assert {finding_id(one) for one in found.gone} == had - has
    assert {finding_id(one) for one in found.new} == has - had
    touched = [one for one in judge(after) if any(said.answer(key) != real.answer(key) for key in one.because)]
    assert {finding_id(one) for one in found.stay} == {finding_id(one) for one in touched} & had
    closed = {one.key for one in to_find_out(before)} - {one.key for one in to_find_out(after)}
    assert set(found.closed) == closed
    assert set(found.asked) <= set(after.keys) - set(before.keys)


@given(seeds)
@settings(LAWS, max_examples=15)
def test_an_offer_for_a_known_answer_is_better_and_for_an_open_one_whole(checklist: Checklist, seed: int) -> None:
    situation = Situation(checklist, random_inspection(checklist, seed))
    rank = [Grade.UNMET, Grade.PARTLY, Grade.MET]
    for finding in judge(situation):
        for one in offers(situation, [finding]):
            grade = situation.grade(one.key)
            assert not [choice for choice in one.choices if situation.value_problem(one.key, choice.value)]
            if situation.state(one.key) in {State.UNKNOWN, State.UNANSWERED}:
                assert one.choices == situation.choices(one.key)
            elif grade:
                assert all(choice.grade and rank.index(choice.grade) > rank.index(grade) for choice in one.choices)


def test_mending_what_a_finding_rests_on_takes_it_away(checklist: Checklist) -> None:
    situation = Situation(checklist, read_case("nagano-b", checklist).inspection)
    for finding in judge(situation):
        if finding.status is Status.DEFECT:
            best = {one.key: one.choices[0].value for one in offers(situation, [finding]) if one.choices}
            found = difference(situation, suppose(situation, best))
            assert finding_id(finding) in {finding_id(one) for one in found.gone}, finding.id


def test_nothing_supposed_is_no_difference(checklist: Checklist) -> None:
    situation = Situation(checklist, read_case("nagano-a", checklist).inspection)
    assert suppose(situation, {}) is situation
    assert difference(situation, suppose(situation, {})).nothing


def test_what_stays_rests_on_the_answer_supposed_and_was_there_before(checklist: Checklist) -> None:
    before = Situation(checklist, read_case("nagano-b", checklist).inspection)
    had = {finding_id(one) for one in judge(before)}
    untouched = brought = 0
    for key in before.keys[:40]:
        for choice in before.choices(key)[-1:]:
            after = suppose(before, {key: choice.value})
            touched = [
                one
                for one in judge(after)
                if key in one.because and choice.value != before.inspection.answer(key).value
            ]
            found = difference(before, after)
            assert [finding_id(one) for one in found.stay] == [one for one in map(finding_id, touched) if one in had]
            untouched += len(had) > len(touched) > 0
            brought += bool({finding_id(one) for one in found.new} & set(map(finding_id, touched)))
    assert untouched
    assert brought
