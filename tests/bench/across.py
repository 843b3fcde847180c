"""Looking across 1,741 offices × 5 years: as a ratio to a bare SQL scan of the same rows, with the memory it takes.

The book is made with rows of verdicts only: the replies themselves play no part once they are weighed.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert

from jukiself import __version__
from jukiself.answers.model import Nature
from jukiself.answers.situation import Situation
from jukiself.store import tables
from jukiself.store.book import Book
from jukiself.survey.record import Record, packed, record
from jukiself.work import across as work
from jukiself.work.exchange import Editions
from tests.bench.at_work import told
from tests.bench.memory import most
from tests.bench.table import CPU, Fact, Row, ms, quickest
from tests.survey.test_record import some_inspection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.checklist.model import Checklist
    from jukiself.survey.across import Across
    from tests.bench.table import Line

OFFICES, YEARS, SEEDS = 1741, 5, 40
_SCAN = (
    "select i.id, i.office, o.name, i.submission, i.form, i.edition, i.locals, v.key, v.body from inspection i"
    " join office o on o.code = i.office left join verdict v on v.inspection = i.id where i.year = ? and i.nature = ?"
)


def main() -> None:
    """Make the book, measure, print one line of JSON."""
    editions = Editions()
    with tempfile.TemporaryDirectory(prefix="jukiself-bench-") as folder:
        path = Path(folder) / "全国.jukiself"
        with Book.open(path, datetime.now, "bench") as book:
            fill(book, editions.newest(), OFFICES, YEARS)
            bare, ours = measure(book, path, editions, YEARS, int(sys.argv[1]))
    sys.stdout.write(json.dumps({"bare": bare, "ours": ours, "most": most()}) + "\n")


def fill(book: Book, checklist: Checklist, offices: int, years: int) -> None:
    """Rows as collecting leaves them, every office with a mixture of two made-up replies."""
    chance = random.Random(6)
    made = [record(Situation(checklist, some_inspection(checklist, seed))) for seed in range(SEEDS)]
    maker = f"{__version__} {checklist.fingerprint} BENCH"
    codes = [f"{number:06d}" for number in range(100_000, 100_000 + offices)]
    with book.writing() as connection:
        connection.execute(insert(tables.office), [{"code": one, "name": f"見本{one}村"} for one in codes])
        number = 0
        for year in range(2026 - years + 1, 2027):
            heads, rows = [], []
            for code in codes:
                number += 1
                heads.append(head(number, code, year, checklist))
                rows.append({"inspection": number, "key": maker, "body": packed(mixed(made, chance))})
            connection.execute(insert(tables.inspection), heads)
            connection.execute(insert(tables.verdict), rows)


def mixed(made: list[Record], chance: random.Random) -> Record:
    """Another record of the same shape, so that no two offices are alike."""
    one = chance.choice(made)
    other = chance.choice([each for each in made if len(each.contracts) == len(one.contracts)])
    pick = [chance.random() < 0.7 for _ in one.values]
    values = tuple(a if first else b for a, b, first in zip(one.values, other.values, pick, strict=True))
    return replace(one, values=values)


def head(number: int, code: str, year: int, checklist: Checklist) -> dict[str, object]:
    empty = dict.fromkeys(
        ("network_set", "section", "person", "phone", "mail", "deadline", "free_text", "place", "extras"), ""
    )
    return {
        **empty,
        "id": number,
        "office": code,
        "year": year,
        "form": checklist.id,
        "edition": checklist.edition,
        "nature": "sample",
        "submission": 1,
        "full_depth": True,
        "changed_at": datetime(2026, 12, 1),  # noqa: DTZ001 - the office's wall clock
    }


def look(across: Across) -> int:
    """Everything a window or a report asks."""
    told = (across.picture, across.areas, across.stages, across.spreads, across.crossings, across.distributions)
    return sum(len(one) for one in told)


def measure(book: Book, path: Path, editions: Editions, years: int, runs: int) -> tuple[float, float]:
    """Seconds of the bare scan, and of reading all rounds and counting all that is asked of them; the quickest."""
    span = range(2026 - years + 1, 2027)
    bare, ours = quickest(
        runs,
        lambda: [scan(path, year) for year in span],
        lambda: [look(work.look_across(book, year, Nature.SAMPLE, editions)) for year in span],
    )
    return bare, ours


def scan(path: Path, year: int) -> int:
    """The same rows by sqlite3 alone."""
    connection = sqlite3.connect(path)
    found = connection.execute(_SCAN, (year, "sample")).fetchall()
    connection.close()
    return sum(len(one[-1]) for one in found)


def across(runs: int) -> Iterator[Line]:
    """The row, measured in a process of its own."""
    runs = min(runs, 3)
    found = told("tests.bench.across", str(runs))
    yield Row(
        f"見渡す: {OFFICES:,} offices × {YEARS} years read and counted", "a bare SQL scan of the same rows",
        found["ours"] / found["bare"], f"{CPU}, quickest of {runs} taken in turn", ms(found["ours"], found["bare"]),
    )  # fmt: skip
    yield Fact("memory of that process, at the most", f"RSS {found['most']} MB")


if __name__ == "__main__":
    main()
