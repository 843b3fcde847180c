"""A village's book over twenty years: every question answered, each answer touched three times, an import and 講評.

python -m tests.bench.years [YEARS]
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.comment import Comment, Opinion
from jukiself.answers.model import Basis, Contact, Contract, Inspection, Nature, Office, Step
from jukiself.answers.situation import Situation
from jukiself.checklist.model import UNKNOWN, Kind
from jukiself.checklist.read import read_checklist
from jukiself.store.book import Book
from jukiself.work import exchange, publish
from jukiself.work.copies import keep_copy
from jukiself.work.exchange import Editions
from jukiself.work.inspect import Sitting
from jukiself.work.years import next_inspection

if TYPE_CHECKING:
    from jukiself.answers.model import Answer, Key
    from jukiself.checklist.model import Checklist

YEARS, FIRST = 20, 2026
#: Answers changed in Excel and taken in again, remarks of the prefecture, steps planned, a year.
_BACK, _REMARKS, _STEPS = 15, 12, 8
_OPENINGS = 9
_NOTES = ("", "令和4年の規程の第3条による。", "係長に確かめた。契約書の写しは総務課の棚にある。", "")


class Village:
    """One office, at it every year; its clock goes on by a minute with each thing done."""

    def __init__(self, folder: Path) -> None:
        self.chance, self.editions = random.Random(20), Editions()
        self.checklist: Checklist = read_checklist(places.default_form())
        self.now = datetime(FIRST, 6, 1, 9)  # noqa: DTZ001 - the desk's wall clock
        self.folder, self.path = folder, folder / "原村.jukiself"
        self.said = 0

    def clock(self) -> datetime:
        """The desk's."""
        self.now += timedelta(minutes=1)
        return self.now

    def year(self, year: int, before: Inspection | None) -> Inspection:
        """Everything of one 年度, in one opening of the book."""
        self.now = datetime(year, 6, 1, 9)  # noqa: DTZ001 - as above
        with Book.open(self.path, self.clock, "係") as book:
            sitting = Sitting(self.checklist, book, book.create(self._begun(year, before)), self.clock)
            for _ in range(2):  # answers open further questions
                for key in [one for one in sitting.situation.keys if not sitting.inspection.answer(one).value]:
                    self._answer(sitting, key)
            self._plan(sitting)
            self._back_from_excel(sitting)
            self.said += sum(map(said, sitting.inspection.answers.items()))
            return sitting.inspection

    def _begun(self, year: int, before: Inspection | None) -> Inspection:
        if before is not None:
            return next_inspection(before, year, self.checklist)
        contracts = (Contract("c1", "住基システム保守", "見本電算"), Contract("c2", "端末の保守", "見本事務機"))
        return Inspection(
            Office("203637", "原村"), year, self.checklist.id, self.checklist.edition, Nature.REAL, contracts=contracts,
            contact=Contact("住民課", "係長", "0266-00-0000"),
        )  # fmt: skip

    def _answer(self, sitting: Sitting, key: Key) -> None:
        """Three touches: what is the case, how one knows, and a note or what it rests on."""
        question = self.checklist.question[key.question]
        values = [one.value for one in sitting.situation.choices(key)]
        written = {Kind.NUMBER: "3", Kind.DATE: f"{FIRST}-04-01"}.get(question.kind, "棚の綴りにあります。")
        value = self.chance.choice(values) if values else written
        sitting.answer(key, value)
        if value != UNKNOWN:
            sitting.set_basis(key, self.chance.choice([*Basis]))
        sitting.set_text(key, "note", self.chance.choice(_NOTES) or "確認済み")

    def _plan(self, sitting: Sitting) -> None:
        found = sitting.findings
        year = sitting.inspection.year
        steps = tuple(
            Step(
                one.id,
                one.member.id if one.member else None,
                "規程に書き加える",
                "係長",
                f"{year}-12-01",
                about=one.title,
            )
            for one in found[:_STEPS]
        )
        remarks = tuple(
            Comment(year, one.id, one.member.id if one.member else "", "具体的にはどの文書によりますか。", Opinion.DISCUSS, sender="県", day=f"{year}-11-20", reply="規程の第3条です。")
            for one in found[:_REMARKS]
        )  # fmt: skip
        kept = sitting.inspection
        steps = (*(one for one in kept.steps if one.since >= year - 1), *steps)
        sitting.put(replace(kept, steps=_once(steps), comments=(*kept.comments, *remarks)))

    def _back_from_excel(self, sitting: Sitting) -> None:
        """The workbook went to a colleague, who changed some answers."""
        kept = sitting.inspection
        keys = [key for key in kept.answers if self.checklist.question[key.question].kind is Kind.CHOICE]
        changed: dict[Key, Answer] = {}
        for key in self.chance.sample(keys, _BACK):
            values = [one.value for one in sitting.situation.choices(key)]
            changed[key] = replace(kept.answer(key), value=self.chance.choice(values))
        file = self.folder / "回答書.xlsx"
        file.write_bytes(publish.workbook(Situation(self.checklist, kept.with_answers(changed.items()))))
        exchange.take_in(sitting.book, exchange.preview(file, sitting.book, self.editions), self.clock)
        sitting.reload()


def _once(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple({(one.rule, one.member): one for one in steps}.values())


def said(pair: tuple[Key, Answer]) -> int:
    """Bytes of an answer itself: what was asked, and all that was said."""
    key, one = pair
    texts = (key.question, key.member or "", one.value, one.basis or "", one.note, one.memo, one.evidence)
    return sum(len(text.encode()) for text in (*texts, one.answered_by, one.confirmed_by))


def opening(path: Path) -> float:
    """Seconds of processor time until the newest inspection can be looked at; the quickest."""
    times = []
    checklist = read_checklist(places.default_form())
    for number in range(-1, _OPENINGS):
        begun = time.process_time()
        with Book.open(path, datetime.now, "係") as book:
            newest = max(book.summaries(), key=lambda one: one.year)
            _ = Sitting(checklist, book, newest.id, datetime.now).findings
        if number >= 0:
            times.append(time.process_time() - begun)
    return min(times)


def growing(path: Path) -> dict[str, int]:
    """Bytes by table, of what the rows say."""
    connection = sqlite3.connect(path)
    found = {}
    for (table,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
        names = [row[1] for row in connection.execute(f"pragma table_info({table})")]
        length = " + ".join(f'coalesce(length(cast("{one}" as blob)), 0)' for one in names)
        (size,) = connection.execute(f"select coalesce(sum({length}), 0) from {table}").fetchone()  # noqa: S608 - ours
        found[table] = size
    connection.close()
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def main() -> None:
    """Measure and print one line of JSON."""
    years = int(sys.argv[1]) if len(sys.argv) > 1 else YEARS
    # Sizes are what is wanted: in memory nobody waits for the disk, 27,000 times.
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    place = memory if memory.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="jukiself-bench-", dir=place) as name:
        folder = Path(name)
        village, before, sizes, openings = Village(folder), None, [], {}
        for year in range(FIRST, FIRST + years):
            before = village.year(year, before)
            sizes.append(village.path.stat().st_size)
            if year in {FIRST, FIRST + years - 1}:
                openings[year - FIRST + 1] = opening(village.path)
        copies = folder / "控え"
        copies.mkdir()
        with Book.open(village.path, datetime.now, "係") as book:
            made = keep_copy(book, village.path, copies, village.now, 1)
        found = {
            "sizes": sizes,
            "said": village.said,
            "openings": openings,
            "tables": growing(village.path),
            "copy": made.stat().st_size if made else 0,
        }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
