"""Words that documents share: years and days as offices write them, short names, places of answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jukiself.answers.days import ERAS
from jukiself.answers.years import count_of_era

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Progress, Situation
    from jukiself.checklist.model import Checklist
    from jukiself.findings.judge import Finding


def era_day(day: date) -> str:
    """令和8年11月21日; the first year of an era is 元年."""
    for era, _letter, first in ERAS:
        if day >= first:
            return f"{era}{count_of_era(day.year - first.year + 1)}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"


def long_day(day: str) -> str:
    """令和8年12月1日 for 2026-12-01; what is no day stays as it is."""
    try:
        return era_day(date.fromisoformat(day))
    except ValueError:
        return day


def day_with_weekday(day: str) -> str:
    """令和8年12月18日（金曜日） for 2026-12-18; what is no day stays as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{era_day(found)}（{'月火水木金土日'[found.weekday()]}曜日）"


def short_day(day: str) -> str:
    """R8.12.1 for 2026-12-01, as it is typed; what is no day stays as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    era = next(((letter, first) for _name, letter, first in ERAS if found >= first), None)
    year = f"{era[0]}{found.year - era[1].year + 1}" if era else str(found.year)
    return f"{year}.{found.month}.{found.day}"


def clip(text: str, longest: int) -> str:
    """The text, or its beginning with … where it is longer; line feeds become spaces."""
    text = " ".join(text.split("\n"))
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def asked_about(situation: Situation, key: Key) -> str:
    """What a question is about: the member's name, or 役場全体."""
    member = situation.member(key)
    return member.name if member else "役場全体"


def with_member(situation: Situation, key: Key) -> str:
    """A question's number and text, with the member it is asked about."""
    question = situation.checklist.question[key.question]
    member = situation.member(key)
    about = f"（{member.name}）" if member else ""
    return f"{question.number}　{question.text}{about}"


def counted(progress: Progress) -> str:
    """How many were asked, and what the answers are."""
    return (
        f"尋ねた{progress.asked}件のうち、答えた{progress.answered}件、わからない{progress.unknown}件、"
        f"該当なし{progress.not_applicable}件、未回答{progress.unanswered}件"
    )


def members_of(findings: Iterable[Finding]) -> list[str]:
    """One title per rule, naming all its members: 鍵がかからない（住基ネット・基幹系）."""
    names: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for one in findings:
        named = f"（{one.member.name}）" if one.member else ""
        titles.setdefault(one.id, one.title.removesuffix(named))
        names.setdefault(one.id, []).extend([one.member.name] if one.member else [])
    return [f"{title}（{'・'.join(names[rule])}）" if names[rule] else title for rule, title in titles.items()]


def cited(situation: Situation, sources: Iterable[str]) -> str:
    """Sources as readable places, those of one document together."""
    return cited_of(situation.checklist, sources)


def cited_of(checklist: Checklist, sources: Iterable[str]) -> str:
    """The same where nobody has answered anything."""
    places: dict[str, list[str]] = {}
    for one in sources:
        clause = checklist.clauses.get(one)
        places.setdefault(clause.source if clause else one, []).append(clause.place if clause else "")
    return "／".join(f"{source} {'、'.join(dict.fromkeys(found))}".strip() for source, found in places.items())
