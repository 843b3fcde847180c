"""控え: a whole dated copy where the office wants one; the newest stay, and a folder that fails never stops work."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Answer, Inspection, Key, Office
from jukiself.cli import main
from jukiself.settings import Settings, default_path
from jukiself.store.book import Book
from jukiself.work.copies import copied, keep_copy

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 11, 21, 12, 0, 0)  # noqa: DTZ001 - the office's wall clock
KEY = Key("policy-exists")


def opened(path: Path) -> Book:
    path.parent.mkdir(exist_ok=True)
    book = Book.open(path, lambda: NOON)
    if not book.summaries():
        book.create(Inspection(Office("203637", "原村"), 2026, "juki", "2026"))
    return book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with opened(tmp_path / "村" / "原村-2026年度.jukiself") as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "控え"
    made.mkdir()
    return made


def keep(book: Book, folder: Path, minutes: int = 0, most: int = 3) -> Path:
    assert book.path is not None
    made = keep_copy(book, book.path, folder, NOON + timedelta(minutes=minutes), most)
    assert made is not None
    return made


def test_the_newest_copies_stay_and_each_is_the_whole_book(book: Book, folder: Path) -> None:
    made = []
    for turn in range(5):
        book.put_answers(1, {KEY: Answer("unknown", note=f"{turn}回目")})
        made.append(keep(book, folder, turn))
    assert sorted(folder.iterdir()) == sorted(made[2:])
    assert "2026-11-21" in made[-1].name
    with Book.open(made[2], lambda: NOON) as other:
        assert other.load(1).answer(KEY).note == "2回目"


def test_a_book_nobody_changed_pushes_no_older_copy_out(book: Book, folder: Path) -> None:
    first = keep(book, folder)
    assert [keep(book, folder, turn) for turn in range(1, 5)] == [first] * 4
    assert list(folder.iterdir()) == [first]


def test_copies_of_one_second_and_of_a_book_of_the_same_name_stand_side_by_side(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    strange = folder / "原村-2026年度_控え_昔.jukiself"
    strange.write_bytes(b"x")
    mine = []
    with opened(tmp_path / "隣の課" / "原村-2026年度.jukiself") as other:
        theirs = keep(other, folder)
        for turn in range(12):
            book.put_answers(1, {KEY: Answer("unknown", note=f"{turn}回目")})
            mine.append(keep(book, folder, most=11))
    assert set(folder.iterdir()) == {strange, theirs, *mine[1:]}, "(2) to (12), in order of their numbers"
    with Book.open(mine[-1], lambda: NOON) as again:
        assert again.load(1).answer(KEY).note == "11回目"
        assert keep_copy(again, mine[-1], folder, NOON, 1) is None, "a copy is not copied"


def test_a_folder_that_fails_is_said_and_leaves_everything_as_it_was(book: Book, folder: Path, tmp_path: Path) -> None:
    assert copied(book, "", NOON, 3) == ""
    gone = copied(book, str(tmp_path / "抜いたUSB"), NOON, 3)
    assert "見つかりません" in gone
    assert "続けられます" in gone
    with opened(tmp_path / "村" / f"{'x' * 230}.jukiself") as long:
        assert "続けられます" in copied(long, str(folder), NOON, 3), "no room for a date in the name"
    assert list(folder.iterdir()) == []
    book.put_answers(1, {KEY: Answer("no")})
    assert book.load(1).answer(KEY).value == "no"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_said(book: Book, folder: Path) -> None:
    folder.chmod(0o500)
    said = copied(book, str(folder), NOON, 3)
    folder.chmod(0o700)
    assert "続けられます" in said
    assert list(folder.iterdir()) == []


def test_the_command_line_copies_before_it_takes_in_and_before_it_takes_back(tmp_path: Path, folder: Path) -> None:
    path, office = tmp_path / "原村.jukiself", ("--office", "203637", "--year", "2026")
    Settings(default_path())["copies_folder"] = str(folder)
    workbook = Path(__file__).parents[1] / "past" / "kept" / "step-7.xlsx"
    assert main(["import", str(workbook), "--book", str(path)]) == 0
    assert main(["take-back", "--book", str(path), *office]) == 0
    counts = []
    for one in sorted(folder.iterdir(), key=lambda copy: copy.stat().st_mtime_ns):  # two may be of one second
        with Book.open(one, lambda: NOON) as copy:
            counts.append(len(copy.summaries()))
    assert counts == [0, 1]
    Settings(default_path())["copies_folder"] = str(folder / "抜いたUSB")
    assert main(["import", str(workbook), "--book", str(path)]) == 0, "work goes on without"
