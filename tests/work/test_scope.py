"""What an inspection asks can be changed while it goes on: optional areas and depth; no answer is lost by it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Answer, Basis, Inspection, Life, Office, Review
from jukiself.answers.seal import seal
from jukiself.findings.judge import Status
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


def test_at_short_nobody_is_asked_back_for_what_only_full_asks(sat: Sitting) -> None:
    sat.answer_all({key: Answer("unknown") for key in sat.situation.keys})
    before = sat.findings
    sat.set_depth(full=False)
    checks = [one for one in sat.findings if one.status is Status.CHECK]
    asked = set(sat.situation.keys)
    assert checks
    assert all(set(one.because) <= asked for one in checks), "every reason can be answered"
    assert len(checks) <= len(asked) < len(before)
    assert {one.status for one in sat.findings} == {Status.CHECK}, "not knowing never turns into anything else"
    assert {one.id for one in checks} <= {one.id for one in before}
    sat.set_depth(full=True)
    assert sat.findings == before, "kept, and asked back again"


@pytest.mark.parametrize("life", [Life.APPROVED, Life.SENT])
def test_after_the_decision_the_scope_stays_as_it_was_decided(sat: Sitting, life: Life) -> None:
    sat.set_extras(["today"])
    sat.put_review(Review(life=life, sealed=seal(sat.inspection)))
    before = sat.book.load(sat.id)
    with pytest.raises(AnswerRefused, match="決裁済み"):
        sat.set_depth(full=False)
    with pytest.raises(AnswerRefused, match="決裁済み"):
        sat.set_extras([])
    sat.set_depth(full=True)
    assert sat.book.load(sat.id) == before


def test_another_depth_wants_to_be_confirmed_again(sat: Sitting) -> None:
    sat.put_review(Review(life=Life.CONFIRMED))
    sat.set_depth(full=False)
    assert sat.book.load(sat.id).review.life is Life.OPEN


def test_what_is_no_optional_area_is_refused(sat: Sitting) -> None:
    with pytest.raises(AnswerRefused, match="audit"):
        sat.set_extras(["audit"])
    assert sat.book.load(sat.id).extras == ()
