"""A return workbook under a passphrase comes back: asked for in place, tried again, kept nowhere."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from jukiself.answers.model import Answer, Basis
from jukiself.answers.situation import Situation
from jukiself.gui import background
from jukiself.work import publish
from jukiself.work.locking import lock

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

PASSPHRASE = "yamanoueni tsukigaderu"


@pytest.fixture
def sent(sat: Shell, sitting: Sitting, tmp_path: Path) -> Path:
    """A workbook with one answer, really locked; nothing is open any more."""
    key = next(one for one in sitting.situation.keys if sitting.checklist.question[one.question].choices)
    value = sitting.checklist.question[key.question].choices[0].value
    inspection = sitting.inspection.with_answers([(key, Answer(value, Basis.SEEN))])
    path = tmp_path / "返ってきた.xlsx"
    path.write_bytes(lock(publish.workbook(Situation(sitting.checklist, inspection)), ".xlsx", PASSPHRASE))
    sat.go_home()
    return path


def drop(shell: Shell, *paths: Path) -> bool:
    """As the system sends it: over the window, then let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(shell, over)
    if over.isAccepted():
        QApplication.sendEvent(shell, QDropEvent(QPointF(9, 9), copy, data, left, none))
    background.finish()
    return over.isAccepted()


def type_in(shell: Shell, words: str) -> None:
    page = shell.locked
    assert page.field.hasFocus()
    page.field.selectAll()
    QTest.keyClicks(page.field, words)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    background.finish()


def test_a_dropped_file_asks_for_its_passphrase_until_it_is_right(shell: Shell, sent: Path) -> None:
    assert drop(shell, sent)
    page = shell.locked
    assert shell.pages.currentWidget() is page
    assert "返ってきた.xlsx" in page.title.text()
    assert page.notice.text == ""
    type_in(shell, "chigau kotoba")
    assert "合言葉が違います" in page.notice.text
    assert page.field.selectedText() == "chigau kotoba"
    type_in(shell, PASSPHRASE)
    assert shell.pages.currentWidget() is shell.arrival
    assert "新しい答え 1" in shell.arrival.facts.text()
    shell.arrival.take.click()
    background.finish()
    assert shell.sitting is not None
    assert [one.basis for one in shell.sitting.inspection.answers.values()] == [Basis.SEEN]


def test_the_dialog_of_the_first_page_leads_there_too(
    shell: Shell, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(sent), ""))
    shell.start.workbook.click()
    background.finish()
    assert shell.pages.currentWidget() is shell.locked
    type_in(shell, PASSPHRASE)
    assert shell.pages.currentWidget() is shell.arrival


def test_the_letters_are_covered_and_can_be_seen(shell: Shell, sent: Path) -> None:
    drop(shell, sent)
    page = shell.locked
    assert page.field.echoMode() is QLineEdit.EchoMode.Password
    page.secret.seen.click()
    assert page.field.echoMode() is QLineEdit.EchoMode.Normal
    assert page.secret.seen.accessibleName() == "合言葉を隠す"


def test_an_empty_line_is_not_tried(shell: Shell, sent: Path) -> None:
    drop(shell, sent)
    shell.locked.open.click()
    assert "まだ入っていません" in shell.locked.notice.text
    assert shell.locked.open.isEnabled()


def test_giving_up_leads_back_and_leaves_nothing_behind(shell: Shell, sent: Path, home: Path) -> None:
    drop(shell, sent)
    type_in(shell, "chigau kotoba")
    QTest.keyClick(shell.locked.field, Qt.Key.Key_Escape)
    assert shell.pages.currentWidget() is shell.start
    assert shell.locked.field.text() == ""
    drop(shell, sent)
    type_in(shell, PASSPHRASE)
    assert shell.locked.field.text() == ""
    shell.arrival.take.click()
    background.finish()
    kept = [one for one in {*home.rglob("*"), *sent.parent.rglob("*")} if one.is_file()]
    assert kept
    assert not any(PASSPHRASE.encode() in one.read_bytes() for one in kept)


def test_a_locked_file_that_is_no_return_workbook_says_so_and_can_be_left(shell: Shell, sent: Path) -> None:
    other = sent.with_name("ほか.xlsx")
    made = BytesIO()
    Workbook().save(made)
    other.write_bytes(lock(made.getvalue(), ".xlsx", PASSPHRASE))
    drop(shell, other)
    type_in(shell, PASSPHRASE)
    assert shell.pages.currentWidget() is shell.locked
    assert "「点検票」が見つかりません" in shell.locked.notice.text
    assert shell.locked.open.isEnabled()
    shell.locked.back.click()
    assert shell.pages.currentWidget() is shell.start


def test_dropped_while_somebody_answers_one_comes_back_to_the_same_question(shell: Shell, sent: Path) -> None:
    shell.reception.open_book(sent.parent / "原村.jukiself")
    background.finish()
    assert shell.sitting is not None
    shell.show_page("findings")
    drop(shell, sent)
    assert shell.pages.currentWidget() is shell.locked
    shell.locked.back.click()
    assert shell.sitting is not None
    assert shell.pages.currentWidget() is shell.findings


def test_several_files_at_once_are_not_taken(shell: Shell, sent: Path) -> None:
    drop(shell, sent, sent)
    assert "1つずつ" in shell.start.notice.text
    assert shell.pages.currentWidget() is shell.start


def test_a_dropped_book_is_opened(shell: Shell, sent: Path) -> None:
    drop(shell, sent.parent / "原村.jukiself")
    assert shell.sitting is not None
    assert shell.sitting.inspection.office.name == "原村"


def test_nothing_is_taken_while_the_window_is_covered(shell: Shell, sent: Path) -> None:
    shell.hide_all()
    assert not drop(shell, sent)
