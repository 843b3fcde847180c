"""What all papers, slides and comparisons of a training are made of: the story, its case, and how they are worded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.situation import Situation
from jukiself.report.outline import Document
from jukiself.report.words import cited_of, era_day, with_member
from jukiself.training.ground import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from jukiself.answers.model import Key
    from jukiself.checklist.model import Checklist
    from jukiself.report.outline import Part
    from jukiself.training.story import Item, Lesson, Pair, Source, Story

BAND = "研修　練習のための紙です。本番の点検の結果ではありません。"
UNKNOWN_WORD = "わからない"
NOT_STATED = "記録に書かれていません。「わからない」が合っています。"
REST = "そのほかの記録"
REST_LEAD = "話には出てきませんが、調査の記録に書かれていることです。部屋の8問には要りません。1人で全部の設問に答えるときに読みます。"


@dataclass(frozen=True, slots=True)
class Kit:
    """What all papers are made of; ``lesson`` is missing where the story is an incident."""

    story: Story
    lesson: Lesson | None
    checklist: Checklist
    sources: dict[str, Source]
    groups: int
    people: int
    made_on: date | None = None
    pair: Pair | None = None

    @property
    def situation(self) -> Situation:
        """The case with its answers; only where there is a lesson."""
        if self.lesson is None:
            raise ValueError(self.story.id)
        return Situation(self.checklist, self.lesson.inspection)

    def cited(self, facts: Iterable[str]) -> str:
        """Where something stands."""
        return cited(self.checklist, facts, self.sources)

    def right(self, item: Item) -> str:
        """The answer the case holds, in words."""
        return self.situation.label(item.key)

    def fact(self, key: Key) -> str:
        """What the record says to a question, in words."""
        if self.lesson is None or self.lesson.stated(key) is Stated.SILENT:
            return NOT_STATED
        loose = "（記録の言葉は、はっきりしません。「わからない」も合っています）"
        note = self.lesson.answer(key).note
        unclear = loose if self.lesson.stated(key) is Stated.UNCLEAR else ""
        return f"{note or self.situation.label(key)}{unclear}"


def cited(checklist: Checklist, facts: Iterable[str], declared: Mapping[str, Source]) -> str:
    """Where something stands, as a person reads it: the ledger's places, then those the stories declare."""
    facts = tuple(facts)
    places = [declared[one].place for one in facts if one in declared]
    ledger = [one for one in facts if one not in declared]
    return "／".join(dict.fromkeys([*([cited_of(checklist, ledger)] if ledger else []), *places]))


def paper(kit: Kit, name: str, parts: Iterable[Part], *, practice: bool = True) -> Document:
    """One paper of the kit; a record of what was really held is no practice."""
    title = f"{name}　{kit.story.title}"
    printed = f"　作った日 {era_day(kit.made_on)}" if kit.made_on else ""
    return Document(
        title=title,
        subject="研修",
        author="住基セルフ点検ブック",
        header=f"研修　{title}",
        footer=f"{'【研修】本番の点検には使いません' if practice else '研修を行った記録'}{printed}",
        parts=tuple(parts),
        band=BAND if practice else "",
        made_on=kit.made_on,
    )


def rest_of_record(kit: Kit) -> tuple[str, ...]:
    """What the record states besides the story and some question can be answered from: for a practice of the whole."""
    if kit.lesson is None:
        return ()
    heard = {fact for line in kit.story.lines for fact in line.facts}
    used = {fact for ground in kit.lesson.grounds.values() for fact in ground.facts} - heard
    return tuple(clause.gist for name, clause in kit.checklist.clauses.items() if name in used)


def choice_words(kit: Kit, item: Item) -> list[str]:
    """What the cards of a question stand for, in their order; わからない is the last."""
    return [*(one.label for one in kit.situation.choices(item.key)), UNKNOWN_WORD]


def asked(kit: Kit, item: Item) -> str:
    """A question of the room, without its number in the form."""
    return with_member(kit.situation, item.key).partition("　")[2]
