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
    """Where a session stands; ``at`` may be one behind the last question: the findings. ``ticked`` are those chosen."""

    story: str
    groups: int
    items: int
    at: int = 0
    step: Step = Step.ASKED
    votes: tuple[Vote, ...] = ()
    ticked: tuple[int, ...] = ()

    @property
    def ending(self) -> bool:
        """Whether all questions are done and findings are asked for."""
        return self.at >= self.items

    def vote(self, group: int, choice: int) -> Room:
        """A group raises a card, or another one; only until the record is shown."""
        if self.ending or self.step > Step.OWN or not 1 <= group <= self.groups:
            return self
        return replace(self, votes=(*self.votes, Vote(self.at, group, choice)))

    def undo(self) -> Room:
        """Without the last card of this question."""
        here = [one for one in self.votes if one.item == self.at]
        if not here or self.step > Step.OWN:
            return self
        last = max(place for place, one in enumerate(self.votes) if one.item == self.at)
        return replace(self, votes=self.votes[:last] + self.votes[last + 1 :])

    def forward(self) -> Room:
        """The next piece, and after the last one the next question."""
        last = Step.OWN if self.ending else Step.TALK
        if self.step < last:
            return replace(self, step=Step(self.step + 1))
        return self if self.ending else replace(self, at=self.at + 1, step=Step.ASKED)

    def back(self) -> Room:
        """The piece before; nothing raised is lost."""
        if self.step > Step.ASKED:
            return replace(self, step=Step(self.step - 1))
        return replace(self, at=self.at - 1, step=Step.TALK) if self.at else self

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
        if found.groups not in GROUPS or not 0 <= found.at <= found.items:
            raise RoomDamaged("range")
        return found
