"""Going back to a copy: a copy read in a stand-in, and a book overwritten in one transaction, or put in a broken one's place."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.store.book import Book
from jukiself.store.halfmade import half_made
from jukiself.store.opening import (
    BookDamaged,
    BookError,
    backup,
    refuse_damaged,
    refuse_foreign,
    sentences,
    sound,
    sqlite,
    why,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a book holds; offices where it was asked for."""

    inspections: int
    answers: int


def contents(path: Path) -> Contents | None:
    """How much there is in a book or a copy, without opening it as one; None where it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            counts = [raw.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in ("inspection", "answer")]  # noqa: S608 - our tables
    except sqlite3.Error:
        return None
    return Contents(*counts)


@contextlib.contextmanager
def stand_in(book: Path, beside: Path, clock: Callable[[], datetime]) -> Iterator[Book]:
    """A book or copy as this program reads it, in a file that is thrown away; the original is only read.

    Raises `BookError`, `BookDamaged` where it is broken.
    """
    if not book.is_file():
        raise BookError(f"「{book}」がありません。名前と場所を確かめてください。")
    refuse_foreign(book)
    _refuse_unsound(book)
    try:
        made = half_made(beside)
    except OSError as error:
        raise BookError(f"「{beside.parent}」に書けないので、控えを読めません（{error.strerror}）。") from error
    try:
        with _sentences(book):
            backup(book, made)
        try:
            opened = Book.open(made, clock, kept=False)
        except BookError as error:
            raise type(error)(str(error).replace(made.name, book.name)) from error
        with opened:
            yield opened
    finally:
        for one in (made, made.with_name(f"{made.name}-journal")):
            with contextlib.suppress(OSError):
                one.unlink(missing_ok=True)


def _refuse_unsound(book: Path) -> None:
    where = f"「{book.name}」"
    engine = sqlite(book)
    try:
        with sentences(book, where), sound(where):
            refuse_damaged(engine, where)
    finally:
        engine.dispose()


def overwrite(book: Path, source: Path) -> None:
    """Give a sound book the pages of another, in one transaction of SQLite's: killed half-way it is what it was."""
    with _sentences(book), contextlib.closing(sqlite3.connect(book, timeout=3, isolation_level=None)) as raw:
        raw.execute("PRAGMA synchronous=FULL")
        # Copying waits for others without end: who is reading now is asked for first.
        raw.execute("BEGIN EXCLUSIVE")
        raw.execute("ROLLBACK")
        with contextlib.closing(sqlite3.connect(source)) as one:
            one.backup(raw)


def put_instead(book: Path, source: Path, aside: Path | None) -> None:
    """Put a whole book in the place of a broken one, whose bytes are aside before; or where there is none."""
    journal = book.with_name(f"{book.name}-journal")
    try:
        if aside is not None:
            for one, to in ((book, aside), (journal, aside.with_name(f"{aside.name}-journal"))):
                if one.exists():
                    _raw_copy(one, to)
        made = half_made(book)
        try:
            with _sentences(book):
                backup(source, made)
            # It belongs to the broken one: SQLite would put its pages into the new one.
            journal.unlink(missing_ok=True)
            made.replace(book)
        finally:
            made.unlink(missing_ok=True)
    except OSError as error:
        raise BookError(f"「{book.name}」を戻せません（{error.strerror}）。場所と許可を確かめてください。") from error


def _raw_copy(source: Path, target: Path) -> None:
    made = half_made(target)
    try:
        with source.open("rb") as old, made.open("r+b") as new:
            while piece := old.read(_PIECE):
                new.write(piece)
            new.flush()
            os.fsync(new.fileno())
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)


@contextlib.contextmanager
def _sentences(book: Path) -> Iterator[None]:
    """The same sentences as of a book that is open."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise why(f"「{book.name}」", error) from error
    except sqlite3.DatabaseError as error:
        raise BookDamaged(str(why(f"「{book.name}」", sqlite3.DatabaseError("no such table")))) from error
