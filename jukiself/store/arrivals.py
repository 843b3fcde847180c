"""届いたもの and 問合せ in a book: taken in whole or not at all, given back, forgotten."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, insert, or_, select, text, update
from sqlalchemy.exc import IntegrityError

from jukiself.answers.model import Contact, Nature, Office
from jukiself.store import tables
from jukiself.store.opening import BookError
from jukiself.store.verdicts import put_row
from jukiself.store.whole import insert_whole, replace_whole
from jukiself.survey.arrivals import Arrival, Call, How, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from jukiself.answers.model import Inspection
    from jukiself.store.book import Book
    from jukiself.store.verdicts import Row

Round = tuple[int, Nature]


# -- what came ------------------------------------------------------------------------------------------------------


def arrivals(book: Book, asked: Round | None = None, *, office: str | None = None) -> list[Arrival]:
    """Everything that came, oldest first; of one round or of all, of one office ("" where none could be read) or all."""
    table = tables.arrival
    wanted = select(table)
    if asked:
        wanted = wanted.where(table.c.year == asked[0], table.c.nature == asked[1].value)
    if office is not None:
        wanted = wanted.where(table.c.office == office)
    with book.reading() as connection:
        found = connection.execute(wanted.order_by(table.c.seq)).mappings().all()
    return [_arrival(row) for row in found]


def last_of(book: Book, verdicts: Collection[Verdict]) -> tuple[Arrival, ...]:
    """What came with the newest moment among these verdicts, oldest first."""
    table = tables.arrival
    fitting = table.c.verdict.in_([one.value for one in verdicts])
    newest = select(func.max(table.c.at)).where(fitting).scalar_subquery()
    with book.reading() as connection:
        found = connection.execute(select(table).where(fitting, table.c.at == newest).order_by(table.c.seq)).mappings()
        return tuple(_arrival(row) for row in found)


def put_arrival(book: Book, arrival: Arrival) -> Arrival:
    """Write down what came and was not taken in; one that is known already (``seq``) is written anew."""
    with book.writing() as connection:
        return _put(connection, arrival)


def take(book: Book, inspection: Inspection, arrival: Arrival, cache: Row | None = None) -> Arrival:
    """A reply as a new inspection, in one transaction with what is said of it.

    Raises `BookError` where the office has that 提出回 already.
    """
    try:
        with book.writing(much=True) as connection:
            made = insert_whole(connection, inspection, arrival.at)
            if cache:
                put_row(connection, made, cache)
            return _put(connection, replace(arrival, inspection=made))
    except IntegrityError as error:
        raise BookError(
            f"{inspection.office.name}の第{inspection.submission}回は、いま別の人が取り込みました。もう一度行ってください。"
        ) from error


def replace_reply(
    book: Book, old: Inspection, new: Inspection, arrival: Arrival, came_by: str, cache: Row | None = None
) -> Arrival:
    """A reply instead of one taken in before, into the same inspection; history keeps what it said (``came_by``)."""
    if arrival.inspection is None:
        raise ValueError(arrival.file_name)
    with book.writing(much=True) as connection:
        origins = (came_by, f"collect {arrival.file_name}")
        replace_whole(connection, arrival.inspection, old, new, origins, arrival.at)
        if cache:
            put_row(connection, arrival.inspection, cache)
        return _put(connection, arrival)


def undo(book: Book, given_back: Collection[Arrival]) -> int:
    """Inspections taken in by these arrivals go, in one transaction; how many went."""
    gone = {one.inspection for one in given_back if one.verdict is Verdict.TAKEN and one.inspection is not None}
    with book.writing(much=True) as connection:
        for one in given_back:
            _put(connection, replace(one, verdict=Verdict.UNDONE, inspection=None))
        for found in gone:
            connection.execute(delete(tables.inspection).where(tables.inspection.c.id == found))
    return len(gone)


def remarked(book: Book, asked: Round) -> set[str]:
    """Codes of the offices of a round whom a reviewer has written remarks on."""
    table = tables.remark
    wanted = select(table.c.office).where(table.c.year == asked[0], table.c.nature == asked[1].value).distinct()
    with book.reading() as connection:
        return set(connection.scalars(wanted))


def kept_rounds(book: Book) -> set[Round]:
    """Year and nature of every inspection in the book."""
    table = tables.inspection
    with book.reading() as connection:
        found = connection.execute(select(table.c.year, table.c.nature).distinct()).all()
    return {(year, Nature(nature)) for year, nature in found}


def kept_replies(book: Book) -> dict[tuple[str, int, Nature, int], int]:
    """Every inspection's id, by office, year, nature and 提出回."""
    table = tables.inspection
    columns = (table.c.office, table.c.year, table.c.nature, table.c.submission, table.c.id)
    with book.reading() as connection:
        found = connection.execute(select(*columns)).all()
    return {(code, year, Nature(nature), submission): one for code, year, nature, submission, one in found}


def contacts(book: Book, asked: Round) -> dict[int, Contact]:
    """Whom the replies of a round name, by inspection."""
    table = tables.inspection
    columns = (table.c.id, table.c.section, table.c.person, table.c.phone, table.c.mail)
    wanted = select(*columns).where(table.c.year == asked[0], table.c.nature == asked[1].value)
    with book.reading() as connection:
        return {row[0]: Contact(*row[1:]) for row in connection.execute(wanted)}


def forget(book: Book, asked: Round) -> Mapping[str, int]:
    """Delete what a round brought: inspections, arrivals, calls, remarks. How many of each went.

    The file is rewritten after it, so that what was deleted cannot be read from it any more.
    """
    gone = {}
    with book.writing(much=True) as connection:
        for name in ("arrival", "inspection", "call", "remark", "remark_past"):
            table = tables.metadata.tables[name]
            which = and_(table.c.year == asked[0], table.c.nature == asked[1].value)
            if name == "arrival":
                # A file nobody could read belongs to no year: it goes with whatever goes.
                which = or_(which, table.c.year == 0)
            gone[name] = connection.execute(delete(table).where(which)).rowcount
    if book.path is not None:
        with book.reading() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM"))
    return gone


# -- 問合せ ---------------------------------------------------------------------------------------------------------


def calls(book: Book, asked: Round) -> list[Call]:
    """問合せ of a round, oldest first."""
    table = tables.call
    with book.reading() as connection:
        found = connection.execute(
            select(table).where(table.c.year == asked[0], table.c.nature == asked[1].value)
        ).mappings()
        kept = [
            Call(row["office"], row["at"], row["by"], row["text"], row["settled"], int(row["seq"])) for row in found
        ]
    return sorted(kept, key=lambda one: one.seq)


def put_call(book: Book, asked: Round, call: Call) -> None:
    """Write down what an office was asked."""
    said = {"office": call.office, "at": call.at, "by": call.by, "text": call.text, "settled": call.settled}
    with book.writing() as connection:
        connection.execute(insert(tables.call).values(year=asked[0], nature=asked[1].value, **said))


def settle_calls(book: Book, asked: Round, office: str, now: datetime) -> int:
    """Close what is open between the desk and an office; how many there were."""
    table = tables.call
    which = (table.c.year == asked[0], table.c.nature == asked[1].value, table.c.office == office)
    with book.writing() as connection:
        return int(
            connection.execute(update(table).where(*which, table.c.settled.is_(None)).values(settled=now)).rowcount
        )


# -- rows -----------------------------------------------------------------------------------------------------------

_PLAIN = (
    "at",
    "folder",
    "file_name",
    "digest",
    "reason",
    "year",
    "submission",
    "printed",
    "sealed",
    "state",
    "inspection",
    "taken",
    "repaired",
    "refused",
)


def _put(connection: Connection, arrival: Arrival) -> Arrival:
    values: dict[str, Any] = {
        **{name: getattr(arrival, name) for name in _PLAIN},
        "how": arrival.how.value,
        "verdict": arrival.verdict.value,
        "nature": arrival.nature.value,
        "office": arrival.office.code if arrival.office else "",
        "office_name": arrival.office.name if arrival.office else "",
        "problems": json.dumps(arrival.problems, ensure_ascii=False),
    }
    table = tables.arrival
    if arrival.seq:
        connection.execute(update(table).where(table.c.seq == arrival.seq).values(values))
        return arrival
    made = connection.execute(insert(table).values(values).returning(table.c.seq)).scalar_one()
    return replace(arrival, seq=int(made))


def _arrival(row: Mapping[Any, Any]) -> Arrival:
    return Arrival(
        **{name: row[name] for name in _PLAIN},
        how=How(row["how"]),
        verdict=Verdict(row["verdict"]),
        nature=Nature(row["nature"]),
        office=Office(row["office"], row["office_name"]) if row["office"] else None,
        problems=tuple(json.loads(row["problems"])),
        seq=int(row["seq"]),
    )
