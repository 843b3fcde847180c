"""What every fault needs: a book of a village, mounts, sentences that must be said."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer, Key
from jukiself.store.book import Book
from tests.trust.jobs import filled, form

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
#: Root without the right to pass over permissions: as anybody.
ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
#: Longer than Windows' old limit.
LONG = 260
FIRST = Key("policy-read")


@dataclass(frozen=True, slots=True)
class Row:
    """What was done, what the program said, and what became of it."""

    fault: str
    done: str
    said: str
    after: str


def now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - the desk's wall clock


def run(*words: object) -> None:
    subprocess.run([str(one) for one in words], check=True, capture_output=True)


def village(path: Path, most: int = 5) -> Path:
    """A book with a few answers."""
    with Book.open(path, now) as book:
        book.create(filled(form(), 0, most))
    return path


def answer(path: Path, key: Key = FIRST) -> Answer:
    """What the book holds, read anew."""
    with Book.open(path, now) as book:
        return book.load(book.summaries()[0].id).answer(key)


def past(path: Path, key: Key = FIRST) -> list[str]:
    """Every value ever given."""
    with Book.open(path, now) as book:
        return [one.answer.value for one in book.history(1, key)]


def need(*words: str, said: str) -> str:
    """The sentence, which must hold these words."""
    missing = [one for one in words if one not in said]
    if missing:
        raise AssertionError(f"{missing} not in: {said}")
    return said


@contextlib.contextmanager
def mounted(place: Path, *words: object) -> Iterator[Path]:
    """Something mounted; gone afterwards."""
    place.mkdir(exist_ok=True)
    run("mount", *words, place)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False, capture_output=True)


def built(name: str, folder: Path) -> dict[str, str]:
    """A preloaded library; the environment that loads it."""
    library = folder / f"{name}.so"
    run("cc", "-shared", "-fPIC", "-O1", "-o", library, HERE / f"{name}.c", "-ldl")
    return {"LD_PRELOAD": str(library)}


def answer_of(book: Path) -> str:
    """The first answer, read by a bare SQLite that writes nothing."""
    with contextlib.closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True)) as raw:
        found = raw.execute("SELECT value FROM answer WHERE question = ?", (FIRST.question,)).fetchone()
    return str(found[0]) if found else ""
