"""What a killed program left half-made is cleared away; nothing else ever is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from jukiself.store import halfmade, lock
from jukiself.store.book import Book
from jukiself.store.halfmade import half_made, sweep
from jukiself.store.lock import AHEAD
from jukiself.work.files import replace_file

NOON = datetime(2026, 11, 21, 12, 0, 0)  # noqa: DTZ001 - the office's wall clock
#: Begins to write a file, says so, and waits to be killed.
_WRITER = """
import sys, time
from pathlib import Path
from jukiself.store.halfmade import half_made
made = half_made(Path(sys.argv[1]))
made.write_bytes(b"answers")
print(made, flush=True)
time.sleep(600)
"""


def writer(target: Path) -> tuple[subprocess.Popen[str], Path]:
    begun = subprocess.Popen([sys.executable, "-c", _WRITER, str(target)], stdout=subprocess.PIPE, text=True)
    assert begun.stdout is not None
    return begun, Path(begun.stdout.readline().strip())


def killed(target: Path) -> Path:
    begun, made = writer(target)
    begun.send_signal(signal.SIGKILL)
    begun.communicate()
    assert made.read_bytes() == b"answers"
    return made


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halfmade, "_swept", set())


pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")


def test_the_next_file_written_there_clears_away_what_a_killed_program_left(tmp_path: Path) -> None:
    left = killed(tmp_path / "回答書.xlsx")
    journal = left.with_name(f"{left.name}-journal")
    journal.write_bytes(b"answers")
    replace_file(tmp_path / "別の紙.pdf", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["別の紙.pdf"]


def test_so_does_opening_a_book_in_that_folder(tmp_path: Path) -> None:
    left = killed(tmp_path / "回答書.xlsx")
    Book.open(tmp_path / "原村.jukiself", lambda: NOON).close()
    assert not left.exists()


def test_what_somebody_is_still_making_stays_and_so_does_everything_that_is_not_ours(tmp_path: Path) -> None:
    others = [
        tmp_path / name
        for name in (
            ".回答書.xlsx-abcd1234.tmp",
            ".~lock.回答書.xlsx#",
            "回答書.xlsx.3f09ac-4711-0123abcd.jukiself.tmp",
            ".回答書.xlsx.3f09ac-4711-0123abcd.jukiself.tmp.xlsx",
            ".原村.jukiself.lock",
            "原村.jukiself-journal",
        )
    ]
    for one in others:
        one.write_bytes(b"x")
    begun, living = writer(tmp_path / "回答書.xlsx")
    mine = half_made(tmp_path / "写し.pdf")
    replace_file(tmp_path / "別の紙.pdf", b"new")
    try:
        assert sweep(tmp_path, time.time()) == []
        assert {*tmp_path.iterdir()} == {*others, living, mine, tmp_path / "別の紙.pdf"}
    finally:
        begun.kill()
        begun.communicate()
    assert sweep(tmp_path, time.time()) == [living]


def test_one_of_another_pc_waits_a_day(tmp_path: Path) -> None:
    theirs = tmp_path / ".回答書.xlsx.000000-1-0123abcd.jukiself.tmp"
    theirs.write_bytes(b"answers")
    written = theirs.stat().st_mtime
    assert sweep(tmp_path, written + AHEAD.total_seconds() - 1) == []
    assert sweep(tmp_path, written + AHEAD.total_seconds() + 1) == [theirs]


def test_on_windows_nobody_is_asked_whether_they_run_least_of_all_ourselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # There os.kill(…, 0) sends Ctrl+C: the first file written into a folder ended the program.
    def asked(process: int, sign: int) -> None:
        raise AssertionError((process, sign))

    monkeypatch.setattr(lock, "os", SimpleNamespace(name="nt", getpid=os.getpid, kill=asked))
    assert lock.runs(os.getpid())
    assert lock.runs(1)
    replace_file(tmp_path / "紙.pdf", b"new")
    monkeypatch.setattr(lock, "os", SimpleNamespace(name="posix", getpid=os.getpid, kill=asked))
    assert lock.runs(os.getpid())
