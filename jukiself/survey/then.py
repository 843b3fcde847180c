"""Two rounds side by side: which offices got better or worse in which area, and what became of findings; no marks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.checklist.model import Grade
from jukiself.survey import record as kept

if TYPE_CHECKING:
    from jukiself.checklist.model import Question
    from jukiself.survey.across import Across
    from jukiself.survey.distribution import Codes
    from jukiself.survey.reply import Reply


class Course(StrEnum):
    """What became of an office's answers in an area; ``MIXED``: some better, some worse."""

    BETTER = "better"
    MIXED = "mixed"
    WORSE = "worse"
    SAME = "same"
    NEW = "new"
    GONE = "gone"


COURSE_LABELS = {
    Course.BETTER: "良くなった",
    Course.MIXED: "良くなった所も悪くなった所もある",
    Course.WORSE: "悪くなった",
    Course.SAME: "変わらない",
    Course.NEW: "今回だけ回答した",
    Course.GONE: "前回だけ回答した",
}
_RANK = {Grade.MET: 0, Grade.PARTLY: 1, Grade.UNMET: 2}


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of a finding: gone, come, stayed, or no longer to be told because answers are open."""

    over: Codes
    new: Codes
    still: Codes
    unsure: Codes


@dataclass(frozen=True, slots=True)
class ThenNow:
    """Offices by area and course, and by rule; only what is asked in both rounds under the same name is compared."""

    areas: dict[str, dict[Course, Codes]]
    rules: dict[str, Turned]


def then_now(before: Across, now: Across) -> ThenNow:
    """Look at two rounds; records of both are aligned with the checklist of now."""
    codes = sorted({*before.codes, *now.codes})
    courses = {code: _courses(before.by_code.get(code), now.by_code.get(code), now) for code in codes}
    areas = {
        area.id: {
            course: found
            for course in Course
            if (found := tuple(code for code in codes if courses[code].get(area.id) is course))
        }
        for area in now.checklist.areas
    }
    return ThenNow(areas, {name: _turned(before, now, name) for name in now.spreads})


def _courses(before: Reply | None, now: Reply | None, across: Across) -> dict[str, Course]:
    checklist = across.checklist
    if before is None or now is None:
        only = now or before
        assert only is not None  # noqa: S101 one of the two is there: the code came from it
        asked = {
            question.area
            for question, text in zip(checklist.questions, only.record.values, strict=True)
            if text.strip(f" {kept.NOT_ASKED}")
        }
        return dict.fromkeys(asked, Course.NEW if before is None else Course.GONE)
    ways: dict[str, set[int]] = {}
    for question, old, new in zip(checklist.questions, before.record.values, now.record.values, strict=True):
        if old.strip(f" {kept.NOT_ASKED}") and new.strip(f" {kept.NOT_ASKED}"):
            way = ways.setdefault(question.area, set())
            if old != new and question.graded:
                way |= _ways(_graded(before, question, old, across), _graded(now, question, new, across))
    return {area: _course(way) for area, way in ways.items()}


def _graded(reply: Reply, question: Question, text: str, across: Across) -> dict[str, int]:
    """Rank by member; what is open, or not asked, has none."""
    members = reply.members(across.checklist, question.group)
    found = {}
    for member, value in zip(members, text.split(" "), strict=False):
        choice = question.choice(value)
        if choice and choice.grade:
            found[member.id if member else ""] = _RANK[choice.grade]
    return found


def _ways(old: dict[str, int], new: dict[str, int]) -> set[int]:
    return {(new[one] > rank) - (new[one] < rank) for one, rank in old.items() if one in new} - {0}


def _course(ways: set[int]) -> Course:
    if len(ways) > 1:
        return Course.MIXED
    return {1: Course.WORSE, -1: Course.BETTER}.get(next(iter(ways), 0), Course.SAME)


def _turned(before: Across, now: Across, name: str) -> Turned:
    if name not in before.spreads:
        return Turned((), (), (), ())
    old, new = before.spreads[name], now.spreads[name]
    had, has = frozenset(old.found), frozenset(new.found)
    clear, was_clear, unclear = frozenset(new.clear), frozenset(old.clear), frozenset(new.unclear)
    return Turned(
        over=tuple(one for one in old.found if one in clear),
        new=tuple(one for one in new.found if one in was_clear),
        still=tuple(one for one in new.found if one in had),
        unsure=tuple(one for one in old.found if one in unclear and one not in has),
    )
