"""Mutants of what the form judges: does the form's own check notice every slip in a condition? (``make mutants``)

A mutant is killed by the static check of the form, by the examples written beside its rule, or — where a question is
asked when it should not be — by the published cases, which answer exactly what is asked. Nothing is written to disk.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.checklist.check import check_form
from jukiself.checklist.condition import atoms
from jukiself.checklist.read import read_checklist
from jukiself.findings.examples import background, rule_faults
from jukiself.survey.examples import cross_faults
from jukiself.work.cases import CaseError, case_ids, read_case
from tests.mutants.conditions import mutants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jukiself.answers.model import Inspection
    from jukiself.checklist.cross import CrossRule
    from jukiself.checklist.model import Checklist, Question, Rule


@dataclass(frozen=True)
class Killing:
    """Who noticed a mutant; ``by`` is empty where nobody did."""

    name: str
    kind: str
    by: str


class Form:
    """The shipped edition, and ways to look at it with one thing changed."""

    def __init__(self) -> None:
        self.checklist: Checklist = read_checklist(places.default_form())
        self.cases = case_ids()

    @cached_property
    def base(self) -> Inspection:
        """The answers examples stand on."""
        return background(self.checklist)

    def with_rule(self, mutant: Rule) -> Checklist:
        """The form with one rule changed."""
        rules = tuple(mutant if one.id == mutant.id else one for one in self.checklist.rules)
        return replace(self.checklist, rules=rules)

    def with_question(self, mutant: Question) -> Checklist:
        """The form with one question changed."""
        questions = tuple(mutant if one.id == mutant.id else one for one in self.checklist.questions)
        return replace(self.checklist, questions=questions)

    def with_cross(self, mutant: CrossRule) -> Checklist:
        """The form with one cross rule changed."""
        return replace(
            self.checklist, across=tuple(mutant if one.id == mutant.id else one for one in self.checklist.across)
        )

    def reading(self, question: Question) -> list[Rule]:
        """The rules that depend on whether this question is asked."""
        names, more = {question.id}, True
        while more:
            found = {one.id for one in self.checklist.questions if _gates(one) & names} - names
            names |= found
            more = bool(found)
        return [one for one in self.checklist.rules if {atom.question for atom in atoms(one.condition)} & names]


def _gates(question: Question) -> set[str]:
    found = {atom.question for atom in atoms(question.when)} if question.when else set()
    return found | ({question.delegated_by} if question.delegated_by else set())


def _first(checks: dict[str, Callable[[], bool]]) -> str:
    return next((name for name, check in checks.items() if check()), "")


def _at_fault(checklist: Checklist) -> bool:
    return bool(check_form(checklist))


def of_rules(form: Form) -> Iterator[Killing]:
    """The conditions of the rules."""
    for rule in form.checklist.rules:
        for what, condition in mutants(rule.condition, form.checklist):
            mutant = replace(rule, condition=condition)
            by = _first({
                "examples": partial(any, rule_faults(form.checklist, mutant, form.base)),
                "form check": partial(_at_fault, form.with_rule(mutant)),
            })  # fmt: skip
            yield Killing(f"{rule.id}: {what}", "rule", by)


def of_questions(form: Form) -> Iterator[Killing]:
    """When a question is asked, and who is asked in the office's stead."""
    for question in form.checklist.questions:
        changed = []
        if question.when:
            changed = [(what, replace(question, when=one)) for what, one in mutants(question.when, form.checklist)]
            changed.append(("asked always", replace(question, when=None)))
        if question.delegated_by:
            changed.append(("never delegated", replace(question, delegated_by=None)))
        for what, mutant in changed:
            yield Killing(f"{question.id}: {what}", "question", _killer_of_question(form, mutant))


def _killer_of_question(form: Form, mutant: Question) -> str:
    checklist = form.with_question(mutant)
    base = background(checklist)
    return _first({
        "examples": lambda: any(fault for one in form.reading(mutant) for fault in rule_faults(checklist, one, base)),
        "form check": lambda: bool(check_form(checklist)),
        "cases": lambda: not all(_fits(one, checklist) for one in form.cases),
    })  # fmt: skip


def _fits(case: str, checklist: Checklist) -> bool:
    try:
        read_case(case, checklist)
    except CaseError:
        return False
    return True


def of_cross_rules(form: Form) -> Iterator[Killing]:
    """What is counted over many offices, and of whom."""
    for one in form.checklist.across:
        changed = []
        if one.condition:
            changed += [(what, replace(one, condition=each)) for what, each in mutants(one.condition, form.checklist)]
        if one.of:
            changed += [(f"of: {what}", replace(one, of=each)) for what, each in mutants(one.of, form.checklist)]
            changed.append(("of everybody", replace(one, of=None)))
        for what, mutant in changed:
            by = _first({
                "examples": partial(any, cross_faults(form.checklist, mutant, form.base)),
                "form check": partial(_at_fault, form.with_cross(mutant)),
            })  # fmt: skip
            yield Killing(f"{one.id}: {what}", "cross rule", by)


def run() -> list[Killing]:
    """Every mutant of the shipped edition."""
    form = Form()
    return [*of_rules(form), *of_questions(form), *of_cross_rules(form)]


def table(found: list[Killing]) -> dict[str, Counter[str]]:
    """How many each killed, by kind of mutant."""
    counts: dict[str, Counter[str]] = {}
    for one in found:
        counts.setdefault(one.kind, Counter())[one.by or "nobody"] += 1
    return counts
