"""改善計画 on paper laid across: what is done, by whom, until when, and what came of it; then what is not planned yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, STEP_LABELS, StepState
from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS, Cost
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.report.inspection import BANDS
from jukiself.report.outline import Column, Document, Heading, PageBreak, Paragraph, Row, RowKind, Style, Table
from jukiself.report.planning import STANDING_WORDS, Standing, by_day, count_words, lines, unplanned
from jukiself.report.words import era_day, long_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jukiself.answers.seal import Issued
    from jukiself.answers.situation import Situation
    from jukiself.findings.judge import Finding
    from jukiself.report.outline import Part
    from jukiself.report.planning import Line

_SIGNS = {StepState.OPEN: "○", StepState.DOING: "→", StepState.DONE: "●", StepState.DROPPED: "－"}
_GROUPS: tuple[tuple[Cost | None, str], ...] = (*COST_LABELS.items(), (None, "役場で決めたこと"))
_COLUMNS = (
    Column("", 3),
    Column("行うこと（所見）", 42),
    Column("担当（職）", 12),
    Column("期限", 13),
    Column("状態", 9),
    Column("結果・理由", 21),
)


def plan_sheet(
    situation: Situation, findings: tuple[Finding, ...], issued: Issued, printed_on: date | None
) -> Document:
    """The whole plan as it stands on a day."""
    inspection = situation.inspection
    year, nature = fiscal_year(inspection.year), NATURE_LABELS[inspection.nature]
    printed = f"　印刷した日 {era_day(printed_on)}" if printed_on else ""
    # Without a day nobody is late.
    today = printed_on.isoformat() if printed_on else ""
    return Document(
        title=f"改善計画　{inspection.office.name}　{year}　{nature}",
        subject=f"{situation.checklist.title}　{nature}",
        author=inspection.office.name,
        header=f"改善計画　{year}　【{nature}】　{inspection.office.name}",
        footer=f"{issued.line}　取扱注意{printed}",
        parts=(
            Heading(1, "改善計画"),
            *_planned(situation, lines(situation, findings, today)),
            *_not_planned(situation, unplanned(situation, findings), after=bool(inspection.steps)),
        ),
        band=BANDS[inspection.nature],
        made_on=printed_on,
        landscape=True,
    )


def _planned(situation: Situation, found: tuple[Line, ...]) -> Iterator[Part]:
    if not found:
        yield Paragraph("計画に入れたことは、まだありません。")
        return
    yield Paragraph(count_words(found), Style.STRONG)
    rows: list[Row] = []
    number = 0
    for cost, title in _GROUPS:
        mine = by_day(one for one in found if one.cost is cost)
        if mine:
            rows.append(Row((f"{title}　{len(mine)}件",), RowKind.GROUP))
        for one in mine:
            number += 1
            rows.append(Row((str(number), *_cells(situation, one))))
    yield Table(_COLUMNS, tuple(rows))


def _cells(situation: Situation, line: Line) -> tuple[str, ...]:
    step = line.step
    words = STANDING_WORDS[line.standing]
    mark = "★" if line.standing is Standing.GONE else "！"
    carried = bool(step.since) and step.since != situation.inspection.year
    about = (
        step.what,
        f"所見：{step.about}" if step.about else "",
        f"{mark} {words}" if words else "",
        f"{fiscal_year(step.since)}からの続き" if carried else "",
    )
    day = (long_day(step.until) or "未定", "▲期限切れ" if line.overdue else "")
    return (
        "\n".join(filter(None, about)),
        step.who or "未定",
        "\n".join(filter(None, day)),
        f"{_SIGNS[step.state]} {STEP_LABELS[step.state]}",
        step.result,
    )


def _not_planned(situation: Situation, found: tuple[Finding, ...], *, after: bool) -> Iterator[Part]:
    # What is to be found out has papers of its own, by whom to ask.
    defects = [one for one in found if one.status is Status.DEFECT]
    checks = len(found) - len(defects)
    if not found:
        return
    if after:
        yield PageBreak()
    yield Heading(2, f"まだ計画に入れていない所見（{len(defects)}件）")
    if checks:
        yield Paragraph(f"このほか、調べることが{checks}件あります。調べる相手ごとの紙は、別に作れます。", Style.SMALL)
    if not defects:
        return
    yield Paragraph("まず一歩の案です。担当と期限を書き入れて、計画に足せます。", Style.SMALL)
    columns = (
        Column("所見", 32),
        Column("まず一歩の案", 38),
        Column("手間", 12),
        Column("担当（職）", 9),
        Column("期限", 9),
    )
    yield Table(columns, tuple(_proposal(situation, one) for one in defects), compact=True)


def _proposal(situation: Situation, finding: Finding) -> Row:
    weight = SEVERITY_LABELS[finding.severity] if finding.severity else STATUS_LABELS[finding.status]
    remedy = finding.rule.remedy if finding.rule else None
    effort = ""
    if remedy:
        decides = situation.checklist.titles.get(f"person:{remedy.decides}", remedy.decides)
        effort = f"{COST_LABELS[remedy.cost]}\n決める人：{decides}"
    return Row((f"［{weight}］{finding.title}", remedy.step if remedy else finding.text, effort, "", ""))
