"""The next 年度: an inspection begun beside last year's answers, which nobody has to type again and nothing counts."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.comment import carried as carried_comments
from jukiself.answers.model import Inspection, Key, Nature
from jukiself.checklist.local import is_local
from jukiself.work.plan import carry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Checklist
    from jukiself.store.book import Book, Summary

NO_LONGER = "（いまの設問にはない答え）"


def next_inspection(before: Inspection, year: int, checklist: Checklist) -> Inspection:
    """Who, what and how deep as last year; nothing answered; last year's answers beside.

    Questions are followed by their ids, which mean the same for ever; an answer this edition does not offer is kept
    beside and not carried (`Situation.carried`).
    """
    fixed = next((one for one in checklist.groups if one.fixed), None)
    sets = {one.id for one in fixed.sets} if fixed else set()
    optional = [one.id for one in checklist.areas if one.optional]
    return Inspection(
        office=before.office,
        year=year,
        form=checklist.id,
        edition=checklist.edition,
        nature=before.nature,
        network_set=before.network_set if before.network_set in sets else (fixed.default_set if fixed else ""),
        full=before.full,
        extras=tuple(one for one in optional if one in before.extras),
        contracts=before.running,
        steps=carry(before.steps, before.year),
        contact=before.contact,
        # What the prefecture asked besides was that year's; this year the same id may be another question.
        last_year=MappingProxyType({key: one for key, one in before.answers.items() if not is_local(key.question)}),
        comments=carried_comments(before.comments, before.year),
    )


def earlier(book: Book, code: str, year: int, nature: Nature = Nature.REAL) -> tuple[Summary, ...]:
    """An office's inspections of earlier years in a book, newest year first, of each year the newest submission."""
    newest: dict[int, Summary] = {}
    for one in book.summaries():
        same = one.office.code == code and one.nature is nature and one.year < year
        if same and (one.year not in newest or one.submission > newest[one.year].submission):
            newest[one.year] = one
    return tuple(newest[one] for one in sorted(newest, reverse=True))


def words_of_last_year(situation: Situation) -> Mapping[Key, str]:
    """Last year's answers as a person reads them, for everything that is asked now."""
    said = {key: last_words(situation, key) for key in situation.keys}
    return {key: words for key, words in said.items() if words}


def last_words(situation: Situation, key: Key) -> str:
    """Last year's answer in words; empty where there was none."""
    before = situation.inspection.last_year.get(key)
    if before is None or not before.value:
        return ""
    return situation.words(key, before.value) or NO_LONGER


def last_remarks(situation: Situation, key: Key) -> str:
    """What stood beside last year's answer: 備考 and 根拠資料; empty where nothing did."""
    before = situation.inspection.last_year.get(key)
    said = (("備考", before.note), ("根拠資料", before.evidence)) if before else ()
    return "　".join(f"{title}：{text.strip()}" for title, text in said if text.strip())


@dataclass(frozen=True, slots=True)
class Carried:
    """How far one is with last year's answers: ``waiting`` were not looked at yet, of ``all`` there are."""

    waiting: int
    all: int


def carried(situation: Situation) -> Carried:
    """How many of last year's answers still wait to be looked at."""
    beside = [key for key in situation.keys if situation.inspection.answer(key).value or situation.carried(key)]
    known = [key for key in beside if (was := situation.inspection.last_year.get(key)) and was.value]
    return Carried(sum(situation.carried(key) for key in known), len(known))
