"""What a book tells of itself besides the inspections: lists, history, imports and papers handed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from jukiself.answers.model import Answer, Key, Nature, Office


@dataclass(frozen=True, slots=True)
class Summary:
    """One inspection as a list shows it."""

    id: int
    office: Office
    year: int
    nature: Nature
    submission: int
    edition: str
    place: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer as history keeps it; ``origin`` says through which door it came."""

    key: Key
    answer: Answer
    origin: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One file taken in, as the log keeps it; ``besides`` is what it changed besides answers, in work's own words."""

    at: datetime
    file_name: str
    seal: str
    taken: int
    unchanged: int
    refused: int
    besides: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    """A paper or file handed to somebody: ``kind`` names the paper, ``to_whom`` the addressee."""

    at: datetime
    kind: str
    to_whom: str
    file_name: str
