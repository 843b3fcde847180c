"""依頼 and 対象団体 in a book: written whole, and only over the version somebody has seen."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from jukiself.answers.model import Contact, Nature, Office
from jukiself.checklist.local import as_data, read_local
from jukiself.store import tables
from jukiself.store.opening import BookChanged, changed_words
from jukiself.survey.request import Listed, OfficeKind, Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from jukiself.store.book import Book

_TEXTS = ("form", "edition", "title", "deadline", "network_set", "letter", "handling", "keep_until")
_CONTACT = ("section", "person", "phone", "mail")


def put_request(book: Book, request: Request, by: str, at: datetime, roll: Sequence[Listed] | None = None) -> Request:
    """Write a 依頼, and its 対象団体 where given, in one transaction; what stands there now, with its new version.

    Raises `BookChanged` where somebody else wrote since ``request.version`` was read.
    """
    try:
        with book.writing(much=True) as connection:
            _put_request(connection, request, by, at)
            if roll is not None:
                _put_roll(connection, request, roll)
    except IntegrityError:
        # Two who begin at once both find nothing; whoever comes second meets the key.
        now = load_request(book, request.year, request.nature)
        if now is None or now.version == request.version:
            raise
        with book.reading() as connection:
            raise _changed(connection, request) from None
    return replace(request, version=request.version + 1)


def load_request(book: Book, year: int, nature: Nature = Nature.REAL) -> Request | None:
    """The 依頼 of a round; None where there is none."""
    return next((one for one in requests(book) if (one.year, one.nature) == (year, nature)), None)


def requests(book: Book) -> list[Request]:
    """All 依頼, the newest 年度 first."""
    with book.reading() as connection:
        found = [_request(dict(row)) for row in connection.execute(select(tables.request)).mappings()]
    return sorted(found, key=lambda one: (-one.year, one.nature))


def load_roll(book: Book, year: int, nature: Nature = Nature.REAL) -> tuple[Listed, ...]:
    """対象団体 of a round, in the order of the list."""
    table = tables.roll
    where = (table.c.year == year, table.c.nature == nature.value)
    with book.reading() as connection:
        found = [dict(row) for row in connection.execute(select(table).where(*where)).mappings()]
        return tuple(_listed(row) for row in sorted(found, key=lambda row: int(row["position"])))


def _put_request(connection: Connection, request: Request, by: str, at: datetime) -> None:
    written = {"body": _body(request), "version": request.version + 1, "changed_by": by, "changed_at": at}
    if request.version:
        seen = (*_where(tables.request, request), tables.request.c.version == request.version)
        if connection.execute(update(tables.request).where(*seen).values(**written)).rowcount == 1:
            return
    else:
        key = {"year": request.year, "nature": request.nature.value}
        connection.execute(insert(tables.request).values(**key, **written))
        return
    raise _changed(connection, request)


def _put_roll(connection: Connection, request: Request, roll: Sequence[Listed]) -> None:
    connection.execute(delete(tables.roll).where(*_where(tables.roll, request)))
    key = {"year": request.year, "nature": request.nature.value}
    rows = [{**key, "position": place, **_row(one)} for place, one in enumerate(roll)]
    if rows:
        connection.execute(insert(tables.roll), rows)


def _where(table: Any, request: Request) -> tuple[Any, ...]:
    return (table.c.year == request.year, table.c.nature == request.nature.value)


def _changed(connection: Connection, request: Request) -> BookChanged:
    where = _where(tables.request, request)
    now = connection.execute(select(tables.request).where(*where)).mappings().first()
    if now is None:
        return BookChanged("この依頼は、ほかの人が消しています。開き直してから、もう一度行ってください。")
    return BookChanged(changed_words("この依頼", now["changed_by"], now["changed_at"]))


def _body(request: Request) -> str:
    said = {
        **{name: getattr(request, name) for name in _TEXTS},
        "prefecture": asdict(request.prefecture),
        "contact": asdict(request.contact),
        "full": request.full,
        "extras": list(request.extras),
        "questions": as_data(request.questions),
    }
    return json.dumps(said, ensure_ascii=False)


def _request(row: Mapping[str, Any]) -> Request:
    said = json.loads(row["body"])
    return Request(
        year=row["year"],
        nature=Nature(row["nature"]),
        prefecture=Office(**said["prefecture"]),
        contact=Contact(**said["contact"]),
        full=said["full"],
        extras=tuple(said["extras"]),
        questions=read_local(said["questions"]),
        version=row["version"],
        **{name: said[name] for name in _TEXTS},
    )


def _row(one: Listed) -> dict[str, Any]:
    return {
        "code": one.office.code,
        "name": one.office.name,
        "kind": one.kind.value,
        "served_by": one.served_by,
        "population": one.population,
        "traits": json.dumps(dict(one.traits), ensure_ascii=False),
        **{name: getattr(one.contact, name) for name in _CONTACT},
    }


def _listed(row: Mapping[str, Any]) -> Listed:
    return Listed(
        office=Office(row["code"], row["name"]),
        kind=OfficeKind(row["kind"]),
        contact=Contact(*(row[name] for name in _CONTACT)),
        served_by=row["served_by"],
        population=row["population"],
        traits=MappingProxyType(json.loads(row["traits"])),
    )
