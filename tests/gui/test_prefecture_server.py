"""The prefecture's window on a real PostgreSQL: the whole desk, another reviewer beside it, nothing secret shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from jukiself.app.works import now
from jukiself.gui import background
from jukiself.gui.prefecture.across import AcrossPage
from jukiself.gui.prefecture.remarks import RemarksPage
from jukiself.store import remarks as kept
from jukiself.store.arrivals import kept_replies
from jukiself.store.book import Book
from jukiself.store.moving import move
from jukiself.survey.remarks import Bin, Remark
from tests.gui.rounds import board_of
from tests.postgres import PASSWORD, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jukiself.gui.prefecture.board import BoardPage
    from jukiself.gui.shell import Shell
    from tests.gui.rounds import Shelf

pytestmark = pytest.mark.real


@pytest.fixture
def address() -> Iterator[str]:
    with running() as server:
        yield server.database()


def _said(shell: Shell) -> str:
    return " ".join(one.text() for one in shell.findChildren(QLabel))


def _collected(shell: Shell, shelf: Shelf) -> BoardPage:
    board = board_of(shell)
    assert board.counter.text() == "提出 0／6"
    board.take([shelf.came])
    background.finish()
    board.coming.take.click()
    background.finish()
    board.coming.back.click()
    assert board.counter.text() == "提出 4／6"
    return board


def test_the_desk_of_a_prefecture_on_a_server(
    shell: Shell, shelf: Shelf, address: str, home: Path, tmp_path: Path
) -> None:
    with Book.open(shelf.asked, now) as source, Book.open(address, now) as target:
        move(source, target)
    shell.open_book(address)
    background.finish()
    assert shell.pages.shown() == "board"
    board = _collected(shell, shelf)
    shell.show_page("across")
    background.finish()
    across = shell.page("across")
    assert isinstance(across, AcrossPage)
    assert across.survey is not None
    across.offices.setFocus()
    QTest.keyClick(across.offices, Qt.Key.Key_Return)
    assert shell.sitting is not None
    shell.go_back()
    shell.show_page("remarks")
    background.finish()
    page = shell.page("remarks")
    assert isinstance(page, RemarksPage)
    assert page.gathering is not None
    QTest.keyClick(page.items, Qt.Key.Key_2)
    item = page.card.item
    assert item is not None
    which = (page.gathering.year, page.gathering.nature)
    with Book.open(address, now, "鈴木") as other:
        # Nobody is locked out, and both texts stand side by side.
        assert [one.bin for one in kept.load(other, *which).values()] == [Bin.ONE]
        kept.put(other, *which, [Remark(*item.on, comment="鈴木の文")], "鈴木", now())
        page.card.comment.setPlainText("私の文")
        page.card.keep.click()
        assert "鈴木" in page.card.theirs.text()
        assert page.card.comment.text == "私の文"
        page.card.keep.click()
        assert kept.load(other, *which)[item.on].comment == "私の文"
    page.write(tmp_path / "講評")
    background.finish()
    assert len(list((tmp_path / "講評").glob("*_講評.xlsx"))) == 4
    shell.show_page("board")
    board.rule.click()
    QTest.keyClicks(board.forgetting.year, str(which[0]))
    board.forgetting.forget.click()
    background.finish()
    with Book.open(address, now) as other:
        assert not kept_replies(other)
    assert PASSWORD not in _said(shell) + shell.windowTitle()
    assert shell.leave()
    assert not [one for one in home.rglob("*") if one.is_file() and PASSWORD.encode() in one.read_bytes()]
