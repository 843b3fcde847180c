"""Looking across 1,741 offices × 5 years: as a ratio to a bare SQL scan of the same rows, with the memory it takes.

    python -m tests.bench.across [OFFICES] [YEARS]

The book is made with rows of verdicts only: the replies themselves play no part once they are weighed.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import sys
import tempfile
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import insert

from jukiself import __version__
from jukiself.answers.model import Nature
from jukiself.answers.situation import Situation
from jukiself.store import tables
from jukiself.store.book import Book
from jukiself.survey.record import Record, packed, record
from jukiself.survey.then import then_now
from jukiself.work import across as work
from jukiself.work.exchange import Editions
from jukiself.work.survey import as_file, survey_of
from tests.survey.test_record import some_inspection

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.checklist.model import Checklist
    from jukiself.survey.across import Across

T = TypeVar("T")
SEEDS = 40
_USUAL = ("1741", "5")
_SCAN = (
    "select i.id, i.office, o.name, i.submission, i.form, i.edition, i.locals, v.key, v.body from inspection i"
    " join office o on o.code = i.office left join verdict v on v.inspection = i.id where i.year = ? and i.nature = ?"
)


def main() -> None:
    offices, years = (int(one) for one in (*sys.argv[1:3], *_USUAL[len(sys.argv) - 1 :]))
    editions = Editions()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "全国.jukiself"
        with Book.open(path, datetime.now, "bench") as book:
            fill(book, editions.newest(), offices, years)
            measure(book, path, editions, years)


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


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def look(across: Across) -> int:
    """Everything a window or a report asks."""
    told = (across.picture, across.areas, across.stages, across.spreads, across.crossings, across.distributions)
    return sum(len(one) for one in told)


def measure(book: Book, path: Path, editions: Editions, years: int) -> None:
    span = range(2026 - years + 1, 2027)
    bare, size = timed(lambda: sum(scan(path, year) for year in span))
    read, rounds = timed(lambda: [work.look_across(book, year, Nature.SAMPLE, editions) for year in span])
    counted, _ = timed(lambda: [look(one) for one in rounds])
    say(f"行 {sum(len(one.replies) for one in rounds)}、{size / 1e6:.1f} MB")
    say(
        f"SQL だけ {bare:.2f} 秒、読む {read:.2f} 秒（{read / bare:.1f} 倍）、数える {counted:.2f} 秒（合わせて {(read + counted) / bare:.1f} 倍）"
    )
    one, _ = timed(lambda: look(work.look_across(book, 2026, Nature.SAMPLE, editions)))
    say(f"1年度だけ {one:.2f} 秒")
    if years > 1:
        say(f"前の年度との比較 {timed(lambda: then_now(rounds[-2], rounds[-1]))[0]:.2f} 秒")
    say(f"メモリーの最大 {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    survey = survey_of(book, 2026, Nature.SAMPLE, editions)
    for suffix in (".pdf", ".docx", ".xlsx", ".csv"):
        seconds, data = timed(lambda suffix=suffix: as_file(survey, suffix))  # type: ignore[misc]
        say(
            f"{suffix} {seconds:.1f} 秒 {len(data) / 1e6:.1f} MB、メモリー {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
        )
        if len(sys.argv) > 3:
            Path(sys.argv[3], f"survey{suffix}").write_bytes(data)


def scan(path: Path, year: int) -> int:
    connection = sqlite3.connect(path)
    found = connection.execute(_SCAN, (year, "sample")).fetchall()
    connection.close()
    return sum(len(one[-1]) for one in found)


def timed(what: Callable[[], T]) -> tuple[float, T]:
    # Of this process only, whoever else is at work on the machine; what is read lies in memory.
    start = time.process_time()
    found = what()
    return time.process_time() - start, found


if __name__ == "__main__":
    main()
