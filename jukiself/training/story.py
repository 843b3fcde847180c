"""A case told aloud, as plain data: scenes, eight chosen questions, findings to be found, or an incident in steps.

A story holds no answers: what is right, and whether the survey says it at all, stands in ``resources/cases`` alone. A
`Lesson` puts the two side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jukiself.answers.model import Answer, Inspection, Key
    from jukiself.training.ground import Ground, Stated


class StoryKind(StrEnum):
    """A visit to a published case, an incident in dated steps, or an invented village to begin with."""

    VISIT = "visit"
    INCIDENT = "incident"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact is from that no ledger holds: a field note's publication, or the papers of the invented village."""

    id: str
    place: str
    gist: str


@dataclass(frozen=True, slots=True)
class Line:
    """One or two sentences read aloud, and the rows they rest on."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """場面: lines that belong together."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of those days: what it meant, and what it is called now (empty where it is called the same)."""

    term: str
    then: str
    now: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One of the questions for the room. ``beside`` seems to promise it (a rule, a clause, a lock): shown with it."""

    key: Key
    why_this: str
    reveal: str
    talk: str
    beside: Key | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A finding the room should come to, with the committee's remarks that say it (none in an invented village)."""

    rule: str
    member: str | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """立ち止まる問い: what to discuss before going on, and what the trainer adds."""

    ask: str
    hint: str


@dataclass(frozen=True, slots=True)
class Event:
    """One dated step of an incident; ``day`` is as exact as the source."""

    day: str
    line: Line
    stop: Stop | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """題材: what is read aloud and then worked on. ``case`` names the model answers; an incident has none."""

    id: str
    kind: StoryKind
    case: str
    title: str
    intro: str
    scenes: tuple[Scene, ...] = ()
    words: tuple[Word, ...] = ()
    items: tuple[Item, ...] = ()
    findings: tuple[Wanted, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line read aloud, in order."""
        return (*(line for scene in self.scenes for line in scene.lines), *(one.line for one in self.events))

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Every place to stop at."""
        return tuple(one.stop for one in self.events if one.stop)

    def texts(self) -> Iterator[str]:
        """Everything people read or hear."""
        yield from (self.title, self.intro)
        for scene in self.scenes:
            yield scene.title
        yield from (line.text for line in self.lines)
        for word in self.words:
            yield from (word.then, word.now)
        for item in self.items:
            yield from (item.why_this, item.reveal, item.talk)
        for stop in self.stops:
            yield from (stop.ask, stop.hint)


@dataclass(frozen=True, slots=True)
class Likeness:
    """One line of the side-by-side table of the two incidents."""

    about: str
    first: Line
    second: Line


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents side by side: the same cause, years apart."""

    title: str
    intro: str
    first: str
    second: str
    rows: tuple[Likeness, ...]
    talk: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A story with its model answers: the case as an inspection, and what each answer rests on."""

    story: Story
    inspection: Inspection
    grounds: Mapping[Key, Ground]

    def answer(self, key: Key) -> Answer:
        """What the case records: わからない where the survey is silent."""
        return self.inspection.answer(key)

    def stated(self, key: Key) -> Stated:
        """Whether the survey says it."""
        return self.grounds[key].stated

    def facts(self, key: Key) -> tuple[str, ...]:
        """The rows an answer rests on; none where the survey is silent."""
        return self.grounds[key].facts
