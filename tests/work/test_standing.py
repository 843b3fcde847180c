"""What papers, workbook and `verify` say of 確認と決裁 and of the code: the same words everywhere."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pikepdf
import pytest

from jukiself.answers.model import Answer, Basis, Confirming, Inspection, Key, Life, Nature, Office, Review
from jukiself.answers.seal import NOT_ISSUED, SealState, compared, issued, seal
from jukiself.answers.situation import Situation
from jukiself.excel.read import read
from jukiself.findings.judge import judge
from jukiself.findings.score import shares
from jukiself.report.approval import approval_sheet
from jukiself.report.inspection import Material, inspection_report, summary_sheet
from jukiself.report.standing import mark, short_mark
from jukiself.work import publish

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

CONFIRMED = Review(
    Life.CONFIRMED, Confirming.COLLEAGUE, confirmed_by="鈴木", confirmed_on="2026-11-21", approved_by="", approved_on=""
)
BEGUN = Inspection(
    Office("203637", "原村"),
    2026,
    "juki",
    "2026",
    network_set="today",
    answers={Key("policy-written"): Answer("yes", Basis.SEEN, memo="庁内だけ")},
)


def at(review: Review) -> Inspection:
    return replace(BEGUN, review=review)


def approved() -> Inspection:
    by = replace(CONFIRMED, life=Life.APPROVED, approved_by="住民課長", approved_on="2026-12-01", sealed=seal(BEGUN))
    return at(by)


def material(checklist: Checklist, inspection: Inspection) -> Material:
    situation, said = Situation(checklist, inspection), publish.standing(inspection)
    code, state = said.issued.code, said.issued.state
    return Material(situation, judge(situation), shares(situation), code, state, None, "0.1", said.mark)


def cover(data: bytes) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["表紙"]
    return {str(row[1].value): str(row[2].value or "") for row in sheet.iter_rows() if row[1].value}


def test_the_code_is_fixed_for_approval_and_a_change_behind_its_back_shows() -> None:
    assert issued(BEGUN) == NOT_ISSUED
    assert issued(at(CONFIRMED)).state is SealState.FIXED
    assert issued(approved()).state is SealState.FIXED
    changed = approved().with_answer(Key("policy-written"), Answer("none"))
    assert issued(changed).state is SealState.CHANGED
    assert issued(changed).code == seal(BEGUN)
    assert issued(replace(BEGUN, nature=Nature.SAMPLE)).state is SealState.SAME
    assert compared(None, BEGUN) == compared("", BEGUN) == NOT_ISSUED


@pytest.mark.parametrize(
    ("review", "short", "whole"),
    [
        (Review(), "記入中", "記入中"),
        (CONFIRMED, "確認済 令和8年11月21日", "確認済 令和8年11月21日　鈴木"),
        (
            replace(CONFIRMED, way=Confirming.NEIGHBOUR),
            "確認済 令和8年11月21日",
            "確認済 令和8年11月21日　鈴木（隣の市町村の人と確認）",
        ),
        (
            replace(CONFIRMED, way=Confirming.ALONE, confirmed_by="一人で実施"),
            "確認済・一人で実施 令和8年11月21日",
            "確認済・一人で実施 令和8年11月21日",
        ),
        (
            approved().review,
            "決裁済 令和8年12月1日",
            "決裁済 令和8年12月1日　住民課長　確認：鈴木 令和8年11月21日",
        ),
        (
            replace(approved().review, way=Confirming.ALONE, life=Life.SENT, sent_on="2026-12-03"),
            "決裁済 令和8年12月1日・一人で実施",
            "決裁済 令和8年12月1日・一人で実施　住民課長　送付：令和8年12月3日",
        ),
    ],
)
def test_how_far_it_has_come_in_one_line(review: Review, short: str, whole: str) -> None:
    assert mark(review) == whole
    assert short_mark(whole) == short


@pytest.mark.parametrize("inspection", [BEGUN, at(CONFIRMED), approved()], ids=["open", "confirmed", "approved"])
def test_the_cover_says_it_and_a_workbook_read_back_says_it_again(checklist: Checklist, inspection: Inspection) -> None:
    data = publish.workbook(Situation(checklist, inspection))
    said, reading = cover(data), read(data, lambda *_: checklist)
    assert said["確認と決裁"] == reading.mark == mark(inspection.review)
    assert said.get("コードの状態", "") == ("" if inspection is BEGUN else "決裁用に固定")
    assert reading.inspection == replace(inspection, review=Review(), answers=reading.inspection.answers)
    standing = publish.standing_of(reading)
    assert standing.issued.state is (SealState.NONE if inspection is BEGUN else SealState.SAME)
    assert standing.mark == mark(inspection.review)


def test_a_blank_says_nothing_and_leaves_room_for_a_pen(checklist: Checklist) -> None:
    data = publish.blank_like(Situation(checklist, approved()))
    assert cover(data)["確認と決裁"] == cover(data)["照合コード"] == ""
    sheet = openpyxl.load_workbook(io.BytesIO(data))["表紙"]
    assert not next(row[2] for row in sheet.iter_rows() if row[1].value == "確認と決裁").protection.locked


def test_every_page_carries_mark_and_state(checklist: Checklist) -> None:
    for make in (inspection_report, summary_sheet, approval_sheet):
        open_ = make(material(checklist, BEGUN))
        assert "【記入中】" in open_.header
        assert open_.footer == "照合コード 未発行"
        done = make(material(checklist, approved()))
        assert "【決裁済 令和8年12月1日】" in done.header
        assert done.footer == f"照合コード {seal(BEGUN)}（決裁用に固定）"


def test_the_sheets_for_signing_and_for_the_deputy_are_one_page(checklist: Checklist) -> None:
    for make in (publish.approval, publish.summary):
        with pikepdf.open(io.BytesIO(make(Situation(checklist, approved())))) as paper:
            assert len(paper.pages) == 1
