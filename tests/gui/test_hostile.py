"""A bad hour: whatever happens to the book, the window says it in place, loses nothing it called saved, and can be left."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukiself.answers.model import Life
from jukiself.gui import background
from jukiself.gui.note_field import NoteField
from jukiself.work.inspect import LOCKED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.answers.model import Key
    from jukiself.gui.desk import Wish
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting


def press(key: Qt.Key, *, ctrl: bool = False) -> None:
    """A key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not move an open book")
def test_a_book_that_is_gone_takes_no_answer_and_does_not_hold_the_window(sat: Shell, sitting: Sitting) -> None:
    path = sitting.book.path
    assert path is not None
    path.rename(path.with_name("moved.jukiself"))
    press(Qt.Key.Key_1)
    assert "元の場所にありません" in sat.wizard.notice.text
    assert sitting.inspection.answers == {}
    note = sat.wizard.pane.fields["note"]
    note.setFocus()
    QTest.keyClicks(note, "half a sentence")
    assert not sat.close()
    assert "もう一度閉じると" in sat.notice.text
    assert sat.isVisible()
    assert sat.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not move an open book")
def test_a_book_that_comes_back_takes_the_text_that_waited(sat: Shell, sitting: Sitting) -> None:
    path: Path | None = sitting.book.path
    assert path is not None
    key = sat.wizard.pane.key
    assert key is not None
    elsewhere = path.with_name("moved.jukiself")
    path.rename(elsewhere)
    note = sat.wizard.pane.fields["note"]
    note.setFocus()
    QTest.keyClicks(note, "half a sentence")
    press(Qt.Key.Key_2, ctrl=True)
    assert sat.pages.shown() == "wizard"
    assert not sat.close()
    assert "もう一度閉じると" in sat.notice.text
    elsewhere.rename(path)
    press(Qt.Key.Key_2, ctrl=True)
    assert not sat.notice.text
    assert sat.pages.shown() == "findings"
    sitting.reload()
    assert sitting.inspection.answer(key).note == "half a sentence"


PASTED = "\t\x01第3条\x07のとおり\r\n\x1b[0m吉は𠮷\t済み\ufeff"
KEPT = "第3条のとおり\n[0m吉は𠮷\t済み\ufeff"


def test_control_characters_that_came_with_a_paste_go_because_nobody_could_see_them(
    sat: Shell, sitting: Sitting
) -> None:
    key = sat.wizard.pane.key
    assert key is not None
    note = sat.wizard.pane.fields["note"]
    note.setFocus()
    assert isinstance(note, NoteField)
    note.insertPlainText(PASTED)
    assert sat.flush()
    assert sitting.inspection.answer(key).note == KEPT
    assert note.text == KEPT


def test_a_text_too_long_stays_whole_in_its_field_until_it_is_shorter(sat: Shell, sitting: Sitting) -> None:
    key = sat.wizard.pane.key
    assert key is not None
    note = sat.wizard.pane.fields["note"]
    note.setFocus()
    assert isinstance(note, NoteField)
    note.insertPlainText("あ" * 2001)
    press(Qt.Key.Key_3, ctrl=True)
    assert sat.pages.shown() == "wizard"
    assert "2,001文字" in sat.wizard.notice.text
    assert len(note.text) == 2001
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_3, ctrl=True)
    assert sat.pages.shown() == "export"
    assert len(sitting.inspection.answer(key).note) == 2000


@pytest.mark.parametrize("typed", ["203637", "２０３６３７"])
@pytest.mark.parametrize("field", ["office", "code"])
def test_a_code_is_understood_in_either_field_and_in_wide_digits(shell: Shell, field: str, typed: str) -> None:
    shell.start.new.click()
    line = getattr(shell.new, field)
    line.insert(typed)
    line.textEdited.emit(line.text())
    shell.new.begin.click()
    background.finish()
    assert shell.sitting is not None
    about = shell.sitting.inspection.office
    assert (about.code, about.name) == ("203637", "原村")
    assert shell.sitting.book.path is not None
    assert shell.sitting.book.path.name.startswith("原村-")


@pytest.mark.parametrize("view", [None, Qt.Key.Key_L, Qt.Key.Key_T])
@pytest.mark.parametrize("key", [Qt.Key.Key_2, Qt.Key.Key_W])
def test_after_the_decision_a_key_that_answers_says_why_nothing_happens(
    sat: Shell, sitting: Sitting, go: Callable[[str], Key], view: Qt.Key | None, key: Qt.Key
) -> None:
    go("network-exists")
    if view is not None:
        press(view)
    press(Qt.Key.Key_1)
    sitting.put_review(replace(sitting.inspection.review, life=Life.APPROVED))
    sat.wizard.renew()
    before = dict(sitting.inspection.answers)
    press(key)
    assert LOCKED in sat.wizard.notice.text
    assert sitting.inspection.answers == before
    sat.undo()
    assert "保存できていません" not in sat.top.saved.text()


def test_without_a_folder_for_what_passes_a_case_is_refused_and_the_rest_goes_on(
    shell: Shell, wish: Wish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    shell.reception.try_case("nagano-a")
    background.finish()
    assert "一時的に使うフォルダー" in shell.start.notice.text
    shell.reception.open_new()
    shell.reception.begin(wish)
    background.finish()
    assert shell.pages.shown() == "wizard"
