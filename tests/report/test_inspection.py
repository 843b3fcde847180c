"""What a report says, looked at before anything is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Nature, Office, Step, StepState
from jukiself.answers.seal import SealState
from jukiself.answers.situation import Situation, State
from jukiself.findings.examples import background, put
from jukiself.findings.judge import Status, judge, to_find_out
from jukiself.findings.score import shares
from jukiself.report.asking import by_addressee
from jukiself.report.inspection import Material, inspection_report, summary_sheet
from jukiself.report.outline import AreaStage, Box, Document, Entry, Heading, Notice, OnePage, Paragraph, Style, Table
from jukiself.report.references import answer_place
from jukiself.report.sort import sort_findings
from jukiself.work.cases import case_ids, read_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.checklist.model import Checklist


def material(
    checklist: Checklist, inspection: Inspection, code: str = "", state: SealState = SealState.NONE
) -> Material:
    situation = Situation(checklist, inspection)
    return Material(situation, judge(situation), shares(situation), code, state, date(2026, 11, 21), "0.1.0")


def everything(part: object) -> Iterator[object]:
    """A part and all it is made of."""
    yield part
    if isinstance(part, tuple):
        for one in part:
            yield from everything(one)
    elif is_dataclass(part):
        for one in fields(part):
            yield from everything(getattr(part, one.name))


def words(document: Document) -> str:
    return "\n".join(one for one in everything(document) if isinstance(one, str))


def kinds(document: Document, kind: type) -> list[object]:
    return [one for one in everything(document) if isinstance(one, kind)]


@pytest.fixture(scope="module", params=["a", "b", "c", "d"])
def case(request: pytest.FixtureRequest, checklist: Checklist) -> Material:
    assert f"nagano-{request.param}" in case_ids()
    return material(checklist, read_case(f"nagano-{request.param}", checklist).inspection)


def test_every_finding_has_its_title_exactly_once_as_a_paragraph(case: Material) -> None:
    document = inspection_report(case)
    boxes = [one.title for one in kinds(document, Box) if isinstance(one, Box)]
    entries = [title for one in kinds(document, Entry) if isinstance(one, Entry) for title in one.titles]
    inner = [one.text for one in everything(document) if isinstance(one, Paragraph) and one.style is Style.TITLE]
    assert Counter(boxes + entries + inner) == Counter(one.title for one in case.findings)


def test_boxes_come_by_urgency_and_refinements_stand_inside_their_plain_finding(case: Material) -> None:
    found = sort_findings(case.findings)
    weights = [one.weight for one in kinds(inspection_report(case), Box) if isinstance(one, Box)]
    assert weights == sorted(weights, reverse=True)
    for one in found.defects:
        assert all(inner.refines == one.plain.id and inner.member == one.plain.member for inner in one.refinements)
    assert found.defect_count == sum(one.status is Status.DEFECT for one in case.findings)


def test_every_box_gives_reasons_risk_first_step_and_sources(case: Material) -> None:
    for one in kinds(inspection_report(case), Box):
        assert isinstance(one, Box)
        labels = [field.label for field in one.fields]
        assert {
            "わかったこと",
            "理由の答え",
            "起こりうること",
            "まず一歩",
            "手間・決める人",
            "言い方の例",
            "出典",
        } <= set(labels)
        assert all(paragraph.text.strip() for field in one.fields for paragraph in field.paragraphs)


def test_every_answer_to_clear_up_stands_under_exactly_one_addressee(case: Material) -> None:
    listed = [key for group in by_addressee(case.situation) for one in group.askings for key in one.keys]
    assert Counter(listed) == Counter(one.key for one in to_find_out(case.situation))


def test_every_answer_and_note_is_in_the_table_of_answers(case: Material) -> None:
    rows = [row for table in kinds(inspection_report(case), Table) if isinstance(table, Table) for row in table.rows]
    notes = [answer.note for answer in case.situation.inspection.answers.values() if answer.note]
    cells = [cell for row in rows for cell in row.cells]
    assert all(f"備考　{note}" in cells for note in notes)
    # Members of which the same is said share a row.
    said = {place: row for row in rows for place in row.anchors}
    assert set(said) == set(map(answer_place, case.situation.keys))
    for key in case.situation.keys:
        row = said[answer_place(key)]
        assert row.cells[0] == case.situation.checklist.question[key.question].number
        assert case.situation.label(key) in row.cells[2]
        member = case.situation.member(key)
        assert member is None or member.name in row.cells[2]


def test_the_picture_counts_what_is_asked_and_leaves_the_rest_blank(case: Material) -> None:
    (picture,) = kinds(summary_sheet(case), AreaStage)
    assert isinstance(picture, AreaStage)
    *areas, total = picture.rows
    given = {(row.title, stage): cell for row in areas for stage, cell in zip(picture.stages, row.cells, strict=True)}
    titles = case.situation.checklist.titles
    assert {place for place, cell in given.items() if cell} == {
        (titles[f"area:{area}"], titles[f"stage:{stage}"]) for area, stage in case.shares
    }
    assert sum(cell.total for cell in total.cells if cell) == sum(one.total for one in case.shares.values())


def test_the_report_opens_with_cover_and_summary_and_then_what_was_set_aside(case: Material) -> None:
    document = inspection_report(case)
    assert [type(one) for one in document.parts[:1]] == [OnePage]
    assert [one.text for one in kinds(document, Heading) if isinstance(one, Heading) and one.level == 1][:3] == [
        "総括",
        "該当なしとした設問",
        "改善が必要なこと",
    ]


def test_the_same_answers_make_the_same_outline(case: Material) -> None:
    assert inspection_report(case) == inspection_report(case)


def test_nature_year_and_code_are_stated(checklist: Checklist) -> None:
    base = replace(background(checklist), office=Office("203637", "原村"))
    for nature, word, band in (
        (Nature.REAL, "本番", ""),
        (Nature.SAMPLE, "見本", "見本"),
        (Nature.TRAINING, "研修", "研修"),
    ):
        document = inspection_report(
            material(checklist, replace(base, nature=nature), "HHHH-HHHH-HHHH", SealState.SAME)
        )
        assert "令和8年度（2026年度）" in document.header
        assert f"【{word}】" in document.header
        assert "原村" in document.header
        assert document.band.startswith(band)
        assert bool(document.band) == bool(band)
        assert document.footer == "照合コード HHHH-HHHH-HHHH（一致）"


def test_an_unissued_code_is_no_alarm_and_a_changed_one_is(checklist: Checklist) -> None:
    base = background(checklist)
    calm = inspection_report(material(checklist, base))
    loud = inspection_report(material(checklist, base, "HHHH-HHHH-HHHH", SealState.CHANGED))
    assert calm.footer == "照合コード 未発行"
    assert [one.title for one in kinds(calm, Notice) if isinstance(one, Notice)] == ["取扱注意"]
    assert next(one.title for one in kinds(loud, Notice) if isinstance(one, Notice)).startswith(
        "照合コードを付けた後に"
    )


def test_an_unanswered_question_makes_the_report_provisional_with_its_count(checklist: Checklist) -> None:
    whole = material(checklist, background(checklist))
    open_ = material(checklist, put(checklist, background(checklist), {"policy-written": ""}))
    assert "暫定" not in words(inspection_report(whole)).replace("この報告書は暫定です。", "")
    assert open_.situation.progress.unanswered > 0
    said = f"{open_.situation.progress.asked}件のうち{open_.situation.progress.unanswered}件が未回答です"
    assert said in words(inspection_report(open_))
    assert "【暫定】" in inspection_report(open_).header


def test_what_was_set_aside_is_listed_with_its_reason(checklist: Checklist) -> None:
    key = next(
        Key(one.id)
        for one in checklist.questions
        if not one.gate and not one.group and not one.delegated_by and one.when is None
    )
    inspection = background(checklist).with_answer(key, Answer("na", note="支所がないため。"))
    one = material(checklist, inspection)
    assert one.situation.state(key) is State.NOT_APPLICABLE
    document = inspection_report(one)
    table = next(part for part in document.parts if isinstance(part, Table))
    assert [row.cells for row in table.rows] == [
        (checklist.question[key.question].number, checklist.question[key.question].text, "役場全体"),
        ("理由　支所がないため。",),
    ]


def test_notes_for_the_office_alone_never_get_into_a_report(checklist: Checklist) -> None:
    base = background(checklist)
    inspection = base.with_answers((key, replace(answer, memo="庁内だけ")) for key, answer in base.answers.items())
    assert "庁内だけ" not in words(inspection_report(material(checklist, inspection)))


def test_a_guess_is_asked_about_and_marked(checklist: Checklist) -> None:
    key = Key(checklist.questions[0].id)
    answer = background(checklist).answer(key)
    one = material(checklist, background(checklist).with_answer(key, replace(answer, basis=Basis.GUESS)))
    assert "〔たぶん〕" in words(inspection_report(one))


def test_the_plan_and_the_free_text_are_printed(checklist: Checklist, case: Material) -> None:
    defect = next(one for one in case.findings if one.status is Status.DEFECT and not one.refines)
    member = defect.member.id if defect.member else None
    step = Step(defect.id, member, "鍵を替える", "総務係", "2027-03-31", StepState.DOING, result="見積りを取った")
    inspection = replace(case.situation.inspection, steps=(step,), free_text="ひとこと。")
    said = words(inspection_report(material(checklist, inspection)))
    assert "鍵を替える（担当：総務係、期限：令和9年3月31日、取組中、結果：見積りを取った）" in said
    assert "ひとこと。" in said


def test_answers_that_do_not_fit_are_shown_as_they_stand_and_listed(checklist: Checklist) -> None:
    inspection = replace(background(checklist), contracts=(Contract("c1", "保守"),)).with_answer(
        Key("contract-list"), Answer("none")
    )
    said = words(inspection_report(material(checklist, inspection)))
    assert "見直してほしい答え" in said
    wrong = material(checklist, background(checklist).with_answer(Key("policy-written"), Answer("perhaps")))
    assert "perhaps（この設問に合わない答え。未回答と数えています）" in words(inspection_report(wrong))
