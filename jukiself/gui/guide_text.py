"""手引き and ことば as text: a whole guide, the list of words, and what of both belongs beside a question."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jukiself.checklist.guide import texts_of, texts_of_guide
from jukiself.checklist.renamed import renamed_in, since_words, texts_behind
from jukiself.gui.theme import theme
from jukiself.report.guide import NOT_ASKED, touched_by
from jukiself.report.renamed import LEAD, TITLE, sources_of
from jukiself.report.words import cited_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.answers.situation import Situation
    from jukiself.checklist.guide import Guide, GuideStep, Handbook, Reference, Section, Sheet, Term
    from jukiself.checklist.model import Checklist, Question, Renamed

WORDS = "ことば"
_LEADING = "line-height:145%"
_GAP = "&nbsp;&nbsp;"


def beside(handbook: Handbook, situation: Situation, question: Question) -> dict[str, str]:
    """What a question's pane says besides: on top the guides that help, below なぜ the words of the question itself.

    Words that only come up in what to look at or whom to ask stand below the first step, where they do not push it away.
    """
    asked = (question.text, *(one.label for one in question.choices), *_members(situation, question), question.why)
    first = handbook.terms_in(asked)
    later = [one for one in handbook.terms_in(texts_of(question)) if one not in first]
    # What is said above by a term itself is not said again.
    told = {one.word for one in (*first, *later) if one.since}
    checklist = situation.checklist
    old = renamed_in(checklist, (*texts_of(question), *texts_behind(checklist, question)))
    pairs = "".join(_renamed(checklist, one) for one in old if not told.intersection(one.words))
    guides = "".join(paragraph(f"手引き：{guide_link(one)}") for one in handbook.for_question(question.id))
    return {"": guides, "why": _terms(first), "step": _terms(later) + (heading(TITLE) + pairs if pairs else "")}


def _terms(terms: Iterable[Term]) -> str:
    rows = "".join(_term(one) for one in terms)
    return heading(WORDS) + rows if rows else ""


def guide_link(guide: Guide) -> str:
    """A guide to be opened, and how long it takes."""
    return f'<a href="guide:{escape(guide.id, quote=True)}">{escape(guide.title)}</a>（かかる時間 {guide.minutes}分）'


def _members(situation: Situation, question: Question) -> Iterator[str]:
    group = situation.checklist.group.get(question.group or "")
    if group and group.fixed:
        yield from (one.name for one in situation.members.get(group.id, ()))


def guide(found: Guide, handbook: Handbook, checklist: Checklist) -> str:
    """A guide as one reads it in the window."""
    return "".join(_guide(found, handbook, checklist))


def reference(found: Reference, checklist: Checklist) -> str:
    """A page to look up in, as one reads it in the window."""
    return "".join(_reference(found, checklist))


def _reference(found: Reference, checklist: Checklist) -> Iterator[str]:
    yield title(found.title)
    yield paragraph(escape(found.lead), "0 0 6px 0")
    yield from (paragraph(escape(one), "0 0 6px 0") for one in found.notes)
    yield heading("全文の探し方")
    yield listed("ul", (escape(one) for one in found.look))
    for chapter in found.chapters:
        yield heading(chapter.title)
        yield from (_section(checklist, one) for one in chapter.sections)


def _section(checklist: Checklist, one: Section) -> str:
    questions, asked = touched_by(checklist, one)
    links = "".join(f"<br>{_GAP}{_question_link(each)}" for each in questions)
    said = "" if asked else f"{_GAP}（{NOT_ASKED}{'。近い設問：' if questions else ''}）"
    place = escape(checklist.clauses[one.clause].place)
    return paragraph(f"<b>{place}</b>{_GAP}{escape(one.about)}{said}{links}", "0 0 6px 0")


def words(handbook: Handbook, checklist: Checklist) -> str:
    """Every word with its meaning, then what the old words are called today."""
    pairs = "".join(_renamed(checklist, one) for one in checklist.renamed)
    terms = "".join(_term(one) for one in handbook.terms)
    return title("ことばの一覧") + terms + title(TITLE) + _quiet(escape(LEAD)) + pairs


def _renamed(checklist: Checklist, one: Renamed) -> str:
    quiet = f'<span style="color:{theme().colours["quiet"]}">'
    source = f"{since_words(one)}。出典：{sources_of(checklist, one)}"
    return paragraph(f"<b>{escape(one.then)}</b> → {escape(one.today)}<br>{quiet}{escape(source)}</span>", "0 0 6px 0")


def _guide(found: Guide, handbook: Handbook, checklist: Checklist) -> Iterator[str]:
    yield title(found.title)
    yield paragraph(escape(found.lead))
    yield _quiet(f"かかる時間 {found.minutes}分（1人）")
    yield heading("用意する物")
    yield listed("ul", (escape(one) for one in found.needs))
    if sheets := [handbook.sheet[one] for one in found.forms if one in handbook.sheet]:
        yield paragraph("様式（押すと Excel の白紙を作ります）：" + "、".join(map(_sheet_link, sheets)))
    yield heading("なぜ")
    yield from (paragraph(escape(one), "0 0 6px 0") for one in found.why)
    yield heading("進め方")
    yield listed("ol", (_step(one) for one in found.steps))
    if found.traps:
        yield heading("つまずきやすい所")
        yield listed("ul", (escape(one) for one in found.traps))
    asked = [one for one in checklist.questions if one.id in found.questions]
    if asked:
        yield heading("役立つ設問")
        yield from (paragraph(_question_link(one)) for one in asked)
    yield _terms(handbook.terms_in(texts_of_guide(found)))
    yield heading("出典")
    yield _quiet(cited_of(checklist, found.sources))


def _sheet_link(sheet: Sheet) -> str:
    return f'<a href="sheet:{escape(sheet.id, quote=True)}">{escape(sheet.title)}</a>'


def _question_link(question: Question) -> str:
    return f'<a href="question:{escape(question.id, quote=True)}">{escape(f"{question.number}　{question.text}")}</a>'


def _step(one: GuideStep) -> str:
    return f"<b>{escape(one.title)}</b>（かかる時間 {one.minutes}分）<br>{escape(one.text)}"


def _term(one: Term) -> str:
    since = f'<br><span style="color:{theme().colours["quiet"]}">{escape(one.since)}</span>' if one.since else ""
    return paragraph(f"<b>{escape(one.word)}</b>{_GAP}{escape(one.gloss)}{since}", "0 0 6px 0")


def title(text: str) -> str:
    """What a page is called."""
    return f'<p style="margin:0 0 6px 0; font-size:x-large; font-weight:bold">{escape(text)}</p>'


def heading(text: str) -> str:
    """Above a part of a page."""
    return f'<p style="margin:10px 0 4px 0; color:{theme().colours["accent"]}; font-weight:bold">{escape(text)}</p>'


def paragraph(inner: str, margin: str = "0") -> str:
    """Running text that is HTML already."""
    return f'<p style="margin:{margin}; {_LEADING}">{inner}</p>'


def _quiet(text: str) -> str:
    return paragraph(f'<span style="color:{theme().colours["quiet"]}">{escape(text)}</span>')


def listed(kind: str, items: Iterable[str]) -> str:
    """Points, or steps with numbers."""
    rows = "".join(f'<li style="margin:0 0 6px 0; {_LEADING}">{one}</li>' for one in items)
    return f'<{kind} style="margin:0 0 0 4px">{rows}</{kind}>'
