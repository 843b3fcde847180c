"""手引き and ことば on paper: one guide on one or two A4 pages, the glossary as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.coverage import touching
from jukiself.report.outline import (
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Paragraph,
    Row,
    RowKind,
    Style,
    Table,
    WriteIn,
)
from jukiself.report.renamed import then_and_now
from jukiself.report.words import cited_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.checklist.guide import Guide, Handbook, Reference, Section, Term
    from jukiself.checklist.model import Checklist, Question
    from jukiself.report.outline import Part

_MAKER = "住基セルフ点検ブック"


def guide_document(guide: Guide, handbook: Handbook, checklist: Checklist) -> Document:
    """One guide, to be laid on the desk and followed step by step."""
    return _document(f"手引き　{guide.title}", checklist, tuple(_guide(guide, handbook, checklist)))


def glossary_document(handbook: Handbook, checklist: Checklist) -> Document:
    """Every term with its reading and its gloss, then what the old words are called today."""
    columns = (Column("ことば", 26), Column("意味", 74))
    rows = tuple(Row((f"{one.word}\n{one.reading}", meaning(one))) for one in handbook.terms)
    parts = (
        Heading(1, "ことばの一覧"),
        Table(columns, rows, compact=True),
        *then_and_now(checklist, checklist.renamed, level=1),
    )
    return _document("ことばの一覧", checklist, parts)


def reference_document(reference: Reference, checklist: Checklist) -> Document:
    """A page to look up in: what it is, the headings with the questions that touch them, where to read the whole."""
    return _document(f"手引き　{reference.title}", checklist, tuple(_reference(reference, checklist)))


def _reference(reference: Reference, checklist: Checklist) -> Iterator[Part]:
    yield Heading(1, reference.title)
    yield Paragraph(reference.lead)
    yield from (Paragraph(one) for one in reference.notes)
    yield Heading(2, "全文の探し方")
    yield Bullets(tuple((Paragraph(one),) for one in reference.look))
    yield Heading(2, "章と節の見出し")
    columns = (Column("節", 12), Column("見出しの中身（要約）", 32), Column("この点検の設問", 56))
    rows: list[Row] = []
    for chapter in reference.chapters:
        rows.append(Row((chapter.title,), RowKind.GROUP))
        rows += (
            Row((checklist.clauses[one.clause].place, one.about, _touched(checklist, one))) for one in chapter.sections
        )
    yield Table(columns, tuple(rows), compact=True)
    yield Heading(3, "出典")
    yield Paragraph(cited_of(checklist, (*reference.sources, *(one.clause for one in reference.sections))), Style.SMALL)


def _touched(checklist: Checklist, section: Section) -> str:
    questions, asked = touched_by(checklist, section)
    said = _numbers(checklist, questions) if len(questions) > _MOST_WHOLE else _whole(questions)
    return said if asked else "\n".join(filter(None, (NOT_ASKED, said and f"近い設問：{said}")))


NOT_ASKED = "尋ねない"
#: More questions than this are named by number, or one row would fill the page.
_MOST_WHOLE = 3


def _whole(questions: Iterable[Question]) -> str:
    return "\n".join(f"{one.number}　{one.text}" for one in questions)


def _numbers(checklist: Checklist, questions: Iterable[Question]) -> str:
    areas: dict[str, list[str]] = {}
    for one in questions:
        areas.setdefault(one.area, []).append(one.number)
    return "\n".join(f"{checklist.titles[f'area:{area}']}　{'、'.join(numbers)}" for area, numbers in areas.items())


def touched_by(checklist: Checklist, section: Section) -> tuple[tuple[Question, ...], bool]:
    """The questions on the subject of a heading, and whether they ask about that heading itself."""
    asked = touching(checklist, section.clause)
    return (asked or tuple(one for one in checklist.questions if one.id in section.near)), bool(asked)


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
