"""手引き and ことば on paper: one guide on one or two A4 pages, the glossary as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.report.outline import (
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Paragraph,
    Row,
    Style,
    Table,
    WriteIn,
)
from jukiself.report.renamed import then_and_now
from jukiself.report.words import cited_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.checklist.guide import Guide, Handbook, Term
    from jukiself.checklist.model import Checklist
    from jukiself.report.outline import Part

_MAKER = "住基セルフ点検ブック"


def guide_document(guide: Guide, handbook: Handbook, checklist: Checklist) -> Document:
    """One guide, to be laid on the desk and followed step by step."""
    return _document(f"手引き　{guide.title}", checklist, tuple(_guide(guide, handbook, checklist)))


def glossary_document(handbook: Handbook, checklist: Checklist) -> Document:
    """Every term with its reading and its gloss, then what the old words are called today."""
    columns = (Column("ことば", 26), Column("意味", 74))
    rows = tuple(Row((f"{one.word}\n{one.reading}", meaning(one))) for one in handbook.terms)
    parts = (Heading(1, "ことばの一覧"), Table(columns, rows), *then_and_now(checklist, checklist.renamed, level=1))
    return _document("ことばの一覧", checklist, parts)


def meaning(term: Term) -> str:
    """The gloss, and below it how the word has changed."""
    return f"{term.gloss}\n{term.since}" if term.since else term.gloss


def _document(title: str, checklist: Checklist, parts: tuple[Part, ...]) -> Document:
    return Document(
        title=title,
        subject=checklist.title,
        author=_MAKER,
        header=f"{_MAKER}　{title}",
        footer=checklist.title,
        parts=parts,
    )


def _guide(guide: Guide, handbook: Handbook, checklist: Checklist) -> Iterator[Part]:
    yield Heading(1, guide.title)
    yield Paragraph(guide.lead)
    yield KeyValues(tuple(_facts(guide, handbook)))
    yield Heading(2, "なぜ")
    yield from (Paragraph(one) for one in guide.why)
    yield Heading(2, "進め方")
    yield Bullets(tuple(_step(one.title, one.text, one.minutes) for one in guide.steps), numbered=True)
    if guide.traps:
        yield Heading(2, "つまずきやすい所")
        yield Bullets(tuple((Paragraph(one),) for one in guide.traps))
    yield Heading(3, "したことの控え")
    yield WriteIn((("した日", ""), ("した人", ""), ("残した紙", "")))
    yield from _background(guide, checklist)


def _facts(guide: Guide, handbook: Handbook) -> Iterator[tuple[str, str]]:
    yield "かかる時間", f"{guide.minutes}分（1人）"
    if guide.needs:
        yield "用意する物", "\n".join(guide.needs)
    if forms := [handbook.sheet[one].title for one in guide.forms if one in handbook.sheet]:
        yield "使う様式", "、".join(forms)


def _step(title: str, text: str, minutes: int) -> tuple[Paragraph, ...]:
    return (Paragraph(f"□ {title}（{minutes}分）", Style.STRONG), Paragraph(text))


def _background(guide: Guide, checklist: Checklist) -> Iterator[Part]:
    asked = [one for one in checklist.questions if one.id in guide.questions]
    if asked:
        yield Heading(3, "役立つ設問")
        yield Paragraph("\n".join(f"{one.number}　{one.text}" for one in asked), Style.SMALL)
    if guide.sources:
        yield Heading(3, "出典")
        yield Paragraph(cited_of(checklist, guide.sources), Style.SMALL)
