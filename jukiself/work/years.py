"""The next 年度: an inspection begun beside last year's answers, which nobody has to type again and nothing counts."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.comment import carried as carried_comments
from jukiself.answers.lineage import follow, old_words, own_note
from jukiself.answers.model import Inspection, Key, Nature
from jukiself.checklist.local import is_local
from jukiself.work.plan import carry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.answers.model import Answer
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Checklist
    from jukiself.store.book import Book, Summary

NO_LONGER = "（いまの設問にはない答え）"
#: After the words of an answer to a question that meant something else.
BEFORE = "（前の版の設問への答え）"


def next_inspection(before: Inspection, year: int, checklist: Checklist, then: Checklist | None = None) -> Inspection:
    """Who, what and how deep as last year; nothing answered; last year's answers beside.

    Where last year was ``then``, an earlier edition, its answers are followed into this one; what changed its meaning
    stands beside with the words it had, what is asked no more is left out. An answer this edition does not offer is
    kept beside and not carried (`Situation.carried`).
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
        last_year=MappingProxyType(_answers(before, checklist, then)),
        comments=carried_comments(before.comments, before.year),
    )


def _answers(before: Inspection, checklist: Checklist, then: Checklist | None) -> dict[Key, Answer]:
    # What the prefecture asked besides was that year's; this year the same id may be another question.
    said = {key: one for key, one in before.answers.items() if not is_local(key.question)}
    if then is None or then.id != checklist.id or then.edition == checklist.edition:
        return said
    went = follow(said, then, checklist)
    return {**went.answers, **went.before}


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
    if said := old_words(before):
        return said + BEFORE
    return situation.words(key, before.value) or NO_LONGER


def last_remarks(situation: Situation, key: Key) -> str:
    """What stood beside last year's answer: 備考 and 根拠資料; empty where nothing did."""
    before = situation.inspection.last_year.get(key)
    said = (("備考", own_note(before)), ("根拠資料", before.evidence)) if before else ()
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
