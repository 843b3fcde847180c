"""The window on a book that lies on a real PostgreSQL: answered, told when somebody else wrote, nothing secret shown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from jukiself.answers.model import Answer, Inspection, Office
from jukiself.store.book import Book
from tests.postgres import PASSWORD, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from jukiself.gui.shell import Shell

pytestmark = pytest.mark.real
NOON = datetime(2027, 1, 20, 12, 0)  # noqa: DTZ001 - the office's wall clock


@pytest.fixture
def address() -> Iterator[str]:
    with running() as server:
        yield server.database()


def test_two_windows_on_one_server(shell: Shell, address: str, home: Path, qtbot: QtBot) -> None:
    with Book.open(address, lambda: NOON, "鈴木") as other:
        for year in (2025, 2026):
            found = other.create(Inspection(Office("203637", "原村"), year, "juki", "2026", network_set="today"))
        shell.open_book(address)
        qtbot.waitUntil(lambda: "サーバーの保存先には点検が 2 あります" in shell.start.notice.text)
        shell.open_book(address, found)
        qtbot.waitUntil(lambda: shell.sitting is not None)
        sitting = shell.sitting
        assert sitting is not None
        key = sitting.situation.keys[0]
        assert shell.wizard.go(key)
        offered = sitting.checklist.question[key.question].choices
        sitting.answer(key, offered[0].value)
        assert other.load(found).answer(key).value == offered[0].value
        # The other reviewer writes; ours is not written over it, and the window shows what stands there now.
        theirs = Answer(offered[-1].value, note="鈴木の備考")
        other.put_answers(found, {key: theirs}, seen=other.load(found))
        assert shell.wizard.go(key)
        shell.wizard.pane.box.buttons[offered[1].value].click()
        assert "鈴木 さんが1月20日12時00分に変えています" in _said(shell)
        assert sitting.inspection.answer(key).note == "鈴木の備考"
        assert other.load(found).answer(key).value == theirs.value
        assert shell.wizard.pane.box.buttons[theirs.value].isChecked()
        assert PASSWORD not in _said(shell) + shell.windowTitle()
        assert shell.leave()
    assert not [one for one in home.rglob("*") if one.is_file() and PASSWORD.encode() in one.read_bytes()]


def _said(shell: Shell) -> str:
    return " ".join(one.text() for one in shell.findChildren(QLabel))
