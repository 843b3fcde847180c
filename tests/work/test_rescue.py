"""A damaged book is found out when it is opened, never written in, and read as far as it goes into a new one."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from jukiself.answers.model import Answer, Inspection, Key, Office
from jukiself.cli import main
from jukiself.store.book import Book, BookError
from jukiself.store.opening import BookDamaged
from jukiself.work.rescue import rescue

NOON = datetime(2026, 11, 21, 12, 0, 0)  # noqa: DTZ001 - the office's wall clock
MANY = 400


def now() -> datetime:
    return NOON


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two offices, so many answers that they lie on many pages."""
    path = tmp_path / "県.jukiself"
    with Book.open(path, now) as made:
        for code, name in (("203637", "原村"), ("202011", "長野市")):
            found = made.create(Inspection(Office(code, name), 2026, "juki", "2026"))
            made.put_answers(
                found, {Key(f"q-{number}"): Answer("yes", note=f"{name} {number} " * 9) for number in range(MANY)}
            )
    return path


def pages_of(path: Path, table: str) -> list[int]:
    """Leaf pages of a table, where rows lie: found by what they hold."""
    with contextlib.closing(sqlite3.connect(path)) as raw:
        size = raw.execute("PRAGMA page_size").fetchone()[0]
        root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    data = path.read_bytes()
    leaf, inner = 13, 5
    found, waiting = [], [root]
    while waiting:
        page = waiting.pop()
        start = (page - 1) * size
        cells = int.from_bytes(data[start + 3 : start + 5], "big")
        if data[start] == leaf:
            found.append(page)
        elif data[start] == inner:
            for number in range(cells):
                at = start + int.from_bytes(data[start + 12 + 2 * number : start + 14 + 2 * number], "big")
                waiting.append(int.from_bytes(data[at : at + 4], "big"))
            waiting.append(int.from_bytes(data[start + 8 : start + 12], "big"))
    return sorted(found)


def harm(path: Path, page: int) -> None:
    """A page of noise, as a bad block leaves it."""
    with contextlib.closing(sqlite3.connect(path)) as raw:
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(random.Random(page).randbytes(size))


def test_a_damaged_book_is_refused_at_opening_and_left_as_it_is(book: Path) -> None:
    harm(book, pages_of(book, "answer")[3])
    before = book.read_bytes()
    with pytest.raises(BookDamaged, match="壊れているため読めません"):
        Book.open(book, now)
    assert book.read_bytes() == before


def test_answers_whose_page_is_lost_come_back_out_of_the_history(book: Path) -> None:
    for page in pages_of(book, "answer")[2:5]:
        harm(book, page)
    before = book.read_bytes()
    made = rescue(book, now)
    assert book.read_bytes() == before
    assert made.path == book.with_name("県_救い出し_2026-11-21_120000.jukiself")
    assert not made.whole
    said = "\n".join(made.words)
    assert "答え 400（うち " in said, "all of them"
    assert "一部を読めなかったもの：答え。" in said
    with Book.open(made.path, now) as again:
        for one in again.summaries():
            answers = again.load(one.id).answers
            assert {key: each.note.split()[0] for key, each in answers.items()} == {
                Key(f"q-{number}"): one.office.name for number in range(MANY)
            }
        again.put_answers(1, {Key("q-1"): Answer("no")})


def test_what_is_lost_in_both_places_is_told(book: Path) -> None:
    harm(book, pages_of(book, "answer")[1])
    for page in pages_of(book, "history")[:2]:
        harm(book, page)
    made = rescue(book, now)
    with Book.open(made.path, now) as again:
        kept = sum(len(again.load(one.id).answers) for one in again.summaries())
        # Nothing is there that was not in the book.
        assert all(each.note for one in again.summaries() for each in again.load(one.id).answers.values())
    assert 2 * MANY - 60 < kept < 2 * MANY
    assert "答え、答えの履歴" in "\n".join(made.words)


def test_a_whole_book_is_the_same_afterwards(book: Path) -> None:
    made = rescue(book, now)
    assert made.whole
    with Book.open(book, now) as old, Book.open(made.path, now) as new:
        for one in old.summaries():
            assert new.load(one.id) == old.load(one.id)
            assert new.history(one.id) == old.history(one.id)


def test_any_damage_is_a_sentence_or_a_book_that_opens(book: Path) -> None:
    sane, chance = book.read_bytes(), random.Random(20261121)
    outcomes = set()
    for number in range(6):
        broken = bytearray(sane)
        for _ in range(chance.choice((1, 20, 4000))):
            broken[chance.randrange(100, len(broken))] = chance.randrange(256)
        book.write_bytes(broken)
        target = book.with_name(f"{number}.jukiself")
        try:
            made = rescue(book, now, target)
        except BookError:
            outcomes.add("refused")
            assert not target.exists(), "no half book is left"
        else:
            outcomes.add("rescued")
            with Book.open(made.path, now) as again:
                assert [again.load(one.id) for one in again.summaries()]
        assert book.read_bytes() == broken
    assert "rescued" in outcomes


def test_on_the_command_line(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    harm(book, pages_of(book, "answer")[3])
    out = book.with_name("新.jukiself")
    assert main(["recover", "--book", str(book), str(out)]) == 1
    assert "もとのファイルには手を付けていません" in capsys.readouterr().out
    assert main(["recover", "--book", str(book), str(out)]) == 1
    assert "もうあります" in capsys.readouterr().err
    assert main(["recover", "--book", str(out), str(book.with_name("また.jukiself"))]) == 0


def test_a_book_of_an_older_program_is_rescued_as_what_it_was(tmp_path: Path) -> None:
    from tests.past.test_past import past_book, told

    path = past_book("step-1", tmp_path)
    made = rescue(path, now)
    with Book.open(made.path, now) as book:
        found = book.load(book.summaries()[0].id)
    assert {str(one) for one in found.answers} == set(told("step-1")["answers"])
    assert replace(found.office) == Office("203637", "原村𠮷﨑")
