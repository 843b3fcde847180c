"""A desk to collect at: a clock, a book, and quickly made replies."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jukiself.answers.model import Inspection, Nature, Office
from jukiself.store import tables
from jukiself.store.book import Book
from jukiself.store.requests import put_request
from jukiself.survey.arrivals import Arrival, How
from jukiself.survey.request import Listed, OfficeKind, Request
from jukiself.work.collect import collect, files_in
from jukiself.work.exchange import Editions
from jukiself.work.offices import check_digit
from tests.japan.returns import Template

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


class Clock:
    """A minute passes with every look at it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 12, 1, 9, 0)  # noqa: DTZ001 - the desk's wall clock

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def office(number: int) -> Office:
    five = f"20{number:03d}"
    return Office(five + check_digit(five), f"見本{number}村")


def listed(number: int, served_by: str = "") -> Listed:
    return Listed(office(number), OfficeKind.VILLAGE, served_by=served_by)


def a_request(checklist: Checklist, year: int = 2026, nature: Nature = Nature.SAMPLE) -> Request:
    prefecture = Office("200000", "見本県")
    return Request(year, nature, checklist.id, checklist.edition, prefecture, deadline="2026-12-10")


@pytest.fixture(scope="session")
def template(checklist: Checklist) -> Template:
    return Template.made(checklist, random.Random(7), year=2026, nature=Nature.SAMPLE)


@pytest.fixture(scope="session")
def editions() -> Editions:
    return Editions()


@dataclass
class Desk:
    """A folder of returned files and a book."""

    folder: Path
    book: Book
    clock: Clock
    template: Template
    editions: Editions

    def reply(self, number: int, submission: int = 1, seed: int = 0) -> Inspection:
        said = self.template.reply(office(number), random.Random(f"{number} {seed}"))
        return replace(said, submission=submission)

    def put(self, said: Inspection, name: str = "", **more: str) -> Path:
        path = self.folder / (name or f"{said.office.code}_{said.office.name}_{said.submission}.xlsx")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.template.written(said, **more))
        return path

    def ask(self, checklist: Checklist, *numbers: int) -> None:
        put_request(self.book, a_request(checklist), "係", self.clock(), [listed(one) for one in numbers])

    def collect(self, *paths: Path, how: How = How.WORKBOOK) -> list[Arrival]:
        files = files_in(paths or (self.folder,))
        return [one.arrival for one in collect(self.book, files, self.editions, self.clock, how=how)]


@pytest.fixture
def desk(tmp_path: Path, clock: Clock, template: Template, editions: Editions) -> Iterator[Desk]:
    folder = tmp_path / "届いたもの"
    folder.mkdir()
    with Book.open(tmp_path / "県.jukiself", clock) as book:
        yield Desk(folder, book, clock, template, editions)


@pytest.fixture
def rows_in(desk: Desk) -> Callable[[], dict[str, int]]:
    """How many rows every table of the book holds."""

    def count() -> dict[str, int]:
        with desk.book.reading() as connection:
            return {
                name: connection.scalar(select(func.count()).select_from(table)) or 0
                for name, table in tables.metadata.tables.items()
            }

    return count
