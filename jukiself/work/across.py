"""Looking across: the replies of a round, from the table of verdicts where they are there, worked out where not."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

import jukiself
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.store.book import BookHeld
from jukiself.store.remarks import severities
from jukiself.store.requests import load_request, load_roll
from jukiself.store.verdicts import Row, counted, put_rows
from jukiself.survey.across import Across
from jukiself.survey.record import packed, realigned, record, unpacked
from jukiself.survey.reply import Reply, listed_as, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jukiself.answers.model import Inspection, Nature
    from jukiself.checklist.model import Checklist
    from jukiself.store.book import Book
    from jukiself.store.verdicts import Counted
    from jukiself.survey.record import Record
    from jukiself.work.exchange import Editions

#: Rows kept in one transaction while they are worked out.
_BATCH = 50


class Stopped(Exception):
    """Somebody asked to stop; what was worked out is kept."""


def verdict_row(inspection: Inspection, checklist: Checklist) -> Row:
    """What the table of verdicts keeps of an inspection; ``checklist`` has its local questions in it."""
    return _row(inspection, checklist, record(Situation(checklist, inspection)))


def look_across(
    book: Book,
    year: int,
    nature: Nature,
    editions: Editions,
    told: Callable[[int, int], bool] = lambda _done, _of: True,
    *,
    like: Checklist | None = None,
) -> Across:
    """The replies of a round, each office once, aligned with the 依頼's checklist or the one most replies were to.

    A round beside another is looked at ``like`` that one's checklist.
    ``told`` hears how many rows of how many were worked out, and answers whether to go on; raises `Stopped`.
    """
    kept = counted(book, year, nature)
    request = load_request(book, year, nature)
    asked = editions.with_local(request.form, request.edition, request.questions) if request else None
    checklist = like or asked or _most_common(editions, kept) or editions.newest()
    own = {}
    seen = severities(book, year, nature)
    for one, found in _records(book, kept, editions, told):
        old = _asked(editions, one)
        if old is not None:
            aligned = realigned(found, old, checklist)
            listed, weighed = listed_as(one.office), seen.get(one.office.code, {})
            own[one.office.code] = Reply(
                listed, year, one.submission, aligned, one.inspection, severities=MappingProxyType(weighed)
            )
    roll = load_roll(book, year, nature)
    unread = tuple((one.office, one.edition) for one in kept if _asked(editions, one) is None)
    return Across(checklist, speaking(roll, own), roll, unread)


def rounds_of(book: Book, nature: Nature) -> list[int]:
    """The 年度 of which the book holds replies, the newest first."""
    return sorted({one.year for one in book.summaries() if one.nature is nature}, reverse=True)


def _asked(editions: Editions, one: Counted) -> Checklist | None:
    """What an inspection was asked."""
    return editions.with_local(one.form, one.edition, one.locals)


def _most_common(editions: Editions, kept: list[Counted]) -> Checklist | None:
    """The checklist most replies were to; of equally many the latest edition."""
    found = Counter((one.edition, str(one.locals)) for one in kept if _asked(editions, one))
    if not found:
        return None
    chosen = max(found, key=lambda key: (found[key], key))
    return next(_asked(editions, one) for one in kept if (one.edition, str(one.locals)) == chosen)


def _records(
    book: Book, kept: list[Counted], editions: Editions, told: Callable[[int, int], bool]
) -> Iterator[tuple[Counted, Record]]:
    missing = []
    for one in kept:
        checklist = _asked(editions, one)
        if checklist is None:
            continue
        found = _kept_record(one, checklist)
        if found is None:
            missing.append((one, checklist))
        else:
            yield one, found
    batch: list[tuple[int, Row]] = []
    try:
        for number, (one, checklist) in enumerate(missing):
            if not told(number, len(missing)):
                raise Stopped
            inspection = book.load(one.inspection)
            found = record(Situation(checklist, inspection))
            batch.append((one.inspection, _row(inspection, checklist, found)))
            yield one, found
            if len(batch) == _BATCH:
                _keep(book, batch)
                batch = []
    finally:
        # Also where somebody stops: what was worked out is there the next time.
        _keep(book, batch)
    if missing:
        told(len(missing), len(missing))


def _kept_record(one: Counted, checklist: Checklist) -> Record | None:
    if one.row is None or not one.row.key.startswith(f"{_maker(checklist)} "):
        return None
    try:
        return unpacked(one.row.body)
    except ValueError:
        return None


def _row(inspection: Inspection, checklist: Checklist, found: Record) -> Row:
    return Row(f"{_maker(checklist)} {seal(inspection)}", packed(found))


def _maker(checklist: Checklist) -> str:
    """Which program and which edition worked a row out; a row of another is not trusted."""
    return f"{jukiself.__version__} {checklist.fingerprint}"


def _keep(book: Book, batch: list[tuple[int, Row]]) -> None:
    # Whoever only reads works them out again next time.
    if batch and not book.read_only:
        try:
            put_rows(book, batch)
        except BookHeld:
            return
