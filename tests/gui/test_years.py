"""The second year, in the real window: begun beside last year's answers, in the same book."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Office
from jukiself.answers.situation import State
from jukiself.store.book import Book

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.shell import Shell

LIST = Key("contract-list")


def now() -> datetime:
    return datetime(2026, 4, 2, 9, 0)  # noqa: DTZ001 - the office's wall clock


@pytest.fixture
def last_year(tmp_path: Path, desk: OfficeDesk) -> Path:
    """A book with an inspection of the year before this one, used before on this PC."""
    path = tmp_path / "原村.jukiself"
    answers = {LIST: Answer("complete", Basis.SEEN, note="契約台帳", evidence="契約台帳 2025-10-01", memo="係長に聞く")}
    made = Inspection(
        Office("203637", "原村"),
        desk.this_year() - 1,
        "juki",
        "2026",
        network_set="today",
        full=False,
        contracts=(Contract("c1", "保守"), Contract("c2", "印刷", ended="2026-03-31")),
        answers=answers,
    )
    with Book.open(path, now) as book:
        book.create(made)
    desk.leave(desk.open_book(path))
    return path


def test_a_new_inspection_is_begun_beside_last_years_answers(shell: Shell, last_year: Path) -> None:
    shell.start.new.click()
    page = shell.new
    assert page.before.isHidden()
    page.office.setText("原村")
    page.office.textEdited.emit("原村")
    assert not page.before.isHidden()
    assert page.before.carry.isChecked()
    assert page.depths[False].isChecked(), "as deep as last year"
    assert page.path == last_year
    page.begin.click()
    sitting = shell.sitting
    assert sitting is not None
    assert sitting.book.path == last_year
    assert [one.id for one in sitting.inspection.contracts] == ["c1"]
    assert sitting.situation.state(LIST) is State.UNANSWERED
    assert sitting.situation.carried(LIST)


def test_one_may_begin_with_nothing(shell: Shell, last_year: Path) -> None:
    shell.start.new.click()
    page = shell.new
    page.code.setText("203637")
    page.code.textEdited.emit("203637")
    page.before.bare.click()
    assert page.path != last_year
    page.begin.click()
    assert shell.sitting is not None
    assert not shell.sitting.inspection.last_year
    assert not shell.sitting.inspection.contracts


def test_an_office_nobody_inspected_before_is_offered_nothing(shell: Shell, last_year: Path) -> None:
    shell.start.new.click()
    shell.new.office.setText("松川村")
    shell.new.office.textEdited.emit("松川村")
    assert shell.new.before.isHidden()
    shell.new.office.setText("原村")
    shell.new.office.textEdited.emit("原村")
    assert shell.new.before.before is not None
    assert shell.new.before.before.path == last_year
    shell.new.years[-1].click()
    assert shell.new.before.isHidden(), "nothing is earlier than last year itself"


def test_beginning_twice_goes_on(shell: Shell, desk: OfficeDesk, last_year: Path) -> None:
    shell.start.new.click()
    shell.new.open_next("203637")
    assert shell.new.office.text() == "原村"
    shell.new.begin.click()
    assert shell.sitting is not None
    shell.sitting.same_as_last_year(LIST)
    shell.go_home()
    shell.start.new.click()
    shell.new.open_next("203637")
    shell.new.begin.click()
    assert shell.sitting is not None
    assert shell.sitting.situation.state(LIST) is State.ANSWERED
    assert len(desk.listed(last_year)) == 2
    assert replace(shell.sitting.inspection.answer(LIST), at=None).value == "complete"
