"""改善計画: into the book and out again, what became of findings, what next year takes over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukiself.answers.model import Key, Step, StepState
from jukiself.answers.text import LONGEST, text_problem
from jukiself.findings.judge import Status
from jukiself.report.planning import Line, Standing, by_day, by_urgency, count_words, lines, unplanned
from jukiself.work import plan
from jukiself.work.inspect import AnswerRefused, Sitting

if TYPE_CHECKING:
    from jukiself.findings.judge import Finding

TODAY = "2026-11-21"


@pytest.fixture
def answered(sitting: Sitting) -> Sitting:
    """The worst choice everywhere."""
    while (key := sitting.next_unanswered()) is not None:
        choices = sitting.situation.choices(key)
        sitting.answer(key, choices[-1].value if choices else "unknown")
    return sitting


def defect(sitting: Sitting) -> Finding:
    """One that rests on a single answer."""
    found = (one for one in sitting.findings if one.status is Status.DEFECT and not one.refines)
    return next(one for one in found if len(one.because) == 1 and one.rule and one.member is None)


def only(sitting: Sitting) -> Line:
    (found,) = lines(sitting.situation, sitting.findings, TODAY)
    return found


def best(sitting: Sitting, key: Key) -> None:
    sitting.answer(key, sitting.situation.choices(key)[0].value)


def test_a_finding_that_is_mended_is_gone_and_nobody_is_late_with_it(answered: Sitting) -> None:
    finding = defect(answered)
    place = plan.take(answered, finding)
    assert only(answered).standing is Standing.THERE
    plan.change(answered, place, replace(answered.inspection.steps[place], until="2026-10-31"))
    assert only(answered).overdue
    assert "▲期限切れ1件" in count_words([only(answered)])
    best(answered, finding.because[0])
    assert only(answered).standing is Standing.GONE
    assert not only(answered).overdue
    assert "所見がなくなったもの1件" in count_words([only(answered)])


def test_a_step_done_while_its_finding_stays_says_so(answered: Sitting) -> None:
    place = plan.take(answered, defect(answered))
    plan.change(answered, place, replace(answered.inspection.steps[place], state=StepState.DONE))
    assert only(answered).standing is Standing.STILL


def test_what_nobody_has_answered_is_not_called_gone(answered: Sitting) -> None:
    finding = defect(answered)
    plan.take(answered, finding)
    for key in finding.because:
        answered.answer(key, "")
    assert only(answered).standing is Standing.WAITS


def test_a_finding_of_a_contract_taken_off_is_past_not_mended(answered: Sitting) -> None:
    contract = answered.add_contract("保守")
    rule = next(one for one in answered.checklist.rules if one.each == "contract")
    plan.add(answered, Step(rule.id, contract.id, "特記事項の案を渡す"))
    answered.remove_contract(contract.id)
    assert only(answered).standing is Standing.PAST


def test_a_step_of_a_rule_this_edition_does_not_have_is_past(answered: Sitting) -> None:
    plan.add(answered, Step("rule-of-long-ago", None, "昔の計画"))
    assert only(answered).standing is Standing.PAST


def test_an_own_step_needs_no_finding(answered: Sitting) -> None:
    plan.add(answered, Step("", None, "研修を年度内に1回行う"))
    assert only(answered).standing is Standing.OWN


def test_what_was_to_find_out_and_turned_out_so_wants_a_step_of_its_own(answered: Sitting) -> None:
    finding = defect(answered)
    key, value = finding.because[0], answered.inspection.answer(finding.because[0]).value
    answered.answer(key, "unknown")
    check = next(one for one in answered.findings if one.id == finding.id)
    assert check.status is Status.CHECK
    plan.take(answered, check)
    assert finding.id not in {one.id for one in unplanned(answered.situation, answered.findings)}
    answered.answer(key, value)
    assert only(answered).standing is Standing.TURNED
    again = [one for one in unplanned(answered.situation, answered.findings) if one.id == finding.id]
    assert again == [finding]
    plan.take(answered, finding)
    assert finding.id not in {one.id for one in unplanned(answered.situation, answered.findings)}


def test_what_is_not_planned_comes_by_urgency_and_leaves_when_taken(answered: Sitting) -> None:
    before = unplanned(answered.situation, answered.findings)
    weights = [
        line.weight for line in (Line(0, Step("", None, ""), one, one.rule, Standing.THERE, False) for one in before)
    ]
    assert weights[0] == max(weights)
    statuses = [one.status for one in before]
    assert statuses == sorted(statuses, key=[Status.DEFECT, Status.CHECK].index)
    for one in before:
        plan.take(answered, one)
    assert not unplanned(answered.situation, answered.findings)


def test_the_plan_can_be_read_by_day_and_by_urgency(answered: Sitting) -> None:
    heavy, light = unplanned(answered.situation, answered.findings)[0], Step("", None, "研修を行う", until="2026-12-01")
    plan.take(answered, heavy)
    plan.add(answered, light)
    plan.add(answered, Step("", None, "もう済んだ", until="2026-01-01", state=StepState.DONE))
    found = lines(answered.situation, answered.findings, TODAY)
    assert [one.place for one in by_day(found)] == [1, 0, 2]
    assert [one.place for one in by_urgency(found)] == [0, 1, 2]


def test_next_year_takes_over_what_is_not_finished_and_late_stays_late() -> None:
    steps = tuple(
        Step("", None, state.value, until="2026-12-01", state=state, result="理由", since=since)
        for state, since in zip(StepState, (0, 2025, 0, 0), strict=True)
    )
    carried = plan.carry(steps, 2026)
    assert [(one.state, one.since) for one in carried] == [(StepState.OPEN, 2026), (StepState.DOING, 2025)]
    assert all(one.overdue("2027-04-01") for one in carried)
    assert plan.carry(carried, 2027) == carried


def test_a_day_is_typed_as_people_write_it_and_refused_in_a_sentence(answered: Sitting) -> None:
    assert plan.day(answered, "3月末") == "2027-03-31"
    with pytest.raises(AnswerRefused, match="読めません"):
        plan.day(answered, "そのうち")


def test_roles_used_come_before_those_of_the_form(answered: Sitting) -> None:
    plan.add(answered, Step("", None, "研修", who="住民係長"))
    plan.add(answered, Step("", None, "鍵", who="総務係"))
    found = plan.roles(answered)
    assert found[:2] == ["総務係", "住民係長"]
    assert len(found) == len(set(found))
    assert "委託先の業者" in found


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40).filter(
    lambda text: not text_problem(text)
)
_STEPS = st.builds(
    Step,
    rule=st.sampled_from(["", "policy-none", "昔の所見"]),
    member=st.sampled_from([None, "c1", "juki"]),
    what=_TEXT.filter(str.strip),
    who=_TEXT,
    until=st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat())),
    state=st.sampled_from(list(StepState)),
    about=_TEXT,
    result=_TEXT.filter(str.strip),
    since=st.integers(0, 2100),
)


@given(steps=st.lists(_STEPS, max_size=5))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_plan_comes_out_of_the_book_as_it_went_in(sitting: Sitting, steps: list[Step]) -> None:
    plan.put_back(sitting, ())
    for step in steps:
        plan.add(sitting, step)
    sitting.reload()
    assert sitting.inspection.steps == tuple(steps)
    carried = plan.carry(sitting.inspection.steps, 2026)
    assert all(not one.closed and one.since for one in carried)


@pytest.mark.parametrize("wrong", ["", " ", "あ" * (LONGEST + 1), "\t始め"])
def test_a_step_without_a_text_that_can_be_kept_is_refused(sitting: Sitting, wrong: str) -> None:
    with pytest.raises(AnswerRefused):
        plan.add(sitting, Step("", None, wrong))
    assert not sitting.inspection.steps
