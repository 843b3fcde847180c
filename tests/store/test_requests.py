"""依頼 and 対象団体 survive the book, and nobody writes over what somebody else wrote meanwhile."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from jukiself.answers.model import Contact, Nature, Office
from jukiself.answers.text import text_problem
from jukiself.checklist.local import LocalKind, LocalQuestion
from jukiself.store.book import Book
from jukiself.store.opening import BookChanged
from jukiself.store.requests import load_request, load_roll, put_request, requests
from jukiself.survey.request import Listed, OfficeKind, Request

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 21, 12, 5)  # noqa: DTZ001 - the office's wall clock
NAGANO = Office("200000", "長野県")
ASKED = Request(
    year=2026,
    nature=Nature.REAL,
    form="juki",
    edition="2026",
    prefecture=NAGANO,
    deadline="2026-12-18",
    contact=Contact("市町村課", "髙橋", "026-000-0000", "a@example.jp"),
    full=False,
    extras=("today",),
    questions=(LocalQuestion("local-1", "窓口は何か所ですか", LocalKind.NUMBER, (), "数を知るため"),),
    letter="一行目\n二行目",
)
ROLL = (
    Listed(
        Office("204021", "松川町"), OfficeKind.TOWN, Contact("住民課"), "", 12_000, MappingProxyType({"地域": "南信"})
    ),
    Listed(Office("204820", "松川村"), OfficeKind.VILLAGE, served_by="209999"),
    Listed(Office("209999", "𠮷の広域連合"), OfficeKind.UNION),
)


def clock() -> datetime:
    return NOON


def test_a_request_and_its_roll_come_back_as_they_were(place: Path | str) -> None:
    with Book.open(place, clock) as book:
        written = put_request(book, ASKED, "髙橋", NOON, ROLL)
        assert written == replace(ASKED, version=1)
    with Book.open(place, clock) as book:
        assert load_request(book, 2026) == written
        assert load_roll(book, 2026) == ROLL
        assert load_request(book, 2025) is None
        assert load_request(book, 2026, Nature.SAMPLE) is None
        assert load_roll(book, 2026, Nature.SAMPLE) == ()


def test_changing_the_words_keeps_the_roll(place: Path | str) -> None:
    with Book.open(place, clock) as book:
        first = put_request(book, ASKED, "髙橋", NOON, ROLL)
        second = put_request(book, replace(first, deadline="2027-01-15"), "山田", NOON)
        assert second.version == 2
        assert load_roll(book, 2026) == ROLL
        third = put_request(book, second, "山田", NOON, ROLL[:1])
        assert load_roll(book, 2026) == ROLL[:1]
        put_request(book, replace(ASKED, year=2025), "山田", NOON)
        assert requests(book) == [third, replace(ASKED, year=2025, version=1)]


def test_who_writes_over_an_older_version_is_told_and_nothing_changes(place: Path | str) -> None:
    with Book.open(place, clock) as book:
        seen = put_request(book, ASKED, "髙橋", NOON, ROLL)
        now = put_request(book, replace(seen, deadline="2027-01-15"), "山田", NOON)
        with pytest.raises(BookChanged, match="山田 さんが11月21日12時05分に"):
            put_request(book, replace(seen, deadline="2027-02-01"), "髙橋", NOON, ())
        assert load_request(book, 2026) == now
        assert load_roll(book, 2026) == ROLL


def test_two_who_begin_the_same_request_do_not_overwrite_each_other(place: Path | str) -> None:
    with Book.open(place, clock) as book:
        put_request(book, ASKED, "山田", NOON, ROLL)
        with pytest.raises(BookChanged, match="山田"):
            put_request(book, replace(ASKED, deadline="2027-02-01"), "髙橋", NOON, ())
        assert load_roll(book, 2026) == ROLL


def test_a_list_with_a_code_twice_leaves_no_half_of_a_request(tmp_path: Path) -> None:
    path = tmp_path / "県.jukiself"
    with Book.open(path, clock) as book, pytest.raises(IntegrityError):
        put_request(book, ASKED, "山田", NOON, (ROLL[0], ROLL[0]))
    other = sqlite3.connect(path)
    counts = [other.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("request", "roll")]  # noqa: S608
    other.close()
    assert counts == [0, 0]


lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).filter(lambda text: not text_problem(text))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(Contact, lines, lines, lines, lines),
    st.dictionaries(lines, lines, max_size=3),
    st.none() | st.integers(0, 10**9),
    lines,
)
def test_any_words_survive(
    tmp_path_factory: pytest.TempPathFactory,
    contact: Contact,
    traits: dict[str, str],
    population: int | None,
    letter: str,
) -> None:
    listed = replace(ROLL[0], contact=contact, population=population, traits=MappingProxyType(traits))
    with Book.open(tmp_path_factory.mktemp("book") / "b.jukiself", clock) as book:
        written = put_request(book, replace(ASKED, letter=letter, contact=contact), "私", NOON, (listed,))
        assert load_request(book, 2026) == written
        assert load_roll(book, 2026) == (listed,)
