"""The window as a whole: hiding, holding, natures, findings, export, size, names for screen readers."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from jukiself.answers.model import Key, Nature
from jukiself.app.main import CrashBook
from jukiself.app.works import Works
from jukiself.gui import background
from jukiself.gui.desk import Paper, Wish
from jukiself.gui.shell import NAME, Shell

if TYPE_CHECKING:
    from jukiself.app.desk import OfficeDesk
    from jukiself.work.inspect import Sitting


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - the office's own wall clock


def _settle() -> None:
    """What runs beside the window comes to its end and is told."""
    background.settle()
    for _ in range(5):
        QApplication.processEvents()


def _turn(shell: Shell, name: str) -> None:
    """Turn to any page, with the case B open where one is needed."""
    if name in {"start", "new"}:
        if name == "new":
            shell.start.new.click()
        return
    shell.start.case_wanted.emit("nagano-b")
    background.finish()
    match name:
        case "contracts":
            shell.wizard.go(Key("contract-list"))
        case "findings" | "export":
            shell.show_page(name)
        case "arrival":
            assert shell.sitting is not None
            path = Path(shell.desk.book_path("x", 2000)).parent / "b.xlsx"
            shell.desk.export(shell.sitting, Paper.WORKBOOK, path)
            shell.go_home()
            shell.open_workbook(path)
            background.settle()
    for _ in range(5):
        QApplication.processEvents()


# -- everybody can use it ---------------------------------------------------------------------------------------


def test_every_question_is_whole_on_the_smallest_screen(sat: Shell, sitting: Sitting) -> None:
    """Four networks and six contracts with long names: nothing is cut off at the right, no answer is squeezed."""
    for number in range(6):
        sitting.add_contract(f"住民記録システム機器賃貸借および保守業務委託契約 その{number}", "○○情報システム株式会社")
    for key in sitting.situation.keys:
        sat.wizard.go(key)
        for _ in range(3):
            QApplication.processEvents()
        assert sat.wizard.pane.width() <= sat.wizard.views.frame.viewport().width(), key
        for button in sat.wizard.pane.box.buttons.values():
            assert button.height() >= button.heightForWidth(button.width()), key


def test_larger_text_is_remembered(shell: Shell, desk: OfficeDesk) -> None:
    before = shell.top.home.fontMetrics().height()
    QTest.keyClick(shell.start.new, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert desk.text_scale() == pytest.approx(1.1)
    shell.grow(0.4)
    assert shell.top.home.fontMetrics().height() > before
    shell.grow(-1)
    assert desk.text_scale() == 1.0


# -- hiding -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hide", [(Qt.Key.Key_F12, False), (Qt.Key.Key_H, True)])
def test_one_key_hides_everything_and_any_key_brings_it_back(sat: Shell, hide: tuple[Qt.Key, bool]) -> None:
    sat.wizard.pane.fields["note"].setFocus()
    QTest.keyClicks(focused(), "half a sen")
    modifier = Qt.KeyboardModifier.ControlModifier if hide[1] else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focused(), hide[0], modifier)
    assert not sat.wizard.isVisible()
    assert "原村" not in sat.windowTitle()
    assert NAME not in sat.windowTitle()
    QTest.keyClick(focused(), Qt.Key.Key_1)
    assert sat.wizard.isVisible()
    assert "原村" in sat.windowTitle()
    assert focused() is sat.wizard.pane.fields["note"]
    QTest.keyClicks(focused(), "tence")
    assert sat.wizard.flush()
    assert sat.sitting is not None
    kept = sat.sitting.inspection.answer(sat.sitting.situation.keys[0])
    assert (kept.note, kept.value) == ("half a sentence", "")


def test_no_key_acts_on_the_page_beneath_while_it_is_hidden(sat: Shell, sitting: Sitting) -> None:
    sat.hide_all()
    QTest.keyClick(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sitting.inspection.answers == {}
    assert sat.wizard.isVisible()


# -- one writer at a time ---------------------------------------------------------------------------------------


def _hold(book: Path, name: str) -> Path:
    lock = book.with_name(f".{book.name}.lock")
    record = {"name": name, "host": "counter-2", "process": 1, "at": _now().isoformat(timespec="seconds")}
    lock.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return lock


def test_a_book_somebody_else_writes_in_says_who_and_takes_no_answer(
    shell: Shell, desk: OfficeDesk, wish: Wish
) -> None:
    desk.leave(desk.new_inspection(wish))
    lock = _hold(wish.path, "田中")
    shell.open_book(wish.path)
    background.finish()
    assert "田中 さん" in shell.holder.text
    assert not any(one.isEnabled() for one in shell.wizard.pane.box.buttons.values())
    QTest.keyClick(focused(), Qt.Key.Key_1)
    assert shell.sitting is not None
    assert shell.sitting.inspection.answers == {}
    lock.unlink()
    shell.holder.button.click()
    assert shell.holder.text == ""
    QTest.keyClick(focused(), Qt.Key.Key_1)
    assert len(shell.sitting.inspection.answers) == 1


def test_an_answer_refused_by_the_book_says_so_in_place_and_keeps_the_text(
    sat: Shell, sitting: Sitting, wish: Wish
) -> None:
    _hold(wish.path, "田中")
    QTest.keyClick(focused(), Qt.Key.Key_1)
    assert "田中 さん" in sat.wizard.pane.notice.text
    assert not any(one.isChecked() for one in sat.wizard.pane.box.buttons.values())
    assert sat.top.saved.text() == "！保存できていません"
    assert sitting.book.load(sitting.id).answers == {}


def test_after_five_idle_minutes_others_may_write_and_the_first_touch_takes_the_book_again(
    sat: Shell, sitting: Sitting, wish: Wish
) -> None:
    lock = wish.path.with_name(f".{wish.path.name}.lock")
    assert lock.exists()
    sat.rest.timer.timeout.emit()
    assert not lock.exists()
    QTest.keyClick(focused(), Qt.Key.Key_1)
    assert lock.exists()
    assert len(sitting.book.load(sitting.id).answers) == 1


def test_after_a_rest_the_first_key_means_the_question_still_shown(sat: Shell, sitting: Sitting) -> None:
    first = sitting.situation.keys[0]
    QTest.keyClick(focused(), Qt.Key.Key_1)
    sat.rest.timer.timeout.emit()
    QTest.keyClick(focused(), Qt.Key.Key_2)
    assert sat.wizard.pane.key == first
    assert sitting.inspection.answer(first).value == sitting.situation.choices(first)[1].value


def test_after_a_rest_a_text_goes_on_where_it_was(sat: Shell, sitting: Sitting) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_N)
    QTest.keyClicks(focused(), "before")
    sat.rest.timer.timeout.emit()
    QTest.keyClicks(focused(), "1after")
    assert sat.wizard.flush()
    kept = sitting.book.load(sitting.id).answer(sitting.situation.keys[0])
    assert (kept.note, kept.value) == ("before1after", "")


# -- natures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["wizard", "findings", "export"])
def test_a_case_is_marked_as_a_sample_on_every_page_and_in_the_title(shell: Shell, name: str) -> None:
    _turn(shell, name)
    assert shell.band.isVisible()
    assert shell.band.text().startswith("見本")
    assert shell.windowTitle().startswith("【見本】自治体B")


def test_a_real_inspection_has_no_band(sat: Shell, sitting: Sitting) -> None:
    assert sitting.inspection.nature is Nature.REAL
    assert not sat.band.isVisible()


def test_a_case_tried_touches_no_book_of_the_user(shell: Shell, desk: OfficeDesk) -> None:
    _turn(shell, "wizard")
    QTest.keyClick(focused(), Qt.Key.Key_1)
    shell.go_home()
    assert list(desk.recent()) == []


# -- starting ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [("", "", "団体名を入れて"), ("原村", "", "団体コード"), ("原村", "203638", "検査数字"), ("原村", "20", "6桁")],
)
def test_an_office_that_cannot_be_is_refused_in_place(shell: Shell, name: str, code: str, said: str) -> None:
    shell.start.new.click()
    shell.new.office.setText(name)
    shell.new.code.setText(code)
    shell.new.begin.click()
    background.finish()
    assert said in shell.new.notice.text
    assert shell.pages.currentWidget() is shell.new
    assert shell.new.office.text() == name


def test_an_office_known_by_name_brings_its_code(shell: Shell) -> None:
    shell.start.new.click()
    shell.new.office.setText("松川村")
    shell.new.office.textEdited.emit("松川村")
    background.finish()
    assert shell.new.code.text() == "204820"
    assert "松川村" in shell.new.place.accessibleName()


def test_enter_on_a_candidate_picks_it_and_the_next_enter_begins(shell: Shell) -> None:
    """Another prefecture may have the same name: the candidate brings the code with it."""
    shell.start.new.click()
    shell.new.office.setText("松川")
    completer = shell.new.office.completer()
    assert completer is not None
    completer.setCompletionPrefix("松川")
    assert completer.completionCount() == 2
    completer.complete()
    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    for _ in range(3):
        QApplication.processEvents()
    assert (shell.new.office.text(), shell.new.code.text()) == ("松川村", "204820")
    assert shell.new.notice.text == ""
    assert shell.pages.currentWidget() is shell.new
    assert focused() is shell.new.begin


def test_beginning_twice_goes_on_with_what_was_begun(shell: Shell, desk: OfficeDesk, wish: Wish) -> None:
    shell.open_sitting(desk.new_inspection(wish))
    QTest.keyClick(focused(), Qt.Key.Key_1)
    shell.go_home()
    shell.new.begun.emit(wish)
    background.finish()
    assert shell.sitting is not None
    assert len(shell.sitting.inspection.answers) == 1


def test_a_file_that_is_no_book_is_refused_in_place(shell: Shell, tmp_path: Path) -> None:
    strange = tmp_path / "strange.jukiself"
    strange.write_bytes(b"not a book at all, but long enough to be looked at")
    shell.start.book_wanted.emit(strange, None)
    background.finish()
    assert "保存ファイルではありません" in shell.start.notice.text
    shell.start.book_wanted.emit(tmp_path / "gone.jukiself", None)
    background.finish()
    assert "ありません" in shell.start.notice.text


def test_a_book_with_several_inspections_asks_which(shell: Shell, desk: OfficeDesk, wish: Wish) -> None:
    for year in (2025, 2026):
        desk.leave(desk.new_inspection(Wish(wish.code, wish.name, year, True, wish.path)))
    shell.open_book(wish.path)
    background.finish()
    assert "点検が 2" in shell.start.notice.text
    names = [one.accessibleName() for one in shell.start.recent.buttons]
    assert [("2026" in one, "2025" in one) for one in names] == [(True, False), (False, True)]
    shell.start.recent.buttons[1].click()
    background.finish()
    assert shell.sitting is not None
    assert shell.sitting.inspection.year == 2025


# -- coming back ------------------------------------------------------------------------------------------------


def test_a_workbook_comes_back_by_way_of_a_preview(sat: Shell, sitting: Sitting, tmp_path: Path) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_1)
    key = sitting.situation.keys[0]
    value = sitting.inspection.answer(key).value
    path = tmp_path / "back.xlsx"
    sat.desk.export(sitting, Paper.WORKBOOK, path)
    sat.go_home()
    sat.start.workbook_wanted.emit(path)
    _settle()
    assert sat.pages.currentWidget() is sat.arrival
    assert sat.arrival.arrival is not None
    assert sat.arrival.arrival.target == sitting.book.path
    assert "原村" in sat.arrival.title.text()
    sat.arrival.take.click()
    background.finish()
    assert sat.sitting is not None
    assert sat.sitting is not sitting
    assert sat.sitting.inspection.answer(key).value == value


def test_looking_at_a_workbook_writes_nothing(shell: Shell, home: Path, tmp_path: Path, desk: OfficeDesk) -> None:
    path = tmp_path / "case.xlsx"
    case = desk.try_case("nagano-c")
    desk.export(case, Paper.WORKBOOK, path)
    case.book.close()
    shell.open_workbook(path)
    _settle()
    assert shell.pages.currentWidget() is shell.arrival
    assert not list(home.rglob("*.jukiself"))
    shell.arrival.take.click()
    background.finish()
    assert len(list(home.rglob("*.jukiself"))) == 1


def test_a_strange_workbook_is_refused_in_place(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "strange.xlsx"
    path.write_bytes(b"PK no workbook")
    shell.start.workbook_wanted.emit(path)
    assert "読んでいます" in shell.start.notice.text
    _settle()
    assert shell.pages.currentWidget() is shell.start
    assert shell.start.notice.text.startswith("！")


def test_reading_a_workbook_can_be_given_up(shell: Shell, tmp_path: Path, desk: OfficeDesk) -> None:
    path = tmp_path / "case.xlsx"
    case = desk.try_case("nagano-c")
    desk.export(case, Paper.WORKBOOK, path)
    case.book.close()
    shell.open_workbook(path)
    shell.start.notice.button.click()
    _settle()
    assert shell.pages.shown() == "start"
    assert shell.start.notice.text == ""
    shell.open_workbook(path)
    shell.start.new.click()
    _settle()
    assert shell.pages.shown() == "new"


# -- our bugs ---------------------------------------------------------------------------------------------------


def test_a_bug_of_ours_is_written_down_without_answers_and_said_calmly(sat: Shell, tmp_path: Path) -> None:
    from jukiself import journal

    crashes = CrashBook(lambda error: journal.write_crash(error, tmp_path / "journal.txt"))
    crashes.shell = sat
    try:
        int("秘密の答え")
    except ValueError as error:
        crashes(type(error), error, error.__traceback__)
    written = (tmp_path / "journal.txt").read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "test_window.py" in written
    assert "秘密の答え" not in written
    assert "答えは保存されています" in sat.notice.text
    assert crashes.crashed


def test_the_program_loads_without_the_works_until_it_is_shown(checkout: Path) -> None:
    import subprocess

    code = (
        "import sys; import jukiself.app.main; "
        "heavy = {'sqlalchemy', 'alembic', 'openpyxl', 'reportlab', 'python_calamine', 'pypdf'} & set(sys.modules); "
        "print(sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=checkout)
    assert done.stdout.strip() == "[]"


def test_a_case_is_fresh_each_time(desk: OfficeDesk) -> None:
    first = desk.try_case("nagano-b")
    first.answer(first.situation.keys[0], "unknown")
    first.book.close()
    second = desk.try_case("nagano-b")
    assert second.inspection.answer(second.situation.keys[0]).value != "unknown"
    second.book.close()


def test_works_leave_no_trial_behind() -> None:
    works = Works()
    sitting = works.try_case("nagano-a")
    path = sitting.book.path
    assert path is not None
    assert works.is_trial(sitting)
    sitting.book.close()
    works.close()
    assert not path.exists()


def test_go_turns_only_to_what_is_asked(sat: Shell, go: Callable[[str], Key]) -> None:
    here = go("policy-written")
    assert not sat.wizard.go(Key("no-such-question"))
    assert sat.wizard.pane.key == here
