"""The second year, in the real window: begun beside last year's answers, in the same book."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl

from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Office
from jukiself.answers.situation import Situation, State
from jukiself.answers.years import fiscal_year
from jukiself.gui import background
from jukiself.gui.compare import ComparePage
from jukiself.report.differences import Way
from jukiself.store.book import Book
from jukiself.work import publish

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

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
    background.finish()
    assert not page.before.isHidden()
    assert page.before.carry.isChecked()
    assert page.depths[False].isChecked(), "as deep as last year"
    assert page.path == last_year
    assert "同じファイルに続けて入ります" in page.place.accessibleName()
    page.begin.click()
    background.finish()
    sitting = shell.sitting
    assert sitting is not None
    assert sitting.book.path == last_year
    assert [one.id for one in sitting.inspection.contracts] == ["c1"]
    assert sitting.situation.state(LIST) is State.UNANSWERED
    assert sitting.situation.carried(LIST)


def test_what_was_noted_last_year_stands_beside_the_question_and_the_foot_counts_what_waits(
    shell: Shell, last_year: Path
) -> None:
    shell.start.new.click()
    shell.new.office.setText("原村")
    shell.new.office.textEdited.emit("原村")
    background.finish()
    shell.new.begin.click()
    background.finish()
    sitting = shell.sitting
    assert sitting is not None
    assert sitting.book.path == last_year
    shell.wizard.go(LIST)
    pane = shell.wizard.pane
    assert pane.remarks.isVisible()
    assert pane.remarks.accessibleName() == "前年度の備考：契約台帳　根拠資料：契約台帳 2025-10-01"
    assert "係長に聞く" not in pane.remarks.accessibleName()
    assert "前年のまま 1" in shell.wizard.foot.left.text()
    shell.wizard.pen.same_as_last_year()
    assert "前年のまま" not in shell.wizard.foot.left.text()
    assert pane.remarks.isVisible(), "still there to compare"
    shell.wizard.go(next(one for one in sitting.situation.keys if one not in sitting.inspection.last_year))
    assert pane.remarks.isHidden()


def test_one_may_begin_with_nothing(shell: Shell, last_year: Path) -> None:
    shell.start.new.click()
    page = shell.new
    page.code.setText("203637")
    page.code.textEdited.emit("203637")
    background.finish()
    page.before.bare.click()
    assert page.path != last_year
    page.begin.click()
    background.finish()
    assert shell.sitting is not None
    assert not shell.sitting.inspection.last_year
    assert not shell.sitting.inspection.contracts


def test_an_office_nobody_inspected_before_is_offered_nothing(shell: Shell, last_year: Path) -> None:
    shell.start.new.click()
    shell.new.office.setText("松川村")
    shell.new.office.textEdited.emit("松川村")
    background.finish()
    assert shell.new.before.isHidden()
    shell.new.office.setText("原村")
    shell.new.office.textEdited.emit("原村")
    background.finish()
    assert shell.new.before.before is not None
    assert shell.new.before.before.path == last_year
    shell.new.years[-1].click()
    background.finish()
    assert shell.new.before.isHidden(), "nothing is earlier than last year itself"


def test_beginning_twice_goes_on(shell: Shell, desk: OfficeDesk, last_year: Path) -> None:
    shell.start.new.click()
    shell.new.open_next("203637")
    background.finish()
    assert shell.new.office.text() == "原村"
    shell.new.begin.click()
    background.finish()
    assert shell.sitting is not None
    shell.sitting.same_as_last_year(LIST)
    shell.go_home()
    shell.start.new.click()
    shell.new.open_next("203637")
    background.finish()
    shell.new.begin.click()
    background.finish()
    assert shell.sitting is not None
    assert shell.sitting.situation.state(LIST) is State.ANSWERED
    assert len(desk.listed(last_year)) == 2
    assert replace(shell.sitting.inspection.answer(LIST), at=None).value == "complete"


# -- comparing
def test_without_an_earlier_inspection_the_page_says_how_to_get_one(sat: Shell) -> None:
    sat.show_page("compare")
    page = sat.pages.page("compare")
    assert isinstance(page, ComparePage)
    assert "前の年度の点検がまだありません" in page.text.toPlainText()
    assert page.first_focus() is page.file
    assert page.print.isHidden()


@pytest.mark.usefixtures("last_year")
def test_what_changed_since_last_year_leads_back_to_the_question(shell: Shell, desk: OfficeDesk) -> None:
    shell.new.open_next("203637")
    background.finish()
    shell.new.begin.click()
    background.finish()
    sitting = shell.sitting
    assert sitting is not None
    sitting.answer(LIST, "none")
    shell.show_page("compare")
    page = shell.pages.page("compare")
    assert isinstance(page, ComparePage)
    assert [one.text() for one in page.years] == [fiscal_year(desk.this_year() - 1)]
    page.tabs[Way.OTHER].click()
    assert "全部" in page.text.toPlainText()
    page.text.anchorClicked.emit(QUrl(f"key:{LIST}"))
    assert shell.pages.shown() == "wizard"
    assert shell.wizard.pane.key == LIST
    sitting.answer(LIST, "complete")
    shell.show_page("compare")
    page.tabs[Way.OTHER].click()
    assert page.found is not None
    assert page.found.counts[Way.SAME] >= 1, "looked at again each time one turns to it"


def test_a_comparison_goes_out_as_pdf_and_stands_among_the_papers(shell: Shell, last_year: Path, qtbot: QtBot) -> None:
    shell.new.open_next("203637")
    background.finish()
    shell.new.begin.click()
    background.finish()
    shell.show_page("compare")
    page = shell.pages.page("compare")
    assert isinstance(page, ComparePage)
    page.print.click()
    qtbot.waitUntil(lambda: page.notice.text.startswith("作りました"), timeout=20_000)
    made = [one for one in last_year.parent.iterdir() if one.name.endswith("前年度との比較.pdf")]
    assert len(made) == 1
    assert made[0].read_bytes().startswith(b"%PDF")


def test_an_earlier_workbook_can_be_compared_with_and_another_offices_cannot(
    sat: Shell, sitting: Sitting, tmp_path: Path
) -> None:
    old = replace(sitting.inspection, year=sitting.inspection.year - 1).with_answers([(LIST, Answer("partial"))])
    good, other = tmp_path / "前.xlsx", tmp_path / "別.xlsx"
    good.write_bytes(publish.workbook(Situation(sitting.checklist, old)))
    strange = replace(old, office=Office("204820", "松川村"))
    other.write_bytes(publish.workbook(Situation(sitting.checklist, strange)))
    sat.show_page("compare")
    page = sat.pages.page("compare")
    assert isinstance(page, ComparePage)
    page.take_file(other)
    assert "別の団体" in page.notice.text
    assert page.print.isHidden()
    page.take_file(good)
    assert page.found is not None
    assert page.found.counts[Way.PENDING] == 1
    sat.show_page("findings")
    sat.show_page("compare")
    assert page.found is not None, "what was chosen stays chosen"
