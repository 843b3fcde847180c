"""利用の手引き as data: parts for a desk, pages in the order of work, and marks that name what is really in the program."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from jukiself.checklist.table import FormError, Table, all_of, read_table, unique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


class Mark(StrEnum):
    """What a ``[[kind:words]]`` in a text of the manual names; a test holds each kind against the program."""

    BUTTON = "button"  # stands in the window
    OFFER = "offer"  # a button or a word that comes up only now and then
    LINK = "link"  # a link inside a text
    KEY = "key"
    COMMAND = "command"
    SEE = "see"  # another page of the manual, by id


#: A part for each desk, and one for whoever brings the program to the PC.
PARTS = (VILLAGE, PREFECTURE, TRAINING, IT) = ("village", "prefecture", "training", "it")
HEADS = ("名前・キー", "意味")
FACTS = {"who": "だれが", "when": "いつ", "after": "終わると"}
MARKED = re.compile(rf"\[\[({'|'.join(Mark)}):(.+?)\]\](?!\])")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: short paragraphs, numbered steps, points, and pairs such as key and meaning."""

    title: str
    texts: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    heads: tuple[str, ...] = ()  # above the pairs on paper
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the program says, and what to do then."""

    said: str
    do: str


@dataclass(frozen=True, slots=True)
class ManualPage:
    """One page: F1 opens it on the pages of the window named in ``windows``."""

    id: str
    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]  # who, when, and what there is afterwards; none where the lead says it
    windows: tuple[str, ...]
    picture: str
    sections: tuple[Section, ...]
    troubles: tuple[Trouble, ...]

    def texts(self) -> Iterator[str]:
        """Everything that is read, with its marks."""
        yield from (self.title, self.lead, *(words for _, words in self.facts))
        for one in self.sections:
            yield from (one.title, *one.texts, *one.steps, *one.points)
            yield from (text for pair in one.pairs for text in pair)
        for trouble in self.troubles:
            yield from (trouble.said, trouble.do)

    def pictures(self) -> Iterator[str]:
        """The names of its pictures."""
        yield from filter(None, (self.picture, *(one.picture for one in self.sections)))


@dataclass(frozen=True)
class Manual:
    """The part of the manual for one desk."""

    id: str
    label: str  # whose it is, in few letters
    title: str
    lead: str
    notice: str  # to be seen before anything is read
    pages: tuple[ManualPage, ...] = field(repr=False)

    @cached_property
    def page(self) -> dict[str, ManualPage]:
        """Pages by id."""
        return {one.id: one for one in self.pages}

    def for_window(self, name: str) -> ManualPage | None:
        """The page about a page of the window, where there is one."""
        return next((one for one in self.pages if name in one.windows), None)

    def written(self, text: str, show: Callable[[Mark, str, str], str]) -> str:
        """A text with its marks shown by ``show(kind, words, page id or nothing)``."""

        def one(found: re.Match[str]) -> str:
            kind, words = Mark(found[1]), found[2]
            return show(kind, self.page[words].title, words) if kind is Mark.SEE else show(kind, words, "")

        return MARKED.sub(one, text)


def page_about(parts: Sequence[Manual], window: str) -> tuple[Manual, ManualPage]:
    """The page about a page of the window in the first part that has one; where none has, the first page of all."""
    found = ((part, part.for_window(window)) for part in parts)
    return next(((part, page) for part, page in found if page), (parts[0], parts[0].pages[0]))


def plain_mark(kind: Mark, words: str, _page: str = "") -> str:
    """A mark where there is only text."""
    return f"［{words}］" if kind is Mark.KEY else f"「{words}」"


def read_manual(folder: Path, part: str) -> Manual:
    """``manual/<part>.toml`` and its pages ``manual/<part>/<page>.toml``; raises `FormError`."""
    head = read_table(folder / f"{part}.toml")
    names = head.texts("pages")
    pages = tuple(_page(read_table(folder / part / f"{name}.toml"), name) for name in names)
    label, title, lead, notice = (head.text(one) for one in ("label", "title", "lead", "notice"))
    manual = Manual(part, label, title, lead, notice, pages)
    head.done()
    unique("手引きのページ", list(names))
    unique("手引きを開く画面", [name for one in pages for name in one.windows])
    _check(manual)
    return manual


def _check(manual: Manual) -> None:
    for page in manual.pages:
        for text in page.texts():
            for kind, words in MARKED.findall(text):
                if kind == Mark.SEE and words not in manual.page:
                    raise FormError(f"{manual.id}/{page.id}.toml: 手引きのページ「{words}」はありません。")
            if "[[" in MARKED.sub("", text):
                raise FormError(f"{manual.id}/{page.id}.toml: 印の書き方が違います: {text}")


def _page(table: Table, name: str) -> ManualPage:
    page = ManualPage(
        id=name,
        title=table.text("title"),
        lead=table.text("lead"),
        facts=tuple((said, words) for name, said in FACTS.items() if (words := table.text(name, ""))),
        windows=table.texts("windows", []),
        picture=table.text("picture", ""),
        sections=tuple(_section(one) for one in all_of(table.tables("section", []))),
        troubles=tuple(Trouble(one.text("said"), one.text("do")) for one in all_of(table.tables("trouble", []))),
    )
    table.done()
    return page


def _section(table: Table) -> Section:
    pairs = table.take("pairs", list, [])
    if not all(isinstance(one, list) and len(one) == len(("key", "words")) for one in pairs):
        raise FormError(f"{table.where}: 「pairs」は2つずつの並びで書いてください。")
    heads = table.texts("heads", list(HEADS))
    if len(heads) != len(HEADS):
        raise FormError(f"{table.where}: 「heads」は2つ書いてください。")
    return Section(
        title=table.text("title"),
        texts=table.texts("texts", []),
        steps=table.texts("steps", []),
        points=table.texts("points", []),
        heads=heads,
        pairs=tuple((str(key), str(words)) for key, words in pairs),
        picture=table.text("picture", ""),
    )
