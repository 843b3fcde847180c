"""Collecting replies, beside guarding and reading the same files and putting the same rows into a bare sqlite3."""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.model import Nature
from jukiself.checklist.read import read_checklist
from jukiself.excel.read import Reading, read
from jukiself.store import rows
from jukiself.store.book import Book
from jukiself.work.collect import collect, files_in
from jukiself.work.exchange import Editions
from tests.bench.at_work import told
from tests.bench.memory import most
from tests.bench.table import CPU, Fact, Row, ms
from tests.japan.country import offices
from tests.japan.returns import Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.table import Line

#: Japan has 1,741; the ratio of two hundred is the same, and memory shows whether it would stay flat.
FILES, EARLY = 200, 50


def make(folder: Path) -> None:
    """Replies of as many offices, made of a few workbooks the program wrote."""
    chance = random.Random(1)
    checklist = read_checklist(places.default_form())
    templates = [Template.made(checklist, chance, year=2026, nature=Nature.SAMPLE) for _ in range(4)]
    for number, listed in enumerate(offices(FILES, chance)):
        template = templates[number % len(templates)]
        (folder / f"{listed.office.code}.xlsx").write_bytes(template.written(template.reply(listed.office, chance)))


class Bare:
    """The same rows without anything around them."""

    def __init__(self, path: Path) -> None:
        self._raw = sqlite3.connect(path, isolation_level=None)
        self._raw.execute("PRAGMA synchronous = FULL")
        self._raw.execute("CREATE TABLE inspection (id INTEGER PRIMARY KEY, head TEXT)")
        names = ", ".join(f"c{one} TEXT" for one in range(11))
        self._raw.execute(f"CREATE TABLE answer ({names}, PRIMARY KEY (c0, c1, c2))")

    def put(self, reading: Reading) -> None:
        """One transaction per file, as a collect has it."""
        said = reading.inspection
        self._raw.execute("BEGIN")
        head = json.dumps(rows.head(said), ensure_ascii=False, default=str)
        made = self._raw.execute("INSERT INTO inspection (head) VALUES (?)", (head,)).lastrowid
        answers = [
            (made, key.question, key.member or "", *rows.columns(answer, None).values())
            for key, answer in said.answers.items()
        ]
        marks = ", ".join("?" * len(answers[0]))
        self._raw.executemany(f"INSERT INTO answer VALUES ({marks})", answers)  # noqa: S608 - question marks only
        self._raw.execute("COMMIT")


def measured(folder: Path) -> dict[str, float]:
    """Each file taken both ways in turn, so that a slow moment meets both; seconds of CPU and megabytes."""
    editions = Editions()
    files = files_in([folder / "files"])
    bare = Bare(folder / "bare.sqlite")
    ours = theirs = 0.0
    early = 0
    with Book.open(folder / "b.jukiself", datetime.now) as book:
        events = collect(book, files, editions, datetime.now)
        for number, file in enumerate(files, -1):
            begun = time.process_time()
            bare.put(read(file.path.read_bytes(), editions))
            between = time.process_time()
            next(events)
            done = time.process_time()
            # The first loads what a run loads once.
            if number >= 0:
                theirs += between - begun
                ours += done - between
            if number == EARLY:
                early = most()
        begun = time.process_time()
        again = sum(1 for _ in collect(book, files, editions, datetime.now))
        seconds = time.process_time() - begun
    size = (folder / "b.jukiself").stat().st_size
    return {
        "files": len(files),
        "ours": ours,
        "theirs": theirs,
        "again": seconds / again,
        "early": early,
        "late": most(),
        "size": size / len(files) / 1024,
    }


def collecting() -> Iterator[Line]:
    """The figures, taken by a process of their own."""
    with tempfile.TemporaryDirectory(prefix="jukiself-bench-") as name:
        folder = Path(name)
        (folder / "files").mkdir()
        make(folder / "files")
        found = told("tests.bench.collecting", name)
    count = found["files"] - 1
    ours, theirs = found["ours"] / count, found["theirs"] / count
    yield Row(
        "a reply collected: guarded, read, judged, kept", "guarding and reading it, and a bare sqlite3 insert of its rows",
        ours / theirs, f"{CPU}, {count} files, each both ways in turn", ms(ours, theirs), 3,
    )  # fmt: skip
    yield Fact("the same folder again, nothing new", f"{ms(found['again'])} a file")
    yield Fact(
        f"memory of collecting, after {EARLY} files and after {count}",
        f"RSS {found['early']} and {found['late']} MB; the book grows by {found['size']:.0f} KB an office",
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(Path(sys.argv[1]))) + "\n")
