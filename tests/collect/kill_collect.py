"""Kill −9 in the middle of a collect at seeded random moments (``make kill-collect``).

After each kill: the book is sound, every reply in it is whole, every file told of is in it, nothing is there twice.
Then the command runs again, and the book holds what an undisturbed collect holds.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.model import Nature
from jukiself.answers.seal import seal
from jukiself.checklist.read import read_checklist
from jukiself.store.arrivals import arrivals
from jukiself.store.book import Book
from jukiself.survey.arrivals import Verdict
from tests.japan.country import offices
from tests.japan.returns import Template

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

#: Columns that differ from run to run: numbers of rows, and times.
_OWN = {"id", "seq", "at", "inspection", "changed_at", "key"}
_TABLES = ("office", "inspection", "contract", "answer", "history", "last_year", "arrival", "verdict")


def now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - the desk's wall clock


def returned(folder: Path, checklist: Checklist, count: int) -> None:
    """Replies, some of them twice, replaced, newer or broken."""
    chance = random.Random(5)
    template = Template.made(checklist, chance, year=2026, nature=Nature.SAMPLE)
    for place, listed in enumerate(offices(count, chance)):
        said = template.reply(listed.office, chance)
        data = template.written(said)
        (folder / f"{place:02d}.xlsx").write_bytes(data)
        more = {0: data, 1: template.written(template.reply(listed.office, chance)), 2: data[:900]}
        more[3] = template.written(replace(said, submission=2))
        if place % 6 in more:
            (folder / f"{place:02d}_2.xlsx").write_bytes(more[place % 6])


def collecting(folder: Path, book: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "jukiself", "collect", str(folder), "--book", str(book)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def held(book: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a book but what differs from run to run; rows of an inspection carry whose it is."""
    found = {}
    with contextlib.closing(sqlite3.connect(book)) as raw:
        raw.row_factory = sqlite3.Row
        whose = {
            one["id"]: (one["office"], one["submission"]) for one in raw.execute("SELECT * FROM inspection").fetchall()
        }
        for table in _TABLES:
            rows = raw.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
            named = []
            for row in map(dict, rows):
                owner = whose.get(row.get("inspection") or row.get("id") or 0, ())
                named.append((*owner, *(cell for name, cell in row.items() if name not in _OWN)))
            found[table] = sorted(named, key=repr)
    return found


def faults(book: Path, told: list[str]) -> list[str]:
    """What is wrong with a book whose program was killed."""
    found = []
    with contextlib.closing(sqlite3.connect(book)) as raw:
        if (said := raw.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            found.append(f"integrity: {said}")
        if lost := raw.execute("PRAGMA foreign_key_check").fetchall():
            found.append(f"foreign keys: {lost}")
    with Book.open(book, now) as opened:
        came = {one.file_name: one for one in arrivals(opened)}
        found += [f"{one}: told of, not in the book" for one in told if one not in came]
        taken = {one.inspection: one for one in came.values() if one.verdict is Verdict.TAKEN}
        kept = {one.id for one in opened.summaries()}
        if set(taken) != kept:
            found.append(f"inspections {sorted(kept)}, taken {sorted(map(str, taken))}")
        for one in kept & set(taken):
            if seal(opened.load(one)) != taken[one].sealed:
                found.append(f"{taken[one].file_name}: not whole")
    return found


def one_run(folder: Path, book: Path, files: int, chance: random.Random) -> tuple[int, list[str]]:
    """Kill one collect; how many files it had told of, and what is wrong."""
    told: list[str] = []
    stop = chance.randrange(files)
    with collecting(folder, book) as process:
        assert process.stdout is not None
        killed = threading.Timer(chance.uniform(0, 0.08), process.send_signal, [signal.SIGKILL])
        if not stop:
            # Before the first file is told of: while the book is being made.
            killed.interval = chance.uniform(0.2, 2)
            killed.start()
        for line in process.stdout:
            told.append(line.split("\t")[0])
            if len(told) == stop:
                killed.start()
    killed.cancel()
    found = faults(book, told) if book.exists() else []
    return len(told), found


def kills(times: int, seed: int, files: int, folder: Path) -> tuple[int, list[str]]:
    """Kill so many times; how many runs were killed in the middle, and everything that was wrong."""
    checklist = read_checklist(places.default_form())
    source = folder / "届いたもの"
    source.mkdir()
    returned(source, checklist, files)
    count = len(list(source.iterdir()))
    calm = folder / "calm.jukiself"
    with collecting(source, calm) as process:
        assert process.communicate()[0].count("\n") == count
    wanted = held(calm)
    middle, wrong = 0, []
    for number in range(times):
        chance = random.Random(f"{seed} {number}")
        place = folder / f"{number}"
        place.mkdir()
        book = place / "県.jukiself"
        told, found = one_run(source, book, count, chance)
        middle += 0 < told < count
        wrong += [f"run {number}: {one}" for one in found]
        with collecting(source, book) as process:
            process.communicate()
        again = held(book)
        wrong += [
            f"run {number}: {table} differs after running again" for table in _TABLES if again[table] != wanted[table]
        ]
        shutil.rmtree(place)
    return middle, wrong


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--files", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jukiself-kill-") as folder:
        middle, wrong = kills(given.times, given.seed, given.files, Path(folder))
    print(f"{given.times} kills (seed {given.seed}), {middle} of them in the middle of the files: {len(wrong)} faults")
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
