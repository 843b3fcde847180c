"""控えに戻す in the window: from 設定, from the first page and where a book is broken; and back from it."""

from __future__ import annotations

import json
import os
import platform
from datetime import datetime
from typing import TYPE_CHECKING, cast

import pytest

from jukiself.app.works import now
from jukiself.gui import background
from jukiself.store.arrivals import kept_replies
from jukiself.store.book import Book
from jukiself.survey.arrivals import How
from jukiself.work.copies import FOLDER
from tests.gui.rounds import opened

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.answers.model import Key
    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.desk import Wish
    from jukiself.gui.restore_page import RestorePage
    from jukiself.gui.settings_page import SettingsPage
    from jukiself.gui.shell import Shell
    from tests.gui.rounds import Shelf


@pytest.fixture
def path(shell: Shell, desk: OfficeDesk, wish: Wish) -> Path:
    """A book open in the window: one copy with two answers, and since then one of them lost, another new."""
    sitting = desk.new_inspection(wish)
    first, second, third = keys(shell, desk, sitting)
    sitting.answer(first, "unknown")
    sitting.answer(second, "unknown")
    desk.leave(sitting)
    sitting = desk.open_book(wish.path)
    sitting.answer(first, "")
    sitting.answer(third, "unknown")
    shell.open_sitting(sitting)
    return wish.path


def keys(_shell: Shell, _desk: OfficeDesk, sitting: object) -> tuple[Key, Key, Key]:
    first, second, third = sitting.situation.keys[:3]  # type: ignore[attr-defined]
    return first, second, third


def answered(path: Path) -> list[int]:
    """Which of the first questions have an answer in the book on disk."""
    with Book.open(path, now) as book:
        found = [str(key) for key in book.load(book.summaries()[0].id).answers]
    return sorted(["policy-written", "policy-juki-rule", "policy-owner"].index(one) for one in found)


def page_of(shell: Shell) -> RestorePage:
    background.finish()
    return cast("RestorePage", shell.page("restore"))


def chosen(shell: Shell, place: int) -> RestorePage:
    page = page_of(shell)
    page.copies.selectRow(place)
    background.finish()
    return page


def test_from_the_settings_one_sees_what_would_change_goes_back_and_back_from_that(shell: Shell, path: Path) -> None:
    assert answered(path) == [1, 2]
    shell.show_page("settings")
    cast("SettingsPage", shell.page("settings")).copies.restore.click()
    page = page_of(shell)
    assert shell.pages.shown() == "restore"
    assert page.copies.hasFocus()
    page = chosen(shell, 0)
    assert "戻ってくるもの 1　なくなるもの 1　変わるもの 0" in page.said.accessibleName()
    about, here, there = (page.rows.text(0, column) for column in range(3))
    assert about.startswith("1-1　")
    assert (here, there) == ("（なし）", "わからない")
    assert "戻すと：わからない" in page.detail.accessibleName()
    assert answered(path) == [1, 2], "nothing is done yet"
    page.back.click()
    background.finish()
    assert answered(path) == [0, 1]
    assert shell.pages.shown() == "wizard"
    assert shell.sitting is not None
    assert "控えに戻しました" in shell.notice.text
    shell.notice.button.click()
    background.finish()
    assert answered(path) == [1, 2], "back from going back"


def test_leaving_changes_nothing_and_goes_to_where_one_came_from(shell: Shell, path: Path) -> None:
    shell.show_page("settings")
    shell.show_restore()
    page = chosen(shell, 0)
    assert page.back.isEnabled()
    page.leave.click()
    assert shell.pages.shown() == "settings"
    shell.go_home()
    shell.start.restore.click()
    assert page_of(shell).books.currentData() == path, "the book used last"
    page.leave.click()
    assert shell.pages.shown() == "start"
    assert answered(path) == [1, 2]


def test_a_copy_that_says_the_same_cannot_be_gone_back_to(shell: Shell, desk: OfficeDesk, path: Path) -> None:
    assert shell.leave()
    shell.open_sitting(desk.open_book(path))
    shell.show_restore()
    page = chosen(shell, 0)
    assert page.copies.text(0, 1) == "いまと同じ"
    assert not page.back.isEnabled()
    assert chosen(shell, 1).back.isEnabled()


def test_a_book_without_copies_says_how_they_come_to_be(shell: Shell, desk: OfficeDesk, wish: Wish) -> None:
    desk.keep_setting("copies_on", value=False)
    shell.open_sitting(desk.new_inspection(wish))
    shell.show_restore()
    page = page_of(shell)
    assert "控えは、まだありません" in page.said.accessibleName()
    assert not page.back.isEnabled()
    assert page.first_focus() is page.leave


def test_a_broken_book_is_offered_its_copies_and_rescue(shell: Shell, path: Path) -> None:
    shell.go_home()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(100000))
    harmed = path.read_bytes()
    shell.open_book(path)
    background.finish()
    assert "控えが 2個あります" in shell.start.notice.text
    shell.start.notice.button.click()
    page = chosen(shell, 0)
    assert page.rescue.isVisible()
    assert "壊れていて、比べられません" in page.said.accessibleName()
    page.back.click()
    background.finish()
    assert shell.sitting is not None
    assert answered(path) == [0, 1]
    assert "壊れていたファイルは" in shell.notice.text
    (aside,) = (path.parent / FOLDER).glob("*_壊れた_*")
    assert aside.read_bytes() == harmed


def test_while_somebody_else_writes_in_it_the_page_says_who(shell: Shell, path: Path) -> None:
    shell.go_home()
    shell.show_restore(path)
    page = chosen(shell, 0)
    before = path.read_bytes()
    held = {"name": "鈴木", "host": platform.node(), "process": os.getppid(), "at": datetime.now().isoformat()}  # noqa: DTZ005
    path.with_name(f".{path.name}.lock").write_text(json.dumps(held), encoding="utf-8")
    page.back.click()
    background.finish()
    assert "いま 鈴木 さんがこの保存ファイルに書いています" in page.notice.text
    assert shell.pages.shown() == "restore"
    assert path.read_bytes() == before


def test_a_prefecture_goes_back_to_before_it_collected(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    path = opened(shell, shelf.asked, tmp_path)
    gathering = shell.gathering
    assert gathering is not None
    gathering.collect([shelf.came], How.WORKBOOK, "", lambda _done, _of: None)
    shell.show_restore()
    page = chosen(shell, 0)
    assert page.copies.text(0, 1).startswith("点検が 4 少ない")
    assert "点検の全部" in page.rows.text(0, 0)
    page.back.click()
    background.finish()
    assert shell.pages.shown() == "board"
    assert shell.gathering is not None
    with Book.open(path, now) as book:
        assert not kept_replies(book)
    shell.notice.button.click()
    background.finish()
    with Book.open(path, now) as book:
        assert len(kept_replies(book)) == 4
