"""調べること by addressee: every わからない and たぶん under the person to ask first, then by the place to look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.findings.judge import to_find_out

if TYPE_CHECKING:
    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation

NOBODY = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """One question to clear up, for all members that share the same reason."""

    question: str
    why: str  # unknown or guess
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person to ask, with everything to ask them, in the order of the places to look."""

    title: str
    askings: tuple[Asking, ...]

    @property
    def count(self) -> int:
        """How many answers this clears up."""
        return sum(len(one.keys) for one in self.askings)


def by_addressee(situation: Situation) -> tuple[Addressee, ...]:
    """Addressees in the order of the form; each answer stands under the first person its question names."""
    places = [one.id for one in situation.checklist.places]
    found: dict[str, list[Asking]] = {}
    for one in _askings(situation):
        question = situation.checklist.question[one.question]
        found.setdefault(question.whom[0] if question.whom else NOBODY, []).append(one)

    def place_of(asking: Asking) -> int:
        where = situation.checklist.question[asking.question].where
        return places.index(where[0]) if where else len(places)

    people = [(one.id, one.title) for one in situation.checklist.people]
    return tuple(
        Addressee(title, tuple(sorted(found[person], key=place_of)))
        for person, title in [*people, (NOBODY, "尋ねずに自分で見るもの")]
        if person in found
    )


def _askings(situation: Situation) -> list[Asking]:
    merged: dict[tuple[str, str], list[Key]] = {}
    for one in to_find_out(situation):
        merged.setdefault((one.key.question, one.why), []).append(one.key)
    return [Asking(question, why, tuple(keys)) for (question, why), keys in merged.items()]
