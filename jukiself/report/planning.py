"""改善計画 beside the findings as they are now: what became of each step, what is not planned yet, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.answers.model import Step, StepState
from jukiself.checklist.condition import evaluate
from jukiself.findings.judge import Finding, Status
from jukiself.report.sort import WEIGHTS, sort_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Cost, Rule

_LAST = "9999-12-31"


class Standing(StrEnum):
    """How a step stands to the finding it was planned for."""

    OWN = "own"  # planned without a finding
    THERE = "there"
    GONE = "gone"  # the answers say so
    WAITS = "waits"  # nothing can be said until more is answered, as in a year that has just begun
    PAST = "past"  # what it was about is no longer listed or asked
    STILL = "still"  # the step is done and the finding is there all the same
    TURNED = "turned"  # it was to be found out, and what came out has to be mended


STANDING_WORDS = {
    Standing.OWN: "",
    Standing.THERE: "",
    Standing.GONE: "この所見はなくなりました",
    Standing.WAITS: "答えがそろっていないので、所見がどうなったかはまだ言えません",
    Standing.PAST: "この所見の対象は、いまの点検にありません",
    Standing.STILL: "済みですが、所見は残っています。答えを見直してください",
    Standing.TURNED: "調べた結果、改善が必要とわかりました",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A step with its place in the plan and what there is to say about it today."""

    place: int
    step: Step
    finding: Finding | None
    rule: Rule | None
    standing: Standing
    overdue: bool

    @property
    def cost(self) -> Cost | None:
        """手間; None for a step nobody's rule proposed."""
        return self.rule.remedy.cost if self.rule and self.rule.remedy else None

    @property
    def weight(self) -> int:
        """How urgent its finding is; 0 where there is none to mend."""
        severity = self.finding.severity if self.finding else None
        return WEIGHTS[severity] if self.finding and severity and self.finding.status is Status.DEFECT else 0


def lines(situation: Situation, findings: Iterable[Finding], today: str) -> tuple[Line, ...]:
    """The whole plan, in its own order."""
    by_id = {_id(one): one for one in findings if one.status in {Status.DEFECT, Status.CHECK}}
    rules = {one.id: one for one in situation.checklist.rules}
    return tuple(
        _line(situation, place, step, by_id.get((step.rule, step.member)), rules.get(step.rule), today)
        for place, step in enumerate(situation.inspection.steps)
    )


def _id(finding: Finding) -> tuple[str, str | None]:
    return finding.id, finding.member.id if finding.member else None


def _line(situation: Situation, place: int, step: Step, finding: Finding | None, rule: Rule | None, today: str) -> Line:
    standing = _with_finding(step, finding, rule) if finding else _without(situation, step, rule)
    # Nobody is late with what is no longer to be done.
    return Line(place, step, finding, rule, standing, step.overdue(today) and standing is not Standing.GONE)


def _with_finding(step: Step, finding: Finding, rule: Rule | None) -> Standing:
    if finding.status is Status.DEFECT and _asked(step, rule):
        return Standing.TURNED
    return Standing.STILL if step.state is StepState.DONE else Standing.THERE


def _without(situation: Situation, step: Step, rule: Rule | None) -> Standing:
    """A finding is gone only where the answers say so, not where nobody has answered yet."""
    if not step.rule:
        return Standing.OWN
    if rule is None:
        closed = {one.unlisted.id for one in situation.checklist.groups if one.unlisted}
        return Standing.GONE if step.rule in closed else Standing.PAST
    members = {one.id for one in situation.members[rule.each]} if rule.each else {None}
    if step.member not in members:
        return Standing.PAST
    return Standing.GONE if evaluate(rule.condition, situation, step.member).truth is False else Standing.WAITS


def _asked(step: Step, rule: Rule | None) -> bool:
    """Whether a step was planned while its finding was still 調べること."""
    if rule is None or not step.about:
        return False
    return step.about.startswith(rule.check_title) and not step.about.startswith(rule.title)


def unplanned(situation: Situation, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What has no step yet: 改善が必要 by urgency, then 調べること.

    A refinement stands for itself only where its first step is another one; a finding that was planned as 調べること
    and has turned out to be so wants a step of its own.
    """
    rules = {one.id: one for one in situation.checklist.rules}
    taken = {(one.rule, one.member, _asked(one, rules.get(one.rule))) for one in situation.inspection.steps}
    found = sort_findings(findings)
    wanted: list[Finding] = []
    for box in found.defects:
        wanted += [box.plain, *(one for one in box.refinements if _first_step(one) != _first_step(box.plain))]
    return (
        *(one for one in wanted if (*_id(one), False) not in taken),
        *(one for one in found.checks if not {(*_id(one), asked) for asked in (False, True)} & taken),
    )


def _first_step(finding: Finding) -> str:
    return finding.rule.remedy.step if finding.rule and finding.rule.remedy else ""


def by_day(found: Iterable[Line]) -> list[Line]:
    """What is still to be done first, by its day; without a day after those that have one."""
    return sorted(found, key=lambda one: (one.step.closed, one.step.until or _LAST, -one.weight, one.place))


def by_urgency(found: Iterable[Line]) -> list[Line]:
    """What is still to be done first, the most urgent finding before the others."""
    return sorted(found, key=lambda one: (one.step.closed, -one.weight, one.step.until or _LAST, one.place))


def count_words(found: Sequence[Line]) -> str:
    """How many there are and how far they have come, for the head of a page or a paper."""
    if not found:
        return ""
    states = (
        ("未着手", sum(one.step.state is StepState.OPEN for one in found)),
        ("取組中", sum(one.step.state is StepState.DOING for one in found)),
        ("済み", sum(one.step.state is StepState.DONE for one in found)),
        ("見送り", sum(one.step.state is StepState.DROPPED for one in found)),
    )
    said = "、".join(f"{word}{count}件" for word, count in states if count)
    late = sum(one.overdue for one in found)
    gone = sum(one.standing is Standing.GONE for one in found)
    more = [f"▲期限切れ{late}件"] * bool(late) + [f"所見がなくなったもの{gone}件"] * bool(gone)
    return "　".join([f"{len(found)}件（{said}）", *more])
