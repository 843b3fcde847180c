"""What the trainer does minute by minute, and what everybody takes home: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Paper(StrEnum):
    """The papers of the kit."""

    SLIDES = "slides"
    STORY = "story"
    ANSWERS = "answers"
    TALK = "talk"
    KEY = "key"
    ATTENDANCE = "attendance"
    RECORD = "record"
    MONDAY = "monday"


PAPER_LABELS = {
    Paper.SLIDES: "スライド",
    Paper.STORY: "題材の紙",
    Paper.ANSWERS: "回答用紙",
    Paper.TALK: "話し合いの紙",
    Paper.KEY: "講師の答え",
    Paper.ATTENDANCE: "出席の名簿",
    Paper.RECORD: "研修実施記録",
    Paper.MONDAY: "月曜に見る3つ",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a script, from minute to minute. ``spare`` are the minutes it can give up, ``late`` says how."""

    start: int
    end: int
    title: str
    says: str
    does: str
    papers: tuple[Paper, ...]
    spare: int
    late: str


@dataclass(frozen=True, slots=True)
class Script:
    """進行表: what is said and done when, and how it goes on by paper when the projector dies.

    ``incident`` where it is for a story in dated steps, which has no cards.
    """

    id: str
    title: str
    minutes: int
    lead: str
    before: tuple[str, ...]
    parts: tuple[Part, ...]
    without_projector: str
    incident: bool = False

    @property
    def spare(self) -> int:
        """How late one can be and still end in time."""
        return sum(one.spare for one in self.parts)

    def texts(self) -> Iterator[str]:
        """Everything the trainer reads."""
        yield from (self.title, self.lead, self.without_projector, *self.before)
        for part in self.parts:
            yield from (part.title, part.says, part.does, part.late)


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at on Monday, for nothing; ``question`` is where the office's own inspection asks about it."""

    title: str
    text: str
    question: str


@dataclass(frozen=True, slots=True)
class MondayCard:
    """月曜に見る3つ: the card taken home from one story."""

    story: str
    looks: tuple[Look, ...]
