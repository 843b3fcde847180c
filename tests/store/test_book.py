"""The book keeps every answer, reopens where one stopped, and says plainly why it cannot be used."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, inspect

from jukiself.answers.model import Answer, Basis, Contact, Contract, Inspection, Key, Nature, Office, Step, StepState
from jukiself.answers.text import text_problem
from jukiself.store import tables
from jukiself.store.book import Book, BookError, BookHeld, Taken

HARA = Office("203637", "原村")
NOON = datetime(2026, 11, 21, 12, 0, 0)  # noqa: DTZ001 - the office's wall clock


class Clock:
    """A wall clock a test can turn."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def inspection(office: Office = HARA, year: int = 2026) -> Inspection:
    return Inspection(office, year, "juki", "2026", network_set="today")


def whole() -> Inspection:
    return replace(
        inspection(Office("203637", "原村𠮷﨑神")),
        contracts=(Contract("c2", "保守", "業者", "全部", "令和8年度"), Contract("c1", "発行")),
        contact=Contact("住民課", "髙橋", "0266-00-0000", "a@example.jp"),
        steps=(Step("audit-none", None, "人を決める", "係長", "2027-03-31", StepState.DOING),),
        free_text="一行目\n二行目",
        deadline="2026-12-25",
        submission=2,
    ).with_answers(
        [
            (Key("policy-read"), Answer("none", Basis.SEEN, "備考", "庁内", "規程 2020-04-01", "山田", "鈴木", NOON)),
            (Key("backup-place", "juki"), Answer("unknown", at=NOON)),
        ]
    )


def test_an_answer_is_in_the_file_when_the_call_returns(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "村の点検 2026.jukiself"
    with Book.open(path, clock) as book:
        found = book.create(inspection())
        book.put_answers(found, {Key("policy-read"): Answer("all", Basis.HEARD, "読んだ")})
        other = sqlite3.connect(path)
        rows = other.execute("SELECT value, basis, note FROM answer").fetchall()
        other.close()
    assert rows == [("all", "heard", "読んだ")]


def test_what_goes_in_comes_out(place: Path | str, clock: Clock) -> None:
    with Book.open(place, clock) as book:
        found = book.create(whole())
        assert book.load(found) == whole()
        changed = replace(whole(), contact=Contact("総務課"), contracts=(), steps=())
        book.put_head(found, changed)
        assert book.load(found) == changed


def test_a_whole_inspection_goes_in_with_few_statements_and_history_tells_of_each_answer(
    place: Path | str, clock: Clock
) -> None:
    said: list[str] = []
    answers = {Key(f"question-{number}"): Answer(str(number)) for number in range(300)}
    with Book.open(place, clock) as book:
        with book.reading() as connection:
            event.listen(connection.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
        found = book.create(replace(inspection(), answers=answers))
        assert len([one for one in said if one.startswith(("INSERT", "DELETE"))]) < 20
        assert {entry.answer.value for entry in book.history(found)} == {one.value for one in answers.values()}


def test_a_book_holds_several_offices_and_years(place: Path | str, clock: Clock) -> None:
    with Book.open(place, clock) as book:
        for office, year in (
            (HARA, 2025),
            (HARA, 2026),
            (Office("204021", "松川町"), 2026),
            (Office("204820", "松川村"), 2026),
        ):
            clock.now += timedelta(minutes=1)
            book.create(inspection(office, year))
    with Book.open(place, clock) as book:
        assert [(one.office.name, one.year) for one in book.summaries()] == [
            ("松川村", 2026),
            ("松川町", 2026),
            ("原村", 2026),
            ("原村", 2025),
        ]
        assert book.find("203637", 2025) == 1
        assert book.find("203637", 2024) is None
        assert book.find("203637", 2026, Nature.SAMPLE) is None


def test_the_same_inspection_twice_is_refused_with_a_sentence(place: Path | str, clock: Clock) -> None:
    with Book.open(place, clock) as book:
        book.create(inspection())
        with pytest.raises(BookError, match="もうこの保存ファイルにあります"):
            book.create(inspection())


def test_it_reopens_where_one_stopped(place: Path | str, clock: Clock) -> None:
    with Book.open(place, clock) as book:
        found = book.create(inspection())
        book.put_place(found, "backup-place@juki")
    with Book.open(place, clock) as book:
        assert book.place(found) == "backup-place@juki"


def test_history_keeps_what_an_answer_was_before(place: Path | str, clock: Clock) -> None:
    key = Key("policy-read")
    with Book.open(place, clock) as book:
        found = book.create(inspection())
        for value in ("none", "some", ""):
            book.put_answers(found, {key: Answer(value)})
        assert [entry.answer.value for entry in book.history(found, key)] == ["none", "some", ""]
        assert book.load(found).answers == {}


def test_an_import_is_one_transaction_with_its_log(place: Path | str, clock: Clock) -> None:
    log = Taken(NOON, "20_原村.xlsx", "HAAA-AAAA-AAAA", 1, 0, 0)
    with Book.open(place, clock) as book:
        found = book.create(inspection())
        book.take_in(found, whole(), {Key("policy-read"): Answer("all")}, log)
        assert book.imports(found) == [log]
        assert book.history(found)[-1].origin == "import 20_原村.xlsx"


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).filter(lambda text: not text_problem(text))
answers = st.builds(
    Answer,
    st.sampled_from(["all", "unknown", "na", "", "2026-04-01"]),
    st.sampled_from([None, *Basis]),
    texts,
    texts,
    texts,
    texts,
    texts,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.builds(Key, st.sampled_from(["a", "b-c"]), st.sampled_from([None, "juki", "c1"])), answers))
def test_any_answers_survive_the_book(
    tmp_path_factory: pytest.TempPathFactory, given_answers: dict[Key, Answer]
) -> None:
    path = tmp_path_factory.mktemp("book") / "b.jukiself"
    said = inspection().with_answers(given_answers.items())
    with Book.open(path, Clock()) as book:
        found = book.create(said)
    with Book.open(path, Clock()) as book:
        kept = {key: replace(answer, at=None) for key, answer in book.load(found).answers.items()}
    assert kept == dict(said.answers)


# -- upgrades ---------------------------------------------------------------------------------------------------


def test_the_steps_lead_to_todays_tables(place: Path | str, clock: Clock) -> None:
    with Book.open(place, clock) as book:
        found = inspect(book._engine)
        for table in tables.metadata.sorted_tables:
            assert {one["name"] for one in found.get_columns(table.name)} == set(table.columns.keys()), table.name


def test_a_newer_book_is_refused_untouched(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "b.jukiself"
    Book.open(path, clock).close()
    other = sqlite3.connect(path)
    other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(BookError, match="もっと新しい版のプログラム"):
        Book.open(path, clock)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def _do(path: Path, words: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute(words)
        other.commit()


def _read_all(path: Path, clock: Clock, inspection_id: int) -> None:
    with Book.open(path, clock) as book:
        book.summaries()
        book.load(inspection_id)


# -- bad places and bad files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 a workbook", "保存ファイルではありません"),
        ("ただの文".encode(), "保存ファイルではありません"),
        (b"SQLite format 3\0" + b"\xff" * 4096, "壊れているため読めません|読み書きできません"),
    ],
)
def test_a_foreign_or_damaged_file_is_refused_untouched(
    tmp_path: Path, clock: Clock, content: bytes, said: str
) -> None:
    path = tmp_path / "b.jukiself"
    path.write_bytes(content)
    with pytest.raises(BookError, match=said):
        Book.open(path, clock)
    assert path.read_bytes() == content


def test_an_empty_file_of_another_kind_stays_empty(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "届いた回答書.xlsx"
    path.touch()
    with pytest.raises(BookError, match="保存ファイルではありません"):
        Book.open(path, clock)
    assert path.read_bytes() == b""


@pytest.mark.parametrize(
    "harm",
    [
        "DROP TABLE answer",
        "DROP TABLE inspection",
        "UPDATE inspection SET nature = 'strange'",
        "UPDATE inspection SET life = 'strange'",
        "UPDATE inspection SET changed_at = 'gestern'",
        "UPDATE answer SET basis = 'strange'",
        "INSERT INTO alembic_version VALUES ('0002')",
    ],
)
def test_a_book_no_program_of_ours_wrote_is_refused_untouched(tmp_path: Path, clock: Clock, harm: str) -> None:
    path = tmp_path / "b.jukiself"
    with Book.open(path, clock) as book:
        found = book.create(inspection())
        book.put_answers(found, {Key("policy-read"): Answer("all", Basis.SEEN)})
    _do(path, harm)
    before = path.read_bytes()
    with pytest.raises(BookError, match=r"「b\.jukiself」は壊れているため読めません"):
        _read_all(path, clock, found)
    assert path.read_bytes() == before


def test_any_broken_bytes_are_a_sentence(tmp_path: Path, clock: Clock) -> None:
    path, chance = tmp_path / "b.jukiself", random.Random(20261121)
    with Book.open(path, clock) as book:
        found = book.create(whole())
    sane = path.read_bytes()
    for _ in range(40):
        broken = bytearray(sane)
        for _ in range(chance.randrange(1, 400)):
            broken[chance.randrange(16, len(broken))] = chance.randrange(256)
        path.write_bytes(broken)
        with contextlib.suppress(BookError, KeyError):
            _read_all(path, clock, found)


@pytest.mark.parametrize("made", ["CREATE TABLE bookmarks (url)", "CREATE TABLE office (code)"])
def test_the_database_of_another_program_is_refused_untouched(tmp_path: Path, clock: Clock, made: str) -> None:
    path = tmp_path / "places.sqlite"
    _do(path, made)
    before = path.read_bytes()
    with pytest.raises(BookError, match="保存ファイルではありません"):
        Book.open(path, clock)
    assert path.read_bytes() == before


def test_a_path_nobody_can_ask_about_is_a_sentence(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(BookError, match="開けません"):
        Book.open(tmp_path / ("x" * 300) / "b.jukiself", clock)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not move or delete an open book")
def test_a_book_moved_while_open_says_so_and_goes_on_once_it_is_back(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "b.jukiself"
    with Book.open(path, clock) as book:
        found = book.create(inspection())
        path.rename(tmp_path / "c.jukiself")
        with pytest.raises(BookError, match="元の場所にありません"):
            book.put_answers(found, {Key("policy-read"): Answer("all")})
        with pytest.raises(BookError, match="元の場所にありません"):
            book.copy_to(tmp_path / "控え.jukiself")
        assert {one.name for one in tmp_path.iterdir()} == {"c.jukiself", ".b.jukiself.lock"}
        (tmp_path / "c.jukiself").rename(path)
        book.put_answers(found, {Key("policy-read"): Answer("all")})
    with Book.open(path, clock) as book:
        assert book.load(found).answer(Key("policy-read")).value == "all"


def test_an_older_book_that_cannot_be_copied_is_not_upgraded(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "b.jukiself"
    Book.open(path, clock).close()
    _do(path, "UPDATE alembic_version SET version_num = '0002'")
    before = path.read_bytes()
    (tmp_path / "b-版0002の控え.jukiself").mkdir()
    with pytest.raises(BookError, match=r"控え「.*」を書けません"):
        Book.open(path, clock)
    assert path.read_bytes() == before


def test_a_missing_folder_is_named(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(BookError, match=r"フォルダー「.*ない所」がありません"):
        Book.open(tmp_path / "ない所" / "b.jukiself", clock)


def test_a_folder_is_not_a_book(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(BookError, match="はフォルダーです"):
        Book.open(tmp_path, clock)


def test_a_full_disk_says_so_and_keeps_the_old_answer(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "b.jukiself"
    with Book.open(path, clock) as book:
        found = book.create(inspection())
        book.put_answers(found, {Key("policy-read"): Answer("all")})
        # SQLite's own limit on the file's pages behaves as a disk with no room left.
        with book._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
            with pytest.raises(Exception, match="full"):
                connection.exec_driver_sql("INSERT INTO office VALUES ('999999', ?)", ("x" * 100000,))
        assert book.load(found).answer(Key("policy-read")).value == "all"


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere, so permissions cannot be shown"
)
def test_a_read_only_book_says_so(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "b.jukiself"
    with Book.open(path, clock) as book:
        found = book.create(inspection())
        path.chmod(0o400)
        tmp_path.chmod(0o500)
        try:
            with pytest.raises(BookError, match=r"書き込めません|開けません"):
                book.put_answers(found, {Key("policy-read"): Answer("all")})
        finally:
            tmp_path.chmod(0o700)


# -- two programs -----------------------------------------------------------------------------------------------

HOLD = """
import sys, time
from datetime import datetime
from jukiself.store.book import Book
book = Book.open(sys.argv[1], datetime.now, "山田")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other_program(tmp_path: Path, checkout: Path) -> subprocess.Popen[str]:
    path = tmp_path / "b.jukiself"
    Book.open(path, datetime.now).close()
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True, cwd=checkout)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_program_reads_only_and_says_who_writes(tmp_path: Path, other_program: subprocess.Popen[str]) -> None:
    try:
        with Book.open(tmp_path / "b.jukiself", datetime.now) as book:
            assert book.read_only
            assert book.holder
            assert book.holder.name == "山田"
            with pytest.raises(BookHeld, match="山田 さん"):
                book.create(inspection())
            assert book.summaries() == []
    finally:
        other_program.kill()
        other_program.wait()
        assert other_program.stdout
        other_program.stdout.close()


def test_the_lock_of_a_killed_program_holds_nobody_up(tmp_path: Path, other_program: subprocess.Popen[str]) -> None:
    other_program.kill()
    other_program.wait()
    assert other_program.stdout
    other_program.stdout.close()
    with Book.open(tmp_path / "b.jukiself", datetime.now) as book:
        assert not book.read_only
        book.create(inspection())


def test_an_idle_holder_lets_go_after_five_minutes(tmp_path: Path, other_program: subprocess.Popen[str]) -> None:
    try:
        later = datetime.now() + timedelta(minutes=6)  # noqa: DTZ005
        with Book.open(tmp_path / "b.jukiself", lambda: later) as book:
            assert not book.read_only
    finally:
        other_program.kill()
        other_program.wait()
        assert other_program.stdout
        other_program.stdout.close()


@pytest.mark.parametrize(("at", "holds"), [("2026-11-21T09:04:00", True), ("2031-01-01T00:00:00", False)])
def test_a_clock_that_was_wrong_holds_nobody_up_for_years(tmp_path: Path, at: str, holds: bool) -> None:
    path = tmp_path / "b.jukiself"
    for zone in ("", "+09:00"):
        said = json.dumps({"name": "山田", "host": "another-pc", "process": 1, "at": at + zone})
        path.with_name(".b.jukiself.lock").write_text(said, encoding="utf-8")
        with Book.open(path, lambda: datetime(2026, 11, 21, 9, 0)) as book:  # noqa: DTZ001 - an office's wall clock
            assert book.read_only is holds
        path.with_name(".b.jukiself.lock").unlink(missing_ok=True)


def test_a_copied_file_is_whole(tmp_path: Path, clock: Clock) -> None:
    with Book.open(tmp_path / "b.jukiself", clock) as book:
        found = book.create(whole())
        shutil.copy(tmp_path / "b.jukiself", tmp_path / "copy.jukiself")
    with Book.open(tmp_path / "copy.jukiself", clock) as book:
        assert book.load(found) == whole()
