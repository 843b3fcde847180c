"""The next 年度 beside last year's: finding the earlier inspection, beginning from it, comparing with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself.answers.situation import Situation
from jukiself.answers.years import fiscal_year
from jukiself.gui.desk import Earlier, Listed
from jukiself.report.differences import from_last_year
from jukiself.store.book import Book, BookError
from jukiself.work import comparing, exchange, years
from jukiself.work.inspect import AnswerRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.gui.desk import Wish
    from jukiself.report.differences import Differences
    from jukiself.work.exchange import Editions
    from jukiself.work.inspect import Sitting

#: The id of what this inspection itself remembers of the year before.
_REMEMBERED = 0


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


def begun_from(before: Earlier, wish: Wish, editions: Editions, now: Callable[[], datetime]) -> Inspection:
    """The inspection a wish asks for, beside the earlier one; depth and areas are those wished for."""
    with Book.open(before.path, now) as book:
        old = book.load(before.id)
    made = years.next_inspection(old, wish.year, editions.newest(), editions(old.form, old.edition))
    return replace(made, full=wish.full, extras=wish.extras)


# -- comparing
def befores(sitting: Sitting) -> Sequence[Listed]:
    """Earlier inspections in the same book; where there is none, what the inspection remembers of last year."""
    here = sitting.inspection
    found = years.earlier(sitting.book, here.office.code, here.year, here.nature)
    listed = [Listed(one.id, fiscal_year(one.year), "") for one in found]
    if not listed and here.last_year:
        listed = [Listed(_REMEMBERED, f"{fiscal_year(here.year - 1)}（引き継いだ答え）", "")]
    return listed


def compared(sitting: Sitting, inspection_id: int, editions: Editions) -> Differences:
    """What changed since one of `befores`."""
    if inspection_id == _REMEMBERED:
        before = from_last_year(sitting.situation)
        return comparing.compare(before or sitting.situation, sitting.situation)
    inspection = sitting.book.load(inspection_id)
    checklist = editions.asked(inspection)
    if checklist is None:
        raise BookError(f"設問の版 {inspection.edition} がこのプログラムにないので、比べられません。")
    return comparing.compare(Situation(checklist, inspection), sitting.situation)


def compared_file(sitting: Sitting, path: Path, editions: Editions) -> Differences:
    """What changed since a return workbook."""
    reading = exchange.read_workbook(path, editions)
    return comparing.compare(exchange.situation_of(reading, editions), sitting.situation)


def newest_comparison(sitting: Sitting, day: date) -> bytes:
    """The comparison with the newest of `befores`, as PDF."""
    listed = befores(sitting)
    if not listed:
        raise AnswerRefused(
            "前の年度の点検が、この保存ファイルにありません。「比べる」のページでは、前の回答書（Excel）を選べます。"
        )
    found = compared(sitting, listed[0].id, exchange.Editions())
    return comparing.as_pdf(found.before, found.now, day)
