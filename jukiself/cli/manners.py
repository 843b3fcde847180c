"""What every command does alike: refuse wrong use, name a file's faults, know the day."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.model import Nature
from jukiself.answers.text import text_problem
from jukiself.cli import DONE, REFUSED
from jukiself.settings import Settings, default_path
from jukiself.store.book import Book
from jukiself.store.requests import requests
from jukiself.work.copies import Keeper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.excel.problem import CellProblem


class WrongUse(Exception):
    """The command was called in a way it cannot work; the message is a Japanese sentence."""


class Refused(Exception):
    """The input cannot be used; the message is a Japanese sentence."""


def refuse_suffix(out: str, *suffixes: str) -> None:
    """Raise `WrongUse` for a file to write whose name ends otherwise."""
    if not out.lower().endswith(suffixes):
        raise WrongUse(f"書き出すファイルの名前は {'・'.join(suffixes)} で終えてください: {out}")


def refuse_text(option: str, text: str) -> None:
    """Raise `WrongUse` for a text that no paper can carry."""
    if fault := text_problem(text):
        raise WrongUse(f"{option}: {fault}")


def refuse_missing(book: str) -> None:
    """Raise `Refused` where a book is not there; one at an address of a server is asked there."""
    if "://" not in book and not Path(book).exists():
        raise Refused(f"保存ファイル「{book}」がありません。名前と場所を確かめてください。")


@contextmanager
def book_to_fill(place: Path | str) -> Iterator[Book]:
    """A book to put something into; one made for it does not stay where nothing came into it."""
    fresh = "://" not in str(place) and not Path(place).exists()
    empty = False
    try:
        with open_book(place) as book:
            try:
                yield book
            finally:
                empty = fresh and not (book.summaries() or requests(book))
    finally:
        if empty:
            Path(place).unlink(missing_ok=True)


def find_inspection(book: Book, code: str, year: int) -> int:
    """An office's inspection of a year in a book, 本番 before 見本 and 研修; raises `Refused`."""
    for nature in (Nature.REAL, Nature.SAMPLE, Nature.TRAINING):
        found = book.find(code, year, nature)
        if found is not None:
            return found
    raise Refused(f"団体コード {code} の {year} 年度の点検は、この保存ファイルにありません。")


def open_book(place: str | Path) -> Book:
    """A book, of which a dated copy is made before much is changed at once, as the settings of this PC have it."""
    return keeper().watch(Book.open(place, now))


def keeper() -> Keeper:
    """Who makes copies on this PC."""
    return Keeper(Settings(default_path()), now, tell)


def tell(words: str) -> None:
    """What is no result."""
    print(words, file=sys.stderr)


def list_problems(problems: Iterable[CellProblem]) -> int:
    """Tell every problem on stderr; the exit code that follows."""
    labels = {"repaired": "直して読みました", "refused": "読めませんでした", "note": "確かめてください"}
    code = DONE
    for one in problems:
        print(f"{one.place}: {labels[one.effect]}: {one.message}", file=sys.stderr)
        code = REFUSED if one.effect == "refused" else code
    return code


def now() -> datetime:
    """The office's own wall clock."""
    return datetime.now()  # noqa: DTZ005 - the office's own wall clock


def value_fault(situation: Situation, key: Key, value: str) -> str:
    """Why a value cannot be given to what somebody named on the command line; empty where it can."""
    if key.question not in situation.checklist.question:
        return "知らない設問です。"
    if bool(situation.checklist.question[key.question].group) != bool(key.member):
        return "対象ごとの設問は「設問@対象」、そうでない設問は「設問」と書いてください。"
    if key.member and situation.member(key) is None:
        return "知らない対象です。"
    return situation.value_problem(key, value)
