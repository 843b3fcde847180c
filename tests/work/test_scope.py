"""What an inspection asks can be changed while it goes on: optional areas and depth; no answer is lost by it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Basis, Inspection, Office
from jukiself.store.book import Book
from jukiself.work.exchange import Editions
from jukiself.work.inspect import AnswerRefused, Sitting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jukiself.answers.model import Key

NOON = datetime(2026, 11, 21, 12, 0, 0)  # noqa: DTZ001 - the office's wall clock


@pytest.fixture
def sat(tmp_path: Path) -> Iterator[Sitting]:
    checklist = Editions().newest()
    with Book.open(tmp_path / "hara.jukiself", lambda: NOON) as book:
        made = book.create(
            Inspection(Office("203637", "原村"), 2026, checklist.id, checklist.edition, network_set="today")
        )
        yield Sitting(checklist, book, made, lambda: NOON)


def answered(sitting: Sitting, key: Key) -> None:
    question = sitting.checklist.question[key.question]
    sitting.answer(key, question.choices[0].value if question.choices else "unknown")
    sitting.set_text(key, "note", "台帳で見た")


def first_of(sitting: Sitting, area: str) -> Key:
    return next(key for key in sitting.situation.keys if sitting.checklist.question[key.question].area == area)


def test_an_area_switched_off_keeps_its_answers_unjudged_and_gives_them_back(sat: Sitting) -> None:
    before = len(sat.situation.keys)
    sat.set_extras({"today", "usage"})
    assert sat.inspection.extras == ("usage", "today"), "in the order of the form"
    key = first_of(sat, "today")
    answered(sat, key)
    said = sat.inspection.answer(key)
    sat.set_extras(())
    assert len(sat.situation.keys) == before
    assert all(one.area not in {"usage", "today"} for one in sat.findings)
    assert sat.book.load(sat.id).answer(key) == said, "kept on disk"
    sat.set_extras(["today"])
    assert key in sat.situation.keys
    assert sat.book.load(sat.id).extras == ("today",)
    assert sat.inspection.answer(key) == said


def test_short_and_full_again_loses_nothing(sat: Sitting) -> None:
    long = next(key for key in sat.situation.keys if not sat.checklist.question[key.question].short)
    short = next(key for key in sat.situation.keys if sat.checklist.question[key.question].short)
    for key in (long, short):
        answered(sat, key)
    sat.set_basis(long, Basis.SEEN)
    said = {key: sat.inspection.answer(key) for key in (long, short)}
    found = sat.findings
    sat.set_depth(full=False)
    assert long not in sat.situation.keys
    assert short in sat.situation.keys
    assert sat.findings == found, "what was said is judged at any depth"
    assert not sat.book.load(sat.id).full
    sat.set_depth(full=True)
    assert {key: sat.book.load(sat.id).answer(key) for key in said} == said
    assert {key: sat.inspection.answer(key) for key in said} == said


def test_what_is_no_optional_area_is_refused(sat: Sitting) -> None:
    with pytest.raises(AnswerRefused, match="audit"):
        sat.set_extras(["audit"])
    assert sat.book.load(sat.id).extras == ()
