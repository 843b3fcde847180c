"""One point of the curves, in a process of its own: a book of so many offices.

    python -m tests.bench.curve_point OFFICES FRESH

Prints one line of JSON: seconds of processor time, megabytes.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.model import Nature
from jukiself.store import verdicts
from jukiself.store.book import Book
from jukiself.work import across
from jukiself.work.board import open_board
from jukiself.work.collect import collect, files_in
from jukiself.work.exchange import Editions
from jukiself.work.survey import as_file, survey_of
from tests.bench.across import look
from tests.bench.at_work import told
from tests.bench.memory import most
from tests.japan.country import YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

_NEVER = 1_000_000
_ROUND = (YEAR, Nature.SAMPLE)


def main() -> None:
    """Measure and print."""
    offices, fresh = map(int, sys.argv[1:3])
    # As in the window: while something is at work only what is young is looked through for garbage (`gui.background`).
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)
    editions = Editions()
    found: dict[str, float] = {"offices": offices}

    def timed(name: str, what: Callable[[], object], each: int = 1) -> None:
        begun = time.process_time()
        what()
        found[name] = (time.process_time() - begun) / each
        found[f"{name} MB"] = most()

    with tempfile.TemporaryDirectory(prefix="jukiself-bench-") as name:
        folder = Path(name)
        path = Path(told("tests.bench.grown", name, *sys.argv[1:3]))
        found["book MB"] = path.stat().st_size / 1e6
        with Book.open(path, datetime.now, "bench") as book:
            events = collect(book, files_in([folder / "fresh"]), editions, datetime.now)
            # The first brings what a run loads once: that is a cost of the run, and stands by itself.
            timed("collect begun", lambda: next(events))
            timed("collect", lambda: list(events), fresh - 1)
            timed("status", lambda: open_board(book, _ROUND, date(YEAR, 12, 24)))
            timed("again", lambda: look(across.look_across(book, *_ROUND, editions)))
            verdicts.drop(book)
            timed("first", lambda: look(across.look_across(book, *_ROUND, editions)))
            timed("report", lambda: as_file(survey_of(book, *_ROUND, editions), ".pdf"))
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
