"""Every book and workbook a finished step left behind opens today; what is newer than the program is refused untouched."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from jukiself import store
from jukiself.answers.model import Answer, Key
from jukiself.excel import layout
from jukiself.store.book import Book, BookError
from jukiself.work.exchange import Editions, read_workbook
from tests.past.make import plain

KEPT = Path(__file__).parent / "kept"
STEPS = Path(store.__file__).parent / "steps" / "versions"
BOOKS = {"step-1": "0001", "step-2": "0002", "step-3": "0003", "step-7": "0005"}
#: No finished step and no release ended with these tables; 0005 came the same day.
IN_BETWEEN = {"0004"}
WORKBOOKS = ("step-1", "step-2", "step-3", "step-7")
#: What an upgrade step did to a book it will do for ever: each is taken once in a book's life.
FROZEN = {
    "0001_first_book": "821ac622352cc9da3251e12676d49c1d4d8e1b474b59756e6a95672186ea9b53",
    "0002_optional_areas": "f42af1f1d0359ceeceb902b0828171dae1d769361dfbb6100826b63dc43eebd7",
    "0003_review_plan_years": "08d2326488bd5dc6128e4deadd498ffb7e497de816242b089e55da61fee68533",
    "0004_prefecture_desk": "fa1edb4fe760c2ae9c7e0e1b27ea38329c885da34497f2ee539726f79f4fa036",
    "0005_what_an_import_changed": "8b0cc79004f00efc54b0902715a1e013e7f247dd2cfa4a749e94e9ecca022de0",
}


def now() -> datetime:
    return datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 - an office's wall clock


def past_book(name: str, folder: Path) -> Path:
    path = folder / f"{name}.jukiself"
    path.write_bytes(gzip.decompress((KEPT / f"{name}.jukiself.gz").read_bytes()))
    return path


def told(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress((KEPT / f"{name}.json.gz").read_bytes()))
    return found


def same(then: Any, today: Any, where: str) -> None:
    """Everything the old program knew is there, word for word; what came later may stand beside it."""
    if isinstance(then, dict):
        missing = set(then) - set(today)
        assert not missing, f"{where}: {missing}"
        for name, one in then.items():
            same(one, today[name], f"{where}.{name}")
    elif isinstance(then, list):
        assert len(then) == len(today), where
        for place, (one, other) in enumerate(zip(then, today, strict=True)):
            same(one, other, f"{where}[{place}]")
    else:
        assert then == today, where


def version(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def program(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "jukiself", *map(str, words)], capture_output=True, text=True)  # noqa: PLW1510


def test_there_is_a_book_of_every_upgrade_step() -> None:
    newest = max(STEPS.glob("*.py")).name[:4]
    assert sorted({*BOOKS.values(), *IN_BETWEEN}) == [f"{number:04d}" for number in range(1, int(newest) + 1)]


@pytest.mark.parametrize("name", BOOKS)
def test_a_past_book_opens_with_everything_in_it(name: str, tmp_path: Path) -> None:
    path = past_book(name, tmp_path)
    before = path.read_bytes()
    assert version(path) == BOOKS[name]
    with Book.open(path, now) as book:
        (found,) = book.summaries()
        inspection = book.load(found.id)
        entries = {str(one.key) for one in book.history(found.id)}
        # It is a book of today: one can go on in it.
        book.put_answers(found.id, {Key("policy-read"): Answer("unknown")})
        assert book.load(found.id).answer(Key("policy-read")).value == "unknown"
    same(told(name), json.loads(json.dumps(plain(inspection), default=str)), name)
    assert entries == set(told(name)["answers"])
    beside = path.with_name(f"{path.stem}-版{BOOKS[name]}の控え.jukiself")
    if BOOKS[name] == max(BOOKS.values()):
        assert not beside.exists()
    else:
        assert version(beside) == BOOKS[name]
        with (
            contextlib.closing(sqlite3.connect(beside)) as kept,
            contextlib.closing(sqlite3.connect(":memory:")) as was,
        ):
            was.deserialize(before)
            assert list(kept.iterdump()) == list(was.iterdump()), "the copy is the book as it was"


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_past_workbook_is_read_with_everything_in_it(name: str) -> None:
    reading = read_workbook(KEPT / f"{name}.xlsx", Editions())
    said, today = told(name), json.loads(json.dumps(plain(reading.inspection), default=str))
    stays = {"at", "memo"}
    travels = {
        key: {one: text for one, text in value.items() if one not in stays} for key, value in said["answers"].items()
    }
    same(travels, today["answers"], name)
    assert len(today["answers"]) == len(travels)
    same(said["contracts"], today["contracts"], f"{name} contracts")
    for one in ("office", "year", "edition", "nature", "submission", "contact", "free_text", "seal"):
        same(said[one], today[one], f"{name} {one}")
    assert reading.seal_on_cover == said["seal"]
    assert not [one for one in reading.problems if one.effect == "refused"]


def test_upgrade_steps_are_frozen() -> None:
    assert {one.stem: hashlib.sha256(one.read_bytes()).hexdigest() for one in STEPS.glob("*.py")} == FROZEN


# -- the future -----------------------------------------------------------------------------------------------------


def test_a_book_of_a_newer_program_is_refused_untouched_by_every_command(tmp_path: Path) -> None:
    path = past_book("step-7", tmp_path)
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE of_the_future (id INTEGER)")
        raw.execute("UPDATE alembic_version SET version_num = '0999'")
        raw.commit()
    before = path.read_bytes()
    with pytest.raises(BookError, match="もっと新しい版のプログラム"):
        Book.open(path, now)
    office = ("--office", "203637", "--year", "2026")
    for words in (
        ("export", "--book", path, *office, tmp_path / "a.csv"),
        ("import", KEPT / "step-7.xlsx", "--book", path),
        ("take-back", "--book", path, *office),
    ):
        done = program(*words)
        assert done.returncode == 1
        assert "もっと新しい版のプログラム" in done.stderr
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def later(path: Path, line: str) -> Path:
    """A workbook of today with another first line in its hidden sheet."""
    workbook = load_workbook(KEPT / "step-7.xlsx")
    sheet = workbook[layout.FORM]
    assert str(sheet["A1"].value).startswith("jukiself;juki;2026;")
    sheet["A1"] = line
    data = io.BytesIO()
    workbook.save(data)
    path.write_bytes(data.getvalue())
    return path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("jukiself;juki;2099;real;203637;2026;1;today;full", "2099 年版）は、このプログラムにありません"),
        ("jukiself/2;juki;2026;real;203637;2026;1;today;full;more", "もっと新しい版のプログラムで作られています"),
    ],
)
def test_a_workbook_of_a_newer_program_is_refused_untouched(tmp_path: Path, line: str, said: str) -> None:
    book = past_book("step-7", tmp_path)
    workbook = later(tmp_path / "a.xlsx", line)
    before = (workbook.read_bytes(), book.read_bytes())
    done = program("import", workbook, "--book", book)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    folder = tmp_path / "届いたもの"
    folder.mkdir()
    shutil.copy(workbook, folder)
    gathered = program("collect", folder, "--book", tmp_path / "県.jukiself")
    assert "a.xlsx\trefused\t" in gathered.stdout
    assert said in gathered.stdout
    assert (workbook.read_bytes(), book.read_bytes()) == before
