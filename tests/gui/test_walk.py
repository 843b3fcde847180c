"""A walk over every page of the window: everything has a name, Tab reaches it and leaves it, it fits, it is Japanese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from jukiself.answers.model import Key
from jukiself.gui import background, theme
from jukiself.gui.desk import Paper
from jukiself.gui.pages import PREFECTURE, TABLE
from tests.gui.rounds import opened

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.shell import Shell
    from tests.gui.rounds import Shelf

#: Every page there is; a new row of the table is walked without being named here.
GATHERED = tuple(row.name for row in PREFECTURE)
PAGES = (
    "start",
    "new",
    "gather",
    "training",
    "arrival",
    "print",
    "contract list",
    *(row.name for row in TABLE),
    *GATHERED,
)
_TABS, _LINKS = 800, 200
#: What may stand in Latin letters on a screen for a Japanese office.
_LATIN = re.compile(r"[A-Za-z]{3,}")
_KNOWN = re.compile(
    r"Excel|PDF|Word|LibreOffice|LGWAN|Enter|Shift|Ctrl|Tab|Esc|Del|Space|xlsx|docx|jukiself|USB|FAX|VPN|Home|End|PgUp|PgDn|CSV|mail|LAN"
)


@pytest.fixture
def turn(shell: Shell, desk: OfficeDesk, shelf: Shelf, tmp_path: Path) -> Callable[[str], None]:
    """Turn to any page, with the case B open where one is needed."""

    def to(name: str) -> None:
        if name == "new":
            shell.start.new.click()
        elif name == "gather":
            shell.start.gather.click()
        elif name == "training":
            shell.start.training.click()
        elif name in GATHERED:
            opened(shell, shelf.collected, tmp_path)
            shell.show_page(name)
            background.finish()
            assert shell.pages.shown() == name
        elif name != "start":
            shell.start.case_wanted.emit("nagano-b")
            background.finish()
            if name == "contract list":
                shell.wizard.go(Key("contract-list"))
            elif name == "print":
                assert shell.sitting is not None
                path = Path(desk.book_path("x", 2000)).parent / "b.pdf"
                desk.export(shell.sitting, Paper.SUMMARY, path)
                shell.show_print([path])
            elif name == "arrival":
                assert shell.sitting is not None
                path = Path(desk.book_path("x", 2000)).parent / "b.xlsx"
                desk.export(shell.sitting, Paper.WORKBOOK, path)
                shell.go_home()
                shell.open_workbook(path)
                background.settle()
            else:
                shell.show_page(name)
                assert shell.pages.shown() == name
        settle()

    return to


@pytest.fixture
def large(desk: OfficeDesk, shell: Shell, dressed: QApplication) -> Iterator[Shell]:
    """The window with its text at twice the size."""
    del desk
    shell.grow(theme.LARGEST_SCALE)
    settle()
    yield shell
    theme.dress(dressed)


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def visible(shell: Shell) -> list[QWidget]:
    return [one for one in shell.findChildren(QWidget) if one.isVisible()]


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name_for_screen_readers(shell: Shell, turn: Callable[[str], None], name: str) -> None:
    turn(name)
    controls = (QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QAbstractItemView, QAbstractScrollArea)
    nameless = [
        one
        for one in shell.findChildren(QWidget)
        if (isinstance(one, controls) or one.focusPolicy() != Qt.FocusPolicy.NoFocus)
        and not isinstance(one, QScrollBar)
        and not one.objectName().startswith("qt_")
        and not one.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_the_smallest_office_screen(shell: Shell, turn: Callable[[str], None], name: str) -> None:
    turn(name)
    assert shell.minimumSizeHint().height() <= 540
    assert shell.minimumSizeHint().width() <= 1093


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_it_with_text_twice_as_large(large: Shell, turn: Callable[[str], None], name: str) -> None:
    turn(name)
    assert large.minimumSizeHint().height() <= 560
    assert large.minimumSizeHint().width() <= 1093


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_every_control_and_leaves_each(shell: Shell, turn: Callable[[str], None], name: str) -> None:
    turn(name)
    stops = {_stop(one) for one in visible(shell) if one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus}
    assert stops
    reached: set[QObject] = set()
    stays = 0
    for _ in range(_TABS):
        before = focused()
        QTest.keyClick(before, Qt.Key.Key_Tab)
        # A text goes from link to link before it lets the keyboard go.
        stays = stays + 1 if focused() is before else 0
        assert stays < _LINKS, f"Tab does not leave {before.accessibleName()}"
        reached.add(_stop(focused()))
        if stops <= reached:
            break
    assert {f"{type(one).__name__} {one.objectName()} {_said(one)}" for one in stops - reached} == set()


def _stop(one: QWidget) -> QObject:
    """Buttons that choose one of several are one stop; the arrows go on from there. A number's text is its box."""
    one = one.focusProxy() or one
    # The stubs do not know that a button may be in no group.
    return one.group() or one if isinstance(one, QAbstractButton) else one  # type: ignore[truthy-bool]


def _said(one: QObject) -> str:
    return one.accessibleName() if isinstance(one, QWidget) else ""


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_left_in_english(shell: Shell, turn: Callable[[str], None], name: str) -> None:
    turn(name)
    told = [one.text() for one in visible(shell) if isinstance(one, QLabel | QAbstractButton | QLineEdit)]
    told += [one.placeholderText() for one in visible(shell) if isinstance(one, QLineEdit | QTextEdit | QPlainTextEdit)]
    told += [one.toolTip() for one in visible(shell)]
    told += [one.accessibleName() for one in visible(shell)]
    plain = (
        re.sub(r"<[^>]*>|\S*[\\/]\S*|\S+\.(pdf|xlsx|docx|csv|jukiself)|\w{4}-\w{4}-\w{4}", " ", one) for one in told
    )
    assert [one for one in plain if _LATIN.search(_KNOWN.sub("", one))] == []


@pytest.mark.parametrize("name", PAGES)
def test_text_can_be_read_against_what_is_behind_it(shell: Shell, turn: Callable[[str], None], name: str) -> None:
    """The colours really on screen, pixel by pixel: the darkest and the lightest of each label's area."""
    turn(name)
    shot = shell.grab().toImage()
    ratio = shot.devicePixelRatio()
    pale = []
    for one in visible(shell):
        if not isinstance(one, QLabel) or not one.text().strip() or one.visibleRegion().isEmpty():
            continue
        box = one.visibleRegion().boundingRect()
        corner = one.mapTo(shell, box.topLeft())
        tones = sorted(
            _luminance(shot.pixelColor(int(x * ratio), int(y * ratio)))
            for x in range(max(0, corner.x()), min(shell.width(), corner.x() + box.width()))
            for y in range(max(0, corner.y()), min(shell.height(), corner.y() + box.height()))
        )
        if tones and (tones[-1] + 0.05) / (tones[0] + 0.05) < 4.5:
            pale.append(one.text())
    assert pale == []


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
