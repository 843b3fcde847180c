"""Two inspections of one office side by side, question by question and finding by finding; never a rank, never a mark.

Every difference has an opposite: looking from the other side turns 良くなった into 悪くなった, 分かった into
分からなくなった, and so on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.lineage import old_words
from jukiself.answers.situation import Situation, State
from jukiself.checklist.condition import evaluate
from jukiself.checklist.model import UNKNOWN, Grade, Kind
from jukiself.findings.judge import Status, judge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.answers.model import Contract, Key
    from jukiself.findings.judge import Finding


class Way(StrEnum):
    """What became of one answer; ``PENDING``: one side has not answered yet, so nothing can be said."""

    BETTER = "better"
    WORSE = "worse"
    LEARNT = "learnt"
    LOST = "lost"
    OTHER = "other"
    PENDING = "pending"
    SAME = "same"
    NEW = "new"
    GONE = "gone"


WAY_LABELS = {
    Way.BETTER: "良くなった",
    Way.WORSE: "悪くなった",
    Way.LEARNT: "分かった",
    Way.LOST: "分からなくなった",
    Way.OTHER: "ほかに変わった",
    Way.PENDING: "片方が未回答",
    Way.SAME: "変わらない",
    Way.NEW: "新しく尋ねた",
    Way.GONE: "尋ねなくなった",
}


class Turn(StrEnum):
    """What became of a finding: 改善が必要 or 良い点.

    ``UNSURE`` and ``FOUND``: on the other side the answers do not tell. ``OUT`` and ``IN``: on the other side it is
    not asked, or 該当なし. ``LESS`` and ``MORE``: a refinement left or joined a finding that stands on both sides; it
    goes when the good half of it got worse, so it is never over by itself.
    """

    OVER = "over"
    NEW = "new"
    STILL = "still"
    UNSURE = "unsure"
    FOUND = "found"
    OUT = "out"
    IN = "in"
    LESS = "less"
    MORE = "more"


_OPPOSITE = {Turn.OVER: Turn.NEW, Turn.UNSURE: Turn.FOUND, Turn.OUT: Turn.IN, Turn.LESS: Turn.MORE}
#: What a rule that holds no more means, by how its plain rule stands (which is itself where it refines none).
_WITHOUT = {True: Turn.LESS, None: Turn.UNSURE, False: Turn.OVER}
_GRADES = tuple(Grade)


@dataclass(frozen=True, slots=True)
class Difference:
    """One question of one member; words are empty on a side where it was not asked."""

    key: Key
    way: Way
    before: str
    now: str
    area: str
    stage: str


@dataclass(frozen=True, slots=True)
class Turned:
    """One finding that stood on at least one side; ``finding`` is that of now, where there is one."""

    finding: Finding
    turn: Turn


class Differences:
    """Two situations of the same office compared; both as they are, nothing is kept."""

    def __init__(self, before: Situation, now: Situation) -> None:
        self.before = before
        self.now = now
        self._strangers = _strangers(before, now)
        self._asked_before = frozenset(before.keys)

    @cached_property
    def all(self) -> tuple[Difference, ...]:
        """Every question asked on either side, in the order of the form of now, those gone after them."""
        now = tuple(self._difference(key) for key in self.now.keys)
        both = {one.key for one in now if one.way is not Way.NEW}
        gone = (key for key in self.before.keys if key not in both)
        return (*now, *(_one_sided(self.before, key, Way.GONE) for key in gone))

    def of(self, way: Way) -> tuple[Difference, ...]:
        """Those that went one way."""
        return tuple(one for one in self.all if one.way is way)

    @cached_property
    def counts(self) -> Counter[Way]:
        """How many went each way."""
        return Counter(one.way for one in self.all)

    def counts_by(self, place: str) -> dict[str, Counter[Way]]:
        """The same per ``area`` or ``stage``, in the order they come up."""
        found: dict[str, Counter[Way]] = {}
        for one in self.all:
            found.setdefault(getattr(one, place), Counter())[one.way] += 1
        return found

    def _difference(self, key: Key) -> Difference:
        if key.member in self._strangers or key not in self._asked_before:
            return _one_sided(self.now, key, Way.NEW)
        question = self.now.checklist.question[key.question]
        way = _way(self.before, self.now, key)
        return Difference(key, way, _words(self.before, key), _words(self.now, key), question.area, question.stage)

    # -- findings
    def turned(self, status: Status) -> tuple[Turned, ...]:
        """What became of the findings of a status: those of now in the order of the form, then those no more."""
        before = {_place(one): one for one in judge(self.before) if one.status is status}
        now = {_place(one): one for one in judge(self.now) if one.status is status}
        met = {place for place in now if place in before and place[1] not in self._strangers}
        found = [Turned(one, Turn.STILL if place in met else self._came(one)) for place, one in now.items()]
        return (*found, *(Turned(one, self._went(one)) for place, one in before.items() if place not in met))

    def _came(self, finding: Finding) -> Turn:
        return _OPPOSITE[self._absence(finding, self.before)]

    def _went(self, finding: Finding) -> Turn:
        return self._absence(finding, self.now)

    def _absence(self, finding: Finding, there: Situation) -> Turn:
        """Why a finding does not stand on the other side."""
        member = finding.member.id if finding.member else None
        rule = there.checklist.rule.get(finding.id)
        listed = {one.id for members in there.members.values() for one in members}
        if rule is None or (member is not None and (member in self._strangers or member not in listed)):
            return Turn.OUT
        if evaluate(rule.condition, there, member).truth is not False:
            return Turn.UNSURE
        if any(there.asked(key).truth is False or there.state(key) is State.NOT_APPLICABLE for key in finding.because):
            return Turn.OUT
        plain = there.checklist.rule[rule.refines] if rule.refines else rule
        return _WITHOUT[evaluate(plain.condition, there, member).truth]


def _strangers(before: Situation, now: Situation) -> frozenset[str]:
    """Contracts that share an id and nothing else: files of different origin count their contracts alike."""
    then = {one.id: one for one in before.inspection.contracts}
    return frozenset(one.id for one in now.inspection.contracts if one.id in then and not _alike(then[one.id], one))


def _alike(one: Contract, other: Contract) -> bool:
    pairs = ((one.name, other.name), (one.contractor, other.contractor))
    known = [(left.strip(), right.strip()) for left, right in pairs if left.strip() and right.strip()]
    return not known or any(left == right for left, right in known)


def _place(finding: Finding) -> tuple[str, str | None]:
    return finding.id, finding.member.id if finding.member else None


def _one_sided(situation: Situation, key: Key, way: Way) -> Difference:
    question, said = situation.checklist.question[key.question], _words(situation, key)
    before, now = (said, "") if way is Way.GONE else ("", said)
    return Difference(key, way, before, now, question.area, question.stage)


def _words(situation: Situation, key: Key) -> str:
    return situation.label(key) + ("（たぶん）" if situation.guessed(key) else "")


def _way(before: Situation, now: Situation, key: Key) -> Way:
    then, here = before.valid(key).value, now.valid(key).value
    if then == here:
        return _by_basis(before, now, key)
    if not then or not here:
        return Way.PENDING
    if UNKNOWN in {then, here}:
        return Way.LEARNT if then == UNKNOWN else Way.LOST
    if State.NOT_APPLICABLE in {before.state(key), now.state(key)} or bool(before.delegated(key).truth) != bool(
        now.delegated(key).truth
    ):
        return Way.OTHER
    return _by_worth(before, now, key)


def _by_basis(before: Situation, now: Situation, key: Key) -> Way:
    """The same answer: たぶん that was seen or heard since is something learnt."""
    was, is_ = before.guessed(key), now.guessed(key)
    if was == is_:
        return Way.SAME
    return Way.LEARNT if was else Way.LOST


def _by_worth(before: Situation, now: Situation, key: Key) -> Way:
    question = now.checklist.question[key.question]
    if question.kind is not before.checklist.question[key.question].kind:
        return Way.OTHER
    if question.kind is Kind.NUMBER and question.better:
        gain = float(now.valid(key).value) - float(before.valid(key).value)
        gain = gain if question.better == "more" else -gain
    else:
        grades = (before.grade(key), now.grade(key))
        if grades[0] is None or grades[1] is None:
            return Way.OTHER
        gain = _GRADES.index(grades[0]) - _GRADES.index(grades[1])
    return Way.BETTER if gain > 0 else Way.WORSE if gain < 0 else Way.OTHER


def only(turned: Iterable[Turned], *turns: Turn) -> list[Finding]:
    """The findings that took one of these turns."""
    return [one.finding for one in turned if one.turn in turns]


def from_last_year(now: Situation) -> Situation | None:
    """The inspection before, as far as the one of now remembers it: its answers, with today's contracts and depth.

    What the question of an earlier edition meant otherwise cannot be compared.
    """
    inspection = now.inspection
    if not inspection.last_year:
        return None
    said = {key: one for key, one in inspection.last_year.items() if not old_words(one)}
    then = replace(inspection, year=inspection.year - 1, submission=1, answers=said, last_year=MappingProxyType({}))
    return Situation(now.checklist, then)
