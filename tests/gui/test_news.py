"""「新しくなった所」 after an update, and where the first book and its copies go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

import jukiself
from jukiself import places
from jukiself.gui import news
from jukiself.work import news as told

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.shell import Shell
    from jukiself.gui.wizard import Wizard

BOOK = [{"path": "/役場/令和7年.jukiself", "title": "原村", "said": "", "code": "203637", "year": "2025"}]


def words(widget: object) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel))  # type: ignore[attr-defined]


def test_the_first_start_of_all_says_nothing_and_remembers_the_version(shell: Shell, desk: OfficeDesk) -> None:
    assert news.tell(shell) is None
    assert desk.setting("version_seen") == jukiself.__version__


def test_after_an_update_it_is_said_once_where_it_moves_nothing_and_leads_to_the_page(
    shell: Shell, desk: OfficeDesk, qtbot: QtBot
) -> None:
    desk.keep_setting("version_seen", "0.2.0")
    before = {name: button.geometry() for name, button in (("new", shell.start.new), ("open", shell.start.open))}
    notice = news.tell(shell)
    assert notice is not None
    qtbot.waitUntil(lambda: notice.isVisible() and notice.height() > 10)
    assert {"new": shell.start.new.geometry(), "open": shell.start.open.geometry()} == before
    assert jukiself.__version__ in notice.text
    notice.button.click()
    assert shell.pages.shown() == "news"
    page = shell.page("news")
    assert [one.number for one in told.versions() if f"{one.number} 版" not in words(page)] == []
    assert "写しを同じ所に置いて" in words(page)
    page.back.click()  # type: ignore[attr-defined]
    assert shell.pages.shown() == "start"
    assert news.tell(shell) is None
    shell.show_page("settings")
    shell.show_news()
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert shell.pages.shown() == "settings", "where one came from"


def test_a_program_from_before_this_page_left_books_and_is_told_too(shell: Shell, desk: OfficeDesk) -> None:
    desk.keep_setting("recent_books", BOOK)
    assert news.tell(shell) is not None


def test_going_back_to_an_older_program_is_no_news(shell: Shell, desk: OfficeDesk) -> None:
    desk.keep_setting("version_seen", "99.0.0")
    assert news.tell(shell) is None


def test_the_page_is_reached_from_the_settings_and_leads_back_there(sat: Shell) -> None:
    sat.show_page("settings")
    sat.page("settings").news.click()  # type: ignore[attr-defined]
    assert sat.pages.shown() == "news"
    sat.page("news").back.click()  # type: ignore[attr-defined]
    assert sat.pages.shown() == "settings"
    wizard: Wizard = sat.wizard
    assert wizard is not None
    assert sat.sitting is not None


def test_a_new_inspection_says_that_one_file_holds_all_and_offers_a_place_for_copies(
    shell: Shell, desk: OfficeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.reception.open_new()
    page = shell.new
    assert "このファイル1つに入ります" in page.place.accessibleName()
    assert "日付の付いた写し" in page.copies.words.accessibleName()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.copies.choose.click()
    assert desk.setting("copies_folder") == str(tmp_path)
    assert str(tmp_path) in page.copies.words.accessibleName()


def test_every_version_of_the_program_has_its_news_and_they_stand_newest_first() -> None:
    every = told.versions("99")
    numbers = [told.order(one.number) for one in every]
    assert numbers == sorted(numbers, reverse=True)
    assert told.order(jukiself.__version__) in numbers
    assert {each.who for one in every for each in one.news} <= {"みんな", "点検", "県", "研修", "情報の担当"}
    assert [
        each.text for one in every for each in one.news if len(each.text) > 70 or not each.text.endswith("。")
    ] == []
    assert (places.resources() / "news.toml").is_file()


def test_versions_are_counted_not_spelled() -> None:
    assert told.order("0.10.0") > told.order("0.9.2")
    assert told.order("0.4.0.dev1") == told.order("0.4.0")
    assert told.order("") == ()
