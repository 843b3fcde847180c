"""研修 keeps to itself: its answers never enter an office's book, and nothing real enters its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import Nature
from jukiself.excel.problem import WorkbookRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukiself.store.book import Book

#: A book that is empty is one of 研修 where its name says so.
BOOK_NAME = "研修"
_FOR_REAL = "研修の回答書です。練習の答えは、役場の保存ファイルには取り込めません。研修の保存ファイル（研修.jukiself）を開いて取り込んでください。"
_LEFT = "研修の印が残っている回答書です（{}）。練習の答えを、本番や見本としては取り込めません。もとの本番の回答書に書き写してください。"
_REAL_HERE = "研修の保存ファイルです。本番や見本の回答書は、役場の保存ファイルに取り込んでください。"


def is_practice(book: Book) -> bool:
    """Whether a book is one of 研修: it holds nothing else, or holds nothing and is called so."""
    natures = {one.nature for one in book.summaries()}
    if natures:
        return natures == {Nature.TRAINING}
    return book.path is not None and book.path.name.startswith(BOOK_NAME)


def refuse_mixing(book: Book, nature: Nature, traces: Sequence[str] = ()) -> None:
    """Raise `WorkbookRefused` where answers of that nature, with the marks of 研修 found on them, are not for this book."""
    if traces and nature is not Nature.TRAINING:
        raise WorkbookRefused(_LEFT.format("、".join(traces)))
    own = is_practice(book)
    if nature is Nature.TRAINING and not own:
        raise WorkbookRefused(_FOR_REAL)
    if nature is not Nature.TRAINING and own:
        raise WorkbookRefused(_REAL_HERE)
