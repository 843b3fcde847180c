"""A guide on paper says all it has to say, on one sheet, the same each time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest

from jukiself import places
from jukiself.checklist.guide_read import read_handbook
from jukiself.pdf.render import render
from jukiself.report.guide import glossary_document, guide_document
from jukiself.report.outline import Bullets, Heading, KeyValues, Paragraph, Table

if TYPE_CHECKING:
    from jukiself.checklist.guide import Guide, Handbook
    from jukiself.checklist.model import Checklist
    from jukiself.report.outline import Document

HANDBOOK = read_handbook(places.resources())


@pytest.fixture
def handbook() -> Handbook:
    return HANDBOOK


@pytest.fixture(params=HANDBOOK.guides, ids=lambda one: one.id)
def guide(request: pytest.FixtureRequest) -> Guide:
    found: Guide = request.param
    return found


def said(document: Document) -> list[str]:
    """Every text of the outline."""
    found = []
    for part in document.parts:
        match part:
            case Heading() | Paragraph():
                found.append(part.text)
            case Bullets():
                found += [one.text for item in part.items for one in item]
            case KeyValues():
                found += [f"{key}：{value}" for key, value in part.pairs]
            case Table():
                found += [cell for row in part.rows for cell in row.cells]
            case _:
                pass
    return found


def pages(data: bytes) -> list[str]:
    """The text of each page, without blanks, because lines are broken anywhere."""
    return ["".join(one.extract_text().split()) for one in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_nothing_of_a_guide_is_left_out(guide: Guide, handbook: Handbook, checklist: Checklist) -> None:
    texts = said(guide_document(guide, handbook, checklist))
    assert texts[:2] == [guide.title, guide.lead]
    assert set(guide.why) | set(guide.traps) <= set(texts)
    for number, step in enumerate(guide.steps):
        assert texts.count(f"□ {step.title}（{step.minutes}分）") == 1, number
        assert step.text in texts
    assert f"かかる時間：{guide.minutes}分（1人）" in texts
    titles = [handbook.sheet[one].title for one in guide.forms]
    assert not titles or f"使う様式：{'、'.join(titles)}" in texts
    asked = next(one for one in texts if one.startswith(checklist.question[_first(guide, checklist)].number))
    assert all(checklist.question[one].text in asked for one in guide.questions)


def _first(guide: Guide, checklist: Checklist) -> str:
    return next(one.id for one in checklist.questions if one.id in guide.questions)


def test_a_guide_fits_one_sheet_of_paper_and_is_real_text(
    guide: Guide, handbook: Handbook, checklist: Checklist
) -> None:
    found = pages(render(guide_document(guide, handbook, checklist), places.fonts()))
    assert len(found) <= 2
    whole = "".join(found)
    for step in guide.steps:
        assert "".join(step.title.split()) in whole
    assert "印刷できない文字" not in whole


def test_the_same_guide_is_the_same_bytes(handbook: Handbook, checklist: Checklist) -> None:
    document = guide_document(handbook.guides[0], handbook, checklist)
    assert render(document, places.fonts()) == render(document, places.fonts())


def test_a_guide_names_its_sources_as_readable_places(guide: Guide, handbook: Handbook, checklist: Checklist) -> None:
    cited = said(guide_document(guide, handbook, checklist))[-1]
    for one in guide.sources:
        assert checklist.clauses[one].place in cited
        assert one not in cited


def test_the_glossary_on_paper_has_every_word(handbook: Handbook, checklist: Checklist) -> None:
    document = glossary_document(handbook, checklist)
    texts = said(document)
    assert all(f"{one.word}\n{one.reading}" in texts for one in handbook.terms)
    whole = "".join(pages(render(document, places.fonts())))
    assert all("".join(one.gloss.split()) in whole for one in handbook.terms)
