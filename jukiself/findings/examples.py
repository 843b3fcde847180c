"""Each rule's own examples, run against the rule: the form proves itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer, Contract, Inspection, Key, Office
from jukiself.answers.situation import Situation
from jukiself.checklist.model import Kind, RuleKind
from jukiself.findings.judge import Status, judge_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jukiself.checklist.model import Checklist, Question, Rule

NOBODY = Office("000000", "")


def background(checklist: Checklist, contracts: int = 1, network_set: str = "2006") -> Inspection:
    """Every question answered with its first choice, every member present, so many contracts listed."""
    listed = tuple(Contract(f"c{number}", f"契約{number}") for number in range(1, contracts + 1))
    extras = tuple(one.id for one in checklist.areas if one.optional)
    inspection = Inspection(
        NOBODY, 2026, checklist.id, checklist.edition, network_set=network_set, contracts=listed, extras=extras
    )
    # A first choice may open further questions, so answer in the order of the form until nothing new is asked.
    for question in checklist.questions:
        inspection = put(checklist, inspection, {question.id: _first(question)})
    return inspection


def _first(question: Question) -> str:
    if question.choices:
        return question.choices[0].value
    return {Kind.NUMBER: "1", Kind.DATE: "2026-04-01"}.get(question.kind, "文")


def put(checklist: Checklist, inspection: Inspection, answers: Mapping[str, str]) -> Inspection:
    """Answers put in by ``question`` (every member) or ``question@member``; an empty value takes one out."""
    situation = Situation(checklist, inspection)
    pairs = []
    for name, value in answers.items():
        key = Key.parse(name)
        group = checklist.question[key.question].group
        keys = [Key(key.question, one.id) for one in situation.members[group]] if group and not key.member else [key]
        pairs += [(one, replace(inspection.answer(one), value=value, note="理由" if value else "")) for one in keys]
    return inspection.with_answers((key, answer if answer.value else Answer()) for key, answer in pairs)


_EXPECTED = {
    RuleKind.DEFECT: {"met": None, "gap": Status.DEFECT, "open": Status.CHECK},
    RuleKind.STRENGTH: {"met": Status.STRENGTH, "gap": None, "open": None},
    RuleKind.NOTE: {"met": Status.NOTE, "gap": None, "open": None},
}


def run_examples(checklist: Checklist) -> Iterator[str]:
    """What each failing example says, in Japanese; nothing where all hold."""
    base = background(checklist)
    for rule in checklist.rules:
        yield from rule_faults(checklist, rule, base)


def rule_faults(checklist: Checklist, rule: Rule, base: Inspection) -> Iterator[str]:
    """The same for one rule, over the background given."""
    for verdict, said, situation in tried(checklist, rule.examples, base):
        if fault := _run(rule, verdict, situation):
            yield f"所見 {rule.id} の例 {verdict}（{said}）: {fault}"


def tried(
    checklist: Checklist, examples: Mapping[str, Iterable[Mapping[str, str]]], base: Inspection
) -> Iterator[tuple[str, str, Situation | str]]:
    """Each example's verdict, its answers in words, and the background with them, or why they cannot be put in."""
    for verdict, several in examples.items():
        for answers in several:
            said = "、".join(f"{name}={value}" for name, value in answers.items())
            yield verdict, said, _situation(checklist, base, answers)


def _situation(checklist: Checklist, base: Inspection, answers: Mapping[str, str]) -> Situation | str:
    """The example's answers over the background, or why they cannot be put in."""
    unknown = [name for name in answers if Key.parse(name).question not in checklist.question]
    if unknown:
        return f"知らない設問です: {'、'.join(unknown)}"
    found = put(checklist, base, answers)
    situation = Situation(checklist, found)
    for name in answers:
        question = Key.parse(name).question
        for key in situation.keys:
            if key.question == question and (problem := situation.value_problem(key, found.answer(key).value)):
                return f"{key}: {problem}"
    return situation


def _run(rule: Rule, verdict: str, situation: Situation | str) -> str:
    if isinstance(situation, str):
        return situation
    expected = _EXPECTED[rule.kind][verdict]
    if rule.refines and verdict == "open":
        expected = None
    got = {one.status for one in judge_by(rule, situation)}
    if expected is None:
        return f"出ないはずの所見が出ました（{'・'.join(sorted(got))}）。" if got else ""
    return "" if expected in got else f"{expected} になりません（{'・'.join(sorted(got)) or '出ない'}）。"
