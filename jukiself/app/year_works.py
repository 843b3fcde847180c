"""The next 年度 beside last year's: finding the earlier inspection, and beginning from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself.answers.years import fiscal_year
from jukiself.gui.desk import Earlier
from jukiself.store.book import Book, BookError
from jukiself.work import years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist
    from jukiself.gui.desk import Wish


def find_earlier(paths: Iterable[Path], code: str, year: int, now: Callable[[], datetime]) -> Earlier | None:
    """The newest inspection of an office before a year, in the first book that has one; an unreadable book has none."""
    for path in dict.fromkeys(paths):
        try:
            if not path.is_file():
                continue
            with Book.open(path, now) as book:
                found = years.earlier(book, code, year)
                if found:
                    return _shown(path, found[0].id, book.load(found[0].id))
        except BookError:
            continue
    return None


def _shown(path: Path, inspection_id: int, inspection: Inspection) -> Earlier:
    office = inspection.office
    return Earlier(
        path=path,
        id=inspection_id,
        title=f"{office.name}　{fiscal_year(inspection.year)}",
        office=office,
        year=inspection.year,
        full=inspection.full,
        extras=inspection.extras,
    )


def begun_from(before: Earlier, wish: Wish, checklist: Checklist, now: Callable[[], datetime]) -> Inspection:
    """The inspection a wish asks for, beside the earlier one; depth and areas are those wished for."""
    with Book.open(before.path, now) as book:
        old = book.load(before.id)
    return replace(years.next_inspection(old, wish.year, checklist), full=wish.full, extras=wish.extras)
