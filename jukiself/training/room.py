"""The room as plain data: what the groups raised, how far it is revealed. Every step makes a new one; any can be kept."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, replace
from enum import IntEnum

GROUPS = range(2, 9)


class Step(IntEnum):
    """How much of a question is shown."""

    ASKED = 0
    OWN = 1
    FACT = 2
    FOLLOWS = 3
    TALK = 4


class RoomDamaged(ValueError):
    """What was kept of a room cannot be read."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A group raised a card; the later of two counts."""

    item: int
    group: int
    choice: int


@dataclass(frozen=True, slots=True)
class Room:
    """Where a session stands; ``at`` may be one behind the last question: the findings. ``ticked`` are those chosen.

    So many screens are read before the questions (``opening``) and after them (``closing``); ``leaf`` counts them, and
    where it is as large as ``opening``, the questions are on.
    """

    story: str
    groups: int
    items: int
    at: int = 0
    step: Step = Step.ASKED
    votes: tuple[Vote, ...] = ()
    ticked: tuple[int, ...] = ()
    opening: int = 0
    closing: int = 0
    leaf: int = 0

    @property
    def reading(self) -> bool:
        """Whether something is only read; an incident has nothing else."""
        return self.leaf != self.opening or (not self.items and self.opening > 0)

    @property
    def over(self) -> bool:
        """Whether nothing comes after."""
        return self.forward() == self

    @property
    def ending(self) -> bool:
        """Whether all questions are done and findings are asked for."""
        return not self.reading and self.at >= self.items

    def vote(self, group: int, choice: int) -> Room:
        """A group raises a card, or another one; only until the record is shown."""
        if self.reading or self.ending or self.step > Step.OWN or not 1 <= group <= self.groups:
            return self
        return replace(self, votes=(*self.votes, Vote(self.at, group, choice)))

    def undo(self) -> Room:
        """Without the last card of this question."""
        here = [one for one in self.votes if one.item == self.at]
        if not here or self.reading or self.step > Step.OWN:
            return self
        last = max(place for place, one in enumerate(self.votes) if one.item == self.at)
        return replace(self, votes=self.votes[:last] + self.votes[last + 1 :])

    def forward(self) -> Room:
        """The next piece, and after the last one the next question or screen."""
        if self.reading:
            return self._turn(1)
        last = Step.OWN if self.ending else Step.TALK
        if self.step < last:
            return replace(self, step=Step(self.step + 1))
        return self._turn(1) if self.ending else replace(self, at=self.at + 1, step=Step.ASKED)

    def back(self) -> Room:
        """The piece before; nothing raised is lost."""
        if self.reading:
            return self._turn(-1)
        if self.step > Step.ASKED:
            return replace(self, step=Step(self.step - 1))
        return replace(self, at=self.at - 1, step=Step.TALK) if self.at else self._turn(-1)

    def _turn(self, way: int) -> Room:
        leaf = self.leaf + way
        if leaf == self.opening and not self.items:
            leaf += way
        return replace(self, leaf=leaf) if 0 <= leaf <= self.opening + self.closing else self

    def resized(self, opening: int, closing: int) -> Room:
        """The same place where another edition of the story has other screens."""
        if not self.reading:
            return replace(self, opening=opening, closing=closing, leaf=opening)
        if self.leaf < self.opening:
            return replace(self, opening=opening, closing=closing, leaf=min(self.leaf, max(opening - 1, 0)))
        after = min(self.leaf - self.opening, closing)
        return replace(self, opening=opening, closing=closing, leaf=opening + after)

    def tick(self, place: int) -> Room:
        """Choose a finding, or leave it."""
        if not self.ending or self.step is not Step.ASKED:
            return self
        ticked = set(self.ticked) ^ {place}
        return replace(self, ticked=tuple(sorted(ticked)))

    def raised(self, item: int) -> dict[int, int]:
        """The choice by group, as it stands."""
        return {one.group: one.choice for one in self.votes if one.item == item}

    def counts(self, item: int) -> Counter[int]:
        """How many groups by choice."""
        return Counter(self.raised(item).values())

    @property
    def split(self) -> tuple[int, ...]:
        """Questions the room did not agree on, the most divided first; where it agreed there is nothing to talk over."""
        shares = {item: self.counts(item) for item in range(self.items)}
        divided = {item: max(one.values()) / one.total() for item, one in shares.items() if len(one) > 1}
        return tuple(sorted(divided, key=lambda item: (divided[item], item)))

    def kept(self) -> str:
        """As it is kept on disk."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Room:
        """What was kept; raises `RoomDamaged`."""
        try:
            said = json.loads(text)
            said["votes"] = tuple(Vote(**one) for one in said["votes"])
            said["ticked"] = tuple(said["ticked"])
            found = cls(**{**said, "step": Step(said["step"])})
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise RoomDamaged(str(error)) from error
        leaves = found.opening + found.closing
        if found.groups not in GROUPS or not (0 <= found.at <= found.items and 0 <= found.leaf <= leaves):
            raise RoomDamaged("range")
        return found
