"""What would become of files if they were taken in now; nothing is written."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from jukiself.survey.arrivals import Arrival, How, Verdict
from jukiself.work.collect import Event, known, run_time
from jukiself.work.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from jukiself.store.book import Book
    from jukiself.work.collect import File
    from jukiself.work.exchange import Editions


def preview(
    book: Book,
    files: Iterable[File],
    editions: Editions,
    clock: Callable[[], datetime],
    *,
    how: How = How.WORKBOOK,
    passphrase: str = "",
) -> Iterator[Event]:
    """File by file, each seen beside those before it, as `jukiself.work.collect.collect` would see it."""
    listed = [one for one in files if not one.beside]
    held = known(book)
    held.passphrase = passphrase
    at = run_time(book, clock)
    # Stand-ins for the ids that replies would get: none of the book's own is below 1.
    ids = count(-1, -1)
    for number, one in enumerate(listed, 1):
        seen = Arrival(at, one.name, how, Verdict.REFUSED, folder=str(one.folder))
        arrival = weigh(one.path, seen, held, editions).arrival
        if arrival.verdict is Verdict.TAKEN and arrival.inspection is None:
            arrival = replace(arrival, inspection=next(ids))
        held.note(arrival)
        yield Event(number, len(listed), arrival)
