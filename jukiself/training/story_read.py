"""Reading the stories of ``resources/training``; every key is known, every sentence cites a row, or a `FormError`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import Key
from jukiself.checklist.table import FormError, Table, all_of, read_table, unique
from jukiself.training.story import (
    Event,
    Item,
    Likeness,
    Line,
    Pair,
    Scene,
    Source,
    Stop,
    Story,
    StoryKind,
    Wanted,
    Word,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from jukiself.checklist.guide import Term
    from jukiself.checklist.model import Checklist, Renamed

ITEMS = 8
_STOPS = range(3, 5)


def read_sources(path: Path) -> dict[str, Source]:
    """The declared sources by id; raises `FormError`."""
    table = read_table(path)
    found = [Source(one.text("id"), one.text("place"), one.text("gist")) for one in all_of(table.tables("source", []))]
    table.done()
    unique("出典", [one.id for one in found])
    return {one.id: one for one in found}


def read_story(path: Path, checklist: Checklist, terms: Mapping[str, Term], sources: Collection[str]) -> Story:
    """One story against an edition; ``sources`` are the ids it may cite besides the ledger's. Raises `FormError`."""
    table = read_table(path)
    known = {*checklist.clauses, *sources}
    kind = table.one_of("kind", StoryKind)
    story = Story(
        id=table.identifier(),
        kind=kind,
        case=table.text("case", ""),
        title=table.text("title"),
        intro=table.text("intro"),
        scenes=tuple(_scene(one, known) for one in all_of(table.tables("scene", []))),
        words=tuple(_word(one, checklist.renamed, terms, known) for one in all_of(table.tables("word", []))),
        items=tuple(_item(one, checklist) for one in all_of(table.tables("item", []))),
        findings=tuple(_wanted(one, checklist) for one in all_of(table.tables("finding", []))),
        events=tuple(_event(one, known) for one in all_of(table.tables("step", []))),
    )
    table.done()
    if story.id != path.stem:
        raise FormError(f"{table.where}: 「id」とファイルの名前が違います: {story.id}")
    _refuse(table.where, story)
    return story


def read_pair(path: Path, checklist: Checklist, stories: Collection[str], sources: Collection[str]) -> Pair:
    """The two incidents side by side; raises `FormError`."""
    table = read_table(path)
    known = {*checklist.clauses, *sources}
    rows = []
    for one in all_of(table.tables("row")):
        first = Line(one.text("first"), _facts(one, known, "first_facts"))
        second = Line(one.text("second"), _facts(one, known, "second_facts"))
        rows.append(Likeness(one.text("about"), first, second))
    pair = Pair(
        table.text("title"), table.text("intro"), table.text("first"), table.text("second"), tuple(rows),
        table.text("talk"),
    )  # fmt: skip
    table.done()
    _known(table.where, "題材", (pair.first, pair.second), stories)
    return pair


def _refuse(where: str, story: Story) -> None:
    incident = story.kind is StoryKind.INCIDENT
    if incident != (not story.case):
        raise FormError(f"{where}: 事例（case）は、出来事（incident）には書かず、ほかには書きます。")
    if incident and (story.scenes or story.items or story.findings or not story.events):
        raise FormError(f"{where}: 出来事には [[step]] を書き、[[scene]]・[[item]]・[[finding]] は書きません。")
    if not incident and (story.events or not story.scenes):
        raise FormError(f"{where}: 訪問の話には [[scene]] を書き、[[step]] は書きません。")
    if not incident and len(story.items) != ITEMS:
        raise FormError(f"{where}: 選んだ設問は {ITEMS} 問です（いま {len(story.items)} 問）。")
    if incident and len(story.stops) not in _STOPS:
        raise FormError(f"{where}: 立ち止まる問いは {_STOPS[0]}〜{_STOPS[-1]} 個です（いま {len(story.stops)} 個）。")
    unique("選んだ設問", [str(one.key) for one in story.items])
    unique("見つけたい所見", [f"{one.rule}@{one.member}" for one in story.findings])
    unique("ことば", [one.term for one in story.words])


def _known(where: str, what: str, used: Iterable[str], known: Collection[str]) -> None:
    if lost := [one for one in used if one not in known]:
        raise FormError(f"{where}: 知らない{what}です: {'、'.join(lost)}")


def _facts(table: Table, known: Collection[str], name: str = "facts") -> tuple[str, ...]:
    facts = table.texts(name, [])
    if not facts:
        raise FormError(f"{table.where}: 拠り所（{name}）のない文は載せられません。")
    _known(table.where, "出典", facts, known)
    return facts


def _line(table: Table, known: Collection[str]) -> Line:
    return Line(table.text("text"), _facts(table, known))


def _scene(table: Table, known: Collection[str]) -> Scene:
    scene = Scene(table.text("title"), tuple(_line(one, known) for one in all_of(table.tables("line"))))
    if not scene.lines:
        raise FormError(f"{table.where}: 文が1つもありません。")
    return scene


def _word(table: Table, renamed: Iterable[Renamed], terms: Mapping[str, Term], known: Collection[str]) -> Word:
    """A word of the glossary needs no meaning written again; its name of today comes from there or `terms.toml`."""
    term = table.text("term")
    if found := terms.get(term):
        today = found.since or next((one.today for one in renamed if term in one.words), "")
        return Word(term, found.gloss, today, found.sources)
    return Word(term, table.text("then"), table.text("now", ""), _facts(table, known))


def _item(table: Table, checklist: Checklist) -> Item:
    beside = table.text("beside", "")
    item = Item(
        key=Key.parse(table.text("question")),
        why_this=table.text("why_this"),
        reveal=table.text("reveal"),
        talk=table.text("talk"),
        beside=Key.parse(beside) if beside else None,
    )
    used = [one.question for one in (item.key, item.beside) if one]
    _known(table.where, "設問", used, checklist.question)
    return item


def _wanted(table: Table, checklist: Checklist) -> Wanted:
    key = Key.parse(table.text("rule"))
    wanted = Wanted(key.question, key.member, table.texts("remarks", []))
    _known(table.where, "所見", [wanted.rule], checklist.rule)
    _known(table.where, "出典", wanted.remarks, checklist.clauses)
    return wanted


def _event(table: Table, known: Collection[str]) -> Event:
    ask = table.text("ask", "")
    stop = Stop(ask, table.text("hint")) if ask else None
    return Event(table.text("day"), _line(table, known), stop)
