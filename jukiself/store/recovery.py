"""Reading what can still be read of a damaged book into a new one; the damaged file is only looked at."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jukiself.answers.model import Basis, Life, Nature
from jukiself.store.book import Book
from jukiself.store.opening import BookError, begin_alone, sentences, sqlite
from jukiself.store.upgrading import begin_at, known_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jukiself.answers.model import Inspection

_NOTHING = "「{}」からは、1つの点検も読み出せませんでした。控えのファイルを開いてください。"
#: What can be worked out again is not rescued.
_DROPPABLE = {"verdict", "alembic_version"}
#: Looks into one table until what is left of it counts as lost.
_LOOKS = 4000
#: The same where none of them brought a row: the way into the table is broken.
_IN_VAIN = 200
#: No book comes near so many rows in one table; where the last one cannot be asked for, it is looked for below this.
_FARTHEST = 1 << 20

#: What Python's sqlite3 says of broken pages, or fails to say because the words are broken.
_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
#: Columns that hold one of a few words.
_KINDS: dict[str, Callable[[Any], object]] = {"basis": Basis, "nature": Nature, "life": Life}

Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Rescued:
    """One inspection as it is in the new book: answers there, and how many of them only the history still had."""

    inspection: Inspection
    answers: int
    out_of_history: int


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was rescued; ``damaged`` are tables of which something could not be read, ``homeless`` rows without theirs."""

    rescued: tuple[Rescued, ...]
    damaged: tuple[str, ...]
    homeless: int

    @property
    def whole(self) -> bool:
        """Whether every row was read."""
        return not (self.damaged or self.homeless)


def recover(source: Path, target: Path, clock: Callable[[], datetime]) -> Recovery:
    """Make a new book of what can be read of a damaged one. Raises `BookError` where nothing can, or where a file is."""
    if target.exists():
        raise BookError(f"「{target.name}」という名前のファイルがもうあります。別の名前にしてください。")
    try:
        with sentences(target):
            found = _recover(source, target)
        with Book.open(target, clock) as book:
            rescued = tuple(_loaded(book, found[0]))
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, _UNREADABLE):
            raise BookError(_NOTHING.format(source.name)) from error
        raise
    return Recovery(rescued, tuple(found[1]), found[2])


def _recover(source: Path, target: Path) -> tuple[dict[int, int], list[str], int]:
    """Answers that only history had by inspection, damaged tables, rows without a home."""
    begin_alone(target)
    with contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old:
        old.row_factory = sqlite3.Row
        engine = sqlite(target)
        try:
            begin_at(engine, _version(old))
        finally:
            engine.dispose()
        with contextlib.closing(sqlite3.connect(target)) as new:
            new.execute("PRAGMA foreign_keys=ON")
            damaged, homeless = [], 0
            for table in _tables(new):
                rows, sound = _rows(old, table)
                homeless += _put(new, table, rows)
                if not sound:
                    damaged.append(table)
            if not new.execute("SELECT count(*) FROM inspection").fetchone()[0]:
                raise BookError(_NOTHING.format(source.name))
            more = _out_of_history(new)
            new.commit()
    return more, damaged, homeless


def _version(old: sqlite3.Connection) -> str:
    with contextlib.suppress(sqlite3.Error, TypeError, ValueError):
        return known_version(old.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    return "head"


def _tables(new: sqlite3.Connection) -> list[str]:
    """In the order in which rows may be written: whom a table points at comes first."""
    names = [row[0] for row in new.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
    wanted = [one for one in names if one not in _DROPPABLE and not one.startswith("sqlite_")]
    points = {one: {row[2] for row in new.execute(f"PRAGMA foreign_key_list({one})")} & set(wanted) for one in wanted}
    done: list[str] = []
    while wanted:
        free = next(one for one in wanted if points[one] <= {*done, one})
        wanted.remove(free)
        done.append(free)
    return done


def _rows(old: sqlite3.Connection, table: str) -> tuple[list[Values], bool]:
    """Every row that can be read, and whether that is all of them: ranges of rows, halved where one cannot be read."""
    found: dict[int, Values] = {}
    sound, looks = True, 0
    try:
        last = int(old.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0)  # noqa: S608 - our own names
    except _UNREADABLE:
        last, sound = _FARTHEST, False
    ranges = [(1, last)]
    while ranges and looks < (_LOOKS if found else _IN_VAIN):
        first, last = ranges.pop()
        looks += 1
        words = f"SELECT rowid AS rowid_, * FROM {table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid"  # noqa: S608
        try:
            for row in old.execute(words, (first, last)):
                found[row["rowid_"]] = {name: row[name] for name in row.keys()[1:]}
                first = row["rowid_"] + 1
        except _UNREADABLE:
            sound = False
            if first < last:
                middle = (first + last) // 2
                ranges += [(middle + 1, last), (first, middle)]
    return [found[one] for one in sorted(found)], sound and not ranges


def _put(new: sqlite3.Connection, table: str, rows: list[Values]) -> int:
    """Write rows; how many have no place, because what they belong to is lost or they are not as rows are."""
    known = {row[1]: row[2] for row in new.execute(f"PRAGMA table_info({table})")}
    times = [name for name, kind in known.items() if kind == "DATETIME"]
    lost = 0
    for row in rows:
        if not _sane(row, times):
            lost += 1
            continue
        values = {name: one for name, one in row.items() if name in known}
        names, marks = ", ".join(f'"{one}"' for one in values), ", ".join("?" * len(values))
        try:
            new.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))  # noqa: S608
        except sqlite3.Error:
            lost += 1
    return lost


def _sane(row: Values, times: list[str]) -> bool:
    """Whether our own reading will take the row: bytes may have changed where the engine sees nothing."""
    try:
        for name in times:
            if row.get(name) is not None:
                datetime.fromisoformat(str(row[name]))
        for name, kind in _KINDS.items():
            if row.get(name):
                kind(row[name])
    except ValueError:
        return False
    return True


def _out_of_history(new: sqlite3.Connection) -> dict[int, int]:
    """Answers whose own row is lost: the last one history tells of; how many, by inspection."""
    new.row_factory = sqlite3.Row
    last: dict[tuple[object, ...], Values] = {}
    for row in new.execute("SELECT * FROM history ORDER BY seq"):
        last[row["inspection"], row["question"], row["member"]] = dict(row)
    here = {tuple(row) for row in new.execute("SELECT inspection, question, member FROM answer")}
    columns = [row[1] for row in new.execute("PRAGMA table_info(answer)")]
    more: dict[int, int] = {}
    for key, row in last.items():
        said = any(row[one] for one in ("value", "note", "memo", "evidence", "basis"))
        if key not in here and said:
            new.execute(
                f"INSERT INTO answer ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
                [row.get(one) for one in columns],
            )
            more[int(str(key[0]))] = more.get(int(str(key[0])), 0) + 1
    return more


def _loaded(book: Book, more: dict[int, int]) -> Iterator[Rescued]:
    for one in book.summaries():
        inspection = book.load(one.id)
        yield Rescued(inspection, len(inspection.answers), more.get(one.id, 0))
