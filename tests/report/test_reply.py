"""回答文案: what it says, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Confirming, Inspection, Life, Review, Step, StepState
from jukiself.answers.situation import Situation
from jukiself.findings.judge import judge
from jukiself.report.reply import reply_text
from jukiself.report.sort import sort_findings
from jukiself.work.cases import read_case

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


def said(checklist: Checklist, inspection: Inspection) -> str:
    situation = Situation(checklist, inspection)
    return reply_text(situation, judge(situation))


@pytest.mark.parametrize("case", ["nagano-a", "nagano-b", "nagano-c", "nagano-d"])
def test_it_counts_and_names_nothing_weak(checklist: Checklist, case: str) -> None:
    inspection = read_case(case, checklist).inspection
    findings = judge(Situation(checklist, inspection))
    text = said(checklist, inspection)
    assert f"改善が必要な点は{sort_findings(findings).defect_count}件" in text
    assert not [one.title for one in findings if one.title in text]
    assert not [one.note for one in inspection.answers.values() if one.note and one.note in text]


def test_it_says_who_looked_and_what_is_planned(checklist: Checklist) -> None:
    base = read_case("nagano-b", checklist).inspection
    assert "これから計画にします" in said(checklist, base)
    steps = (Step("x", None, "鍵を替える", state=StepState.DONE), Step("y", None, "台帳を作る"))
    alone = Review(Life.CONFIRMED, Confirming.ALONE, "一人で実施", "2026-11-21")
    text = said(checklist, replace(base, steps=steps, review=alone))
    assert "2件を計画しています（未着手1件、済み1件）" in text
    assert "担当が一人で調べた" in text
    assert "鍵を替える" not in text


def test_while_questions_are_open_it_says_so(checklist: Checklist) -> None:
    base = read_case("nagano-b", checklist).inspection
    assert said(checklist, replace(base, answers={})).startswith("【暫定】")
    assert "改善が必要な点は挙がっていません" in said(checklist, replace(base, answers={}))
