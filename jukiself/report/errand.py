"""What the papers for asking share: whose they are, until when an answer is wanted, and how a question is ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS
from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import Kind
from jukiself.report.inspection import BANDS
from jukiself.report.outline import Document, TickLine, TickRow, Ticks
from jukiself.report.words import asked_about, era_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.report.outline import Part
    from jukiself.report.still_open import Point

UNKNOWN_WORD = "わからない"


@dataclass(frozen=True, slots=True)
class Errand:
    """An inspection to ask about; ``deadline`` stands as it was written, empty where it is filled in by hand."""

    situation: Situation
    deadline: str = ""
    printed_on: date | None = None

    @property
    def asks(self) -> str:
        """Who asks, as far as the office said so."""
        contact = self.situation.inspection.contact
        return "　".join(part for part in (contact.section, contact.person, contact.phone) if part)


def sheet(errand: Errand, title: str, parts: Iterable[Part]) -> Document:
    """A paper for asking, with office, year and nature on every page; no answer stands on it."""
    inspection = errand.situation.inspection
    year, nature = fiscal_year(inspection.year), NATURE_LABELS[inspection.nature]
    printed = f"　印刷した日 {era_day(errand.printed_on)}" if errand.printed_on else ""
    return Document(
        title=f"{title}　{inspection.office.name}　{year}　{nature}",
        subject=f"{errand.situation.checklist.title}　{nature}",
        author=inspection.office.name,
        header=f"{title}　{year}　【{nature}】　{inspection.office.name}",
        footer=f"点検の答えは印刷していません。書き込んだ後は取扱注意{printed}",
        parts=tuple(parts),
        band=BANDS[inspection.nature],
        made_on=errand.printed_on,
    )


def ticks(situation: Situation, points: Iterable[Point], *, asked: bool) -> Ticks:
    """Boxes for every point; ``asked`` in a talk, or seen with one's own eyes."""
    return Ticks(tuple(_row(situation, one, asked=asked) for one in points))


def _row(situation: Situation, point: Point, *, asked: bool) -> TickRow:
    question = point.question
    hint = f"聞く：{question.ask}" if asked else f"見る：{question.look}"
    several = "（いくつでも）" if question.kind is Kind.MULTI else ""
    lines = tuple(_line(situation, key) for key in point.keys)
    return TickRow(question.number, f"{question.text}{several}", hint, lines)


def _line(situation: Situation, key: Key) -> TickLine:
    question = situation.checklist.question[key.question]
    words = (*(one.label for one in situation.choices(key)), UNKNOWN_WORD)
    written = question.unit if question.kind in {Kind.NUMBER, Kind.DATE, Kind.TEXT} else None
    return TickLine(words, asked_about(situation, key) if key.member else "", written)
