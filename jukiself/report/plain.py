"""Findings as plain text, to be pasted into a letter, a mail or minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import BASIS_LABELS
from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.report.words import cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.findings.judge import Finding


def finding_as_text(situation: Situation, finding: Finding, refinements: Iterable[Finding] = ()) -> str:
    """One finding whole: what, why, what may follow, first step, sources."""
    return "\n".join(_lines(situation, finding, tuple(refinements))) + "\n"


def _lines(situation: Situation, finding: Finding, refinements: tuple[Finding, ...]) -> Iterator[str]:
    defect = finding.status is Status.DEFECT
    weight = f"・{SEVERITY_LABELS[finding.severity]}" if finding.severity and defect else ""
    yield f"【{STATUS_LABELS[finding.status]}{weight}】{finding.title}"
    yield finding.text
    for one in refinements:
        yield f"　なお、{one.title}。{one.text}"
    keys = dict.fromkeys(key for one in (finding, *refinements) for key in one.because)
    yield f"今の答え：{'、'.join(_said(situation, key) for key in keys)}"
    rule = finding.rule
    if rule and defect:
        if rule.risk:
            yield f"おそれ：{rule.risk}"
        if rule.remedy:
            decides = situation.checklist.titles.get(f"person:{rule.remedy.decides}", rule.remedy.decides)
            yield f"まず一歩：{rule.remedy.step}（{COST_LABELS[rule.remedy.cost]}、決める人：{decides}）"
    yield f"出典：{cited(situation, finding.sources)}"


def _said(situation: Situation, key: Key) -> str:
    question, member = situation.checklist.question[key.question], situation.member(key)
    basis = situation.inspection.answer(key).basis
    about = f"（{member.name}）" if member else ""
    return f"{question.number}{about}「{situation.label(key)}」{f'（{BASIS_LABELS[basis]}）' if basis else ''}"


def strengths_as_text(situation: Situation, strengths: Iterable[Finding]) -> str:
    """All that is good, by area, for whoever reports it upward."""
    inspection = situation.inspection
    found = list(strengths)
    lines = [f"{inspection.office.name}　{fiscal_year(inspection.year)}　良い点（{len(found)}件）"]
    for area in situation.checklist.areas:
        mine = [one for one in found if one.area == area.id]
        if mine:
            lines += ["", f"■ {area.title}", *(f"・{one.title}。{one.text}" for one in mine)]
    return "\n".join(lines) + "\n"
