"""A workbook comes back to somebody who has answers already: seen row by row, chosen, taken, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukiself.answers.model import Answer, Basis, Key, Life, Review
from jukiself.answers.situation import Situation
from jukiself.gui import background
from jukiself.work import publish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting


@pytest.fixture
def keys(sitting: Sitting) -> list[Key]:
    """Three plain questions of the shipped form with at least two choices."""
    checklist = sitting.checklist
    return [
        key
        for key in sitting.situation.keys
        if key.member is None and len(checklist.question[key.question].choices) > 1
    ][:3]


def values(sitting: Sitting, key: Key) -> list[str]:
    return [one.value for one in sitting.checklist.question[key.question].choices]


@pytest.fixture
def sent(sitting: Sitting, keys: list[Key], tmp_path: Path) -> Path:
    """Another person's workbook of the same inspection: one answer different, one new, one the same."""
    different, fresh, same = keys
    sitting.answer(different, values(sitting, different)[0])
    sitting.answer(same, values(sitting, same)[0])
    theirs = {
        different: Answer(values(sitting, different)[1], Basis.HEARD, note="総務に聞いた"),
        fresh: Answer(values(sitting, fresh)[0], Basis.SEEN),
        same: sitting.inspection.answer(same),
    }
    inspection = sitting.inspection.with_answers(theirs.items())
    path = tmp_path / "返ってきた.xlsx"
    path.write_bytes(publish.workbook(Situation(sitting.checklist, inspection)))
    return path


@pytest.fixture
def opened(sat: Shell) -> Callable[[Path], None]:
    def open_file(path: Path) -> None:
        sat.reception.open_workbook(path)
        background.finish()
        assert sat.pages.currentWidget() is sat.arrival

    return open_file


def words(shell: Shell) -> list[list[str]]:
    table = shell.arrival.table.table
    cells = [[table.item(row, column) for column in range(4)] for row in range(table.rowCount())]
    return [[one.text() if one else "" for one in row] for row in cells]


def test_every_difference_is_shown_with_both_answers(sat: Shell, opened: Callable[[Path], None], sent: Path) -> None:
    opened(sent)
    page = sat.arrival
    assert "原村" in page.title.text()
    assert "違う答え 1" in page.facts.text()
    assert "新しい答え 1" in page.facts.text()
    assert "同じ答え 1" in page.facts.text()
    rows = words(sat)
    assert len(rows) == 2
    assert {row[0] for row in rows} == {"○ 取り込む"}
    assert any("備考：総務に聞いた" in row[3] for row in rows)
    assert any(row[2] == "（答えなし）" for row in rows)


def test_a_row_kept_with_the_space_bar_stays_and_the_rest_is_taken(
    sat: Shell, opened: Callable[[Path], None], sent: Path, keys: list[Key]
) -> None:
    assert sat.sitting is not None
    before = sat.sitting.inspection
    opened(sent)
    page, table = sat.arrival, sat.arrival.table
    row = next(at for at, one in enumerate(table._offered) if one.key == keys[0])
    table.table.setCurrentCell(row, 0)
    QTest.keyClick(table.table, Qt.Key.Key_Space)
    assert page.take.text() == "1 の答えを取り込む"
    QTest.mouseClick(page.take, Qt.MouseButton.LeftButton)
    background.finish()
    assert sat.sitting is not None
    after = sat.sitting.inspection
    assert after.answer(keys[0]) == before.answer(keys[0])
    assert after.answer(keys[1]).basis is Basis.SEEN


def test_what_was_taken_is_taken_back_as_one_step(
    sat: Shell, opened: Callable[[Path], None], sent: Path, keys: list[Key]
) -> None:
    assert sat.sitting is not None
    before = sat.sitting.inspection
    opened(sent)
    sat.arrival.take.click()
    background.finish()
    sitting = sat.sitting
    assert sitting is not None
    assert sitting.inspection.answer(keys[0]).note == "総務に聞いた"
    sitting.undo()
    assert {key: one.value for key, one in sitting.inspection.answers.items()} == {
        key: one.value for key, one in before.answers.items()
    }
    sitting.redo()
    assert sitting.inspection.answer(keys[0]).note == "総務に聞いた"


def test_another_day_the_import_is_taken_back_but_for_what_somebody_changed_since(
    sat: Shell, opened: Callable[[Path], None], sent: Path, keys: list[Key]
) -> None:
    opened(sent)
    assert not sat.arrival.undo.isVisible()
    sat.arrival.take.click()
    background.finish()
    assert sat.sitting is not None
    sat.sitting.set_text(keys[1], "note", "あとで書いた")
    opened(sent)
    assert sat.arrival.undo.isVisible()
    assert "1 の答え" in sat.arrival.undo.accessibleName()
    sat.arrival.undo.click()
    background.finish()
    after = sat.sitting.inspection
    assert after.answer(keys[0]).note == ""
    assert after.answer(keys[1]).note == "あとで書いた"


def test_the_filter_and_the_two_buttons_work_on_the_rows_that_are_seen(
    sat: Shell, opened: Callable[[Path], None], sent: Path, keys: list[Key]
) -> None:
    opened(sent)
    table = sat.arrival.table
    table.filter.setCurrentText("いまの答えと違う行")
    table.keep_all.click()
    assert table.ours == {keys[0]}
    table.filter.setCurrentText("残すと決めた行")
    assert [table.table.isRowHidden(row) for row in range(2)].count(False) == 1
    table.filter.setCurrentText("全部の行")
    table.take_all.click()
    assert table.ours == set()


def test_a_locked_inspection_says_so_before_anything_is_pressed(
    sat: Shell, opened: Callable[[Path], None], sent: Path
) -> None:
    assert sat.sitting is not None
    sat.sitting.put_review(Review(life=Life.APPROVED, sealed="x"))
    opened(sent)
    assert "決裁済み" in sat.arrival.notice.text
    assert not sat.arrival.take.isEnabled()
    assert sat.focusWidget() is sat.arrival.back
