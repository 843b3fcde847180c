"""A book on a real PostgreSQL: several at once, nothing overwritten unseen, nothing secret said."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url

from jukiself.answers.model import Answer, Contact, Inspection, Key, Nature, Office
from jukiself.store import remarks
from jukiself.store.book import Book, BookError
from jukiself.store.moving import move
from jukiself.store.opening import BookChanged
from jukiself.store.server import without_password
from jukiself.survey.remarks import On, Remark
from tests.postgres import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgres import Server

pytestmark = pytest.mark.real
NOON = datetime(2027, 1, 20, 12, 0)  # noqa: DTZ001 - the office's wall clock
HARA = On("203637", "audit-none", "")
READ = Key("policy-read")


def clock() -> datetime:
    return NOON


def inspection() -> Inspection:
    return Inspection(Office("203637", "原村"), 2026, "juki", "2026", network_set="today")


@pytest.fixture
def address(server: Server) -> str:
    return server.database()


@pytest.fixture
def two(address: str) -> Iterator[tuple[Book, Book]]:
    with Book.open(address, clock, "山田") as one, Book.open(address, clock, "鈴木") as other:
        yield one, other


WRITE = """
import sys
from datetime import datetime
from jukiself.answers.model import Nature
from jukiself.store import remarks
from jukiself.store.book import Book
from jukiself.store.opening import BookChanged
from jukiself.survey.remarks import Remark
book = Book.open(sys.argv[1], datetime.now, sys.argv[2])
(seen,) = remarks.load(book, 2026, Nature.REAL).values()
print("seen", flush=True)
sys.stdin.readline()
from dataclasses import replace
try:
    remarks.put(book, 2026, Nature.REAL, [replace(seen, comment=sys.argv[3])], sys.argv[2], datetime.now())
    print("written")
except BookChanged as error:
    print("told", error.theirs.comment, error.ours.comment)
book.close()
"""


def test_two_programs_edit_the_same_comment_and_one_is_told(address: str, checkout: Path) -> None:
    with Book.open(address, clock, "係長") as book:
        remarks.put(book, 2026, Nature.REAL, [Remark(*HARA, comment="はじめ")], "係長", NOON)
        names = ("山田", "鈴木")
        both = [
            subprocess.Popen(
                [sys.executable, "-c", WRITE, address, name, f"{name}の文"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=checkout,
            )
            for name in names
        ]
        for one in both:
            assert one.stdout
            assert one.stdout.readline() == "seen\n"
        for one in both:
            assert one.stdin
            one.stdin.write("go\n")
            one.stdin.flush()
        said = sorted(one.communicate(timeout=60)[0].strip() for one in both)
        (kept,) = remarks.load(book, 2026, Nature.REAL).values()
        other = next(name for name in names if f"{name}の文" != kept.comment)
        assert said == [f"told {kept.comment} {other}の文", "written"]
        assert [one.comment for one in remarks.past(book, 2026, Nature.REAL, HARA)] == ["はじめ"]


def test_an_answer_somebody_else_gave_meanwhile_is_not_overwritten(two: tuple[Book, Book]) -> None:
    ours, theirs = two
    found = ours.create(inspection())
    seen = ours.load(found)
    theirs.put_answers(found, {READ: Answer("all")}, seen=seen)
    with pytest.raises(BookChanged, match="鈴木 さんが1月20日12時00分に変えています") as told:
        ours.put_answers(found, {READ: Answer("none")}, seen=seen)
    assert told.value.theirs.value == "all"  # type: ignore[attr-defined]
    assert ours.load(found).answer(READ).value == "all"
    ours.put_answers(found, {Key("audit-own"): Answer("never")}, seen=seen)
    assert len(ours.load(found).answers) == 2


def test_a_head_somebody_else_wrote_meanwhile_is_not_overwritten(two: tuple[Book, Book]) -> None:
    ours, theirs = two
    found = ours.create(inspection())
    seen = ours.load(found)
    theirs.put_head(found, replace(seen, contact=Contact("住民課", "鈴木")), seen)
    with pytest.raises(BookChanged, match="鈴木"):
        ours.put_head(found, replace(seen, free_text="山田の文"), seen)
    assert ours.load(found) == replace(seen, contact=Contact("住民課", "鈴木"))


OPEN = """
import sys
from datetime import datetime
from jukiself.store.book import Book
Book.open(sys.argv[1], datetime.now).close()
"""


def test_several_programs_that_begin_a_book_at_once_make_one(address: str, checkout: Path) -> None:
    several = [subprocess.Popen([sys.executable, "-c", OPEN, address], cwd=checkout) for _ in range(4)]
    assert [one.wait(60) for one in several] == [0, 0, 0, 0]


def test_a_newer_book_is_refused(address: str, server: Server) -> None:
    Book.open(address, clock).close()
    server.sql("UPDATE alembic_version SET version_num = '9999'", str(make_url(address).database))
    with pytest.raises(BookError, match="もっと新しい版のプログラム"):
        Book.open(address, clock)


def test_a_server_that_was_restarted_is_found_again(server: Server, two: tuple[Book, Book]) -> None:
    ours, _ = two
    found = ours.create(inspection())
    server.restart()
    ours.put_answers(found, {READ: Answer("all")})
    assert ours.load(found).answer(READ).value == "all"


def test_a_server_that_stops_is_told_and_the_answer_can_be_given_again(server: Server, two: tuple[Book, Book]) -> None:
    ours, _ = two
    found = ours.create(inspection())
    server.stop()
    try:
        with pytest.raises(BookError, match="保存していません"):
            ours.put_answers(found, {READ: Answer("all")})
    finally:
        server.start()
    ours.put_answers(found, {READ: Answer("all")})
    assert ours.load(found).answer(READ).value == "all"


def test_whatever_is_wrong_with_an_address_no_password_is_said(server: Server, address: str) -> None:
    wrong = {
        server.address("gibtsnicht"): "データベースがありません",
        server.address("postgres", PASSWORD + "x"): "受け付けません",
        server.address("postgres", None): "受け付けません",
        server.address("postgres", user="niemand"): "受け付けません|データベースがありません|つながりません",
        address.replace(str(server.folder), "/nirgends"): "つながりません",
        f"postgresql+psycopg://u:{PASSWORD}@nirgends.invalid/x": "見つかりません|つながりません",
        f"postgresql://u:{PASSWORD}@localhost/x": "の形で書いてください",
        f"mysql+x://u:{PASSWORD}@localhost/x": "の形で書いてください",
        f"postgresql+psycopg://u:{PASSWORD}@localhost:port/x": "の形で書いてください",
        f"postgresql+psycopg://u:{PASSWORD}@localhost": "の形で書いてください",
    }
    for place, words in wrong.items():
        with pytest.raises(BookError, match=words) as told:
            Book.open(place, clock)
        chain: BaseException | None = told.value
        while chain:
            assert PASSWORD not in repr(chain), place
            chain = chain.__cause__
    assert PASSWORD not in without_password(address)


def test_the_command_line_and_the_journal_keep_the_password_to_themselves(
    server: Server, address: str, checkout: Path, home: Path
) -> None:
    for place in (address, server.address("gibtsnicht")):
        done = subprocess.run(
            [sys.executable, "-m", "jukiself", "board", "--book", place],
            check=False,
            capture_output=True,
            text=True,
            cwd=checkout,
        )
        assert done.returncode in {0, 1, 2}, done.stderr
        assert PASSWORD not in done.stdout + done.stderr
    kept = [one for one in home.rglob("*") if one.is_file()]
    assert not [one for one in kept if PASSWORD.encode() in one.read_bytes()]


def test_a_book_that_may_only_be_read_says_so(server: Server, address: str) -> None:
    with Book.open(address, clock) as book:
        found = book.create(inspection())
        name = make_url(address).database
        server.sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        book._engine.dispose()
        with pytest.raises(BookError, match="読むことしかできません"):
            book.put_answers(found, {READ: Answer("all")})


def test_a_book_goes_to_the_server_and_back_and_says_the_same(address: str, tmp_path: Path) -> None:
    with Book.open(tmp_path / "a.jukiself", clock) as here, Book.open(address, clock) as there:
        for code, name in (("203637", "原村𠮷"), ("204820", "松川村")):
            found = here.create(replace(inspection(), office=Office(code, name)))
            here.put_answers(found, {READ: Answer("all", note="一行目\n二行目"), Key("audit-own"): Answer("never")})
        remarks.put(here, 2026, Nature.REAL, [Remark(*HARA, comment="はじめ")], "係長", NOON)
        assert move(here, there).inspections == 2
        # New rows do not meet the numbers of those that came.
        new = there.create(replace(inspection(), year=2027))
        there.put_answers(new, {READ: Answer("none")})
        with Book.open(tmp_path / "b.jukiself", clock) as back:
            move(there, back)
            assert [back.load(one.id) for one in back.summaries()] == [there.load(one.id) for one in there.summaries()]
            assert remarks.load(back, 2026, Nature.REAL) == remarks.load(here, 2026, Nature.REAL)
        with pytest.raises(BookError, match="もう中身があります"):
            move(here, there)
