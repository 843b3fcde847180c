"""What is still open, by the person to ask and by the place to go to; of a fresh inspection everything is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.situation import State
from jukiself.checklist.model import PersonKind, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Checklist, Person, Place, Question


@dataclass(frozen=True, slots=True)
class Point:
    """A question with the members it is open for; without keys it waits for the contracts to be listed."""

    question: Question
    keys: tuple[Key, ...]

    @property
    def count(self) -> int:
        """How many answers are wanted."""
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to ask, with everything to ask them in the order of the form."""

    person: Person
    points: tuple[Point, ...]

    @property
    def count(self) -> int:
        """How many answers are wanted of them."""
        return sum(one.count for one in self.points)

    @property
    def questions(self) -> int:
        """How many questions that is."""
        return len(self.points)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The answers wanted of them."""
        return tuple(key for one in self.points for key in one.keys)


def is_open(situation: Situation, key: Key) -> bool:
    """Whether an answer is still to be found: 未回答, わからない or たぶん."""
    return situation.state(key) in {State.UNANSWERED, State.UNKNOWN} or situation.guessed(key)


def points(situation: Situation) -> tuple[Point, ...]:
    """Everything open, in the order of the form."""
    by_question: dict[str, list[Key]] = {}
    for key in situation.keys:
        if is_open(situation, key):
            by_question.setdefault(key.question, []).append(key)
    return tuple(
        Point(one, tuple(by_question.get(one.id, ())))
        for one in situation.checklist.questions
        if one.id in by_question or _waits(situation, one)
    )


def _waits(situation: Situation, question: Question) -> bool:
    """Whether it would be asked of every contract, were one listed; 委託なし wants no more."""
    group = situation.checklist.group[question.group] if question.group else None
    if group is None or group.fixed or not situation.offered(question):
        return False
    return not situation.members[group.id] and not situation.list_closed(group)


def addressees(situation: Situation) -> tuple[Addressee, ...]:
    """Everybody to be asked, in the order of the form; an answer stands under one person only."""
    checklist = situation.checklist
    found: dict[str, list[Point]] = {}
    for one in points(situation):
        if person := whom(checklist, one.question):
            found.setdefault(person.id, []).append(one)
    return tuple(Addressee(one, tuple(found[one.id])) for one in checklist.people if one.id in found)


def to_ask(situation: Situation) -> tuple[Addressee, ...]:
    """Everybody but oneself."""
    return tuple(one for one in addressees(situation) if one.person.kind is not PersonKind.SELF)


def whom(checklist: Checklist, question: Question) -> Person | None:
    """The first person a question names.

    What is asked of every contract is asked inside: one slip would show a contractor the contracts of others. They get
    事業者確認用, one contract each.
    """
    people = {one.id: one for one in checklist.people}
    named = [people[one] for one in question.whom]
    group = checklist.group[question.group] if question.group else None
    if group is not None and not group.fixed:
        own = [one for one in checklist.people if one.kind is PersonKind.SELF]
        named = [one for one in named if one.kind is not PersonKind.OUTSIDE] or own
    return named[0] if named else None


def by_place(
    checklist: Checklist, found: Iterable[Point], *kinds: PlaceKind
) -> tuple[tuple[Place, tuple[Point, ...]], ...]:
    """Points under the first place they name, in walking order; only places of these kinds."""
    places = {one.id: one for one in checklist.places}
    under: dict[str, list[Point]] = {}
    for one in found:
        first = places[one.question.where[0]] if one.question.where else None
        if first is not None and first.kind in kinds:
            under.setdefault(first.id, []).append(one)
    return tuple((one, tuple(under[one.id])) for one in checklist.places if one.id in under)


def on_the_walk(situation: Situation) -> tuple[tuple[Place, tuple[Point, ...]], ...]:
    """What can be seen on one's feet: one's own desk first, then wherever one has to go."""
    checklist = situation.checklist
    places = {one.id: one for one in checklist.places}
    under: dict[str, list[Point]] = {}
    for one in points(situation):
        named = [places[place] for place in one.question.where]
        here = [place for place in named[:1] if place.kind is PlaceKind.HERE]
        away = [place for place in named if place.kind is PlaceKind.WALK]
        if one.keys and (stands := [*here, *away]):
            under.setdefault(stands[0].id, []).append(one)
    return tuple((one, tuple(under[one.id])) for one in checklist.places if one.id in under)
