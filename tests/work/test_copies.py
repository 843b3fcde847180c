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
from jukiself.work.copies import FOLDER, copied, copies_of, keep_copy, remove_copies

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
    made = tmp_path / "共有"
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


def test_what_a_killed_program_left_too_many_of_goes_the_next_time(book: Book, folder: Path) -> None:
    made = []
    for turn in range(4):
        book.put_answers(1, {KEY: Answer("unknown", note=f"{turn}回目")})
        made.append(keep(book, folder, turn, most=9))
    assert keep(book, folder, 9, most=2) == made[-1]
    assert sorted(folder.iterdir()) == made[2:]


def test_old_days_stay_through_a_busy_morning(book: Book, folder: Path) -> None:
    made = []
    for turn, minutes in enumerate((0, 9, 1440, 1449, 2880, 2889, 2890, 2891, 2892, 2893)):
        book.put_answers(1, {KEY: Answer("unknown", note=f"{turn}回目")})
        made.append(keep(book, folder, minutes, most=6))
    # The three newest, the last of each day before, and again the newest.
    assert sorted(folder.iterdir()) == sorted([made[1], made[3], *made[6:]])


def test_a_folder_that_is_gone_is_said_and_the_copy_goes_beside_the_book(book: Book, tmp_path: Path) -> None:
    assert book.path is not None
    beside = book.path.parent / FOLDER
    made, said = copied(book, book.path, "", NOON, 3)
    assert made in list(beside.iterdir())
    assert said == ""
    book.put_answers(1, {KEY: Answer("no")})
    made, said = copied(book, book.path, str(tmp_path / "抜いたUSB"), NOON, 3)
    assert made in list(beside.iterdir())
    assert "見つかりません" in said
    assert "続けられます" in said
    assert copies_of(book.path, str(tmp_path / "抜いたUSB"))[0].path == made


def test_where_no_copy_can_be_made_that_is_a_sentence_and_work_goes_on(tmp_path: Path) -> None:
    with opened(tmp_path / "村" / f"{'x' * 230}.jukiself") as long:
        assert long.path is not None
        made, said = copied(long, long.path, "", NOON, 3)
        assert made is None, "no room for a date in the name"
        assert "続けられます" in said
        (long.path.parent / FOLDER).rmdir()
        (long.path.parent / FOLDER).write_bytes(b"x")
        assert "続けられます" in copied(long, long.path, "", NOON, 3)[1], "a file in the place of the folder"
        long.put_answers(1, {KEY: Answer("no")})
        assert long.load(1).answer(KEY).value == "no"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_said(book: Book, folder: Path) -> None:
    folder.chmod(0o500)
    assert book.path is not None
    said = copied(book, book.path, str(folder), NOON, 3)[1]
    folder.chmod(0o700)
    assert "続けられます" in said
    assert list(folder.iterdir()) == []


def test_a_book_moved_together_with_its_copies_keeps_them(tmp_path: Path) -> None:
    with opened(tmp_path / "村" / "原村-2026年度.jukiself") as book:
        assert book.path is not None
        copied(book, book.path, "", NOON, 3)
    (tmp_path / "村").rename(tmp_path / "別のPC")
    path = tmp_path / "別のPC" / "原村-2026年度.jukiself"
    assert len(copies_of(path)) == 1
    assert copies_of(tmp_path / "別のPC" / "原村.jukiself") == [], "another book's"


def test_all_copies_can_be_deleted_and_nothing_else_goes(book: Book, folder: Path) -> None:
    assert book.path is not None
    strange = folder / "原村-2026年度_控え_昔.jukiself"
    strange.write_bytes(b"x")
    keep(book, folder)
    copied(book, book.path, "", NOON, 3)
    upgraded = book.path.with_name("原村-2026年度-版0007の控え.jukiself")
    upgraded.write_bytes(book.path.read_bytes())
    assert len(copies_of(book.path, str(folder))) == 3
    assert remove_copies(book.path, str(folder)) == (3, [])
    assert list(folder.iterdir()) == [strange]
    assert book.path.exists()


def test_the_command_line_copies_before_it_takes_in_and_before_it_takes_back(tmp_path: Path, folder: Path) -> None:
    path, office = tmp_path / "原村.jukiself", ("--office", "203637", "--year", "2026")
    Settings(default_path())["copies_folder"] = str(folder)
    workbook = Path(__file__).parents[1] / "past" / "kept" / "step-7.xlsx"
    assert main(["import", str(workbook), "--book", str(path)]) == 0
    assert list(folder.iterdir()) == [], "there was nothing to be lost"
    assert main(["take-back", "--book", str(path), *office]) == 0
    assert main(["import", str(workbook), "--book", str(path)]) == 0
    counts = []
    for one in sorted(folder.iterdir(), key=lambda copy: copy.stat().st_mtime_ns):  # two may be of one second
        with Book.open(one, lambda: NOON) as copy:
            counts.append(len(copy.summaries()))
    assert counts == [1, 1]
    Settings(default_path())["copies_folder"] = str(folder / "抜いたUSB")
    assert main(["take-back", "--book", str(path), *office]) == 0, "work goes on"
    assert len(list((path.parent / FOLDER).iterdir())) == 1
