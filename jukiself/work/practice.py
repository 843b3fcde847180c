"""研修 keeps to itself: its answers never enter an office's book, and nothing real enters its own."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from jukiself.answers.model import Nature
from jukiself.excel.problem import WorkbookRefused
from jukiself.store.book import Book, BookError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from jukiself.answers.model import Inspection

#: A book that is empty is one of 研修 where its name says so.
BOOK_NAME = "研修"
_FOR_REAL = "研修の回答書です。練習の答えは、役場の保存ファイルには取り込めません。研修の保存ファイル（研修.jukiself）を開いて取り込んでください。"
_LEFT = "研修の印が残っているファイルです（{}）。練習の答えを、本番や見本としては取り込めません。もとの本番のファイルに書き写してください。"
_REAL_HERE = "研修の保存ファイルです。本番や見本の回答書は、役場の保存ファイルに取り込んでください。"


def is_practice(book: Book) -> bool:
    """Whether a book is one of 研修: it holds nothing else, or holds nothing and is called so."""
    natures = {one.nature for one in book.summaries()}
    if natures:
        return natures == {Nature.TRAINING}
    return book.path is not None and book.path.name.startswith(BOOK_NAME)


def refuse_mixing(book: Book, nature: Nature, traces: Sequence[str] = ()) -> None:
    """Raise `WorkbookRefused` where answers of that nature, with the marks of 研修 found on them, are not for this book."""
    refuse_marks(nature, traces)
    own = is_practice(book)
    if nature is Nature.TRAINING and not own:
        raise WorkbookRefused(_FOR_REAL)
    if nature is not Nature.TRAINING and own:
        raise WorkbookRefused(_REAL_HERE)


def refuse_marks(nature: Nature, traces: Sequence[str]) -> None:
    """Raise `WorkbookRefused` where a file bears marks of 研修 and is to go into an inspection that is none."""
    if traces and nature is not Nature.TRAINING:
        raise WorkbookRefused(_LEFT.format("、".join(traces)))


def begin_afresh(path: Path, begun: Inspection, clock: Callable[[], datetime]) -> Path:
    """Give a book of 研修 a dated name and begin one practice again in a new book; where the old one lies.

    The other practices are carried over as they stand. Raises `BookError` where somebody else has the book.
    """
    with Book.open(path, clock) as old:
        if old.read_only:
            raise BookError("研修の保存ファイルは、ほかの画面で開いています。閉じてから、もう一度押してください。")
        refuse_mixing(old, Nature.TRAINING)
        about = (begun.office.code, begun.year)
        others = [old.load(one.id) for one in old.summaries() if (one.office.code, one.year) != about]
    head = f"{path.stem}_{clock():%Y-%m-%d_%H%M}"
    names = (path.with_name(f"{head}{f' ({number})' if number > 1 else ''}{path.suffix}") for number in count(1))
    aside = next(one for one in names if not one.exists())
    try:
        path.rename(aside)
    except OSError as error:
        raise BookError(f"研修の保存ファイル「{path.name}」の名前を変えられません（{error.strerror}）。") from error
    with Book.open(path, clock) as fresh:
        for one in others:
            fresh.create(one)
        fresh.create(begun)
    return aside
