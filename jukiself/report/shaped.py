"""One inspection told in the shape of the survey of 2006: what was found out, item by item, then 所見 under the same heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import BASIS_LABELS
from jukiself.answers.situation import State
from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.report.inspection import document
from jukiself.report.outline import (
    Bullets,
    Column,
    Heading,
    KeyValues,
    Notice,
    PageBreak,
    Paragraph,
    Row,
    Style,
    Table,
)  # fmt: skip
from jukiself.report.sort import WEIGHTS
from jukiself.report.words import cited, era_day, members_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Question
    from jukiself.checklist.shape import Item, Shape
    from jukiself.findings.judge import Finding
    from jukiself.report.inspection import Material
    from jukiself.report.outline import Document, Part

_ORDER = (Status.DEFECT, Status.STRENGTH, Status.NOTE)
_COLUMNS = (Column("調べたこと", 46), Column("分かったこと", 54))


def shaped_report(material: Material, shape: Shape) -> Document:
    """The whole report; what nobody has answered yet is counted and never filled in."""
    situation = material.situation
    parts = (
        Heading(1, shape.title),
        KeyValues(tuple(_head(material, shape))),
        *_notices(material),
        *(part for number, item in enumerate(shape.items, 1) for part in _item(situation, item, number)),
        *_left_out(situation, shape),
        PageBreak(),
        Heading(1, "所見"),
        Paragraph("調べたことと同じ項目の順に並べます。出典は、所見が拠り所にした資料の箇所です。", Style.SMALL),
        *(part for number, item in enumerate(shape.items, 1) for part in _remarks(material, item, number)),
    )
    return document(material, shape.title, parts, cover=False)


def _head(material: Material, shape: Shape) -> Iterator[tuple[str, str]]:
    inspection, progress = material.situation.inspection, material.situation.progress
    yield "調べた役場", inspection.office.name
    yield "年度", fiscal_year(inspection.year)
    yield "調べた項目", "\n".join(f"{number}　{one.title}" for number, one in enumerate(shape.items, 1))
    yield (
        "答え",
        (
            f"尋ねた{progress.asked}件のうち、答えた{progress.answered}件、わからない{progress.unknown}件、"
            f"該当なし{progress.not_applicable}件、未回答{progress.unanswered}件"
        ),
    )
    if material.printed_on:
        yield "印刷した日", era_day(material.printed_on)


def _notices(material: Material) -> Iterator[Notice]:
    if material.situation.progress.unanswered:
        yield Notice("暫定", "まだ答えていない設問があります。すべて答えると、所見が増えることも減ることもあります。")
    yield Notice(
        "取扱注意", "役場の守りの弱い所が書かれています。鍵のかかる所にしまい、写しを渡した先を控えてください。"
    )


# -- what was found out -----------------------------------------------------------------------------------------


def _item(situation: Situation, item: Item, number: int) -> Iterator[Part]:
    yield Heading(1, f"{number}　{item.title}")
    keys = [key for key in situation.keys if item.takes(situation.checklist.question[key.question])]
    if not keys:
        yield Paragraph("この項目の設問は、この点検では尋ねていません（「使われ方と費用」の分野を足すと書かれます）。")
        return
    areas = dict.fromkeys(situation.checklist.question[key.question].area for key in keys)
    for area in areas:
        here = [key for key in keys if situation.checklist.question[key.question].area == area]
        if len(areas) > 1:
            yield Heading(2, situation.checklist.titles[f"area:{area}"])
        yield from _told(situation, here)
        yield from _untold(situation, here)


def _left_out(situation: Situation, shape: Shape) -> Iterator[Part]:
    asked = [situation.checklist.question[key.question] for key in situation.keys]
    left = dict.fromkeys(one.area for one in asked if not any(item.takes(one) for item in shape.items))
    if left:
        names = "、".join(situation.checklist.titles[f"area:{one}"] for one in left)
        yield Paragraph(f"2006年の調査にない分野（{names}）は、この形には入れていません。点検結果報告書にあります。")


def _told(situation: Situation, keys: list[Key]) -> Iterator[Part]:
    rows: list[Row] = []
    for question, about in _by_question(situation, keys):
        known = [key for key in about if situation.state(key) in {State.ANSWERED, State.NOT_APPLICABLE}]
        if known:
            rows.append(Row((question.text, _answer(situation, known))))
    if rows:
        yield Table(_COLUMNS, tuple(rows), compact=True)


def _by_question(situation: Situation, keys: Iterable[Key]) -> list[tuple[Question, list[Key]]]:
    found: dict[str, list[Key]] = {}
    for key in keys:
        found.setdefault(key.question, []).append(key)
    return [(situation.checklist.question[one], about) for one, about in found.items()]


def _answer(situation: Situation, keys: list[Key]) -> str:
    """The same answer of several networks or contracts once, then what was noted to each."""
    said: dict[str, list[Key]] = {}
    for key in keys:
        said.setdefault(_label(situation, key), []).append(key)
    lines = []
    for label, about in said.items():
        names = [member.name for key in about if (member := situation.member(key))]
        lines.append(f"○ {'・'.join(names)}：{label}" if names else f"○ {label}")
    notes = dict.fromkeys(one for key in keys if (one := situation.inspection.answer(key).note.strip()))
    return "\n".join([*lines, *(f"　{one}" for one in notes)])


def _label(situation: Situation, key: Key) -> str:
    basis = situation.inspection.answer(key).basis
    return f"{situation.label(key)}（{BASIS_LABELS[basis]}）" if basis else situation.label(key)


def _untold(situation: Situation, keys: list[Key]) -> Iterator[Part]:
    for state, words in ((State.UNKNOWN, "わからない"), (State.UNANSWERED, "未回答")):
        open_ = [question.number for question, _ in _by_question(situation, _in(situation, keys, state))]
        if open_:
            yield Paragraph(f"{words}：設問 {'、'.join(open_)}", Style.SMALL)


def _in(situation: Situation, keys: list[Key], state: State) -> list[Key]:
    return [key for key in keys if situation.state(key) is state]


# -- 所見 ---------------------------------------------------------------------------------------------------------


def _remarks(material: Material, item: Item, number: int) -> Iterator[Part]:
    situation = material.situation
    mine = [one for one in material.findings if _about(situation, one, item)]
    yield Heading(2, f"{number}　{item.title}")
    for status in _ORDER:
        found = [one for one in mine if one.status is status]
        # The heaviest first; the order of the form within.
        found.sort(key=lambda one: -WEIGHTS[one.severity] if one.severity else 0)
        if found:
            yield Heading(3, f"{STATUS_LABELS[status]}（{len(found)}件）")
            yield Bullets(tuple(_remark(situation, group) for group in _by_rule(found)))
    checks = sum(one.status is Status.CHECK for one in mine)
    if checks:
        yield Paragraph(f"わからない答えがあるため、まだ言えないことが{checks}件あります。", Style.SMALL)
    if not mine:
        yield Paragraph("今の答えから書ける所見はありません。")


def _about(situation: Situation, finding: Finding, item: Item) -> bool:
    """By its area, or where items share an area by the first answer of that area it rests on."""
    if finding.area in item.areas:
        return True
    asked = (situation.checklist.question[key.question] for key in finding.because)
    first = next((one for one in asked if one.area == finding.area), None)
    return first is not None and first.id in item.questions


def _by_rule(findings: list[Finding]) -> list[list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.id, []).append(one)
    return list(found.values())


def _remark(situation: Situation, group: list[Finding]) -> tuple[Paragraph, ...]:
    first = group[0]
    weight = f"【{SEVERITY_LABELS[first.severity]}】" if first.severity else ""
    said = [Paragraph(f"{weight}{members_of(group)[0]}", Style.STRONG), Paragraph(first.text)]
    remedy = first.rule.remedy if first.rule and first.status is Status.DEFECT else None
    if remedy:
        said.append(Paragraph(f"まず一歩：{remedy.step}（{COST_LABELS[remedy.cost]}）"))
    return (*said, Paragraph(f"出典：{cited(situation, first.sources)}", Style.SMALL))
