"""The droppable table of what inspections amount to; whatever changes an inspection takes its row out (`Book`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select

from jukiself.answers.model import Nature, Office
from jukiself.store import rows, tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from jukiself.checklist.local import LocalQuestion
    from jukiself.store.book import Book


class Row(NamedTuple):
    """What is kept of an inspection: ``key`` names answers, form and program, ``body`` is for `survey.record`."""

    key: str
    body: str


class Counted(NamedTuple):
    """One inspection of a round with its row, where there is one."""

    inspection: int
    office: Office
    submission: int
    form: str
    edition: str
    locals: tuple[LocalQuestion, ...]
    row: Row | None


def put_row(connection: Connection, inspection: int, row: Row) -> None:
    """Keep a row within a transaction that is under way; an older one goes."""
    connection.execute(delete(tables.verdict).where(tables.verdict.c.inspection == inspection))
    connection.execute(insert(tables.verdict).values(inspection=inspection, key=row.key, body=row.body))


def put_rows(book: Book, made: Iterable[tuple[int, Row]]) -> None:
    """Keep several rows at once; raises `BookHeld` where somebody else writes."""
    with book.writing() as connection:
        for inspection, row in made:
            put_row(connection, inspection, row)


def drop(book: Book) -> None:
    """Forget all rows; they are worked out again when somebody looks."""
    with book.writing() as connection:
        connection.execute(delete(tables.verdict))


def editions(book: Book, year: int, nature: Nature) -> dict[int, tuple[str, str]]:
    """Form and edition of every inspection of a round."""
    columns = tables.inspection.c
    wanted = select(columns.id, columns.form, columns.edition).where(
        columns.year == year, columns.nature == str(nature)
    )
    with book.reading() as connection:
        return {int(one.id): (str(one.form), str(one.edition)) for one in connection.execute(wanted)}


def counted(book: Book, year: int, nature: Nature) -> list[Counted]:
    """The newest 提出回 of every office in a round, by code."""
    columns = tables.inspection.c
    chosen = (
        select(
            columns.id,
            columns.office,
            tables.office.c.name,
            columns.submission,
            columns.form,
            columns.edition,
            columns.locals,
            tables.verdict.c.key,
            tables.verdict.c.body,
        )
        .select_from(tables.inspection.join(tables.office).outerjoin(tables.verdict))
        .where(columns.year == year, columns.nature == str(nature))
    )
    newest: dict[str, Counted] = {}
    with book.reading() as connection:
        for one in connection.execute(chosen):
            before = newest.get(one.office)
            if before is None or before.submission < one.submission:
                row = None if one.key is None else Row(one.key, one.body)
                office = Office(one.office, one.name)
                newest[one.office] = Counted(
                    one.id, office, one.submission, one.form, one.edition, rows.local_questions(one.locals), row
                )
    return [newest[code] for code in sorted(newest)]
