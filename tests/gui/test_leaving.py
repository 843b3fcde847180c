"""渡すとき: a passphrase and a copy without names, chosen on the page 出力 and seen in the files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from jukiself.excel.lock import is_locked, unlocked
from jukiself.gui import background
from jukiself.gui.desk import Paper

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from jukiself.gui.export import ExportPage
    from jukiself.gui.shell import Shell

TYPED = "yamanoueni tsukigaderu"


@pytest.fixture
def page(shell: Shell, tmp_path: Path) -> ExportPage:
    shell.start.case_wanted.emit("nagano-b")
    background.finish()
    shell.show_page("export")
    shell.export.show_folder(tmp_path)
    return shell.export


def write(page: ExportPage, paper: Paper, qtbot: QtBot, said: str = "書き出しました") -> Path:
    row = page.rows[paper]
    row.write.click()
    qtbot.waitUntil(lambda: said in row.said.accessibleName(), timeout=30000)
    assert row.path is not None
    return row.path


def test_a_passphrase_is_typed_judged_and_closes_what_is_written(page: ExportPage, qtbot: QtBot) -> None:
    plain = page.rows[Paper.REPORT].path
    card = page.leaving
    QTest.mouseClick(card.lock, Qt.MouseButton.LeftButton)
    assert card.field.hasFocus()
    assert card.field.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClicks(card.field, "tsuki")
    assert "使えません" in card.worth.accessibleName()
    card.field.clear()
    QTest.keyClicks(card.field, TYPED)
    assert "十分" in card.worth.accessibleName()
    report, book = write(page, Paper.REPORT, qtbot), write(page, Paper.WORKBOOK, qtbot)
    assert report != plain
    assert "合言葉付き" in report.name
    with pikepdf.open(report, password=TYPED) as pdf:
        assert pdf.encryption.R == 6
    assert is_locked(book.read_bytes())
    assert unlocked(book.read_bytes(), TYPED).startswith(b"PK")


def test_nothing_is_written_open_while_a_passphrase_is_wanted(page: ExportPage, qtbot: QtBot) -> None:
    page.leaving.lock.click()
    path = write(page, Paper.REPORT, qtbot, "合言葉がまだ")
    assert not path.exists()
    page.leaving.field.setText(TYPED)
    for paper in (Paper.ANSWERS, Paper.HANDOVER):
        assert not write(page, paper, qtbot, "合言葉を付けられません").exists()


def test_one_made_here_is_shown_with_its_reading_and_hidden_again(page: ExportPage) -> None:
    card = page.leaving
    card.lock.click()
    card.new.click()
    assert card.field.echoMode() is QLineEdit.EchoMode.Normal
    assert "読み方" in card.read.accessibleName()
    card.secret.seen.click()
    assert card.field.echoMode() is QLineEdit.EchoMode.Password
    assert not card.read.isVisible()


def test_no_passphrase_outlives_its_sitting(page: ExportPage, shell: Shell, home: Path) -> None:
    page.leaving.lock.click()
    page.leaving.field.setText(TYPED)
    assert TYPED not in repr(page.leaving.leaving)
    shell.start.case_wanted.emit("nagano-c")
    background.finish()
    shell.show_page("export")
    assert page.leaving.field.text() == ""
    assert not page.leaving.lock.isChecked()
    kept = [one.read_bytes() for one in home.rglob("*") if one.is_file()]
    assert not any(TYPED.encode() in one for one in kept)


def test_a_copy_without_names_is_another_file_and_says_what_it_is(page: ExportPage, qtbot: QtBot) -> None:
    card = page.leaving
    assert not card.stays.isVisible()
    card.names.click()
    assert "備考" in card.stays.accessibleName()
    path = write(page, Paper.APPROVAL, qtbot)
    assert "氏名なし" in path.name
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        assert not pdf.is_encrypted
    card.names.click()
    assert page.rows[Paper.APPROVAL].path != path
