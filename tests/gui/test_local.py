"""県からの追加の設問 in the window: asked like the others once the prefecture's workbook is opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukiself.answers.model import Key
from jukiself.checklist.local import LocalKind, LocalQuestion
from jukiself.gui import background
from jukiself.gui.pages import TABLE
from jukiself.work import exchange, publish
from jukiself.work.request import inspection_of, new_request, prefectures
from jukiself.work.roll import ready_roll

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

QUESTIONS = (
    LocalQuestion(
        "local-1", "夜間に窓口を開けていますか。", LocalKind.CHOICE, ("毎日", "開けていない"), "広域の調整に使います。"
    ),
    LocalQuestion("local-2", "窓口の端末は何台ですか。", LocalKind.NUMBER),
    LocalQuestion("local-3", "県に望むことを書いてください。", LocalKind.TEXT),
)


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """What the prefecture sent."""
    editions = exchange.Editions()
    listed = next(one for one in ready_roll("200000") if one.office.code == "203637")
    request = replace(
        new_request(2026, prefectures()["200000"], editions.newest()), deadline="2026-12-18", questions=QUESTIONS
    )
    inspection = inspection_of(request, listed)
    path = tmp_path / "203637_原村_2026年度_点検回答書.xlsx"
    path.write_bytes(publish.blank(editions.of(inspection), inspection))
    return path


def open_and_take(shell: Shell, path: Path) -> Sitting:
    shell.reception.open_workbook(path)
    background.finish()
    assert shell.pages.currentWidget() is shell.arrival
    assert shell.arrival.take.isEnabled()
    shell.arrival.take.click()
    background.finish()
    assert shell.sitting is not None
    return shell.sitting


def test_the_blank_of_the_prefecture_begins_an_inspection_that_asks_them(shell: Shell, blank: Path) -> None:
    sitting = open_and_take(shell, blank)
    assert sitting.inspection.locals == QUESTIONS
    assert shell.wizard.go(Key("local-1"))
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_2)
    assert sitting.book.load(sitting.id).answer(Key("local-1")).value == "a2"


def test_taken_into_an_inspection_already_begun_they_join_it(sat: Shell, sitting: Sitting, blank: Path) -> None:
    first = sitting.situation.keys[0]
    sitting.answer(first, "unknown")
    now = open_and_take(sat, blank)
    assert now.situation.keys[-3:] == (Key("local-1"), Key("local-2"), Key("local-3"))
    assert now.inspection.answer(first).value == "unknown"
    for row in TABLE:
        sat.show_page(row.name)
        QApplication.processEvents()
        assert sat.pages.shown() == row.name
