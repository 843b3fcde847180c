"""計画, by keyboard: taking findings over, typing into the table, what is refused, what is taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from jukiself.answers.model import Key, Step, StepState
from jukiself.gui.note_field import NoteField
from jukiself.gui.plan import PlanPage
from jukiself.gui.plan_model import TITLES, Column
from jukiself.report.planning import unplanned
from jukiself.work import plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

K = Qt.Key


def press(widget: QWidget, *keys: Qt.Key, mark: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(widget, key, mark)
        settle()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


@pytest.fixture
def page(sat: Shell, sitting: Sitting) -> Iterator[PlanPage]:
    """A few questions answered as badly as can be, and the page come to by its key."""
    empty = sitting.inspection.answer(Key(""))
    bad = [key for key in sitting.situation.keys if sitting.situation.choices(key) and not key.member][:12]
    sitting.answer_all({key: replace(empty, value=sitting.situation.choices(key)[-1].value) for key in bad})
    settle()
    press(sat, K.Key_7, mark=Qt.KeyboardModifier.ControlModifier)
    made = sat.page("plan")
    assert isinstance(made, PlanPage)
    assert sat.pages.shown() == "plan"
    yield made
    made.table.closePersistentEditor(made.table.currentIndex())


def kept(sitting: Sitting) -> tuple[Step, ...]:
    """What the book says."""
    sitting.reload()
    return sitting.inspection.steps


def take(page: PlanPage, count: int) -> None:
    page.open.setFocus()
    press(page.open, *[K.Key_Return] * count)


def is_typing(page: PlanPage) -> bool:
    return page.table.editor is not None


def typing(page: PlanPage, row: int, column: Column) -> QWidget:
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(row, column))
    press(page.table, K.Key_Return)
    assert page.table.editor is not None
    return page.table.editor


def type_into(page: PlanPage, row: int, column: Column, text: str) -> QWidget:
    editor = typing(page, row, column)
    if isinstance(editor, QLineEdit):
        editor.setText(text)
    else:
        assert isinstance(editor, NoteField)
        editor.show_text(text)
    press(editor, K.Key_Return)
    return editor


def test_findings_go_into_the_plan_one_enter_each(page: PlanPage, sitting: Sitting) -> None:
    waiting = unplanned(sitting.situation, sitting.findings)
    assert page.first_focus() is page.open
    assert page.open.count() == len(waiting)
    assert "計画はまだありません" in page.empty.accessibleName()
    take(page, 2)
    assert kept(sitting) == tuple(plan.step_for(one) for one in waiting[:2])
    assert page.open.count() == len(waiting) - 2
    assert page.open.finding == waiting[2]
    assert "計画に入れました" in page.notice.text
    assert not page.empty.isVisible()


def test_every_column_is_typed_in_and_kept_at_once(page: PlanPage, sitting: Sitting) -> None:
    take(page, 1)
    type_into(page, 0, Column.WHAT, "案を作り、\n係長に渡す")
    type_into(page, 0, Column.WHO, "住民係長")
    type_into(page, 0, Column.UNTIL, "3月末")
    type_into(page, 0, Column.RESULT, "済んだ")
    (step,) = kept(sitting)
    assert (step.what, step.who, step.until, step.result) == (
        "案を作り、\n係長に渡す",
        "住民係長",
        "2027-03-31",
        "済んだ",
    )
    assert page.model.index(0, Column.UNTIL).data() == "R9.3.31"
    assert page.table.editor is None


def test_space_goes_on_to_the_next_state_and_the_list_gives_any(page: PlanPage, sitting: Sitting, qtbot: QtBot) -> None:
    take(page, 1)
    page.table.setCurrentIndex(page.model.index(0, Column.STATE))
    press(page.table, K.Key_Space)
    assert kept(sitting)[0].state is StepState.DOING
    press(page.table, K.Key_Space)
    assert kept(sitting)[0].state is StepState.DONE
    assert "済みですが、所見は残っています" in str(page.model.index(0, Column.WHAT).data())
    box = typing(page, 0, Column.STATE)
    assert isinstance(box, QComboBox)
    listed = box.view()
    qtbot.waitUntil(listed.isVisible)
    seen = listed.viewport().rect()
    rows = [listed.visualRect(listed.model().index(row, 0)) for row in range(box.count())]
    assert [one for one in rows if not seen.contains(one)] == [], "見送り is in sight, too"
    choose(box, StepState.OPEN)
    assert kept(sitting)[0].state is StepState.OPEN


def choose(box: QComboBox, state: StepState) -> None:
    box.hidePopup()
    box.setCurrentIndex(list(StepState).index(state))
    box.activated.emit(box.currentIndex())
    settle()


@pytest.mark.parametrize("reason", ["来年度の予算で行う", ""])
def test_dropping_a_step_asks_for_its_reason_first(page: PlanPage, sitting: Sitting, reason: str) -> None:
    take(page, 1)
    box = typing(page, 0, Column.STATE)
    assert isinstance(box, QComboBox)
    choose(box, StepState.DROPPED)
    assert kept(sitting)[0].state is StepState.OPEN
    assert "見送る理由" in page.notice.text
    field = page.table.editor
    assert isinstance(field, NoteField)
    assert page.table.currentIndex().column() == Column.RESULT
    field.insertPlainText(reason)
    press(field, K.Key_Return if reason else K.Key_Escape)
    assert kept(sitting)[0].state is (StepState.DROPPED if reason else StepState.OPEN)
    assert kept(sitting)[0].result == reason


def test_a_refused_day_stays_in_its_cell_until_mended_or_given_up(page: PlanPage, sitting: Sitting, sat: Shell) -> None:
    take(page, 2)
    editor = type_into(page, 0, Column.UNTIL, "そのうち")
    assert isinstance(editor, QLineEdit)
    assert editor is page.table.editor
    assert editor.text() == "そのうち"
    assert editor.property("refused")
    assert "日付として読めません" in page.notice.text
    # Neither another cell nor another page takes it away.
    page.table.setCurrentIndex(page.model.index(1, Column.WHO))
    assert editor.text() == "そのうち"
    assert editor is page.table.editor
    press(sat, K.Key_1, mark=Qt.KeyboardModifier.ControlModifier)
    assert sat.pages.shown() == "plan"
    editor.setText("R8.12.1")
    press(editor, K.Key_Return)
    assert not is_typing(page)
    assert kept(sitting)[0].until == "2026-12-01"
    press(type_into(page, 0, Column.UNTIL, "13/1"), K.Key_Escape)
    assert not is_typing(page)
    assert kept(sitting)[0].until == "2026-12-01"
    press(sat, K.Key_1, mark=Qt.KeyboardModifier.ControlModifier)
    assert sat.pages.shown() == "wizard"


def test_what_is_being_typed_is_kept_when_one_turns_to_another_page(
    page: PlanPage, sitting: Sitting, sat: Shell
) -> None:
    take(page, 1)
    editor = typing(page, 0, Column.WHO)
    assert isinstance(editor, QLineEdit)
    editor.setText("総務係長")
    press(sat, K.Key_2, mark=Qt.KeyboardModifier.ControlModifier)
    assert sat.pages.shown() == "findings"
    assert kept(sitting)[0].who == "総務係長"


def test_a_step_taken_out_comes_back_by_undo_and_goes_again_by_redo(
    page: PlanPage, sitting: Sitting, sat: Shell
) -> None:
    take(page, 2)
    before = kept(sitting)
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(0, Column.WHAT))
    press(page.table, K.Key_Delete)
    assert len(kept(sitting)) == 1
    assert "計画から外しました" in page.notice.text
    page.notice.button.click()
    assert kept(sitting) == before
    press(sat, K.Key_Y, mark=Qt.KeyboardModifier.ControlModifier)
    assert len(kept(sitting)) == 1
    for _ in range(3):
        press(sat, K.Key_Z, mark=Qt.KeyboardModifier.ControlModifier)
    assert kept(sitting) == ()
    press(sat, K.Key_Z, mark=Qt.KeyboardModifier.ControlModifier)
    assert "取り消すことはありません" in page.notice.text


def test_undo_never_takes_back_what_another_page_did(page: PlanPage, sitting: Sitting, sat: Shell) -> None:
    take(page, 1)
    plan.add(sitting, Step("", None, "よそで足した"))
    sat.show_page("findings")
    sat.show_page("plan")
    page.undo()
    assert len(kept(sitting)) == 2


def test_an_own_step_is_written_below_the_plan(page: PlanPage, sitting: Sitting) -> None:
    page.own.setFocus()
    QTest.keyClicks(page.own, "kenshu")
    press(page.own, K.Key_Return)
    assert kept(sitting) == (Step("", None, "kenshu"),)
    assert page.own.text() == ""
    press(page.own, K.Key_Return)
    assert "何をするか" in page.notice.text
    assert len(kept(sitting)) == 1


def test_late_steps_say_so_in_words_and_come_first(page: PlanPage, sitting: Sitting) -> None:
    take(page, 2)
    last = kept(sitting)[1]
    plan.change(sitting, 1, replace(last, until="2026-04-01"))
    page.show_sitting(sitting)
    assert page.model.lines[0].place == 1
    assert "▲ 期限切れ" in str(page.model.index(0, Column.UNTIL).data())
    assert "▲期限切れ1件" in page.head.accessibleName()


def test_a_finding_mended_since_is_said_with_pride_and_leads_back_to_its_answer_while_there(
    page: PlanPage, sitting: Sitting, sat: Shell
) -> None:
    finding = next(one for one in unplanned(sitting.situation, sitting.findings) if len(one.because) == 1)
    plan.take(sitting, finding)
    page.show_sitting(sitting)
    page.table.go(0)
    page.look.click()
    assert sat.pages.shown() == "wizard"
    assert sitting.place == finding.because[0]
    sitting.answer(finding.because[0], sitting.situation.choices(finding.because[0])[0].value)
    sat.show_page("plan")
    page.table.go(0)
    assert "★ この所見はなくなりました" in str(page.model.index(0, Column.WHAT).data())
    assert "この所見はなくなりました" in page.about.accessibleName()
    assert not page.look.isVisible()


def test_roles_used_are_proposed(page: PlanPage) -> None:
    take(page, 2)
    type_into(page, 0, Column.WHO, "住民係長")
    editor = typing(page, 1, Column.WHO)
    assert isinstance(editor, QLineEdit)
    editor.completer().setCompletionPrefix("住民")
    assert editor.completer().currentCompletion() == "住民係長"


def test_every_cell_and_control_has_a_name_for_those_who_do_not_see_it(page: PlanPage) -> None:
    take(page, 1)
    for column in Column:
        said = page.model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)
        assert said.startswith(TITLES[column])
    controls = (page.open, page.table, page.own, page.add_own, page.take, page.look, page.remove, page.by_day)
    assert all(one.accessibleName() for one in controls)


@pytest.mark.parametrize(("width", "scale"), [(1093, 1.0), (1536, 1.0), (1093, 1.6), (960, 1.2)])
def test_nothing_is_cut_off_and_a_narrow_page_shows_one_pane_at_a_time(
    page: PlanPage, sat: Shell, width: int, scale: float
) -> None:
    take(page, 3)
    sat.resize(width, 560)
    sat.grow(scale - 1.0)
    try:
        settle()
        assert sat.width() == width
        assert sat.height() == 560
        if page.turn.isVisible():
            assert page.left.isVisible() != page.right.isVisible()
            page.turn.click()
            settle()
            assert page.left.isVisible() != page.right.isVisible()
        else:
            assert page.left.isVisible()
            assert page.right.isVisible()
        if not page.right.isVisible():
            page.turn.click()
            settle()
        across = sum(page.table.columnWidth(column) for column in Column)
        assert across <= page.table.viewport().width()
        for button in (page.look, page.remove, page.add_own):
            assert button.width() >= button.sizeHint().width()
    finally:
        sat.grow(1.0 - sat.scale)


def test_the_sitting_is_let_go(page: PlanPage, sat: Shell) -> None:
    take(page, 1)
    sat.go_home()
    assert page.sitting is None
    assert not page.model.lines
