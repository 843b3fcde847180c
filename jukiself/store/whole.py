"""A whole inspection written at once: many rows a statement, because a prefecture takes in thousands of replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from jukiself.answers.model import Answer
from jukiself.store import rows, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Table

    from jukiself.answers.comment import Comment
    from jukiself.answers.model import Inspection, Key, Office


def put_office(connection: Connection, office: Office) -> None:
    """Know an office, by the name it goes by now."""
    table = tables.office
    known = connection.scalar(select(func.count()).select_from(table).where(table.c.code == office.code))
    if known:
        connection.execute(update(table).where(table.c.code == office.code).values(name=office.name))
    else:
        connection.execute(insert(table).values(code=office.code, name=office.name))


def insert_whole(connection: Connection, inspection: Inspection, now: datetime, origin: str = "") -> int:
    """A new inspection with all its parts.

    History tells of answers with an ``origin``; those of a reply collected are the first state, and it says nothing.
    """
    put_office(connection, inspection.office)
    values = {**rows.head(inspection), "place": "", "changed_at": now}
    made = connection.execute(insert(tables.inspection).values(values).returning(tables.inspection.c.id)).scalar_one()
    _insert_parts(connection, made, inspection, now)
    insert_all(connection, tables.step, _placed(made, map(rows.step_columns, inspection.steps)))
    _insert_queries(connection, made, inspection)
    if origin:
        given = inspection.answers.items()
        insert_all(connection, tables.history, [{"origin": origin, **_row(made, *one, now)} for one in given])
    before = inspection.last_year.items()
    insert_all(connection, tables.last_year, [_row(made, key, answer, None) for key, answer in before])
    return int(made)


def put_parts(connection: Connection, found: int, inspection: Inspection) -> None:
    """All but the answers, in the place of what stood there."""
    for table in (tables.contract, tables.step, tables.query, tables.comment):
        connection.execute(delete(table).where(table.c.inspection == found))
    insert_all(connection, tables.contract, _placed(found, map(rows.contract_columns, inspection.contracts)))
    insert_all(connection, tables.step, _placed(found, map(rows.step_columns, inspection.steps)))
    put_comments(connection, found, inspection.comments)
    _insert_queries(connection, found, inspection)


def replace_whole(
    connection: Connection, found: int, old: Inspection, new: Inspection, origins: tuple[str, str], now: datetime
) -> None:
    """Another state of the same inspection; history keeps both states of every answer that changed.

    ``origins`` name where the old and the new answers came from.
    """
    put_office(connection, new.office)
    table = tables.inspection
    connection.execute(update(table).where(table.c.id == found).values({**rows.head(new), "changed_at": now}))
    changed = [key for key in dict.fromkeys((*old.answers, *new.answers)) if old.answer(key) != new.answer(key)]
    told = {rows.key(row) for row in rows.rows_of(connection, tables.history, found)}
    first = [key for key in changed if key in old.answers and key not in told]
    before = [{"origin": origins[0], **_row(found, key, old.answer(key), now)} for key in first]
    after = [{"origin": origins[1], **_row(found, key, new.answers.get(key, Answer()), now)} for key in changed]
    insert_all(connection, tables.history, [*before, *after])
    for part in (tables.answer, tables.contract, tables.comment, tables.verdict):
        connection.execute(delete(part).where(part.c.inspection == found))
    _insert_parts(connection, found, new, now)


def insert_all(connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]) -> None:
    """Many rows in one statement; none is none."""
    if values:
        connection.execute(insert(table), [dict(one) for one in values])


def _insert_parts(connection: Connection, found: int, inspection: Inspection, now: datetime) -> None:
    insert_all(connection, tables.contract, _placed(found, map(rows.contract_columns, inspection.contracts)))
    put_comments(connection, found, inspection.comments)
    answers = inspection.answers.items()
    insert_all(
        connection, tables.answer, [_row(found, key, answer, now) for key, answer in answers if not answer.empty]
    )


def put_comments(connection: Connection, found: int, comments: Iterable[Comment]) -> None:
    """講評 with its replies, where there is none yet."""
    insert_all(connection, tables.comment, _placed(found, map(rows.comment_columns, comments)))


def _insert_queries(connection: Connection, found: int, inspection: Inspection) -> None:
    asked = [
        {**_place(found, key), "text": one.text, "by": one.by, "at": one.at} for key, one in inspection.queries.items()
    ]
    insert_all(connection, tables.query, asked)


def _placed(found: int, columns: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows that stand in an order."""
    return [{"inspection": found, "position": place, **one} for place, one in enumerate(columns)]


def _place(found: int, key: Key) -> dict[str, Any]:
    return {"inspection": found, "question": key.question, "member": key.member or ""}


def _row(found: int, key: Key, answer: Answer, now: datetime | None) -> dict[str, Any]:
    return {**_place(found, key), **rows.columns(answer, now)}
