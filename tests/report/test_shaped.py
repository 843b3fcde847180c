"""The report in the shape of 2006: five items in their order, 所見 under the same heads, nothing lost and nothing made up."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import docx
import pypdf
import pytest

from jukiself import places
from jukiself.answers.seal import SealState
from jukiself.answers.situation import Situation, State
from jukiself.checklist.condition import atoms
from jukiself.checklist.shape import Shape, read_shape
from jukiself.checklist.table import FormError
from jukiself.findings.judge import Status, judge
from jukiself.findings.score import shares
from jukiself.report.inspection import Material
from jukiself.report.outline import Bullets, Heading, Table
from jukiself.report.shaped import shaped_report
from jukiself.work import publish
from jukiself.work.cases import read_case
from tests.report.test_inspection import words

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist
    from jukiself.report.outline import Document

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def shape(checklist: Checklist) -> Shape:
    return read_shape(places.resources() / "shapes" / "2006.toml", checklist)


@pytest.fixture(scope="module")
def case_b(checklist: Checklist) -> Situation:
    return Situation(checklist, read_case("nagano-b", checklist).inspection)


def shaped(situation: Situation, shape: Shape) -> Document:
    return shaped_report(
        Material(situation, judge(situation), shares(situation), "", SealState.NONE, DAY, "test"), shape
    )


def heads(document: Document) -> list[str]:
    return [one.text for one in document.parts if isinstance(one, Heading) and one.text[0].isdigit()]


def test_five_items_stand_twice_in_the_order_of_the_survey(case_b: Situation, shape: Shape) -> None:
    titles = [f"{number}　{one.title}" for number, one in enumerate(shape.items, 1)]
    assert len(titles) == 5
    assert heads(shaped(case_b, shape)) == titles * 2


def test_every_question_but_those_of_today_stands_under_one_item(checklist: Checklist, shape: Shape) -> None:
    left = {one.area for one in checklist.questions if not any(item.takes(one) for item in shape.items)}
    assert left == {"today"}


def test_every_answer_of_the_case_is_told_once(case_b: Situation, shape: Shape) -> None:
    known = {case_b.checklist.question[key.question].text for key in case_b.keys if case_b.state(key) is State.ANSWERED}
    told = [row.cells[0] for one in shaped(case_b, shape).parts if isinstance(one, Table) for row in one.rows]
    assert sorted(told) == sorted(known)


def test_every_finding_stands_under_its_item_and_usage_only_gives_notes(case_b: Situation, shape: Shape) -> None:
    document = shaped(case_b, shape)
    at = next(i for i, one in enumerate(document.parts) if isinstance(one, Heading) and one.text == "所見")
    text = "\n".join(
        item[0].text + item[1].text for one in document.parts[at:] if isinstance(one, Bullets) for item in one.items
    )
    spoken = [one for one in judge(case_b) if one.status is not Status.CHECK]
    assert {one.status for one in spoken} == {Status.DEFECT, Status.STRENGTH, Status.NOTE}
    assert all(one.text in text for one in spoken)
    assert all(one.status in {Status.NOTE, Status.CHECK} for one in judge(case_b) if one.area == "usage")


def test_no_rule_of_usage_can_fall_between_the_items(checklist: Checklist) -> None:
    for rule in checklist.rules:
        if rule.area == "usage":
            assert any(checklist.question[atom.question].area == "usage" for atom in atoms(rule.condition)), rule.id


def test_without_the_optional_area_its_items_say_so(case_b: Situation, shape: Shape) -> None:
    bare = Situation(case_b.checklist, replace(case_b.inspection, extras=()))
    said = words(shaped(bare, shape))
    assert said.count("この点検では尋ねていません") == 4
    more = Situation(case_b.checklist, replace(case_b.inspection, extras=("usage", "today")))
    assert "現在の制度）は、この形には入れていません" in words(shaped(more, shape))


def test_word_and_pdf_say_the_same_heads(case_b: Situation, shape: Shape) -> None:
    made = docx.Document(io.BytesIO(publish.shaped(case_b, word=True, printed_on=DAY)))
    lines = [one.text for one in made.paragraphs]
    pages = pypdf.PdfReader(io.BytesIO(publish.shaped(case_b, word=False, printed_on=DAY))).pages
    printed = "".join("".join(one.extract_text().split()) for one in pages)
    for item in shape.items:
        assert any(item.title in one for one in lines)
        assert item.title in printed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("usage-goal", "usage-gaol", "usage-gaol"),
        ('areas = ["policy"', 'areas = ["policy", "usage"', "2つの項目"),
    ],
)
def test_a_shape_that_does_not_fit_is_refused(
    tmp_path: Path, checklist: Checklist, old: str, new: str, said: str
) -> None:
    text = (places.resources() / "shapes" / "2006.toml").read_text(encoding="utf-8")
    path = tmp_path / "2006.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FormError, match=said):
        read_shape(path, checklist)
