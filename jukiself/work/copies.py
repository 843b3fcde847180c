"""控え: dated whole copies of a book in the folder the office named; the newest stay, and none ever blocks work."""

from __future__ import annotations

import contextlib
import filecmp
import hashlib
import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.store.opening import SUFFIX, BookError

if TYPE_CHECKING:
    from datetime import datetime

    from jukiself.store.book import Book

_NAME = re.compile(rf"_控え_\d{{4}}-\d\d-\d\d_\d{{6}}_([0-9a-f]{{6}})(?: \((\d+)\))?{re.escape(SUFFIX)}")


def copied(book: Book, folder: str, at: datetime, most: int) -> str:
    """Put a copy of the book into the folder, if one is named; the sentence where that failed, else empty."""
    if not folder or book.path is None:
        return ""
    try:
        keep_copy(book, book.path, Path(folder), at, most)
    except BookError as error:
        said = str(error)
    except OSError as error:
        said = f"控えをフォルダー「{folder}」に置けません（{error.strerror}）。"
    else:
        return ""
    return f"{said}点検は続けられます。控えの場所は「設定」で変えられます。"


def keep_copy(book: Book, path: Path, folder: Path, at: datetime, most: int) -> Path | None:
    """The newest copy, made just now unless the last one says the same; None where the book is a copy itself.

    Only copies of this very book are counted and taken away, whatever else lies there. Raises `BookError`.
    """
    if _NAME.search(path.name):
        return None
    if not folder.is_dir():
        raise BookError(f"控えを置くフォルダー「{folder}」が見つかりません。")
    # Books of one name from several folders may share a folder of copies.
    mark = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:6]
    before = copies(folder, path.stem, mark)
    head = f"{path.stem}_控え_{at:%Y-%m-%d_%H%M%S}_{mark}"
    names = (f"{head}{f' ({number})' if number > 1 else ''}{SUFFIX}" for number in count(1))
    made = next(one for one in map(folder.joinpath, names) if not one.exists())
    book.copy_to(made)
    with contextlib.suppress(OSError):
        if before and filecmp.cmp(before[-1], made, shallow=False):
            made.unlink()
            return before[-1]
    others = [one for one in copies(folder, path.stem, mark) if one != made]
    for old in others[: max(0, len(others) + 1 - most)]:
        # One that is open elsewhere goes another time.
        with contextlib.suppress(OSError):
            old.unlink()
    return made


def copies(folder: Path, stem: str, mark: str) -> list[Path]:
    """Copies of one book, oldest first."""
    found = []
    for one in folder.iterdir():
        said = _NAME.fullmatch(one.name.removeprefix(stem)) if one.name.startswith(stem) else None
        if said and said[1] == mark:
            found.append(
                (one.name[: said.start() + len(stem) + len("_控え_0000-00-00_000000")], int(said[2] or 1), one)
            )
    return [one for _, _, one in sorted(found)]
