"""The numbers of a survey: the picture, findings by rule, who answered what, and everything that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.model import SEVERITY_LABELS, Kind, RuleKind
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.findings.score import PART_LABELS, PARTS
from jukiself.report.outline import (
    AreaStage,
    Column,
    Heading,
    Link,
    PageBreak,
    Paragraph,
    PictureRow,
    Row,
    RowKind,
    Style,
    Table,
)
from jukiself.survey.distribution import number_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.outline import Part
    from jukiself.report.survey import Survey
    from jukiself.survey.across import Spread
    from jukiself.survey.distribution import Distribution

_LEGEND = "数字は「すべてできている団体／当てはまる団体」。"
_OPEN = "「？」の後は、悪い答えはないがわからない答えのある団体、「空」の後は、悪い答えはないが未回答のある団体の数。"
_NOTHING = "「－」は尋ねる設問がない所。"
_BRIEFLY = "わからない・未回答の団体の数は、Excel の「分野と段階」にあります。"
#: More offices than this make numbers too long to stand beside a bar.
_MANY = 30
_KINDS = (RuleKind.DEFECT, RuleKind.STRENGTH, RuleKind.NOTE)
#: Questions that many could not answer, listed on paper; the rest stands in the workbook.
_MOST_UNKNOWN = 40


def picture(survey: Survey) -> Iterator[Part]:
    """Offices over areas and stages."""
    across = survey.across
    checklist = across.checklist
    yield PageBreak()
    yield Heading(1, "分野と段階")
    yield Paragraph(
        "1つの団体を、その所の一番弱い答えで数えています。左が濃く右へ行くほど薄い分野は、決まりはあっても、確かめて直すところまで届いていません。"
    )
    rows = []
    for area in checklist.areas:
        cells = [across.picture.get((area.id, stage.id)) for stage in checklist.stages]
        shares = tuple(one.share if one else None for one in cells)
        if any(one and one.total for one in shares):
            rows.append(PictureRow(area.title, shares))
    whole = tuple(one.share if (one := across.stages.get(stage.id)) else None for stage in checklist.stages)
    rows.append(PictureRow("全分野", whole))
    brief = len(across.replies) > _MANY
    legend = f"{_LEGEND}{_BRIEFLY if brief else _OPEN}{_NOTHING}"
    yield AreaStage(tuple(one.title for one in checklist.stages), tuple(rows), legend, brief)
    yield Heading(2, "分野ごとの団体の数")
    heads = ("分野", *(PART_LABELS[one] for one in PARTS), "当てはまらない")
    columns = tuple(Column(one, 24 if one == "分野" else 13) for one in heads)
    counted = [(area, across.areas[area.id].share) for area in checklist.areas if area.id in across.areas]
    yield Table(
        columns,
        tuple(
            Row(
                (
                    area.title,
                    *(count(getattr(one, part)) for part in (*PARTS, "not_applicable")),
                )
            )
            for area, one in counted
            if one.total
        ),
        compact=True,
    )


def count(number: int) -> str:
    """A number in a table; nothing where there is none."""
    return str(number) if number else ""


def findings(survey: Survey) -> Iterator[Part]:
    """Every finding that came out anywhere, by area, the heaviest first, with the offices behind it."""
    across = survey.across
    found = [one for one in across.spreads.values() if one.found]
    yield Heading(1, "所見ごとの団体の数")
    yield Paragraph(
        "nは所見のあった団体、Nはそのことを尋ねた団体、不明は答えが足りない団体の数です。［　］は団体を選び出す書き方です。",
        Style.SMALL,
    )
    for kind in _KINDS:
        mine = [one for one in found if one.rule.kind is kind]
        if mine:
            yield Heading(2, f"{STATUS_LABELS[Status(kind)]}（{len(mine)}種）")
            yield Table(_columns(kind), tuple(_rows(survey, mine, kind)), compact=True)


def _columns(kind: RuleKind) -> tuple[Column, ...]:
    if kind is RuleKind.DEFECT:
        return (Column("所見", 62), Column("重さ", 12), Column("不明", 8), Column("n／N", 18))
    return (Column("所見", 74), Column("不明", 8), Column("n／N", 18))


def _rows(survey: Survey, mine: list[Spread], kind: RuleKind) -> Iterator[Row]:
    for area in survey.across.checklist.areas:
        here = sorted((one for one in mine if one.rule.area == area.id), key=_heaviest)
        if here:
            yield Row((area.title,), RowKind.GROUP)
        for one in here:
            number = f"{len(one.found)}／{one.asked}"
            links = (Link(0, len(number), anchor(one)),) if survey.few else ()
            weight = (_weight(survey, one),) if kind is RuleKind.DEFECT else ()
            title = f"{'└ ' if one.rule.refines else ''}{one.rule.title}" + choice_of(
                survey, f"\n［finding={one.rule.id}］"
            )
            yield Row((title, *weight, count(len(one.unclear)), number), links=links)


def _weight(survey: Survey, one: Spread) -> str:
    """As the form has it, and of how many offices the reviewers see it otherwise."""
    replies = survey.across.by_code
    changed = sum(any(rule == one.rule.id for rule, _ in replies[code].severities) for code in one.found)
    own = SEVERITY_LABELS[one.rule.severity] if one.rule.severity else ""
    return f"{own}\n県が変更 {changed}" if changed else own


def choice_of(survey: Survey, text: str) -> str:
    """How to choose the offices behind a number, where the document does not list them itself."""
    return "" if survey.few else text


def _heaviest(one: Spread) -> tuple[int, int]:
    order = list(SEVERITY_LABELS)
    return (order.index(one.rule.severity) if one.rule.severity else len(order), -len(one.found))


def anchor(one: Spread) -> str:
    """The place of the list behind a finding's number."""
    return f"offices-{one.rule.id}"


def distributions(survey: Survey) -> Iterator[Part]:
    """Who answered what: every question with all its choices, never a mean alone."""
    yield Heading(1, "回答の分布")
    yield Paragraph(
        "答えの数です。ネットワークごとの設問は網ごとに、契約ごとの設問は全団体の契約を合わせて数えます。"
        "いくつも選べる設問は、合計が分母を超えます。",
        Style.SMALL,
    )
    columns = (Column("設問", 50), Column("答えの数", 41), Column("分母", 9))
    across = survey.across
    for area in across.checklist.areas:
        here = [one for one in across.distributions if one.question.area == area.id]
        if here:
            yield Heading(2, area.title)
            yield Table(columns, tuple(_told(survey, here)), compact=True)


def _told(survey: Survey, here: list[Distribution]) -> Iterator[Row]:
    before = None
    for one in here:
        again = one.question is before
        title = f"　　（{one.member}）" if again else f"{one.question.number}　{one.title}"
        before = one.question
        yield Row((title, _bars(survey, one), str(one.total)))


def _bars(survey: Survey, one: Distribution) -> str:
    lines = []
    if one.question.kind in {Kind.CHOICE, Kind.MULTI}:
        lines = [f"{bar.label}　{bar.count}" for bar in one.bars if bar.count]
    elif one.bars:
        lines = [
            number_words(one, exact=not survey.anonymous)
            if one.numbers
            else f"記述あり　{sum(bar.count for bar in one.bars)}"
        ]
    beside = [f"{bar.label} {bar.count}" for bar in (one.unknown, one.not_applicable, one.unanswered) if bar.count]
    return "\n".join([*lines, *(["（" + "、".join(beside) + "）"] if beside else [])])


def unknown(survey: Survey) -> Iterator[Part]:
    """Every わからない: by question, those most offices could not answer first, then by office."""
    across = survey.across
    found = sorted(across.open_questions, key=lambda one: -len(one.unknown.codes))
    yield Heading(1, "わからないという答え")
    total = sum(one.unknown.count for one in found)
    if not total:
        yield Paragraph("わからないという答えはありません。")
        return
    yield Paragraph(
        f"全部で{total}件あります。多くの団体が分からないことは、県が調べ方を示したり、業者や連合にまとめて尋ねたりできます。"
    )
    columns = (Column("設問", 76), Column("わからない団体", 12), Column("尋ねた団体", 12))
    asked = len(across.replies)
    rows = [
        Row((f"{one.question.number}　{one.title}", str(len(one.unknown.codes)), str(asked - len(one.not_asked))))
        for one in found[:_MOST_UNKNOWN]
    ]
    yield Heading(2, f"設問ごと（多い順、{len(rows)}問）")
    yield Table(columns, tuple(rows), compact=True)
    if len(found) > len(rows):
        yield Paragraph(
            f"ほかに{len(found) - len(rows)}問あります。すべての数は、「回答の分布」にあります。", Style.SMALL
        )
    if survey.few:
        yield Heading(2, "団体ごと")
        by_office = ((one.listed.office.name, one.record.progress) for one in across.replies)
        pairs = [Row((name, str(told.unknown), str(told.asked))) for name, told in by_office]
        yield Table((Column("団体", 60), Column("わからない", 20), Column("尋ねた数", 20)), tuple(pairs), compact=True)
