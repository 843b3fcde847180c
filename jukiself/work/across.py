"""Looking across: the replies of a round, from the table of verdicts where they are there, worked out where not."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

import jukiself
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.checklist.local import with_local
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
    from jukiself.checklist.local import LocalQuestion
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
    checklists = _Checklists(editions)
    asked = checklists(request.form, request.edition, request.questions) if request else None
    checklist = like or asked or checklists.most_common(kept) or editions.newest()
    own = {}
    seen = severities(book, year, nature)
    for one, found in _records(book, kept, checklists, told):
        old = checklists.of(one)
        if old is not None:
            aligned = realigned(found, old, checklist)
            listed, weighed = listed_as(one.office), seen.get(one.office.code, {})
            own[one.office.code] = Reply(
                listed, year, one.submission, aligned, one.inspection, severities=MappingProxyType(weighed)
            )
    roll = load_roll(book, year, nature)
    unread = tuple((one.office, one.edition) for one in kept if checklists.of(one) is None)
    return Across(checklist, speaking(roll, own), roll, unread)


def rounds_of(book: Book, nature: Nature) -> list[int]:
    """The 年度 of which the book holds replies, the newest first."""
    return sorted({one.year for one in book.summaries() if one.nature is nature}, reverse=True)


class _Checklists:
    """The checklist each inspection was asked by, its local questions in it; each made once."""

    def __init__(self, editions: Editions) -> None:
        self._editions = editions
        self._made: dict[tuple[object, ...], Checklist | None] = {}

    def __call__(self, form: str, edition: str, questions: tuple[LocalQuestion, ...]) -> Checklist | None:
        """None where this program does not have the edition."""
        key = (form, edition, questions)
        if key not in self._made:
            found = self._editions(form, edition)
            self._made[key] = with_local(found, questions) if found else None
        return self._made[key]

    def of(self, one: Counted) -> Checklist | None:
        """That of an inspection."""
        return self(one.form, one.edition, one.locals)

    def most_common(self, kept: list[Counted]) -> Checklist | None:
        """The one most replies were to; of equally many the latest edition."""
        found = Counter((one.edition, str(one.locals)) for one in kept if self.of(one))
        if not found:
            return None
        chosen = max(found, key=lambda key: (found[key], key))
        return next(self.of(one) for one in kept if (one.edition, str(one.locals)) == chosen)


def _records(
    book: Book, kept: list[Counted], checklists: _Checklists, told: Callable[[int, int], bool]
) -> Iterator[tuple[Counted, Record]]:
    missing = []
    for one in kept:
        checklist = checklists.of(one)
        if checklist is None:
            continue
        found = _kept_record(one, checklist)
        if found is None:
            missing.append((one, checklist))
        else:
            yield one, found
    for first in range(0, len(missing), _BATCH):
        if not told(first, len(missing)):
            raise Stopped
        batch = []
        for one, checklist in missing[first : first + _BATCH]:
            inspection = book.load(one.inspection)
            found = record(Situation(checklist, inspection))
            batch.append((one.inspection, _row(inspection, checklist, found)))
            yield one, found
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
    if not book.read_only:
        try:
            put_rows(book, batch)
        except BookHeld:
            return
