"""前の年度との比較 over all offices, and, only where it was asked for, one area in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.years import fiscal_year
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.report.outline import Column, Heading, Paragraph, Row, Style, Table
from jukiself.report.survey_numbers import count
from jukiself.survey.then import Course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.outline import Part
    from jukiself.report.survey import Survey

_NARROW = {
    Course.BETTER: "良くなった",
    Course.MIXED: "両方ある",
    Course.WORSE: "悪くなった",
    Course.SAME: "変わらない",
    Course.NEW: "今回だけ",
    Course.GONE: "前回だけ",
}
#: Findings that moved, listed on paper.
_MOST = 30


def compared(survey: Survey) -> Iterator[Part]:
    """Offices that got better or worse, by area; findings that went or came. Nothing without an earlier round."""
    then, across = survey.then, survey.across
    if then is None:
        return
    yield Heading(1, f"{fiscal_year(survey.then_year)}との比較")
    yield Paragraph(
        "団体ごとに、前と今の両方で尋ねた設問の答えを比べた数です。「両方ある」は、良くなった所も悪くなった所もある団体です。"
        "わからないが減っただけの団体は、「変わらない」に数えます。",
        Style.SMALL,
    )
    columns = (Column("分野", 28), *(Column(_NARROW[one], 12) for one in Course))
    rows = [
        Row((area.title, *(count(len(then.areas[area.id].get(one, ()))) for one in Course)))
        for area in across.checklist.areas
        if then.areas.get(area.id)
    ]
    yield Table(columns, tuple(rows), compact=True)
    moved = [
        (across.checklist.rule[name], one) for name, one in then.rules.items() if one.over or one.new or one.unsure
    ]
    moved = sorted(moved, key=lambda pair: -len(pair[1].over) - len(pair[1].new))[:_MOST]
    if moved:
        yield Heading(2, "動きのあった所見")
        turns = ("なくなった", "新しく出た", "続いている", "言えない")
        heads = (Column("所見", 48), Column("区分", 12), *(Column(one, 10) for one in turns))
        counted = [
            Row(
                (
                    rule.title,
                    STATUS_LABELS[Status(rule.kind)],
                    *(count(len(part)) for part in (one.over, one.new, one.still, one.unsure)),
                )
            )
            for rule, one in moved
        ]
        yield Table(heads, tuple(counted), compact=True)


def ranked(survey: Survey) -> Iterator[Part]:
    """One area's offices by how many of its answers are in place; never all areas together."""
    if not survey.rank:
        return
    across, titles = survey.across, survey.across.checklist.titles
    title = titles[f"area:{survey.rank}"]
    yield Heading(1, f"分野「{title}」の団体の並び")
    yield Paragraph(
        "求めに応じて、この分野だけを並べたものです。正直に「できていない」「わからない」と書いた団体が下になりやすいので、"
        "順位として公表したり、ほかの分野と足したりしないでください。",
        Style.SMALL,
    )
    found = [(one, across.share_of(one.code).get(survey.rank)) for one in across.replies]
    shares = [(one, share) for one, share in found if share and share.total]
    shares.sort(key=lambda pair: (-pair[1].met / pair[1].total, pair[0].code))
    columns = (
        Column("団体", 40),
        *(Column(one, 12) for one in ("できている", "一部", "できていない", "わからない", "未回答")),
    )
    rows = [
        Row(
            (
                one.listed.office.name,
                f"{share.met}／{share.total}",
                *(count(part) for part in (share.partly, share.unmet, share.unknown, share.unanswered)),
            )
        )
        for one, share in shares
    ]
    yield Table(columns, tuple(rows), compact=True)
