"""Kill the real program at seeded random moments while somebody answers (``make kill``); count what was lost.

Every run: a fresh screen's program with one book, keys pressed by xdotool, SIGKILL in the middle. Then the book is opened:
each answer the window had said to be 保存済み is there, or history shows that a later key changed it. Lost may be only
what was typed of a note since the last 保存済み.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sqlite3
import sys
import tempfile
import threading
from datetime import datetime
from pathlib import Path

from jukiself.answers.model import Answer, Inspection, Key, Office
from jukiself.store.book import Book
from tests.screen.screen import Program, Screen

KEYS = ("1", "2", "3", "0", "q", "w", "e", "Return", "Return", "1", "2", "Return", "ctrl+Return", "ctrl+z")


def now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - the office's wall clock


def fresh(path: Path) -> int:
    with Book.open(path, now) as book:
        return book.create(Inspection(Office("203637", "原村"), 2026, "juki", "2026", network_set="today", full=False))


def one_run(screen: Screen, folder: Path, chance: random.Random) -> tuple[int, list[str]]:
    """How many times the window had said 保存済み, and what was lost of that."""
    path = folder / "原村.jukiself"
    found = fresh(path)
    program = Program(screen, folder, "--book", str(path))
    program.until(lambda state: state.get("page") == "wizard", "the first question")
    program.focus()
    stop = threading.Event()

    def strike() -> None:
        program.process.kill()
        stop.set()

    timer = threading.Timer(chance.uniform(0.05, 2.5), strike)
    timer.start()
    notes: list[str] = []
    while not stop.is_set() and program.process.poll() is None:
        try:
            if chance.random() < 0.15:
                notes.append(f"note {chance.randrange(10**6)}")
                program.press("n")
                program.write(notes[-1])
                program.press("Escape")
            else:
                program.press(*chance.choices(KEYS, k=chance.randrange(1, 6)))
        except Exception:  # noqa: BLE001 - xdotool fails when its window dies under it
            break
    timer.join()
    program.kill()
    bugs = [one.read_text(encoding="utf-8") for one in folder.rglob("journal.txt")]
    return program.times_saved, [*lost(path, found, program.saved), *bugs]


def lost(path: Path, found: int, saved: dict[str, list[str]]) -> list[str]:
    """What was said to be saved and is not in the book, nor overtaken by a later key."""
    faults = []
    with contextlib.closing(sqlite3.connect(path)) as raw:
        if (said := raw.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            faults.append(f"integrity: {said}")
    with Book.open(path, now) as book:
        inspection = book.load(found)
        for name, said_saved in saved.items():
            key = Key.parse(name)
            # The time of an answer is its own: the same words given before or after are another entry.
            past = [_told(one.answer) for one in book.history(found, key)]
            kept = _told(inspection.answer(key)) if key in inspection.answers else past[-1:]
            if said_saved not in past:
                faults.append(f"{name}: said {said_saved}, never written")
            elif kept not in (past[-1], past[-1:]):
                faults.append(f"{name}: kept {kept}, last written {past[-1]}")
        faults += [f"{key}: without history" for key in inspection.answers if not book.history(found, key)]
    return faults


def _told(answer: Answer) -> list[str]:
    return [answer.value, answer.basis or "", answer.note, str(answer.at), answer.confirmed_by]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261121)
    given = parser.parse_args()
    said, faults, silent = 0, [], 0
    with Screen() as screen:
        for number in range(given.times):
            chance = random.Random(f"{given.seed} {number}")
            with tempfile.TemporaryDirectory(prefix="jukiself-kill-") as folder:
                times, found = one_run(screen, Path(folder), chance)
            said += times
            silent += not times
            faults += [f"run {number}: {one}" for one in found]
            if number % 20 == 19:
                print(f"{number + 1} kills, {said} times 保存済み, {len(faults)} lost", flush=True)
    print(
        f"{given.times} kills (seed {given.seed}): {said} times 保存済み ({silent} runs killed before any), {len(faults)} lost"
    )
    print("\n".join(faults))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
