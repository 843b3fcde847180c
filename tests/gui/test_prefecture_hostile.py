"""The prefecture's window in bad hours: nothing there, somebody else there, the book gone, and the end of keeping."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from jukiself.answers.model import Nature, Office
from jukiself.app.works import now
from jukiself.gui import background
from jukiself.gui.prefecture.across import AcrossPage
from jukiself.gui.prefecture.overview import OverviewPage
from jukiself.gui.prefecture.remarks import RemarksPage
from jukiself.store.arrivals import arrivals, kept_replies
from jukiself.store.book import Book
from jukiself.store.requests import load_roll, requests
from jukiself.work.request import save_round
from tests.gui.rounds import board_of, opened

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.gui.shell import Shell
    from tests.gui.rounds import Shelf

PAGES = ("board", "request", "across", "remarks", "overview")


def turn(shell: Shell, name: str) -> object:
    shell.show_page(name)
    background.finish()
    assert shell.pages.shown() == name
    return shell.page(name)


def test_what_was_collected_is_deleted_once_the_year_is_typed(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    path = opened(shell, shelf.collected, tmp_path)
    with Book.open(path, now) as book:
        (request,) = requests(book)
        save_round(book, replace(request, keep_until="2020-03-31", handling="部外秘"), now, "")
    shell.show_page("request")
    shell.show_page("board")
    board, part = board_of(shell), board_of(shell).forgetting
    assert "過ぎています" in board.until.text()
    board.rule.click()
    assert part.back.hasFocus()
    assert "部外秘" in part.rules.text()
    assert "回答 4" in part.goes.text()
    assert len(part.table.things) == len(list(shelf.came.iterdir()))
    assert {folder for _name, folder in part.table.things} == {str(shelf.came)}
    assert not part.forget.isEnabled()
    QTest.keyClicks(part.year, str(request.year - 1))
    assert not part.forget.isEnabled()
    with Book.open(path, now) as book:
        assert len(kept_replies(book)) == 4
    part.copy.click()
    assert f"見本_990019_自治体A_{request.year}年度_点検回答書.xlsx" in QGuiApplication.clipboard().text()
    part.year.clear()
    QTest.keyClicks(part.year, str(request.year))
    part.forget.click()
    background.finish()
    assert "消しました" in board.notice.text
    assert "控え 2個には、まだ残っています" in board.notice.text, "as it was opened, and before it was deleted"
    board.notice.button.click()
    assert "控え 2個を消しました" in board.notice.text
    assert not list((path.parent / "控え").iterdir())
    assert not part.forget.isEnabled()
    assert part.table.things
    with Book.open(path, now) as book:
        assert not kept_replies(book)
        assert not arrivals(book)
        assert len(load_roll(book, request.year, request.nature)) == 6
    part.back.click()
    assert board.counter.text() == "提出 0／6"
    assert "過ぎています" not in board.until.text()
    assert len(list(shelf.came.iterdir())) == 6
    for name in PAGES:
        turn(shell, name)


def test_whoever_has_just_begun_is_told_the_first_step(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    path = opened(shell, shelf.asked, tmp_path)
    board = board_of(shell)
    assert board.notice.text == ""
    with Book.open(path, now) as book:
        (request,) = requests(book)
        save_round(book, replace(request, deadline=""), now, "")
    shell.show_page("board")
    assert "はじめに" in board.notice.text
    board.notice.button.click()
    assert shell.pages.shown() == "request"
    shell.show_page("board")
    board.take([shelf.came])
    background.finish()
    board.coming.take.click()
    background.finish()
    board.coming.back.click()
    shell.show_page("board")
    assert board.notice.text == ""


def test_a_round_without_replies_is_told_on_every_page(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    opened(shell, shelf.asked, tmp_path)
    across = turn(shell, "across")
    assert isinstance(across, AcrossPage)
    assert "回答がまだありません" in across.whose.text()
    for name in across.tables:
        across.look(name)
    remarks = turn(shell, "remarks")
    assert isinstance(remarks, RemarksPage)
    assert "回答がまだありません" in remarks.bins.text()
    assert not remarks.out.isEnabled()
    for key in ("1", "Y", "0", "K"):
        QTest.keyClicks(remarks.heaps, key)
    overview = turn(shell, "overview")
    assert isinstance(overview, OverviewPage)
    overview.write_files()
    background.finish()
    assert "回答がまだありません" in overview.notice.text
    assert not list(tmp_path.glob("*概要*"))


def test_an_empty_folder_and_wrong_files_are_told(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    opened(shell, shelf.asked, tmp_path)
    board, folder = board_of(shell), tmp_path / "届いた"
    folder.mkdir()
    board.take([folder])
    background.finish()
    assert "ファイルがありません" in board.coming.said.text() + board.notice.text
    assert not board.coming.take.isEnabled()
    board.coming.back.click()
    for name, data in (
        ("写真.jpg", b"\xff\xd8\xff"),
        ("空.xlsx", b""),
        ("~$開いている.xlsx", b"x"),
        ("名簿.csv", b"a,b\n"),
    ):
        (folder / name).write_bytes(data)
    (folder / "読めない.xlsx").symlink_to(tmp_path / "どこにもない.xlsx")
    board.take([folder])
    background.finish()
    assert board.parts.currentWidget() is board.coming
    assert all(one.reason for one in board.coming.arrivals)
    board.coming.back.click()
    assert board.counter.text() == "提出 0／6"


def test_a_second_window_reads_and_says_who_writes(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "県.jukiself"
    shutil.copy(shelf.collected, path)
    lock = path.with_name(f".{path.name}.lock")
    record = {"name": "田中", "host": "desk-2", "process": 1, "at": now().isoformat(timespec="seconds")}
    lock.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    shell.open_book(path)
    background.finish()
    board = board_of(shell)
    assert board.counter.text() == "提出 4／6"
    assert "田中 さん" in shell.holder.text
    remarks = turn(shell, "remarks")
    assert isinstance(remarks, RemarksPage)
    assert remarks.pile is not None
    QTest.keyClick(remarks.heaps, Qt.Key.Key_1)
    assert "田中 さん" in remarks.notice.text
    for name in PAGES:
        turn(shell, name)
    shell.show_page("board")
    board.rule.click()
    assert board.gathering is not None
    QTest.keyClicks(board.forgetting.year, str(board.gathering.year))
    board.forgetting.forget.click()
    background.finish()
    assert "田中 さん" in board.notice.text
    lock.unlink()
    with Book.open(path, now) as book:
        assert len(kept_replies(book)) == 4


def test_a_book_deleted_under_the_window_is_a_sentence_on_every_page(
    shell: Shell, shelf: Shelf, tmp_path: Path
) -> None:
    path = opened(shell, shelf.collected, tmp_path)
    board = board_of(shell)
    path.unlink()
    board.take([shelf.came])
    background.finish()
    board.coming.take.click()
    background.finish()
    for name in PAGES:
        shell.show_page(name)
        background.finish()
        assert "元の場所にありません" in board.notice.text
    assert not path.exists()
    # Put back, everything goes on.
    shutil.copy(shelf.collected, path)
    for name in PAGES:
        turn(shell, name)
    path.unlink()
    shell.go_home()
    assert shell.gathering is None


def test_a_name_outside_the_first_plane_goes_through_the_whole_desk(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "県.jukiself"
    shutil.copy(shelf.collected, path)
    with Book.open(path, now) as book:
        (request,) = requests(book)
        roll = load_roll(book, request.year, request.nature)
        named = [replace(roll[0], office=Office(roll[0].office.code, "𠮷野町")), *roll[1:]]
        save_round(book, request, now, "", named)
    shell.open_book(path)
    background.finish()
    assert "𠮷野町" in {row.listed.office.name for row in board_of(shell).table.things}
    across = turn(shell, "across")
    assert isinstance(across, AcrossPage)
    across.picture.choose(None)
    assert across.survey is not None
    assert "𠮷野町" in {one.listed.office.name for one in across.survey.across.replies}
    overview = turn(shell, "overview")
    assert isinstance(overview, OverviewPage)
    overview.write_files()
    background.finish()
    assert overview.notice.text.startswith("書き出しました")
    assert request.nature is Nature.SAMPLE
