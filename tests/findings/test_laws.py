"""Laws L1 to L7 of the design, as properties of the shipped edition."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key
from jukiself.answers.situation import Situation, State
from jukiself.checklist.condition import atoms, evaluate
from jukiself.checklist.model import NOT_APPLICABLE, UNKNOWN, Checklist, Choice, Grade, Kind, RuleKind
from jukiself.findings.examples import NOBODY, background, put
from jukiself.findings.judge import Finding, Status, judge

if TYPE_CHECKING:
    from collections.abc import Iterable

LAWS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
_BAD = {Grade.PARTLY, Grade.UNMET}


def empty(checklist: Checklist, contracts: int, network_set: str = "2006") -> Inspection:
    listed = tuple(Contract(f"c{number}", f"契約{number}") for number in range(1, contracts + 1))
    extras = tuple(one.id for one in checklist.areas if one.optional)
    return Inspection(
        NOBODY, 2026, checklist.id, checklist.edition, network_set=network_set, contracts=listed, extras=extras
    )


def random_inspection(checklist: Checklist, seed: int) -> Inspection:
    """Any answers at all, in the order of the form, so that what is asked depends on what was said."""
    chance = random.Random(seed)
    inspection = empty(checklist, chance.choice([0, 1, 3]), chance.choice(["2006", "today"]))
    open_share = chance.choice([0.0, 0.2, 0.6])
    for question in checklist.questions:
        situation = Situation(checklist, inspection)
        keys = [key for key in situation.keys if key.question == question.id]
        inspection = inspection.with_answers((key, random_answer(situation, key, chance, open_share)) for key in keys)
    return inspection


def random_answer(situation: Situation, key: Key, chance: random.Random, open_share: float) -> Answer:
    question = situation.checklist.question[key.question]
    values = [choice.value for choice in situation.choices(key)] or {Kind.NUMBER: ["3"], Kind.DATE: ["2026-04-01"]}.get(
        question.kind, ["文"]
    )
    if chance.random() < open_share:
        values = [UNKNOWN, UNKNOWN, ""]
        if not situation.value_problem(key, NOT_APPLICABLE):
            values.append(NOT_APPLICABLE)
    value = chance.choice(values)
    return Answer(value, basis=chance.choice([None, *Basis]), note="理由") if value else Answer()


seeds = st.integers(0, 2**32)


def titles(findings: Iterable[Finding]) -> set[tuple[str, str, str | None]]:
    return {(one.id, one.status, one.member.id if one.member else None) for one in findings}


# -- L1 ---------------------------------------------------------------------------------------------------------


def test_l1_security_rules_and_their_gates_read_only_security_questions(checklist: Checklist) -> None:
    for rule in checklist.rules:
        if rule.security:
            todo = {atom.question for atom in atoms(rule.condition)}
            seen: set[str] = set()
            while todo:
                question = checklist.question[todo.pop()]
                seen.add(question.id)
                assert question.security, (rule.id, question.id)
                gates = {atom.question for atom in atoms(question.when)} if question.when else set()
                gates |= {question.delegated_by} if question.delegated_by else set()
                gates |= {checklist.group[question.group].gate} if question.group else set()
                todo |= gates - seen


# -- L2 ---------------------------------------------------------------------------------------------------------


@LAWS
@given(seed=seeds)
def test_l2_saying_more_never_changes_what_is_already_decided(checklist: Checklist, seed: int) -> None:
    chance = random.Random(seed)
    before = random_inspection(checklist, seed)
    situation = Situation(checklist, before)
    gaps = [key for key in situation.keys if situation.state(key) in {State.UNKNOWN, State.UNANSWERED}]
    if not gaps:
        return
    key = chance.choice(gaps)
    after = before.with_answer(key, random_answer(situation, key, chance, 0.3))
    later = Situation(checklist, after)
    for rule in checklist.rules:
        for member in situation.members[rule.each] if rule.each else (None,):
            name = member.id if member else None
            old = evaluate(rule.condition, situation, name).truth
            if old is not None:
                assert evaluate(rule.condition, later, name).truth is old, (rule.id, str(key))


def test_l2_a_contract_somebody_listed_is_judged_whatever_the_list_itself_is_said_to_be(checklist: Checklist) -> None:
    inspection = put(checklist, background(checklist), {"contract-secrecy": "none"})
    for value in ("", "unknown", "none", "partial", "complete"):
        found = judge(Situation(checklist, inspection.with_values({Key("contract-list"): value})))
        assert ("contract-no-secrecy", Status.DEFECT, "c1") in titles(found), value


@pytest.mark.parametrize("contracts", [0, 1, 3])
@pytest.mark.parametrize("network_set", ["2006", "today"])
def test_l2_all_unknown_gives_no_defect_and_no_strength(checklist: Checklist, contracts: int, network_set: str) -> None:
    inspection = empty(checklist, contracts, network_set)
    for _ in range(5):
        inspection = inspection.with_answers((key, Answer(UNKNOWN)) for key in Situation(checklist, inspection).keys)
    found = {one.status for one in judge(Situation(checklist, inspection))}
    assert found <= {Status.CHECK}
    assert found


@pytest.mark.parametrize("contracts", [0, 1, 3])
@pytest.mark.parametrize("network_set", ["2006", "today"])
@pytest.mark.parametrize("seed", range(12))
def test_l2_the_best_answers_everywhere_give_no_defect(
    checklist: Checklist, contracts: int, network_set: str, seed: int
) -> None:
    chance = random.Random(seed)
    inspection = empty(checklist, contracts, network_set)
    for question in checklist.questions:
        situation = Situation(checklist, inspection)
        for key in [key for key in situation.keys if key.question == question.id]:
            offered = situation.choices(key)
            graded = any(one.grade for one in offered)
            best = [one for one in offered if one.grade is offered[0].grade] if graded else list(offered)
            if question.id == "contract-list":
                best = [one for one in offered if one.value == ("complete" if contracts else "none")]
            if best:
                inspection = inspection.with_answer(key, Answer(chance.choice(best).value, Basis.SEEN, note="理由"))
    assert [one.title for one in judge(Situation(checklist, inspection)) if one.status is Status.DEFECT] == []


# -- L3 ---------------------------------------------------------------------------------------------------------


@LAWS
@given(seed=seeds)
def test_l3_not_applicable_makes_no_rule_true(checklist: Checklist, seed: int) -> None:
    chance = random.Random(seed)
    before = random_inspection(checklist, seed)
    situation = Situation(checklist, before)
    open_to_it = [key for key in situation.keys if not situation.value_problem(key, NOT_APPLICABLE)]
    key = chance.choice(open_to_it)
    later = Situation(checklist, before.with_answer(key, Answer(NOT_APPLICABLE, note="理由")))
    for rule in checklist.rules:
        for member in situation.members[rule.each] if rule.each else (None,):
            name = member.id if member else None
            if evaluate(rule.condition, later, name).truth is True:
                assert evaluate(rule.condition, situation, name).truth is True, (rule.id, str(key))


def test_l3_gates_do_not_take_not_applicable(checklist: Checklist) -> None:
    situation = Situation(checklist, background(checklist))
    gates = [key for key in situation.keys if checklist.question[key.question].gate]
    assert {key.question for key in gates} >= {
        "shared-used",
        "contract-list",
        "backup-who",
        "physical-who",
        "network-exists",
    }
    assert all(situation.value_problem(key, NOT_APPLICABLE) for key in gates)


# -- L4 ---------------------------------------------------------------------------------------------------------


def worse(choices: tuple[Choice, ...], value: str) -> list[Choice]:
    rank = [Grade.MET, Grade.PARTLY, Grade.UNMET]
    now = next((one for one in choices if one.value == value), None)
    if now is None or now.grade is None:
        return []
    return [one for one in choices if one.grade and rank.index(one.grade) > rank.index(now.grade)]


@LAWS
@given(seed=seeds)
def test_l4_a_worse_answer_never_removes_a_defect_nor_adds_a_strength(checklist: Checklist, seed: int) -> None:
    chance = random.Random(seed)
    before = random_inspection(checklist, seed)
    situation = Situation(checklist, before)
    keys = [key for key in situation.keys if worse(situation.choices(key), situation.valid(key).value)]
    if not keys:
        return
    key = chance.choice(keys)
    choice = chance.choice(worse(situation.choices(key), situation.valid(key).value))
    later = Situation(checklist, before.with_answer(key, replace(before.answer(key), value=choice.value)))
    gone = [one for one in situation.keys if later.asked(one).truth is not True and situation.asked(one).truth is True]
    for rule in checklist.rules:
        for member in situation.members[rule.each] if rule.each else (None,):
            name = member.id if member else None
            old, new = evaluate(rule.condition, situation, name), evaluate(rule.condition, later, name)
            if rule.kind is RuleKind.DEFECT and not rule.refines and old.truth is True and new.truth is not True:
                assert set(old.operands) & set(gone), (rule.id, str(key), choice.value)
                assert any(one.status is Status.DEFECT and key in one.because for one in judge(later)), (
                    rule.id,
                    str(key),
                )
            if rule.kind is RuleKind.STRENGTH and old.truth is not True:
                assert new.truth is not True, (rule.id, str(key), choice.value)


# -- L5 ---------------------------------------------------------------------------------------------------------


def found_about(checklist: Checklist, answers: dict[str, str], rules: set[str]) -> set[tuple[str, str]]:
    situation = Situation(checklist, put(checklist, background(checklist), answers))
    return {(one.id, one.status.value) for one in judge(situation) if one.id in rules}


HOME = {"home-done", "home-forbidden-yet-done", "home-no-rule", "home-forbidden-none"}


@pytest.mark.parametrize(
    ("rule", "practice", "expected"),
    [
        ("forbidden", "done", {("home-done", "defect"), ("home-forbidden-yet-done", "defect")}),
        ("none", "done", {("home-done", "defect"), ("home-no-rule", "defect")}),
        ("forbidden", "none", {("home-forbidden-none", "note")}),
        ("unknown", "none", {("home-no-rule", "check")}),
        ("unknown", "done", {("home-done", "defect"), ("home-no-rule", "check")}),
        ("none", "none", {("home-no-rule", "defect")}),
    ],
)
def test_l5_home_work_tells_rule_and_act_apart(
    checklist: Checklist, rule: str, practice: str, expected: set[tuple[str, str]]
) -> None:
    answers = {"portable-home-rule@info": rule, "portable-home-practice@info": practice}
    quiet = {"portable-home-practice@juki": "na", "portable-home-practice@core": "na"}
    assert found_about(checklist, {**answers, **quiet}, HOME) == expected


AUDIT = {"audit-none", "audit-prescribed-never"}


@pytest.mark.parametrize(
    ("prescribed", "last", "expected"),
    [
        ("yes", "never", {("audit-none", "defect"), ("audit-prescribed-never", "defect")}),
        ("unknown", "never", {("audit-none", "defect")}),
        ("unknown", "year", set()),
        ("yes", "unknown", {("audit-none", "check")}),
    ],
)
def test_l5_audit_tells_prescribed_and_done_apart(
    checklist: Checklist, prescribed: str, last: str, expected: set[tuple[str, str]]
) -> None:
    assert found_about(checklist, {"audit-prescribed": prescribed, "audit-internal-last": last}, AUDIT) == expected


def test_l5_the_own_audit_and_the_contractors_are_independent(checklist: Checklist) -> None:
    rules = {"audit-none", "contract-never-checked"}
    for own in ("year", "never"):
        for contractor in ("year", "never"):
            expected = {("audit-none", "defect")} if own == "never" else set()
            expected |= {("contract-never-checked", "defect")} if contractor == "never" else set()
            assert found_about(checklist, {"audit-internal-last": own, "contract-audit": contractor}, rules) == expected


def test_l5_core_and_information_network_are_judged_apart_and_named(checklist: Checklist) -> None:
    inspection = put(checklist, background(checklist), {"malware-update@info": "user"})
    got = [one for one in judge(Situation(checklist, inspection)) if one.id == "malware-update-left"]
    assert [(one.member.name if one.member else "", one.title.endswith("（情報系）")) for one in got] == [
        ("情報系", True)
    ]


# -- L6 ---------------------------------------------------------------------------------------------------------


@LAWS
@given(seed=seeds)
def test_l6_order_names_and_repetition_change_nothing(checklist: Checklist, seed: int) -> None:
    inspection = random_inspection(checklist, seed)
    pairs = list(inspection.answers.items())
    random.Random(seed).shuffle(pairs)
    again = (
        replace(inspection, answers={}, office=replace(inspection.office, name="別の名前"))
        .with_answers(pairs)
        .with_answers(pairs)
    )
    assert judge(Situation(checklist, again)) == judge(Situation(checklist, inspection))


@LAWS
@given(seed=seeds)
def test_l6_findings_come_in_the_order_of_the_form_then_of_the_members(checklist: Checklist, seed: int) -> None:
    situation = Situation(checklist, random_inspection(checklist, seed))
    rules = {rule.id: place for place, rule in enumerate(checklist.rules)}
    got = [one for one in judge(situation) if one.rule]
    members = {name: [one.id for one in group] for name, group in situation.members.items()}
    order = [(rules[one.id], members[one.member.group].index(one.member.id) if one.member else 0) for one in got]
    assert order == sorted(order)


# -- L7 ---------------------------------------------------------------------------------------------------------


@LAWS
@given(seed=seeds)
def test_l7_the_reasons_carry_the_finding(checklist: Checklist, seed: int) -> None:
    situation = Situation(checklist, random_inspection(checklist, seed))
    for one in judge(situation):
        grades = {situation.grade(key) for key in one.because}
        states = {situation.state(key) for key in one.because}
        assert one.because
        assert one.sources
        if one.status is Status.DEFECT:
            assert grades & _BAD, one.id
            assert State.UNKNOWN not in states, one.id
        elif one.status is Status.STRENGTH:
            assert not grades & _BAD, one.id
            assert not any(situation.guessed(key) for key in one.because), one.id
        elif one.status is Status.CHECK and one.rule:
            assert State.UNKNOWN in states, one.id


def test_l7_a_defect_standing_on_a_guess_says_so(checklist: Checklist) -> None:
    inspection = put(checklist, background(checklist), {"org-aware": "cannot"})
    key = Key("org-aware")
    situation = Situation(checklist, inspection.with_answer(key, replace(inspection.answer(key), basis=Basis.GUESS)))
    assert any(key in one.because and one.status is Status.DEFECT for one in judge(situation))
    assert situation.guessed(key)


# -- the open list ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "contracts", "expected"),
    [
        ("none", 0, 0),
        ("complete", 1, 0),
        ("complete", 0, 1),
        ("partial", 1, 1),
        ("unknown", 0, 1),
        ("", 0, 1),
        ("partial", 0, 1),
    ],
)
def test_an_open_list_not_closed_is_exactly_one_thing_to_find_out(
    checklist: Checklist, value: str, contracts: int, expected: int
) -> None:
    inspection = background(checklist, contracts).with_values({Key("contract-list"): value})
    got = [one for one in judge(Situation(checklist, inspection)) if one.id == "contract-unlisted"]
    assert len(got) == expected
    assert all(one.status is Status.CHECK for one in got)


def test_what_another_does_and_nobody_confirmed_is_a_finding_of_its_own(checklist: Checklist) -> None:
    base = background(checklist)
    for value, expected in (
        ("paper", set()),
        ("unconfirmed", {("backup-delegated", "defect")}),
        ("heard", {("backup-delegated", "defect")}),
    ):
        answers = {"backup-who": "contractor", "backup-place": value, "backup-restore-test": "paper"}
        situation = Situation(checklist, put(checklist, base, answers))
        got = {
            (one.id, one.status.value) for one in judge(situation) if one.id in {"backup-delegated", "backup-unlocked"}
        }
        assert got == expected
