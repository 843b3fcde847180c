"""What is open: which questions are asked of whom, which choices they offer, and what the answers amount to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from jukiself.answers.model import Answer, Basis, Inspection, Key
from jukiself.checklist.condition import Any, Atom, Compare, Condition, In, Outcome, Truth, atoms, evaluate
from jukiself.checklist.model import (
    DELEGATED,
    DELEGATED_VALUES,
    NOT_APPLICABLE,
    UNKNOWN,
    Checklist,
    Choice,
    Grade,
    Group,
    Kind,
    Question,
)


class State(StrEnum):
    """Exactly one of these holds for every question asked."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"


_STATES = {"": State.UNANSWERED, UNKNOWN: State.UNKNOWN, NOT_APPLICABLE: State.NOT_APPLICABLE}
STATE_LABELS = {State.UNKNOWN: "わからない", State.NOT_APPLICABLE: "該当なし", State.UNANSWERED: "未回答"}


class Member(NamedTuple):
    """One thing a group's questions are asked about."""

    group: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about an answer that a person should look at; ``key`` says where."""

    key: Key
    kind: str  # required, form, range or relation
    message: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the answering has come, per question and member; the four parts add up to ``asked``."""

    asked: int
    answered: int
    unknown: int
    not_applicable: int
    unanswered: int


_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,4})?")


class Situation:
    """A checklist and one inspection of it, looked at together. Immutable: make a new one after each answer."""

    def __init__(self, checklist: Checklist, inspection: Inspection) -> None:
        self.checklist = checklist
        self.inspection = inspection
        # Asked again and again by every rule; nothing in here ever changes.
        self._asked: dict[Key, Outcome[Key]] = {}
        self._delegated: dict[Key, Outcome[Key]] = {}
        self._valid: dict[Key, Answer] = {}
        self._truths: dict[tuple[int, str | None], tuple[Condition, Outcome[Key]]] = {}

    # -- members ------------------------------------------------------------------------------------------------

    @cached_property
    def members(self) -> dict[str, tuple[Member, ...]]:
        """Members by group id, in order: a fixed group's set, or the contracts listed."""
        found = {}
        for group in self.checklist.groups:
            if group.fixed:
                try:
                    chosen = group.member_set(self.inspection.network_set or group.default_set)
                except KeyError:
                    chosen = group.member_set(group.default_set)
                found[group.id] = tuple(Member(group.id, one.id, one.name) for one in chosen.members)
            else:
                # A contract nobody has named yet is called by its id.
                listed = ((one.id, one.name if one.name.strip() else one.id) for one in self.inspection.running)
                found[group.id] = tuple(Member(group.id, ident, name) for ident, name in listed)
        return found

    def member(self, key: Key) -> Member | None:
        """The member a key is about, if it is about one that exists."""
        group = self.checklist.question[key.question].group
        return next((one for one in self.members[group] if one.id == key.member), None) if group else None

    def _presence(self, group: Group, member: str) -> Outcome[Key]:
        """Whether a member is there to be asked about; what somebody listed is, whatever the gate says."""
        if not group.fixed:
            return Outcome(True, ())
        gate = Key(group.gate, member)
        return Outcome({"present": True, "absent": False}.get(self.valid(gate).value), (gate,))

    def offered(self, question: Question) -> bool:
        """Whether the inspection's depth and optional areas take this question in at all."""
        return (self.inspection.full or question.short) and question.area not in self._switched_off

    @cached_property
    def _switched_off(self) -> frozenset[str]:
        """Optional areas this inspection does not ask."""
        return frozenset(
            one.id for one in self.checklist.areas if one.optional and one.id not in self.inspection.extras
        )

    # -- asked --------------------------------------------------------------------------------------------------

    def asked(self, key: Key) -> Outcome[Key]:
        """True: asked. False: not. None: asked, but an open gate keeps its answer from being judged."""
        found = self._asked.get(key)
        if found is None:
            found = self._asked[key] = self._find_asked(key)
        return found

    def _find_asked(self, key: Key) -> Outcome[Key]:
        question = self.checklist.question.get(key.question)
        if question is None or bool(question.group) != bool(key.member) or (key.member and self.member(key) is None):
            return Outcome(False, ())
        if question.area in self._switched_off:
            return Outcome(False, ())
        gates = self._gates(question, key)
        closed = [one for one in gates if one.truth is False]
        undecided = [one for one in gates if one.truth is None]
        if closed:
            return Outcome(False, closed[0].operands)
        if undecided:
            return Outcome(None, undecided[0].operands)
        return Outcome(True, ())

    def _gates(self, question: Question, key: Key) -> list[Outcome[Key]]:
        gates = []
        if question.group:
            group = self.checklist.group[question.group]
            if group.gate != question.id:
                gates.append(self._presence(group, str(key.member)))
        if question.when is not None:
            gates.append(evaluate(question.when, self, key.member))
        return gates

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """Everything asked at the inspection's depth, in the order of the form, then of the members."""
        questions = [one for one in self.checklist.questions if self.offered(one)]
        return tuple(key for one in questions for key in self._candidates(one) if self.asked(key).truth is not False)

    def _candidates(self, question: Question) -> list[Key]:
        if question.group is None:
            return [Key(question.id)]
        return [Key(question.id, one.id) for one in self.members[question.group]]

    def delegated(self, key: Key) -> Outcome[Key]:
        """Whether somebody else does what this key asks about; None while that is not known."""
        found = self._delegated.get(key)
        if found is None:
            found = self._delegated[key] = self._find_delegated(key)
        return found

    def _find_delegated(self, key: Key) -> Outcome[Key]:
        question = self.checklist.question[key.question]
        if not question.delegated_by:
            return Outcome(False, ())
        who_question = self.checklist.question[question.delegated_by]
        who = Key(who_question.id, key.member if who_question.group else None)
        asked = self.asked(who)
        if asked.truth is not True:
            return Outcome(asked.truth, asked.operands)
        value = self.valid(who).value
        return Outcome(None if value in {"", UNKNOWN} else value != "self", (who,))

    def choices(self, key: Key) -> tuple[Choice, ...]:
        """The choices offered now: the question's own, or the three of a delegated one."""
        return DELEGATED if self.delegated(key).truth else self.checklist.question[key.question].choices

    # -- what an answer amounts to ------------------------------------------------------------------------------

    def valid(self, key: Key) -> Answer:
        """The answer as it counts: one that does not fit the question counts as not given."""
        found = self._valid.get(key)
        if found is None:
            answer = self.inspection.answer(key)
            fits = not answer.value or not self.value_problem(key, answer.value)
            found = self._valid[key] = answer if fits else Answer()
        return found

    def value_problem(self, key: Key, value: str) -> str:
        """Why a value cannot answer this key, as a Japanese sentence; empty where it can."""
        if value in {"", UNKNOWN}:
            return ""
        if value == NOT_APPLICABLE:
            return self._na_problem(key)
        question = self.checklist.question[key.question]
        match question.kind:
            case Kind.CHOICE:
                return self._choice_problem(key, value)
            case Kind.MULTI:
                bad = [one for one in value.split(",") if not question.choice(one)]
                return f"選択肢にない答えです: {'、'.join(bad)}" if bad else ""
            case _:
                return _form_problem(question.kind, value)

    def _na_problem(self, key: Key) -> str:
        if self.checklist.question[key.question].gate:
            return "この設問に「該当なし」はありません。"
        if self.delegated(key).truth:
            return "ほかの人が行っていることには「該当なし」を使えません。確かめたかどうかを答えてください。"
        return ""

    def _choice_problem(self, key: Key, value: str) -> str:
        if any(one.value == value for one in self.choices(key)):
            return ""
        if value in DELEGATED_VALUES:
            return "役場が自分で行っていると答えた所なので、「書面で確かめた」などの答えは使えません。"
        if self.checklist.question[key.question].choice(value):
            return (
                "ほかの人が行っていると答えた所です。「書面で確かめた・聞いただけ・確かめていない」から選んでください。"
            )
        return f"選択肢にない答えです: {value}"

    def state(self, key: Key) -> State:
        """答えた, わからない, 該当なし or 未回答."""
        return _STATES.get(self.valid(key).value, State.ANSWERED)

    def needs_reason(self, key: Key) -> bool:
        """Whether the answer is only whole with a reason in 備考: 該当なし, and the choices that say so."""
        value = self.valid(key).value
        choice = self.checklist.question[key.question].choice(value)
        return value == NOT_APPLICABLE or bool(choice and choice.note_required)

    def lacks_reason(self, key: Key) -> bool:
        """Whether the reason an answer needs is still missing."""
        return self.needs_reason(key) and not self.inspection.answer(key).note.strip()

    def grade(self, key: Key) -> Grade | None:
        """How good the answer is; None where it is open or only describes."""
        question = self.checklist.question[key.question]
        choice = question.choice(self.valid(key).value) if question.kind is Kind.CHOICE else None
        return choice.grade if choice else None

    def carried(self, key: Key) -> bool:
        """前年のまま: not answered this year, and last year's answer still fits the question."""
        before = self.inspection.last_year.get(key)
        return (
            before is not None
            and bool(before.value)
            and self.state(key) is State.UNANSWERED
            and not self.value_problem(key, before.value)
        )

    def label(self, key: Key) -> str:
        """The answer as a person reads it."""
        return self.words(key, self.valid(key).value)

    def words(self, key: Key, value: str) -> str:
        """A value of this question as a person reads it; 未回答 where it is empty."""
        question = self.checklist.question[key.question]
        if value in _STATES:
            return STATE_LABELS[_STATES[value]]
        if question.kind in {Kind.CHOICE, Kind.MULTI}:
            return "、".join(choice.label for one in value.split(",") if (choice := question.choice(one)))
        return f"{value}{question.unit}"

    @cached_property
    def progress(self) -> Progress:
        """Counts over everything asked."""
        return self.progress_of(self.keys)

    def progress_of(self, keys: tuple[Key, ...]) -> Progress:
        """Counts over some keys."""
        count = Counter(self.state(key) for key in keys)
        return Progress(
            len(keys), count[State.ANSWERED], count[State.UNKNOWN], count[State.NOT_APPLICABLE], count[State.UNANSWERED]
        )

    def problems(self) -> Iterator[Problem]:
        """Answers that are kept but need a person: not asked now, not fitting, or a reason missing."""
        ended = {one.id for one in self.inspection.contracts if one.ended}
        for key, answer in self.inspection.answers.items():
            question = self.checklist.question.get(key.question)
            if question is None:
                yield Problem(key, "relation", f"この版の設問にない答えです: {key}")
            elif not answer.value or key.member in ended:
                continue
            elif self.asked(key).truth is False:
                yield Problem(
                    key, "relation", "ほかの答えから、今は尋ねていない設問です。答えは残しますが、判断には使いません。"
                )
            elif problem := self.value_problem(key, answer.value):
                yield Problem(key, "relation", problem)
            elif self.lacks_reason(key):
                yield Problem(key, "required", f"「{self.label(key)}」には、その理由を備考に書いてください。")
        for group in self.checklist.groups:
            if not group.fixed and self.members[group.id] and self.valid(Key(group.gate)).value == "none":
                yield Problem(
                    Key(group.gate),
                    "relation",
                    f"「なし」と答えていますが、{group.title}が挙がっています。どちらかを直してください。",
                )

    # -- facts for conditions -----------------------------------------------------------------------------------

    def holds(self, condition: Condition, member: str | None = None) -> Outcome[Key]:
        """Truth of a condition of the checklist, worked out once."""
        place = (id(condition), member)
        kept = self._truths.get(place)
        if kept is None:
            # The condition is kept beside, so that its id stays its own.
            kept = self._truths[place] = (condition, evaluate(condition, self, member))
        return kept[1]

    def atom(self, atom: Atom, member: str | None) -> Outcome[Key]:
        """Truth of one atom (design §5, Values)."""
        key = Key(atom.question, member if self.checklist.question[atom.question].group else None)
        asked = self.asked(key)
        if asked.truth is not True:
            return Outcome(asked.truth, asked.operands)
        delegated = self.delegated(key)
        if delegated.truth is None:
            return Outcome(None, delegated.operands)
        if not delegated.truth and isinstance(atom, In) and set(atom.values) <= DELEGATED_VALUES:
            return Outcome(False, delegated.operands)
        value = self.valid(key).value
        if value in {"", UNKNOWN}:
            return Outcome(None, (key,))
        if value == NOT_APPLICABLE:
            return Outcome(False, (key,))
        return Outcome(_holds(atom, value), (key,))

    def spread(self, condition: Any, member: str | None) -> tuple[list[str], Outcome[Key]]:
        """The members an ``any`` runs over; an open list that is not closed leaves more unknown."""
        del member  # an inner any never depends on an outer member
        names = (self.checklist.question[atom.question].group for atom in atoms(condition.part))
        group = self.checklist.group[next(name for name in names if name)]
        beyond: Truth = False
        gate = Key(group.gate)
        if not group.fixed and not self.list_closed(group):
            beyond = None
        return [one.id for one in self.members[group.id]], Outcome(beyond, () if group.fixed else (gate,))

    def list_closed(self, group: Group) -> bool:
        """Whether an open list is known to be whole: 委託なし with nothing listed, or 全部挙げた with something."""
        whole = "complete" if self.members[group.id] else "none"
        return self.valid(Key(group.gate)).value == whole

    def guessed(self, key: Key) -> bool:
        """Whether the answer stands on たぶん."""
        return self.inspection.answer(key).basis is Basis.GUESS and self.state(key) is State.ANSWERED


def _holds(atom: Atom, value: str) -> Truth:
    if isinstance(atom, Compare):
        number = float(value)
        return {
            "<": number < atom.number,
            "<=": number <= atom.number,
            ">": number > atom.number,
            ">=": number >= atom.number,
        }[atom.sign]
    if any(one in atom.values for one in value.split(",")):
        return True
    # What somebody else does, and nobody saw on paper, stays unknown for the facts themselves.
    if value in {"heard", "unconfirmed"} and any(one not in DELEGATED_VALUES for one in atom.values):
        return None
    return False


def _form_problem(kind: Kind, value: str) -> str:
    if kind is Kind.NUMBER and not _NUMBER.fullmatch(value):
        return "半角の数字で書いてください。"
    if kind is Kind.DATE and not is_day(value):
        return "日付を 2026-04-01 の形で書いてください。"
    return ""


def is_day(value: str) -> bool:
    """Whether a text is a day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
