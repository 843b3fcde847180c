"""``make bench``: one table, each row a ratio to what the machine or a library must take, measured in the same run.

    python -m tests.bench.bench [--runs N] [--write]

Ratios carry from one machine to another; seconds do not. ``--write`` keeps the table in ``docs/bench.md``.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from typing import TYPE_CHECKING

from tests.bench.across import across
from tests.bench.at_work import at_work
from tests.bench.collecting import collecting
from tests.bench.desk_window import country
from tests.bench.starts import ROOT, starts
from tests.bench.table import put, table
from tests.bench.village import village
from tests.bench.works import works

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.bench.table import Line

DOCUMENT = ROOT / "docs" / "bench.md"


def parts(runs: int) -> Iterator[tuple[str, list[Line]]]:
    """One after another: two at once would measure each other."""
    plan: tuple[tuple[str, Callable[[], Iterable[Line]]], ...] = (
        ("Start, whole processes", lambda: starts(runs)),
        ("At work in the window", at_work),
        ("The work itself", lambda: works(runs)),
        ("A village's book", village),
        ("The prefecture's desk", collecting),
        ("", lambda: across(runs)),
        ("", country),
    )
    for title, found in plan:
        begun = time.perf_counter()
        lines = list(found())
        sys.stderr.write(f"{title or '…'}: {time.perf_counter() - begun:.0f} s\n")
        yield title, lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    before = os.getloadavg()[0]
    begun = time.perf_counter()
    text = table(parts(given.runs))
    minutes = (time.perf_counter() - begun) / 60
    text += (
        f"\n\nMeasured on {time.strftime('%Y-%m-%d')} in {minutes:.0f} minutes: Python {platform.python_version()}, "
        f"{platform.system()}, {os.cpu_count()} processors, load before it {before:.1f}."
    )
    sys.stdout.write(text + "\n")
    if given.write:
        put(DOCUMENT, text)


if __name__ == "__main__":
    main()
