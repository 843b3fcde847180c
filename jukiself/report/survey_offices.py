"""Office by office, at most a page each: the items of 2006 with what was found out, then findings; and who is behind a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.model import NOT_APPLICABLE, SEVERITY_LABELS, Kind, RuleKind
from jukiself.findings.score import total
from jukiself.report.outline import (
    Column,
    Heading,
    KeyValues,
    OnePage,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Style,
    Table,
)
from jukiself.report.sort import WEIGHTS
from jukiself.report.survey_numbers import anchor
from jukiself.report.survey_said import FEW_NAMES, cross_anchor, parts_of
from jukiself.survey import record as kept
from jukiself.survey.distribution import label
from jukiself.survey.traits import band_of, band_words, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.checklist.model import Question, Rule, Severity
    from jukiself.checklist.shape import Item
    from jukiself.findings.score import Share
    from jukiself.report.outline import Part
    from jukiself.report.survey import Survey
    from jukiself.survey.reply import Reply

_HEAVY, _GOOD, _FACTS = 14, 8, 9


def offices(survey: Survey) -> Iterator[Part]:
    """A page for each office, then the lists behind the numbers of findings."""
    for number, one in enumerate(survey.across.replies):
        yield PageBreak()
        first = (Heading(1, "団体ごとの調査結果"),) if not number else ()
        yield OnePage((*first, *_office(survey, one)))
    yield PageBreak()
    yield from _behind(survey)


def _office(survey: Survey, reply: Reply) -> Iterator[Part]:
    yield Heading(2, reply.listed.office.name)
    yield Paragraph("　".join(_about(survey, reply)), Style.SMALL)
    columns = (Column("調査項目", 22), Column("調べて分かったこと", 78))
    yield Table(columns, tuple(_item(survey, reply, one, number) for number, one in enumerate(survey.shape.items, 1)))
    yield Heading(3, "所見")
    yield KeyValues(tuple(_findings(survey, reply)))


def _about(survey: Survey, reply: Reply) -> Iterator[str]:
    if kind := kind_of(reply.listed):
        yield kind
    if band := band_of(reply.listed):
        yield f"人口{band_words(band)}" if survey.anonymous else f"人口{reply.listed.population:,}人"
    if reply.by:
        yield "ほかの団体の回答による" if survey.anonymous else f"{reply.by.name}の回答による"
    told = reply.record.progress
    yield f"提出{reply.submission}回目" if not survey.anonymous else ""
    yield f"尋ねた{told.asked}件のうち、答えた{told.answered}件、わからない{told.unknown}件、該当なし{told.not_applicable}件、未回答{told.unanswered}件"


# -- items --------------------------------------------------------------------------------------------------------


def _item(survey: Survey, reply: Reply, item: Item, number: int) -> Row:
    lines = _places(survey, reply, item) if item.areas else _facts(survey, reply, item)
    return Row((f"{number}　{item.title}", "\n".join(lines) or "この項目は尋ねていません。"))


def _places(survey: Survey, reply: Reply, item: Item) -> Iterator[str]:
    """Areas by how much of each is in place."""
    shares = survey.across.share_of(reply.code)
    titles = survey.across.checklist.titles
    found = [(titles[f"area:{area}"], shares[area]) for area in item.areas if area in shares and shares[area].total]
    if not found:
        return
    whole = total([share for _, share in found])
    yield (
        f"○ 当てはまる{whole.total}件のうち、できている{whole.met}件、一部{whole.partly}件、できていない{whole.unmet}件、"
        f"わからない{whole.unknown}件、未回答{whole.unanswered}件"
    )
    yield "○ 分野ごとの「できている／当てはまる」：" + "、".join(f"{title} {_figure(share)}" for title, share in found)


def _figure(share: Share) -> str:
    return f"{share.met}／{share.total}" + (f"（？{share.unknown}）" if share.unknown else "")


def _facts(survey: Survey, reply: Reply, item: Item) -> list[str]:
    """Answers to named questions; numbers and texts stay out of an anonymous copy, for they may name the office."""
    told = []
    for question, cell in zip(survey.across.checklist.questions, reply.record.values, strict=True):
        known = cell not in {"", kept.NOT_ASKED, kept.UNANSWERED, kept.UNSURE, NOT_APPLICABLE}
        if question.id in item.questions and known and not (survey.anonymous and _exact(question)):
            told.append(f"○ {question.text} → {_label(reply, question, cell)}")
    rest = len(told) - _FACTS
    return [*told[:_FACTS], *([f"　ほか{rest}件の答えがあります。"] if rest > 0 else [])]


def _exact(question: Question) -> bool:
    return question.kind in {Kind.NUMBER, Kind.TEXT, Kind.DATE}


def _label(reply: Reply, question: Question, cell: str) -> str:
    return reply.record.texts.get(question.id, "") if cell == kept.WRITTEN else label(question, cell)


# -- findings -----------------------------------------------------------------------------------------------------


def _findings(survey: Survey, reply: Reply) -> Iterator[tuple[str, str]]:
    checklist = survey.across.checklist
    found = [
        (rule, letters)
        for rule, letters in zip(checklist.rules, reply.record.rules, strict=True)
        if kept.FOUND in letters
    ]
    # A refinement says what its plain finding says, and more: both would take the room of two.
    weighed = {rule for rule, _ in reply.severities}
    refined = {rule.refines for rule, _ in found if rule.refines} - weighed
    defects = [(rule, text) for rule, text in found if rule.kind is RuleKind.DEFECT and rule.id not in refined]
    order = list(SEVERITY_LABELS)
    seen = {rule.id: _seen(survey, reply, rule, letters) for rule, letters in defects}
    defects.sort(key=lambda pair: order.index(one) if (one := seen[pair[0].id]) else len(order))
    lines = [
        f"・{_weight(reply, rule, seen[rule.id])}{_title(survey, reply, rule, letters)}" for rule, letters in defects
    ]
    yield f"改善が必要\n{len(lines)}種", _clipped(lines, _HEAVY) or "ありません。"
    good = [f"・{_title(survey, reply, rule, letters)}" for rule, letters in found if rule.kind is RuleKind.STRENGTH]
    yield f"良い点\n{len(good)}種", _clipped(good, _GOOD) or "書ける答えは、まだありません。"
    checks = sum(kept.CHECK in letters for letters in reply.record.rules) + len(reply.record.open_lists)
    yield (
        "調べること",
        f"答えが分からず、良いとも悪いとも言えないことが{checks}種あります。" if checks else "ありません。",
    )


def _seen(survey: Survey, reply: Reply, rule: Rule, letters: str) -> Severity | None:
    """The heaviest of its members, as the reviewers see them."""
    members = reply.members(survey.across.checklist, rule.each)
    found = [one for one, letter in zip(members, letters, strict=True) if letter == kept.FOUND]
    given = [severity for one in found if (severity := reply.changed(rule, one) or rule.severity)]
    return max(given, key=WEIGHTS.__getitem__, default=None)


def _weight(reply: Reply, rule: Rule, seen: Severity | None) -> str:
    if seen is None:
        return ""
    if not any(one == rule.id for one, _ in reply.severities):
        return f"【{SEVERITY_LABELS[seen]}】"
    own = SEVERITY_LABELS[rule.severity] if rule.severity else "なし"
    return f"【{SEVERITY_LABELS[seen]}（県が変更。設問の目安は{own}）】"


def _title(survey: Survey, reply: Reply, rule: Rule, letters: str) -> str:
    if not rule.each:
        return rule.title
    members = reply.members(survey.across.checklist, rule.each)
    names = [one.name for one, letter in zip(members, letters, strict=True) if one and letter == kept.FOUND]
    return f"{rule.title}（{'・'.join(names)}）"


def _clipped(lines: list[str], most: int) -> str:
    rest = len(lines) - most
    return "\n".join([*lines[:most], *([f"ほか{rest}種"] if rest > 0 else [])])


# -- who is behind a number ---------------------------------------------------------------------------------------


def _behind(survey: Survey) -> Iterator[Part]:
    across = survey.across
    yield Heading(1, "数の元の団体")
    columns = (Column("所見", 40), Column("n", 6), Column("団体", 54))
    if len(across.replies) > FEW_NAMES:
        yield Heading(2, "全体を通して言えること")
        yield Table(columns, tuple(_cross_rows(survey)), compact=True)
    yield Heading(2, "所見")
    yield Paragraph("「所見ごとの団体の数」の n に当たる団体です。", Style.SMALL)
    rows: list[Row] = []
    for area in across.checklist.areas:
        here = [one for one in across.spreads.values() if one.found and one.rule.area == area.id]
        if here:
            rows.append(Row((area.title,), RowKind.GROUP))
        for one in here:
            names = "、".join(across.names(one.found))
            rows.append(Row((one.rule.title, str(len(one.found)), names), anchors=(anchor(one),)))
    yield Table(columns, tuple(rows), compact=True)


def _cross_rows(survey: Survey) -> Iterator[Row]:
    for one in survey.across.crossings:
        if not one.sentence:
            continue
        yield Row((one.rule.title,), RowKind.GROUP)
        anchors: tuple[str, ...] = (cross_anchor(one),)
        for standing, codes in parts_of(one):
            if codes:
                yield Row((standing, str(len(codes)), "、".join(survey.across.names(codes))), anchors=anchors)
                anchors = ()
