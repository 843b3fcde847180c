"""One inspection as plain data: office, members, answers, plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from jukiself.answers.comment import Comment
    from jukiself.checklist.local import LocalQuestion


class Basis(StrEnum):
    """根拠: how one knows."""

    SEEN = "seen"
    HEARD = "heard"
    GUESS = "guess"


BASIS_LABELS = {Basis.SEEN: "見た", Basis.HEARD: "聞いた", Basis.GUESS: "たぶん"}


class Nature(StrEnum):
    """What an inspection is for; the three never mix."""

    REAL = "real"
    SAMPLE = "sample"
    TRAINING = "training"


NATURE_LABELS = {Nature.REAL: "本番", Nature.SAMPLE: "見本", Nature.TRAINING: "研修"}


class Key(NamedTuple):
    """Where an answer belongs: a question, and a member where the question is asked per member."""

    question: str
    member: str | None = None

    def __str__(self) -> str:
        """``question`` or ``question@member``: the only key used in files."""
        return f"{self.question}@{self.member}" if self.member else self.question

    @classmethod
    def parse(cls, text: str) -> Key:
        """The key written as ``question`` or ``question@member``."""
        question, _, member = text.partition("@")
        return cls(question, member or None)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; an empty ``value`` is 未回答 (there may still be a note).

    ``value`` is a choice value, a comma list of them, a number, an ISO date, free text, ``unknown`` or ``na``.
    ``note`` goes to the prefecture, ``memo`` never leaves the office, ``evidence`` names a document and its date.
    """

    value: str = ""
    basis: Basis | None = None
    note: str = ""
    memo: str = ""
    evidence: str = ""
    answered_by: str = ""
    confirmed_by: str = ""
    at: datetime | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing at all was entered."""
        return not (self.value or self.note or self.memo or self.evidence or self.answered_by or self.confirmed_by)


@dataclass(frozen=True, slots=True)
class Office:
    """団体: keyed by its six-digit code, never by its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Contract:
    """One member of the open list of contracts; ids ``c1, c2 …`` by creation, never reused."""

    id: str
    name: str
    contractor: str = ""
    scope: str = ""
    period: str = ""
    ended: str = ""  # the day it ended, YYYY-MM-DD; an ended contract is kept and no longer asked about


@dataclass(frozen=True, slots=True)
class Contact:
    """Who can be asked about the inspection."""

    section: str = ""
    person: str = ""
    phone: str = ""
    mail: str = ""


class StepState(StrEnum):
    """How far a step of the plan has come."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


STEP_LABELS = {
    StepState.OPEN: "未着手",
    StepState.DOING: "取組中",
    StepState.DONE: "済み",
    StepState.DROPPED: "見送り",
}


@dataclass(frozen=True, slots=True)
class Step:
    """改善計画: what is done about a finding, by whom (職), until when (YYYY-MM-DD or empty).

    ``about`` keeps the finding's title as it was when planned; ``result`` says what came of it, or why it was dropped;
    ``since`` is the 年度 it was first planned in, 0 where that is the inspection's own.
    """

    rule: str
    member: str | None
    what: str
    who: str = ""
    until: str = ""
    state: StepState = StepState.OPEN
    about: str = ""
    result: str = ""
    since: int = 0

    @property
    def closed(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in {StepState.DONE, StepState.DROPPED}

    def overdue(self, today: str) -> bool:
        """Whether its day has passed and it is not finished."""
        return not self.closed and bool(self.until) and self.until < today


class Life(StrEnum):
    """How far an inspection has come; from 決裁済 on its answers are locked."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    APPROVED = "approved"
    SENT = "sent"


LIFE_LABELS = {Life.OPEN: "記入中", Life.CONFIRMED: "確認済", Life.APPROVED: "決裁済", Life.SENT: "送付済"}


class Confirming(StrEnum):
    """Who looked at the answers a second time."""

    COLLEAGUE = "colleague"
    NEIGHBOUR = "neighbour"
    ALONE = "alone"


CONFIRMING_LABELS = {
    Confirming.COLLEAGUE: "同じ役場の別の人と確認",
    Confirming.NEIGHBOUR: "隣の市町村の人と確認",
    Confirming.ALONE: "一人で実施",
}


@dataclass(frozen=True, slots=True)
class Review:
    """確認と決裁. Days are YYYY-MM-DD or empty; ``sealed`` is the 照合コード fixed at 決裁.

    ``reported_on`` and ``instruction`` are what came of telling the 副村長 (報告日・指示).
    """

    life: Life = Life.OPEN
    way: Confirming | None = None
    confirmed_by: str = ""
    confirmed_on: str = ""
    approved_by: str = ""
    approved_on: str = ""
    sealed: str = ""
    sent_on: str = ""
    reported_on: str = ""
    instruction: str = ""

    @property
    def locked(self) -> bool:
        """Whether the answers are fixed."""
        return self.life in {Life.APPROVED, Life.SENT}


@dataclass(frozen=True, slots=True)
class Query:
    """問合せ中: what the person who confirms wants to know about an answer; it never leaves the office."""

    text: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """点検: one office, one 年度, one edition, one nature. Answers, plan and texts are all the truth there is.

    ``extras`` are the optional areas asked as well, by id, in the order of the form. ``last_year`` holds the answers
    of the inspection this one was begun from: beside an answer they are 前年度, without one 前年のまま; they are never
    judged. ``queries`` wait for whoever answered. ``locals`` are what the prefecture asks besides, this time only.
    """

    office: Office
    year: int
    form: str
    edition: str
    nature: Nature = Nature.REAL
    submission: int = 1
    network_set: str = ""
    full: bool = True
    extras: tuple[str, ...] = ()
    contracts: tuple[Contract, ...] = ()
    answers: Mapping[Key, Answer] = field(default_factory=lambda: MappingProxyType({}))
    steps: tuple[Step, ...] = ()
    contact: Contact = field(default_factory=Contact)
    deadline: str = ""
    free_text: str = ""
    review: Review = field(default_factory=Review)
    last_year: Mapping[Key, Answer] = field(default_factory=lambda: MappingProxyType({}))
    queries: Mapping[Key, Query] = field(default_factory=lambda: MappingProxyType({}))
    locals: tuple[LocalQuestion, ...] = ()
    comments: tuple[Comment, ...] = ()

    def answer(self, key: Key) -> Answer:
        """The answer given, or an empty one."""
        return self.answers.get(key, _EMPTY)

    def with_answer(self, key: Key, answer: Answer) -> Inspection:
        """The same inspection with one answer put in (or taken out, where it is empty)."""
        return self.with_answers([(key, answer)])

    def with_answers(self, pairs: Iterable[tuple[Key, Answer]]) -> Inspection:
        """The same inspection with several answers put in."""
        answers = dict(self.answers)
        for key, answer in pairs:
            if answer.empty:
                answers.pop(key, None)
            else:
                answers[key] = answer
        return replace(self, answers=MappingProxyType(answers))

    def with_values(self, values: Mapping[Key, str]) -> Inspection:
        """The same inspection with other values in place; notes stay, a basis goes with the value it was for."""
        pairs = []
        for key, value in values.items():
            old = self.answer(key)
            basis = old.basis if value == old.value else None
            pairs.append((key, replace(old, value=value, basis=basis)))
        return self.with_answers(pairs)

    @property
    def running(self) -> tuple[Contract, ...]:
        """The contracts asked about: those that have not ended."""
        return tuple(one for one in self.contracts if not one.ended)

    def next_contract_id(self) -> str:
        """The id of the next contract to be created; one of last year's contracts keeps its own."""
        members = [one.id for one in self.contracts] + [one.member for one in self.steps]
        members += [key.member for answers in (self.answers, self.last_year) for key in answers]
        used = [int(one[1:]) for one in members if one and one[0] == "c" and one[1:].isdigit()]
        return f"c{max(used, default=0) + 1}"


_EMPTY = Answer()
