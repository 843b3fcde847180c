"""The closed grammar of conditions, and its three-valued meaning.

::

    condition := part ("or" part)*
    part      := atom ("and" atom)*
    atom      := "(" condition ")"
               | "at least" N "of" "(" condition ("," condition)* ")"
               | "any" "(" condition ")"                  over the members of a group
               | question "in" "[" value ("," value)* "]"
               | question ("<" | "<=" | ">" | ">=") number

There is no ``not`` and no test for unknown, unanswered or not applicable: a condition can only ask for what
somebody said. Truth is Kleene's: ``True``, ``False`` or ``None`` (not known).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Truth = bool | None
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class In:
    """The answer to ``question`` is one of ``values``."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """The number answered to ``question`` stands in ``sign`` to ``number``."""

    question: str
    sign: str
    number: float


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``count`` of the parts hold."""

    count: int
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """The part holds for at least one member of its group."""

    part: Condition


Atom = In | Compare
Condition = In | Compare | And | Or | AtLeast | Any


class ConditionError(ValueError):
    """A condition that does not follow the grammar; the message says where."""


_TOKEN = re.compile(
    r"\s*(?:(?P<word>[A-Za-z][A-Za-z0-9_-]*)|(?P<number>-?\d+(?:\.\d+)?)|(?P<sign><=|>=|<|>)|(?P<mark>[()\[\],]))"
)
_KEYWORDS = {"and", "or", "in", "any", "at", "least", "of"}


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, str]] = []
        at = 0
        end = len(text.rstrip())
        while at < end:
            match = _TOKEN.match(text, at)
            if not match:
                raise ConditionError(f"条件の {at + 1} 文字目が読めません: {text!r}")
            self.tokens.append((str(match.lastgroup), match.group(str(match.lastgroup))))
            at = match.end()
        self.next = 0

    def peek(self) -> str:
        return self.tokens[self.next][1] if self.next < len(self.tokens) else ""

    def take(self, kind: str = "", what: str = "") -> str:
        if self.next >= len(self.tokens):
            raise ConditionError(f"条件が途中で終わっています（{what or kind} が要ります）: {self.text!r}")
        got_kind, got = self.tokens[self.next]
        if (kind and got_kind != kind) or (what and got != what):
            raise ConditionError(
                f"条件の {self.next + 1} 番目の語「{got}」の所に {what or kind} が要ります: {self.text!r}"
            )
        self.next += 1
        return got

    def condition(self) -> Condition:
        parts = [self.conjunction()]
        while self.peek() == "or":
            self.take()
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def conjunction(self) -> Condition:
        parts = [self.atom()]
        while self.peek() == "and":
            self.take()
            parts.append(self.atom())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def atom(self) -> Condition:
        if self.peek() == "(":
            self.take()
            inner = self.condition()
            self.take(what=")")
            return inner
        if self.peek() == "any":
            self.take()
            self.take(what="(")
            inner = self.condition()
            self.take(what=")")
            return Any(inner)
        if self.peek() == "at":
            return self.at_least()
        question = self.take("word")
        if question in _KEYWORDS:
            raise ConditionError(f"「{question}」は設問の名前に使えません: {self.text!r}")
        if self.peek() == "in":
            self.take()
            return In(question, self.values())
        return Compare(question, self.take("sign"), float(self.take("number")))

    def at_least(self) -> Condition:
        self.take(what="at")
        self.take(what="least")
        count = int(float(self.take("number")))
        self.take(what="of")
        self.take(what="(")
        parts = [self.condition()]
        while self.peek() == ",":
            self.take()
            parts.append(self.condition())
        self.take(what=")")
        if not 1 <= count <= len(parts):
            raise ConditionError(f"at least {count} of の数が合いません: {self.text!r}")
        return AtLeast(count, tuple(parts))

    def values(self) -> tuple[str, ...]:
        self.take(what="[")
        values = [self.take("word")]
        while self.peek() == ",":
            self.take()
            values.append(self.take("word"))
        self.take(what="]")
        return tuple(values)


def parse(text: str) -> Condition:
    """Read one condition; raise `ConditionError` where it leaves the grammar."""
    parser = _Parser(text)
    if not parser.tokens:
        raise ConditionError("条件が空です")
    found = parser.condition()
    if parser.peek():
        raise ConditionError(f"条件の終わりに余分な語「{parser.peek()}」があります: {text!r}")
    return found


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every atom of the condition, left to right."""
    match condition:
        case In() | Compare():
            yield condition
        case Any(part):
            yield from atoms(part)
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for part in parts:
                yield from atoms(part)


class Outcome(NamedTuple, Generic[K]):
    """Truth, and the operands (keys of answers) that decide it."""

    truth: Truth
    operands: tuple[K, ...]


class Facts(Protocol[K]):
    """Where conditions look things up."""

    def atom(self, atom: Atom, member: str | None) -> Outcome[K]:
        """Truth of one atom, for a member where its question belongs to a group."""
        ...

    def spread(self, condition: Any, member: str | None) -> tuple[list[str], Outcome[K]]:
        """Members an ``any`` runs over, and what is known beyond them (False when the list is closed)."""
        ...


def evaluate(condition: Condition, facts: Facts[K], member: str | None = None) -> Outcome[K]:
    """Kleene truth of a condition, with the operands that decide it.

    True: the parts that make it true. False: the parts that make it false. Not known: the open parts, and in a
    conjunction the true parts beside them, because they are why the open ones matter.
    """
    match condition:
        case In() | Compare():
            return facts.atom(condition, member)
        case And(parts):
            return _count([evaluate(part, facts, member) for part in parts], len(parts))
        case Or(parts):
            return _count([evaluate(part, facts, member) for part in parts], 1)
        case AtLeast(count, parts):
            return _count([evaluate(part, facts, member) for part in parts], count)
        case Any(part):
            members, beyond = facts.spread(condition, member)
            return _count([*(evaluate(part, facts, one) for one in members), beyond], 1)


def _count(outcomes: list[Outcome[K]], needed: int) -> Outcome[K]:
    true = [one for one in outcomes if one.truth is True]
    unknown = [one for one in outcomes if one.truth is None]
    if len(true) >= needed:
        return Outcome(True, _operands(true))
    if len(true) + len(unknown) >= needed:
        return Outcome(None, _operands([*unknown, *true] if needed > 1 else unknown))
    return Outcome(False, _operands([one for one in outcomes if one.truth is False]))


def _operands(outcomes: Iterable[Outcome[K]]) -> tuple[K, ...]:
    return tuple(dict.fromkeys(key for one in outcomes for key in one.operands))
