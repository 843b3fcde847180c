"""利用の手引き on paper: a cover, contents, and every page with its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.manual import plain_mark
from jukiself.report.outline import (
    Bullets,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    KeyValues,
    Notice,
    OnePage,
    PageBreak,
    Paragraph,
    Row,
    Style,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jukiself.checklist.manual import Manual, ManualPage, Section
    from jukiself.report.outline import Part

TROUBLE = "こまったら"
FIRST = "はじめに"
_MAKER = "住基セルフ点検ブック"


def manual_document(manual: Manual, version: str, pictures: Mapping[str, bytes]) -> Document:
    """A whole part; a picture that is not given is left out, for the text alone is enough."""
    return Document(
        title=manual.title,
        subject=f"{_MAKER} {version}",
        author=_MAKER,
        header=f"{_MAKER}　{manual.title}",
        footer=f"{_MAKER} {version}　{manual.title}",
        parts=tuple(_parts(manual, pictures)),
    )


def _parts(manual: Manual, pictures: Mapping[str, bytes]) -> Iterator[Part]:
    yield Paragraph(manual.title, Style.COVER_TITLE)
    yield Paragraph(manual.lead)
    yield Notice(FIRST, manual.notice)
    yield Contents()
    for page in manual.pages:
        yield PageBreak()
        yield OnePage(tuple(_page(manual, page, pictures)))


def _page(manual: Manual, page: ManualPage, pictures: Mapping[str, bytes]) -> Iterator[Part]:
    yield Heading(1, page.title)
    yield _said(manual, page.lead)
    if page.facts:
        yield KeyValues(tuple((name, plain(manual, words)) for name, words in page.facts))
    yield from _figure(page.picture, page.title, pictures)
    for one in page.sections:
        yield from _section(manual, one, pictures)
    if page.troubles:
        yield Heading(2, TROUBLE)
        rows = tuple(Row((plain(manual, one.said), plain(manual, one.do))) for one in page.troubles)
        yield Table((Column("画面に出ること", 42), Column("すること", 58)), rows)


def _section(manual: Manual, section: Section, pictures: Mapping[str, bytes]) -> Iterator[Part]:
    yield Heading(2, plain(manual, section.title))
    yield from (_said(manual, one) for one in section.texts)
    yield from _figure(section.picture, section.title, pictures)
    if section.steps:
        yield Bullets(tuple((_said(manual, one),) for one in section.steps), numbered=True)
    if section.pairs:
        rows = tuple(Row((plain(manual, key), plain(manual, words))) for key, words in section.pairs)
        yield Table((Column(section.heads[0], 30), Column(section.heads[1], 70)), rows)
    if section.points:
        yield Bullets(tuple((_said(manual, one),) for one in section.points))


def _said(manual: Manual, text: str) -> Paragraph:
    return Paragraph(plain(manual, text))


def plain(manual: Manual, text: str) -> str:
    """A text of the manual without its marks."""
    return manual.written(text, plain_mark)


def _figure(name: str, title: str, pictures: Mapping[str, bytes]) -> Iterator[Part]:
    if name in pictures:
        yield Figure(pictures[name], f"画面：{title}")
