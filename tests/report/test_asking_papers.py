"""Papers for asking: everything open stands under one person, in walking order, with nothing filled in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pypdf
import pytest
from hypothesis import given, settings

from jukiself import places
from jukiself.answers.model import Answer, Basis, Contact, Inspection, Key, Office
from jukiself.answers.situation import Situation
from jukiself.checklist.model import PersonKind, PlaceKind
from jukiself.findings.examples import background
from jukiself.pdf.render import render
from jukiself.report.errand import Errand
from jukiself.report.first_day import first_day
from jukiself.report.hearing import hearing
from jukiself.report.outline import OnePage, Ticks
from jukiself.report.still_open import addressees, is_open, on_the_walk, points, to_ask
from jukiself.report.walk import walk
from jukiself.word.render import render as as_word
from tests.contracts import CONTRACTS, situation
from tests.excel.small import SMALL, inspections

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist
    from jukiself.report.outline import Document


@pytest.fixture(scope="module")
def fresh(checklist: Checklist) -> Situation:
    contact = Contact("住民係", "田中", "0266-79-7927")
    return Situation(
        checklist,
        Inspection(
            Office("203637", "原村"), 2026, checklist.id, checklist.edition, network_set="today", contact=contact
        ),
    )


def text(document: Document, folder: Path) -> list[str]:
    """Pages without spaces, read with other eyes."""
    path = folder / "paper.pdf"
    path.write_bytes(render(document, places.fonts()))
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def test_every_open_answer_is_asked_of_exactly_one_person(fresh: Situation) -> None:
    asked = Counter(key for one in addressees(fresh) for key in one.keys)
    assert set(asked) == {key for key in fresh.keys if is_open(fresh, key)} == set(fresh.keys)
    assert set(asked.values()) == {1}
    order = [one.person.id for one in addressees(fresh)]
    assert order == [one.id for one in fresh.checklist.people if one.id in order]


@settings(max_examples=60)
@given(inspections())
def test_only_what_is_open_is_asked(inspection: Inspection) -> None:
    looked_at = Situation(SMALL, inspection)
    asked = [key for one in points(looked_at) for key in one.keys]
    assert asked == [key for one in SMALL.questions for key in looked_at.keys if key.question == one.id and is_open(looked_at, key)]  # fmt: skip


def test_what_is_answered_is_asked_no_more_but_a_guess_is(checklist: Checklist) -> None:
    whole = background(checklist, 1, "today")
    assert to_ask(Situation(checklist, whole)) == ()
    key = next(iter(whole.answers))
    guessed = whole.with_answer(key, replace(whole.answer(key), basis=Basis.GUESS))
    unknown = whole.with_answer(key, Answer("unknown"))
    for one in (guessed, unknown):
        assert [each.keys for each in addressees(Situation(checklist, one))] == [(key,)]


def test_contractors_never_see_each_others_contracts(checklist: Checklist) -> None:
    village = situation(checklist)
    open_village = Situation(checklist, replace(village.inspection, answers={}))
    for one in addressees(open_village):
        if one.person.kind is PersonKind.OUTSIDE:
            assert not any(key.member in {contract.id for contract in CONTRACTS} for key in one.keys)


def test_the_walk_goes_in_the_order_of_the_form_and_repeats_nothing(fresh: Situation) -> None:
    stops = on_the_walk(fresh)
    order = [place.id for place, _ in stops]
    assert order == [one.id for one in fresh.checklist.places if one.id in order]
    assert order[0] == "desk"
    assert {place.kind for place, _ in stops} == {PlaceKind.HERE, PlaceKind.WALK}
    seen = [one.question.id for _, found in stops for one in found]
    assert len(seen) == len(set(seen))


def test_one_page_for_each_addressee_and_a_list_to_keep(fresh: Situation, tmp_path: Path) -> None:
    document = first_day(Errand(fresh, "12月4日（金）", date(2026, 11, 21)))
    pages = text(document, tmp_path)
    people = to_ask(fresh)
    own = len(pages) - len(people)
    for one, page in zip(people, pages[own:], strict=True):
        assert page.count("へのお願い") == 1
        assert f"{one.person.title}へのお願い".replace("　", "") in page
        assert "12月4日（金）" in page
        assert "".join(one.person.why.split()) in page
    kept = "".join(pages[:own])
    assert kept.count("12月4日（金）") == 2 * len(people), "in the list and in the words to say"
    assert all(f"{len(one.points)}問" in kept for one in people)
    assert kept.count("おつかれさまです") + kept.count("いつもお世話になっております") == len(people)
    assert sum(isinstance(part, OnePage) for part in document.parts) == len(people) + 1


def test_boxes_for_every_member_and_choice_and_nothing_ticked(fresh: Situation, tmp_path: Path) -> None:
    for one in to_ask(fresh)[:4]:
        document = hearing(Errand(fresh), one)
        rows = [row for part in document.parts if isinstance(part, Ticks) for row in part.rows]
        assert [row.number for row in rows] == [point.question.number for point in one.points if point.keys]
        assert sum(len(row.lines) for row in rows) == one.count
        assert all(line.choices[-1] == "わからない" for row in rows for line in row.lines)
        said = "".join(text(document, tmp_path))
        assert all("".join(row.text.split()) in said for row in rows)


def test_papers_say_nothing_of_what_was_answered(checklist: Checklist, fresh: Situation, tmp_path: Path) -> None:
    key = Key("policy-procedure")
    private = "だれにも見せない備考"
    for value in ("unknown", ""):
        inspection = fresh.inspection.with_answer(key, Answer(value, note=private, memo=private, evidence=private))
        errand = Errand(Situation(checklist, inspection))
        papers = (first_day(errand), walk(errand), *(hearing(errand, one) for one in to_ask(errand.situation)[:2]))
        assert private not in "".join("".join(text(one, tmp_path)) for one in papers)


def test_where_nothing_is_left_the_papers_say_so(checklist: Checklist, tmp_path: Path) -> None:
    errand = Errand(Situation(checklist, background(checklist, 1, "today")))
    assert "人に頼むことは、残っていません" in "".join(text(first_day(errand), tmp_path))
    assert "歩いて見る所は、残っていません" in "".join(text(walk(errand), tmp_path))


def test_the_same_answers_give_the_same_bytes_and_word_takes_them_too(fresh: Situation) -> None:
    errand = Errand(fresh)
    assert render(walk(errand), places.fonts()) == render(walk(errand), places.fonts())
    assert as_word(walk(errand)).startswith(b"PK")
