"""move-book between two files; a server's half is in test_server."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer, Inspection, Key, Office
from jukiself.store.book import Book

if TYPE_CHECKING:
    from pathlib import Path


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jukiself", "move-book", *map(str, words)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_a_book_is_copied_whole_and_never_over_another(tmp_path: Path) -> None:
    one, other = tmp_path / "a.jukiself", tmp_path / "b.jukiself"
    with Book.open(one, datetime.now) as book:
        found = book.create(Inspection(Office("203637", "原村"), 2026, "juki", "2026", network_set="today"))
        book.put_answers(found, {Key("policy-read"): Answer("all", note="備考")})
        said = book.load(found)
    done = run(one, other)
    assert done.returncode == 0, done.stderr
    assert "「a.jukiself」から「b.jukiself」へ、点検 1 件" in done.stderr
    with Book.open(other, datetime.now) as book:
        assert book.load(found) == said
    again = run(one, other)
    assert (again.returncode, "もう中身があります" in again.stderr) == (1, True)
    assert run(tmp_path / "ない.jukiself", tmp_path / "c.jukiself").returncode == 1
    assert not (tmp_path / "c.jukiself").exists()
