"""Books are opened beside the window: it goes on turning, can be told to stop, and can be closed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from jukiself.gui import background
from jukiself.store.book import Book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.desk import Wish
    from jukiself.gui.shell import Shell


@pytest.fixture
def kept(desk: OfficeDesk, wish: Wish) -> Path:
    """A book with one inspection."""
    desk.leave(desk.new_inspection(wish))
    return wish.path


@pytest.fixture
def stuck(kept: Path) -> Iterator[sqlite3.Connection]:
    """Another program holds the file, so that whoever opens it waits, as on a slow share."""
    with closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield connection


def lock_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def test_the_window_goes_on_while_a_book_is_opened(
    shell: Shell, kept: Path, stuck: sqlite3.Connection, qtbot: QtBot, desk: OfficeDesk
) -> None:
    beats: list[int] = []
    heart = QTimer(shell, interval=1)
    heart.timeout.connect(lambda: beats.append(1))
    heart.start()
    shell.open_book(kept)
    assert shell.pages.shown() == "start"
    qtbot.waitUntil(lambda: "開いています" in shell.start.notice.text)
    assert shell.start.notice.button.text() == "やめる"
    before = len(beats)
    qtbot.waitUntil(lambda: len(beats) > before + 20)
    QTest.keyClick(shell, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert desk.text_scale() == pytest.approx(1.1)
    shell.grow(-0.1)
    assert shell.pages.shown() == "start"
    stuck.execute("ROLLBACK")
    background.finish()
    assert shell.sitting is not None
    assert shell.pages.shown() == "wizard"
    assert shell.start.notice.text == ""


def test_opening_can_be_given_up_and_leaves_nothing_open(
    shell: Shell, kept: Path, stuck: sqlite3.Connection, qtbot: QtBot
) -> None:
    shell.open_book(kept)
    qtbot.waitUntil(lambda: "開いています" in shell.start.notice.text)
    shell.start.notice.button.click()
    assert shell.start.notice.text == ""
    stuck.execute("ROLLBACK")
    background.finish()
    assert shell.sitting is None
    assert shell.pages.shown() == "start"
    assert not lock_of(kept).exists()


def test_another_wish_takes_the_place_of_one_that_waits(shell: Shell, kept: Path, stuck: sqlite3.Connection) -> None:
    shell.open_book(kept)
    shell.start.case_wanted.emit("nagano-a")
    stuck.execute("ROLLBACK")
    background.finish()
    assert shell.sitting is not None
    assert shell.sitting.book.path != kept
    assert not lock_of(kept).exists()


def test_pressing_twice_opens_once(shell: Shell) -> None:
    shell.start.cases.buttons[0].click()
    shell.start.cases.buttons[0].click()
    background.finish()
    assert shell.sitting is not None
    assert shell.sitting.book.path is not None
    assert len(list(shell.sitting.book.path.parent.parent.iterdir())) == 1


def test_a_window_closed_while_an_inspection_is_begun_leaves_a_whole_book(shell: Shell, wish: Wish) -> None:
    shell.turn("new")
    shell.new.begun.emit(wish)
    assert shell.close()
    background.finish()
    assert shell.sitting is None
    assert not lock_of(wish.path).exists()
    with Book.open(wish.path, datetime.now) as book:
        assert [one.office.name for one in book.summaries()] == ["原村"]
    assert {one.name for one in wish.path.parent.iterdir()} == {wish.path.name, "控え"}


def test_what_is_being_written_is_not_given_up_by_going_home(shell: Shell, wish: Wish) -> None:
    shell.turn("new")
    shell.new.begun.emit(wish)
    shell.go_home()
    background.finish()
    assert shell.sitting is not None
    assert shell.pages.shown() == "wizard"


def test_a_damaged_book_is_refused_in_its_place_and_another_can_be_opened(shell: Shell, kept: Path) -> None:
    damaged = kept.with_name("damaged.jukiself")
    data = bytearray(kept.read_bytes())
    data[100:] = b"\xff" * (len(data) - 100)
    damaged.write_bytes(bytes(data))
    shell.open_book(damaged)
    background.finish()
    assert "壊れている" in shell.start.notice.text
    assert shell.sitting is None
    shell.open_book(kept)
    background.finish()
    assert shell.sitting is not None


def test_beginning_before_the_year_before_is_found_waits_for_it(shell: Shell, desk: OfficeDesk, wish: Wish) -> None:
    desk.leave(desk.new_inspection(replace(wish, year=desk.this_year() - 1)))
    shell.start.new.click()
    shell.new.code.setText(wish.code)
    shell.new.code.textEdited.emit(wish.code)
    shell.new.begin.click()
    assert "探しています" in shell.new.notice.text
    background.finish()
    assert shell.sitting is not None
    assert shell.sitting.book.path == wish.path
    assert shell.sitting.inspection.year == desk.this_year()
