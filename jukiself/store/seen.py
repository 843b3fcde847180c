"""Nobody overwrites what they have not seen: what is about to be replaced is held against what the writer knew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from jukiself.answers.model import Answer
from jukiself.store import rows, tables
from jukiself.store.opening import BookChanged, changed_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from jukiself.answers.model import Inspection, Key


def hold(connection: Connection, found: int) -> None:
    """Let other writers of this inspection wait until the transaction ends (where the engine knows such locks)."""
    table = tables.inspection
    connection.execute(select(table.c.id).where(table.c.id == found).with_for_update())


def refuse_unseen_answers(connection: Connection, found: int, ours: Mapping[Key, Answer], seen: Inspection) -> None:
    """Raise `BookChanged` where an answer about to be written is no longer what the writer saw."""
    for key, answer in ours.items():
        now = _answer(connection, found, key)
        if not _alike(now, seen.answer(key)) and not _alike(now, answer):
            raise _changed(connection, found, "この答え", now, answer)


def refuse_unseen_head(connection: Connection, found: int, ours: Inspection, seen: Inspection) -> None:
    """Raise `BookChanged` where contact, contracts, plan, review or texts are no longer what the writer saw."""
    head = connection.execute(select(tables.inspection).where(tables.inspection.c.id == found)).mappings().one()
    known = rows.head(seen)
    same = {name: head[name] for name in known} == known
    parts = (
        (tables.contract, rows.contracts, seen.contracts),
        (tables.step, rows.steps, seen.steps),
        (tables.comment, rows.comments, seen.comments),
    )
    if not (same and all(read(rows.rows_of(connection, table, found)) == kept for table, read, kept in parts)):
        raise _changed(connection, found, "この点検", None, ours)


def _answer(connection: Connection, found: int, key: Key) -> Answer:
    table = tables.answer
    where = (table.c.inspection == found, table.c.question == key.question, table.c.member == (key.member or ""))
    row = connection.execute(select(table).where(*where)).mappings().first()
    return rows.answer(dict(row)) if row else Answer()


def _alike(one: Answer, other: Answer) -> bool:
    return replace(one, at=None) == replace(other, at=None)


def _changed(connection: Connection, found: int, what: str, theirs: object, ours: object) -> BookChanged:
    table = tables.inspection
    wanted = select(table.c.changed_by, table.c.changed_at).where(table.c.id == found)
    by, at = connection.execute(wanted).one()
    return BookChanged(changed_words(what, by, at), theirs, ours)
