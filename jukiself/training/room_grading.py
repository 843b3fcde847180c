"""答え合わせ of a room: what the raised cards amount to, where the room split first. Groups are counted, never named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer
from jukiself.answers.situation import Situation
from jukiself.checklist.model import UNKNOWN
from jukiself.training.grading import Agreement, Mark, Outcome, judge_value

if TYPE_CHECKING:
    from jukiself.answers.model import Key
    from jukiself.checklist.model import Checklist
    from jukiself.training.room import Room
    from jukiself.training.story import Lesson


def card_values(lesson: Lesson, checklist: Checklist, key: Key) -> tuple[str, ...]:
    """What the cards of a question stand for, in their order; わからない is the last."""
    return (*(one.value for one in Situation(checklist, lesson.inspection).choices(key)), UNKNOWN)


@dataclass(frozen=True, slots=True)
class Raised:
    """One answer a question got, and from how many groups."""

    mark: Mark
    groups: int


@dataclass(frozen=True, slots=True)
class RoomMark:
    """One question of the room, with every answer it got; the answer of most groups first."""

    item: int
    key: Key
    area: str
    raised: tuple[Raised, ...]

    @property
    def groups(self) -> int:
        """How many raised a card."""
        return sum(one.groups for one in self.raised)

    @property
    def split(self) -> bool:
        """Whether the room did not agree."""
        return len(self.raised) > 1


@dataclass(frozen=True, slots=True)
class RoomGrading:
    """All questions that got a card: those the room split over first, the most divided before the others."""

    marks: tuple[RoomMark, ...]
    groups: int

    @property
    def split(self) -> tuple[RoomMark, ...]:
        """Where there is something to talk over."""
        return tuple(one for one in self.marks if one.split)

    @property
    def agreed(self) -> tuple[RoomMark, ...]:
        """Where all groups raised the same card."""
        return tuple(one for one in self.marks if not one.split)

    @property
    def areas(self) -> dict[str, Agreement]:
        """Agreement by area, counted in cards, in the order of the questions."""
        found: dict[str, Counter[Outcome]] = {}
        for one in sorted(self.marks, key=lambda mark: mark.item):
            counts = found.setdefault(one.area, Counter())
            for raised in one.raised:
                counts[raised.mark.outcome] += raised.groups
        return {area: Agreement(counts) for area, counts in found.items()}


def grade_room(lesson: Lesson, checklist: Checklist, room: Room) -> RoomGrading:
    """Compare every card with the survey. A card has no 根拠, so nothing is said to be over-confident."""
    split = room.split
    items = [*split, *(item for item in range(room.items) if item not in split)]
    marks = [_mark(lesson, checklist, room, item) for item in items]
    return RoomGrading(tuple(one for one in marks if one.raised), room.groups)


def _mark(lesson: Lesson, checklist: Checklist, room: Room, item: int) -> RoomMark:
    key = lesson.story.items[item].key
    values = card_values(lesson, checklist, key)
    area = checklist.question[key.question].area
    blank = Mark(
        key, area, lesson.stated(key), Outcome.LEFT, False, Answer(), lesson.answer(key), lesson.facts(key)
    )  # fmt: skip
    counts = sorted(room.counts(item).items(), key=lambda one: (-one[1], one[0]))
    raised = (
        Raised(
            replace(
                blank,
                outcome=judge_value(lesson, checklist, key, values[card - 1]),
                given=Answer(values[card - 1]),
            ),
            groups,
        )
        for card, groups in counts
        if card <= len(values)
    )
    return RoomMark(item, key, area, tuple(raised))
