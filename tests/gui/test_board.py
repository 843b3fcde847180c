"""状況: what came is looked at, taken in, decided on and taken back in the window, and stands in the book on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from jukiself.app.works import now
from jukiself.gui import background
from jukiself.gui.dropping import Dropping
from jukiself.store.arrivals import arrivals, calls
from jukiself.store.book import Book
from jukiself.survey.arrivals import Verdict
from jukiself.survey.board import Standing
from jukiself.survey.remarks import Bin
from jukiself.work.deciding import DecisionRefused
from jukiself.work.locking import lock
from tests.gui.rounds import board_of, opened

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.prefecture.board import BoardPage
    from jukiself.gui.shell import Shell
    from tests.gui.rounds import Shelf


@pytest.fixture
def path(shell: Shell, shelf: Shelf, tmp_path: Path) -> Path:
    return opened(shell, shelf.collected, tmp_path)


@pytest.fixture
def board(shell: Shell, path: Path) -> BoardPage:
    assert path.exists()
    return board_of(shell)


def kept(path: Path) -> list[Verdict]:
    with Book.open(path, now) as book:
        return [one.verdict for one in arrivals(book)]


def standings(board: BoardPage) -> list[Standing]:
    return [row.standing for row in board.table.things]


def test_files_are_looked_at_before_anything_is_written(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    path = opened(shell, shelf.asked, tmp_path)
    board = board_of(shell)
    Dropping(shell).take([shelf.came])
    background.finish()
    assert board.parts.currentWidget() is board.coming
    verdicts = [one.verdict for one in board.coming.arrivals]
    assert verdicts.count(Verdict.TAKEN) == 4
    assert verdicts.count(Verdict.WAITING) == verdicts.count(Verdict.REFUSED) == 1
    board.coming.back.click()
    assert board.counter.text() == "提出 0／6"
    assert kept(path) == []


def test_what_was_taken_in_is_on_the_board_and_can_be_taken_back(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    path = opened(shell, shelf.asked, tmp_path)
    board = board_of(shell)
    # Twice changes nothing.
    for _ in range(2):
        board.take([shelf.came])
        background.finish()
        board.coming.take.click()
        background.finish()
        assert sorted(kept(path)) == sorted([Verdict.TAKEN] * 4 + [Verdict.WAITING, Verdict.REFUSED])
        assert board.counter.text() == "提出 4／6"
        assert standings(board).count(Standing.REPLACING) == 1
    board.coming.back.click()
    board.last.click()
    board.notice.button.click()
    assert board.counter.text() == "提出 0／6"
    assert Verdict.TAKEN not in kept(path)
    assert len(list(shelf.came.iterdir())) == 6


def test_what_hangs_on_replies_is_told_in_the_window_own_words(board: BoardPage) -> None:
    gathering = board.gathering
    assert gathering is not None
    pile = gathering.remarks().pile(lambda _done, _of: None)
    gathering.remarks().put(pile.items[:1], bin=Bin.ONE)
    board.last.click()
    board.notice.button.click()
    assert board.notice.text.endswith("）。講評は残ります。それでも取り消しますか。")
    board.notice.button.click()
    assert board.counter.text() == "提出 0／6"


def test_a_reply_that_was_replaced_is_told_in_the_window_own_words(board: BoardPage) -> None:
    gathering = board.gathering
    assert gathering is not None
    run = [one for one in gathering.last_run() if one.verdict is Verdict.TAKEN]
    board.table.go("990035")
    board.card.press("D")
    board.card.accept.click()
    with pytest.raises(DecisionRefused, match=r"残したいほうのファイルを、もう一度取り込んで差し替えてください。$"):
        gathering.give_back(run)


def test_a_locked_file_is_opened_with_the_passphrase_the_offices_were_told(
    shell: Shell, shelf: Shelf, tmp_path: Path
) -> None:
    opened(shell, shelf.asked, tmp_path)
    board, source = board_of(shell), next(shelf.came.glob("*990019*"))
    sent = tmp_path / source.name
    sent.write_bytes(lock(source.read_bytes(), ".xlsx", "Naga-8421-hara-77"))
    board.take([sent])
    background.finish()
    (one,) = board.coming.arrivals
    assert one.verdict is Verdict.REFUSED
    assert board.coming.locked.isVisible()
    board.coming.secret.field.setText("Naga-8421-hara-77")
    board.coming.unlock.click()
    background.finish()
    board.coming.take.click()
    background.finish()
    assert [one.verdict for one in board.coming.arrivals] == [Verdict.TAKEN]
    board.coming.back.click()
    assert board.counter.text() == "提出 1／6"
    assert board.coming.secret.field.text() == ""


def test_the_keys_are_told_and_the_search_is_one_of_them(shell: Shell, board: BoardPage) -> None:
    QTest.keyClick(board.table, Qt.Key.Key_K)
    assert "Enter 回答を見る" in board.notice.text
    shell.seek()
    assert board.search.hasFocus()


def test_a_file_is_put_in_place_of_another_once_its_differences_were_seen(board: BoardPage) -> None:
    assert board.table.go("990035")
    QTest.keyClick(board.table, Qt.Key.Key_D)
    assert "監査" in board.card.differences.toPlainText()
    board.card.accept.click()
    assert Standing.REPLACING not in standings(board)
    assert "差し替えました" in board.notice.text


def test_a_question_to_an_office_is_written_down_by_keyboard_and_settled(board: BoardPage, path: Path) -> None:
    assert board.table.go("990019")
    board.table.setFocus()
    QTest.keyClick(board.table, Qt.Key.Key_Q)
    board.card.by.setText("山田")
    board.card.text.setPlainText("監査の日を尋ねた")
    board.card.keep.click()
    assert standings(board).count(Standing.ASKED) == 1
    with Book.open(path, now) as book:
        (call,) = calls(book, (board.board.year, board.gathering.nature))  # type: ignore[union-attr]
        assert (call.office, call.by) == ("990019", "山田")
    QTest.keyClick(board.table, Qt.Key.Key_Z)
    assert Standing.ASKED not in standings(board)


def test_an_empty_note_is_refused_in_its_place(board: BoardPage) -> None:
    board.table.go("990060")
    QTest.keyClick(board.table, Qt.Key.Key_N)
    board.card.keep.click()
    assert "内容を書いて" in board.notice.text
    board.card.how.setCurrentIndex(1)
    board.card.text.setPlainText("電話で、回答しないと聞いた")
    board.card.keep.click()
    assert Standing.DECLINED in standings(board)


def test_the_board_is_sifted_and_searched(board: BoardPage) -> None:
    board.chips[Standing.MISSING].click()
    assert {row.listed.office.code for row in board.table.things} == {"990051", "990060"}
    board.chips[""].click()
    board.search.setText("自治体b")
    assert [row.listed.office.code for row in board.table.things] == ["990027"]


def test_a_notice_for_a_mail_is_copied(board: BoardPage) -> None:
    board.table.go("990019")
    QTest.keyClick(board.table, Qt.Key.Key_C)
    assert "回答書を受け取りました" in QGuiApplication.clipboard().text()


def test_what_cannot_be_taken_in_is_listed_with_its_reason(board: BoardPage) -> None:
    board.chips["refused"].click()
    assert board.parts.currentWidget() is board.quarantine
    assert [one.office.code for one in board.quarantine.table.things if one.office] == ["990051"]
    assert "壊れて" in board.quarantine.why.text()


def test_a_reply_is_looked_at_and_nothing_can_be_changed_there(shell: Shell, board: BoardPage, path: Path) -> None:
    before = path.read_bytes()
    board.table.go("990019")
    QTest.keyClick(board.table, Qt.Key.Key_Return)
    assert shell.pages.shown() == "findings"
    assert shell.sitting is not None
    assert shell.sitting.inspection.office.code == "990019"
    shell.show_page("wizard")
    assert shell.sitting.fixed
    key = next(key for key, one in shell.sitting.inspection.answers.items() if one.value != "unknown")
    with pytest.raises(shell.desk.refusals, match="直せません"):
        shell.sitting.answer(key, "unknown")
    shell.go_back()
    assert shell.pages.shown() == "board"
    assert path.read_bytes() == before


def test_home_closes_the_round_and_it_is_gone_on_with_from_there(shell: Shell, board: BoardPage, path: Path) -> None:
    del board
    shell.go_home()
    assert shell.gathering is None
    first = shell.start.recent.buttons[0]
    assert "長野県" in first.title
    assert "提出 4／6" in first.said
    first.click()
    background.finish()
    assert shell.pages.shown() == "board"
    assert path.exists()


def test_a_prefecture_begins(shell: Shell, desk: OfficeDesk, tmp_path: Path) -> None:
    del desk
    from jukiself.gui.prefecture.begin import BeginPage

    shell.start.gather.click()
    page = shell.page("gather")
    assert isinstance(page, BeginPage)
    page._chosen = tmp_path / "長野.jukiself"
    page.begin.click()
    background.finish()
    assert board_of(shell).counter.text() == "提出 0／77"


def test_a_village_book_is_opened_as_before(shell: Shell, desk: OfficeDesk, tmp_path: Path) -> None:
    with Book.open(tmp_path / "村.jukiself", now):
        pass
    assert desk.open_gathering(tmp_path / "村.jukiself") is None
    assert shell.gathering is None
