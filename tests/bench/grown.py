"""A book of as many offices as wanted: some replies are collected for real, the others are their rows again.

Every office has a code of its own with its check digit (47 prefectures × 700 numbers); what the rows say, and so their
size and all that is counted from them, is what collecting left.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.model import Nature, Office
from jukiself.checklist.read import read_checklist
from jukiself.store.book import Book
from jukiself.store.requests import put_request
from jukiself.survey.request import Request
from jukiself.work.collect import collect, files_in
from jukiself.work.exchange import Editions
from tests.japan.country import YEAR, offices
from tests.japan.returns import Template

if TYPE_CHECKING:
    from jukiself.survey.request import Listed

#: Replies collected for real, of which the others are made.
REAL, TEMPLATES = 48, 6


def written(folder: Path, listed: list[Listed]) -> None:
    """A return workbook of each of these offices."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(1)
    checklist = read_checklist(places.default_form())
    made = [Template.made(checklist, chance, year=YEAR, nature=Nature.SAMPLE) for _ in range(TEMPLATES)]
    for number, one in enumerate(listed):
        template = made[number % TEMPLATES]
        (folder / f"{one.office.code}.xlsx").write_bytes(template.written(template.reply(one.office, chance)))


def grown(folder: Path, count: int, fresh: int, editions: Editions) -> Path:
    """The book of ``count`` replies; in ``folder/fresh`` lie files of ``fresh`` further offices, not yet collected."""
    roll = offices(count + fresh, random.Random(count))
    real = min(count, REAL)
    written(folder / "real", roll[:real])
    written(folder / "fresh", roll[count:])
    newest = editions.newest()
    request = Request(YEAR, Nature.SAMPLE, newest.id, newest.edition, Office("990000", "見本県"), deadline="2026-12-18")
    path = folder / "全国.jukiself"
    with Book.open(path, datetime.now, "bench") as book:
        put_request(book, request, "係", datetime.now(), roll)  # noqa: DTZ005 - the desk's wall clock
        for _ in collect(book, files_in([folder / "real"]), editions, datetime.now):
            pass
    connection = sqlite3.connect(path)
    with connection:
        _again(connection, roll[real:count])
    connection.close()
    return path


def _again(connection: sqlite3.Connection, listed: list[Listed]) -> None:
    """The rows of the replies there are, again for each of these offices."""
    kept = [one for (one,) in connection.execute("select id from inspection order by id")]
    connection.execute("create temp table again (old integer, new integer primary key, code text, name text)")
    connection.executemany(
        "insert into again values (?, ?, ?, ?)",
        [
            (kept[number % len(kept)], kept[-1] + 1 + number, one.office.code, one.office.name)
            for number, one in enumerate(listed)
        ],
    )
    connection.execute("insert into office select code, name from again")
    inside = ("inspection", "contract", "answer", "history", "last_year", "comment", "verdict", "arrival")
    for table in inside:
        names = [row[1] for row in connection.execute(f"pragma table_info({table})")]
        other = {"office": "again.code", "office_name": "again.name", "digest": "t.digest || again.code", "seq": "null"}
        link = "id" if table == "inspection" else "inspection"
        other |= {link: "again.new", "file_name": "again.code || '.xlsx'"}
        said = ", ".join(other.get(one, f't."{one}"') for one in names)
        connection.execute(
            f"insert into {table} select {said} from again join {table} t on t.{link} = again.old order by again.new"  # noqa: S608 - our own names
        )


def main() -> None:
    """``FOLDER OFFICES FRESH``: make one, print where it is."""
    made = grown(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Editions())
    sys.stdout.write(json.dumps(str(made)) + "\n")


if __name__ == "__main__":
    main()
