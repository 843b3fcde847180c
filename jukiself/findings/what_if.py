"""もし〜なら: what other answers would change, without writing any. The same judging as ever, on answers supposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.situation import Situation, State
from jukiself.checklist.model import Choice, Grade
from jukiself.findings.judge import Finding, Status, judge, to_find_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jukiself.answers.model import Key

_RANK = {Grade.MET: 2, Grade.PARTLY: 1, Grade.UNMET: 0}
_OPEN = {State.UNKNOWN, State.UNANSWERED}


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer a finding rests on, and what it might be instead."""

    key: Key
    choices: tuple[Choice, ...]


def offers(situation: Situation, findings: Iterable[Finding]) -> tuple[Offer, ...]:
    """For each answer the findings rest on: the better choices, or every choice where it is open."""
    keys = dict.fromkeys(key for one in findings for key in one.because)
    return tuple(Offer(key, _instead(situation, key)) for key in keys)


def _instead(situation: Situation, key: Key) -> tuple[Choice, ...]:
    choices = situation.choices(key)
    if situation.state(key) in _OPEN:
        return choices
    value, grade = situation.valid(key).value, situation.grade(key)
    if grade is None:
        # A plain fact is not better or worse, but a list that is said to be partial may become whole.
        return () if situation.checklist.question[key.question].graded else _others(choices, value)
    return tuple(one for one in choices if one.grade and _RANK[one.grade] > _RANK[grade])


def _others(choices: tuple[Choice, ...], value: str) -> tuple[Choice, ...]:
    return tuple(one for one in choices if one.value != value)


def suppose(situation: Situation, values: Mapping[Key, str]) -> Situation:
    """The situation as it would be; nothing of the inspection given is touched."""
    return Situation(situation.checklist, situation.inspection.with_values(values)) if values else situation


@dataclass(frozen=True, slots=True)
class Difference:
    """What a supposition does: ``stay`` are findings that rest on an answer supposed and are still found.

    ``closed`` are lines of the 調べること list that close, ``asked`` questions that would be asked as well and are open.
    """

    gone: tuple[Finding, ...]
    stay: tuple[Finding, ...]
    new: tuple[Finding, ...]
    closed: tuple[Key, ...]
    asked: tuple[Key, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether it makes no difference at all."""
        return not (self.gone or self.new or self.closed or self.asked)


def difference(before: Situation, after: Situation) -> Difference:
    """Findings that go, stay and appear, and lines of the 調べること list that close."""
    then, now = judge(before), judge(after)
    had, has = {finding_id(one) for one in then}, {finding_id(one) for one in now}
    changed, asked = _changed(before, after), frozenset(before.keys)
    open_now = {one.key for one in to_find_out(after)}
    return Difference(
        gone=tuple(one for one in then if finding_id(one) not in has),
        stay=tuple(one for one in now if finding_id(one) in had and changed & set(one.because)),
        new=tuple(one for one in now if finding_id(one) not in had),
        closed=tuple(one.key for one in to_find_out(before) if one.key not in open_now),
        asked=tuple(key for key in after.keys if key not in asked and after.state(key) in _OPEN),
    )


def finding_id(finding: Finding) -> tuple[str, Status, str | None]:
    """What makes it the same finding under other answers."""
    return finding.id, finding.status, finding.member.id if finding.member else None


def _changed(before: Situation, after: Situation) -> set[Key]:
    keys = {*before.inspection.answers, *after.inspection.answers}
    return {key for key in keys if before.inspection.answer(key).value != after.inspection.answer(key).value}
