"""A book moved between a file and a server: every row, counted and held against the 照合コード of every inspection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Integer, func, insert, select, text

from jukiself.answers.seal import seal
from jukiself.store import tables
from jukiself.store.opening import BookError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

    from jukiself.store.book import Book

#: Rows a statement.
_MANY = 2000


@dataclass(frozen=True, slots=True)
class Moved:
    """What is in the new place now."""

    inspections: int
    rows: int


def move(source: Book, target: Book) -> Moved:
    """Copy everything into an empty book, in one transaction; the source stays as it is.

    Raises `BookError` where the target holds anything, or does not say afterwards what the source says.
    """
    with source.reading() as here, target.writing() as there:
        if any(there.scalar(select(func.count()).select_from(table)) for table in _kept()):
            raise BookError(f"移す先の{target.where}には、もう中身があります。空の保存先を用意してください。")
        rows = sum(_copy(here, there, table) for table in _kept())
        _go_on_counting(there)
        if rows != sum(there.scalar(select(func.count()).select_from(table)) or 0 for table in _kept()):
            raise BookError(f"{source.where}を写した数が合いません。移す先は空のままです。もう一度行ってください。")
    for one in source.summaries():
        if seal(source.load(one.id)) != seal(target.load(one.id)):
            raise BookError(
                f"{one.office.name}の{one.year}年度の点検が、移す先で同じになりません。移す先は使わないでください。"
            )
    return Moved(len(source.summaries()), rows)


def _kept() -> list[Table]:
    """Every table in the order in which rows may be written; what can be worked out again stays behind."""
    return [one for one in tables.metadata.sorted_tables if one is not tables.verdict]


def _copy(here: Connection, there: Connection, table: Table) -> int:
    written = 0
    for some in _handfuls(here, table):
        there.execute(insert(table), some)
        written += len(some)
    return written


def _handfuls(connection: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    found = connection.execution_options(yield_per=_MANY).execute(select(table)).mappings()
    for part in found.partitions(_MANY):
        yield [dict(row) for row in part]


def _go_on_counting(connection: Connection) -> None:
    """A server counts on from its own counter, not from the rows that came with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for table in _kept():
        key = next(iter(table.primary_key.columns))
        if len(table.primary_key.columns) == 1 and isinstance(key.type, Integer):
            quoted = connection.dialect.identifier_preparer.format_table(table)
            words = (
                f"SELECT setval(pg_get_serial_sequence('{quoted}', '{key.name}'), "  # noqa: S608 - names of our tables
                f"(SELECT coalesce(max({key.name}), 0) + 1 FROM {quoted}), false)"
            )
            connection.execute(text(words))
