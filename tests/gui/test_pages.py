"""The pages of the window: every one built, shown and left; what is pressed before loading is honoured after it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukiself.app.desk import OfficeDesk
from jukiself.gui import background
from jukiself.gui.pages import ASIDE, FROM_ANYWHERE, TABLE, Row
from jukiself.gui.shell import Shell
from jukiself.settings import Settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from jukiself.gui.desk import Wish

NAMES = [row.name for row in TABLE]


def _settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


# -- the table --------------------------------------------------------------------------------------------------


def test_every_page_has_a_name_words_keys_and_a_hint_of_its_own() -> None:
    for values in zip(*((row.name, row.title, row.keys, row.hint) for row in TABLE), strict=True):
        assert all(values)
        assert len(set(values)) == len(values)
    assert [row.group for row in TABLE] == sorted(row.group for row in TABLE)


def test_a_page_is_built_when_it_is_first_shown(shell: Shell) -> None:
    assert set(shell.pages.built) == {"start"}
    shell.start.new.click()
    assert set(shell.pages.built) == {"start", "new"}
    assert shell.page("new") is shell.new


def test_the_first_paint_imports_no_other_page_and_no_dataclasses_of_the_desk(checkout: Path) -> None:
    code = "import sys, jukiself.app.main; print(*(one for one in sys.modules if one.startswith('jukiself.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=checkout)
    pages = {"wizard", "findings", "export", "guide", "new", "arrival", "desk"}
    assert not {f"jukiself.gui.{one}" for one in pages} & set(done.stdout.split())


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_every_page_is_shown_by_button_and_by_key_and_left(sat: Shell, row: Row) -> None:
    other = next(name for name in NAMES if name != row.name)
    for come in (sat.top.tabs[row.name].click, lambda: QTest.keySequence(sat, row.keys)):
        sat.show_page(other)
        come()
        _settle()
        assert sat.pages.shown() == row.name
        assert [name for name, tab in sat.top.tabs.items() if tab.isChecked()] == [row.name]
        focus = QApplication.focusWidget()
        assert focus is not None
        assert sat.page(row.name).isAncestorOf(focus)
    sat.go_home()
    assert sat.pages.shown() == "start"
    assert sat.sitting is None
    assert getattr(sat.page(row.name), "sitting", None) is None


# The others lead back to where one came from: test_printing, test_news, test_training_grading.
@pytest.mark.parametrize("name", sorted(set(ASIDE) - FROM_ANYWHERE))
def test_a_page_aside_is_left_by_escape(shell: Shell, name: str) -> None:
    shell.turn(name)
    shell.page(name).setFocus()
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert shell.pages.shown() == "start"


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_without_an_inspection_only_what_needs_none_is_shown(shell: Shell, row: Row) -> None:
    shell.show_page(row.name)
    assert shell.pages.shown() == (row.name if row.alone else "start")
    tab = shell.top.tabs.get(row.name)
    assert (tab is not None and tab.isVisible()) == row.alone


# -- the bar ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scale"), [(1093, 1.0), (1536, 1.0), (1093, 1.6), (800, 1.0)])
def test_every_button_of_the_bar_is_whole(sat: Shell, width: int, scale: float) -> None:
    sat.resize(width, 560)
    sat.grow(scale - 1.0)
    try:
        _settle()
        right = 0
        for button in (sat.top.home, *sat.top.tabs.values(), sat.top.cover):
            assert button.width() >= button.sizeHint().width(), button.text()
            place = button.mapTo(sat.top, button.rect().topRight())
            assert sat.top.rect().contains(place), button.text()
            right = max(right, place.x())
        assert right <= sat.top.width()
    finally:
        sat.grow(1.0 - sat.scale)


# -- before everything is loaded --------------------------------------------------------------------------------


@pytest.fixture
def early(dressed: QApplication, home: Path, qtbot: QtBot) -> Iterator[Shell]:
    """The window at its first paint: nothing heavy is loaded."""
    assert dressed.styleSheet()
    desk = OfficeDesk(Settings(home / "settings.json"))
    shell = Shell(desk)
    qtbot.addWidget(shell)
    shell.show()
    yield shell
    shell.close()
    desk.close()


def _load(shell: Shell) -> None:
    shell.desk.load()
    shell.ready()
    background.finish()


def test_before_loading_every_button_takes_a_press_and_the_wish_is_granted_after(early: Shell) -> None:
    assert early.start.new.isEnabled()
    early.start.new.click()
    assert early.pages.shown() == "start"
    assert "準備しています" in early.start.notice.text
    _load(early)
    assert early.pages.shown() == "new"
    assert early.start.notice.text == ""


def test_of_two_wishes_before_loading_the_last_one_counts(early: Shell, tmp_path: Path) -> None:
    early.start.new.click()
    early.start.book_wanted.emit(tmp_path / "none.jukiself", None)
    _load(early)
    assert early.pages.shown() == "start"
    assert "none.jukiself" in early.start.notice.text


def test_a_book_named_at_the_command_line_is_opened_after_loading(early: Shell, desk: OfficeDesk, wish: Wish) -> None:
    desk.leave(desk.new_inspection(wish))
    early.open_book(wish.path)
    _load(early)
    assert early.sitting is not None
    assert early.pages.shown() == "wizard"


def test_the_handbook_can_be_asked_for_before_loading(early: Shell) -> None:
    QTest.keyClick(early, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    early.top.tabs["guide"].click()
    _load(early)
    assert early.pages.shown() == "guide"
    early.guide.back.click()
    assert early.pages.shown() == "start"


def test_a_window_closed_at_its_first_paint_ends_well(checkout: Path) -> None:
    """Loading has just begun in its thread."""
    code = (
        "import sys; from jukiself.gui.shell import Shell; from jukiself.app.main import main\n"
        "made = Shell.__init__\n"
        "def make(self, desk):\n    made(self, desk); self.painted.connect(self.close)\n"
        "Shell.__init__ = make; sys.exit(main([]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=checkout)
    assert done.returncode == 0, done.stderr
    assert "QThread" not in done.stderr
