"""改善計画 on paper: every step once, late ones in words, and proposals for what is not planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from jukiself.answers.model import Step, StepState
from jukiself.answers.seal import issued
from jukiself.answers.situation import Situation
from jukiself.findings.judge import Status, judge
from jukiself.report.outline import Row, RowKind, Table
from jukiself.report.plan_sheet import plan_sheet
from jukiself.report.planning import unplanned
from jukiself.work.plan import step_for
from tests.contracts import village

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist
    from jukiself.report.outline import Document

DAY = date(2026, 11, 21)


def made(checklist: Checklist, *steps: Step) -> Document:
    situation = Situation(checklist, replace(village(checklist), steps=steps))
    return plan_sheet(situation, judge(situation), issued(situation.inspection), DAY)


def rows(document: Document) -> list[Row]:
    return [row for part in document.parts if isinstance(part, Table) for row in part.rows]


def test_every_step_stands_once_under_what_it_costs_and_says_when_it_is_late(checklist: Checklist) -> None:
    situation = Situation(checklist, village(checklist))
    finding = unplanned(situation, judge(situation))[0]
    late = replace(step_for(finding), who="住民係長", until="2026-10-31")
    own = Step("", None, "研修を1回行う", state=StepState.DROPPED, result="来年度に行う", since=2025)
    document = made(checklist, late, own)
    assert document.landscape
    steps = [one for one in rows(document) if one.kind is RowKind.PLAIN and len(one.cells) == 6]
    assert [one.cells[0] for one in steps] == ["1", "2"]
    said = {one.cells[1].split("\n")[0]: one.cells for one in steps}
    assert "▲期限切れ" in said[late.what][3]
    assert "令和8年10月31日" in said[late.what][3]
    assert said[late.what][2] == "住民係長"
    assert "令和7年度" in said[own.what][1]
    assert said[own.what][4:] == ("－ 見送り", "来年度に行う")
    heads = [one.cells[0] for one in rows(document) if one.kind is RowKind.GROUP]
    assert heads[-1] == "役場で決めたこと　1件"


def test_what_is_not_planned_is_proposed_with_room_to_write(checklist: Checklist) -> None:
    situation = Situation(checklist, village(checklist))
    waiting = [one for one in unplanned(situation, judge(situation)) if one.status is Status.DEFECT]
    proposals = [one for one in rows(made(checklist)) if len(one.cells) == 5]
    assert len(proposals) == len(waiting)
    assert all(one.cells[3:] == ("", "") for one in proposals)


def test_the_foot_names_the_code_of_the_answers(checklist: Checklist) -> None:
    situation = Situation(checklist, village(checklist))
    assert issued(situation.inspection).line in made(checklist).footer
