"""A bad hour: whatever happens to the book, the window says it in place, loses nothing it called saved, and can be left."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from pathlib import Path

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
    elsewhere.rename(path)
    press(Qt.Key.Key_2, ctrl=True)
    assert sat.pages.shown() == "findings"
    sitting.reload()
    assert sitting.inspection.answer(key).note == "half a sentence"
