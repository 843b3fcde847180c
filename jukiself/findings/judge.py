"""Rules meet answers: every finding with its reasons (design §5)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.answers.model import Key
from jukiself.answers.situation import Member, Situation, State
from jukiself.checklist.condition import Outcome, atoms
from jukiself.checklist.model import Rule, RuleKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.checklist.model import Unlisted


class Status(StrEnum):
    """改善が必要, 調べること, 良い点 or 参考."""

    DEFECT = "defect"
    CHECK = "check"
    STRENGTH = "strength"
    NOTE = "note"


STATUS_LABELS = {
    Status.DEFECT: "改善が必要",
    Status.CHECK: "調べること",
    Status.STRENGTH: "良い点",
    Status.NOTE: "参考",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What follows from the answers.

    ``because`` are the keys that decide, in the order of the condition. ``rule`` is None only for the check that
    stands for an open list not yet closed; its words come from the group.
    """

    id: str
    status: Status
    severity: Severity | None
    security: bool
    area: str
    stage: str
    refines: str | None
    member: Member | None
    title: str
    text: str
    because: tuple[Key, ...]
    sources: tuple[str, ...]
    rule: Rule | None


def judge(situation: Situation) -> tuple[Finding, ...]:
    """All findings, in the order of the form, then of the members; the same answers always give the same ones."""
    return tuple(_judge(situation))


def _judge(situation: Situation) -> Iterator[Finding]:
    checklist = situation.checklist
    for area in checklist.areas:
        for group in checklist.groups:
            if group.unlisted and group.unlisted.area == area.id and not situation.list_closed(group):
                yield _unlisted(group.unlisted, group.gate)
        for rule in checklist.rules_of[area.id]:
            yield from judge_by(rule, situation)


def judge_by(rule: Rule, situation: Situation) -> Iterator[Finding]:
    """What one rule finds, for each of its members."""
    members = situation.members[rule.each] if rule.each else (None,)
    for member in members:
        finding = _apply(rule, member, situation)
        if finding:
            yield finding


def _apply(rule: Rule, member: Member | None, situation: Situation) -> Finding | None:
    outcome = situation.holds(rule.condition, member.id if member else None)
    status = _status(rule, outcome, situation)
    if status is None:
        return None
    check = status is Status.CHECK
    title = rule.check_title if check else rule.title
    return Finding(
        id=rule.id,
        status=status,
        severity=rule.severity,
        security=rule.security,
        area=rule.area,
        stage=rule.stage,
        refines=rule.refines,
        member=member,
        title=f"{title}（{member.name}）" if member else title,
        text=rule.to_find_out if check else rule.text,
        because=_within(situation, outcome.operands) if check else outcome.operands,
        sources=_sources(rule, member, situation) if check else rule.sources,
        rule=rule,
    )


def _within(situation: Situation, operands: tuple[Key, ...]) -> tuple[Key, ...]:
    """Reasons without what is open and not asked at this depth: nobody is sent to find that out."""
    known = {State.ANSWERED, State.NOT_APPLICABLE}
    question = situation.checklist.question
    return tuple(key for key in operands if situation.offered(question[key.question]) or situation.state(key) in known)


def _sources(rule: Rule, member: Member | None, situation: Situation) -> tuple[str, ...]:
    """A check also stands for the refinements that are still open: what they cite may turn out to be so."""
    found = list(rule.sources)
    for other in situation.checklist.refinements.get(rule.id, ()):
        if situation.holds(other.condition, member.id if member else None).truth is None:
            found += [one for one in other.sources if one not in found]
    return tuple(found)


def _status(rule: Rule, outcome: Outcome[Key], situation: Situation) -> Status | None:
    if outcome.truth is True:
        if rule.kind is RuleKind.STRENGTH and any(situation.guessed(key) for key in outcome.operands):
            return None
        return Status(rule.kind)
    # A refinement speaks inside its plain finding, so it never asks by itself; and what is merely unanswered is
    # counted as unfinished, not as something to find out.
    if outcome.truth is None and rule.kind is RuleKind.DEFECT and not rule.refines:
        # Nor where an open gate is asked, and nothing of what lies behind it.
        asked = (situation.offered(situation.checklist.question[one.question]) for one in atoms(rule.condition))
        asks = any(situation.state(key) is State.UNKNOWN for key in _within(situation, outcome.operands))
        asks = asks and any(asked)
        return Status.CHECK if asks else None
    return None


def _unlisted(said: Unlisted, gate: str) -> Finding:
    return Finding(
        id=said.id,
        status=Status.CHECK,
        severity=None,
        security=True,
        area=said.area,
        stage=said.stage,
        refines=None,
        member=None,
        title=said.check_title,
        text=said.to_find_out,
        because=(Key(gate),),
        sources=said.sources,
        rule=None,
    )


@dataclass(frozen=True, slots=True)
class ToFindOut:
    """One line of the 調べること list: an answer that is わからない or たぶん."""

    key: Key
    why: str  # unknown or guess


def to_find_out(situation: Situation) -> tuple[ToFindOut, ...]:
    """Every わからない and every たぶん, in the order of the form."""
    found = []
    for key in situation.keys:
        if situation.state(key) is State.UNKNOWN:
            found.append(ToFindOut(key, "unknown"))
        elif situation.guessed(key):
            found.append(ToFindOut(key, "guess"))
    return tuple(found)
