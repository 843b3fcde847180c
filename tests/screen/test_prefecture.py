"""The prefecture's whole desk in the real program on a real screen, by the keyboard alone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from jukiself.app import trial_round
from jukiself.app.works import now
from jukiself.store import remarks
from jukiself.store.arrivals import arrivals
from jukiself.store.book import Book
from jukiself.survey.arrivals import Verdict
from jukiself.survey.remarks import Bin
from jukiself.work.exchange import Editions
from tests.screen.screen import NEEDED, Program, Screen
from tests.screen.test_keyboard import tab_to

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(any(not shutil.which(one) for one in NEEDED), reason="needs Xvfb and xdotool"),
]


def choose_folder(program: Program, folder: Path) -> None:
    """Type a folder into the dialog that has come up."""
    program.until(lambda state: "fileNameEdit" in state["focus"], "the dialog")
    program.focus()
    program.press("ctrl+a")
    program.write(f"{folder}")
    program.press("Return")
    program.until(lambda state: "fileNameEdit" not in state["focus"], "the dialog is gone")
    program.focus()


def turn(program: Program, keys: str, page: str) -> None:
    program.press(keys)
    program.until(lambda state: state["page"] == page and not state["busy"], page)


def send_blanks(program: Program, folder: Path) -> None:
    turn(program, "ctrl+2", "request")
    tab_to(program, "回答書、鑑文、送付一覧をまとめて作る")
    program.press("Return")
    choose_folder(program, folder)
    program.until(lambda _state: (folder / "送付一覧.xlsx").exists(), "all blanks")
    assert len(list(folder.glob("*点検回答書.xlsx"))) == 6


def collect(program: Program, came: Path) -> None:
    turn(program, "ctrl+1", "board")
    tab_to(program, "届いた回答書をフォルダーごと取り込む")
    program.press("Return")
    choose_folder(program, came)
    program.until(lambda state: state["focus"].endswith("見たファイルを取り込む"), "files looked at")
    program.press("Return")
    program.until(lambda state: state["gathered"] == 4, "four replies on the board")
    program.until(lambda state: state["focus"].endswith("提出状況へ戻る"), "taken in")
    program.press("Return")


def look_across(program: Program) -> None:
    """From a number to a reply, and back."""
    turn(program, "ctrl+3", "across")
    tab_to(program, "その団体")
    program.press("Return")
    program.until(lambda state: state["page"] == "findings", "a reply")
    program.press("alt+Left")
    program.until(lambda state: state["page"] == "across", "back")


def sort_two(program: Program, letters: Path) -> None:
    turn(program, "ctrl+5", "remarks")
    program.until(lambda state: state["focus"].endswith("所見の山") and state["remaining"] > 0, "the pile")
    for keys in (("1",), ("Down", "2")):
        left = program.state["remaining"]
        program.press(*keys)
        program.until(lambda state, left=left: 0 < state["remaining"] < left, "one finding sorted everywhere")  # type: ignore[misc]
    tab_to(program, "個別助言、全体通知、電話で尋ねること、講評を書き出す")
    program.press("Return")
    choose_folder(program, letters)
    program.until(lambda _state: len(list(letters.glob("*_講評.xlsx"))) == 4, "letters", patience=180)
    program.until(lambda state: not state["busy"], "letters are done")


def report(program: Program, folder: Path) -> None:
    turn(program, "ctrl+6", "overview")
    program.press("Return")
    program.until(lambda _state: bool(list(folder.glob("*概要*.pdf"))), "the report", patience=180)
    program.until(lambda state: not state["busy"], "the report is done")


def test_the_desk_of_a_prefecture_by_keyboard_alone(home: Path, tmp_path: Path) -> None:
    book, came = tmp_path / "pref.jukiself", tmp_path / "came"
    blanks, letters = tmp_path / "blanks", tmp_path / "letters"
    for one in (blanks, letters):
        one.mkdir()
    with Book.open(book, now) as fresh:
        asked = trial_round.ask(fresh, Editions().newest())
        trial_round.send(came, asked, Editions().newest())
    with Screen() as screen:
        program = Program(screen, home, "--book", str(book))
        try:
            program.until(lambda state: state.get("loaded") and state["page"] == "board", "the board")
            program.focus()
            send_blanks(program, blanks)
            collect(program, came)
            look_across(program)
            sort_two(program, letters)
            report(program, tmp_path)
        finally:
            program.kill()
    with Book.open(book, now) as kept:
        assert [one.verdict for one in arrivals(kept)].count(Verdict.TAKEN) == 4
        bins = {one.bin for one in remarks.load(kept, asked.year, asked.nature).values()}
        assert bins == {Bin.ALL, Bin.ONE}
    assert list(letters.glob("*_個別助言.pdf"))
