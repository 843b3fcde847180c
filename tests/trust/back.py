"""Faults on the way back to a copy: the book open elsewhere, and a disk without room."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer
from jukiself.store.book import Book
from tests.trust.desk import Window, program
from tests.trust.jobs import held
from tests.trust.trying import FIRST, Row, mounted, need, now, village

if TYPE_CHECKING:
    from pathlib import Path


def _changed_since(book: Path, copy: Path) -> Path:
    """A copy, and then another answer in the book."""
    with Book.open(book, now) as opened:
        opened.copy_to(copy)
        opened.put_answers(1, {FIRST: Answer("unknown", note="写した後")})
    return copy


def restore_while_open(place: Path) -> Row:
    book = village(place / "原村.jukiself")
    copy = _changed_since(book, place / "写し.jukiself")
    with Window(book) as window:
        window.press("2")
        assert window.saved()
        before = held(book)
        done = program("restore", copy, "--book", book)
        assert done.returncode == 1
        said = need("書いています", "閉じてもらってから", said=done.stderr)
        assert held(book) == before
        window.close()
    assert program("restore", copy, "--book", book).returncode == 0
    assert held(book) == held(copy)
    return Row(
        "ほかの窓で開いている保存ファイルを控えに戻す",
        "窓で答えている間に、命令で控えに戻す",
        said,
        "何も変わらない。窓を閉じると、戻せた",
    )


def restore_disk_full(place: Path) -> Row:
    with mounted(place / "媒体", "-t", "tmpfs", "-o", "size=2m", "tmpfs") as medium:
        book = village(medium / "原村.jukiself")
        copy = _changed_since(book, place / "写し.jukiself")
        before, was = held(book), held(copy)
        said = set()
        # Ever less room: for the copy read, for the present state put aside, for the pages themselves.
        with (medium / "ほかのファイル").open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(b"x" * 4096)
        full = (medium / "ほかのファイル").stat().st_size
        for left in range(0, 1_200_000, 49152):
            with (medium / "ほかのファイル").open("r+b") as file:
                file.truncate(max(0, full - left))
            done = program("restore", copy, "--book", book)
            assert done.returncode in {0, 1}, done.stderr
            assert not list(medium.glob(".*.tmp*"))
            if done.returncode == 0:
                assert held(book) == was
                break
            said.add(done.stderr.strip().splitlines()[-1])
            assert held(book) == before
        else:
            raise AssertionError("never room enough")
    words = max(said, key=lambda one: "いっぱい" in one)
    return Row(
        "控えに戻す途中でディスクがいっぱい",
        "2MBの媒体を埋めて戻し、空きを48KBずつ増やしてまた戻す",
        need("いっぱい", said=words),
        "断られた間は何も変わらず、書きかけも残らない。空きが足りると戻せた",
    )
