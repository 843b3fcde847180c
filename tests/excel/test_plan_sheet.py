"""改善計画 in the workbook: decided steps as people read them, and a proposal for every finding without one."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from jukiself.answers.model import Step, StepState
from jukiself.answers.situation import Situation
from jukiself.findings.judge import Status, judge
from jukiself.work import publish
from jukiself.work.plan import step_for
from tests.contracts import village

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

HEADER_ROW = 3


def rows(checklist: Checklist, *steps: Step) -> list[dict[str, object]]:
    data = publish.workbook(Situation(checklist, replace(village(checklist), steps=steps)))
    sheet = load_workbook(io.BytesIO(data))["改善計画"]
    heads = [str(cell.value) for cell in sheet[HEADER_ROW]]
    lines = sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


def test_every_step_says_who_until_when_how_far_and_what_came_of_it(checklist: Checklist) -> None:
    found = judge(Situation(checklist, village(checklist)))
    finding = next(one for one in found if one.status is Status.DEFECT)
    late = replace(step_for(finding), who="住民係長", until="2026-12-01", result="案ができた", state=StepState.DOING)
    own = Step("", None, "研修を1回行う", state=StepState.DROPPED, result="=来年度に行う", since=2025)
    made = rows(checklist, late, own)
    first = next(one for one in made if one["行うこと"] == late.what)
    assert first["期限"] == "令和8年12月1日"
    assert (first["担当"], first["状態"], first["結果・理由"]) == ("住民係長", "取組中", "案ができた")
    assert str(first["計画した年度"]).startswith("令和8年度")
    last = made[-1]
    assert (last["行うこと"], last["状態"], last["期限"]) == ("研修を1回行う", "見送り", None)
    assert str(last["結果・理由"]).endswith("来年度に行う")
    assert str(last["計画した年度"]).startswith("令和7年度")
    open_ones = [one for one in found if one.status in {Status.DEFECT, Status.CHECK}]
    assert len(made) == len(open_ones) + 1
    assert [one["番号"] for one in made] == list(range(1, len(made) + 1))
