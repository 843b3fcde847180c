"""Opening, reading and writing a book; every answer is on disk when the call returns."""

from __future__ import annotations

import contextlib
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from jukiself.answers.model import Answer, Contact, Inspection, Key, Nature, Office, Query
from jukiself.store import rows, tables
from jukiself.store.entries import Entry, Handout, Summary, Taken
from jukiself.store.halfmade import sweep
from jukiself.store.lock import Holder, Lock
from jukiself.store.opening import (
    SUFFIX,
    BookError,
    BookHeld,
    begin_alone,
    copy_book,
    refuse_damaged,
    refuse_foreign,
    refuse_gone,
    sentences,
    sound,
    sqlite,
    user,
)
from jukiself.store.seen import hold, refuse_unseen_answers, refuse_unseen_head
from jukiself.store.server import is_address, server, spoken
from jukiself.store.upgrading import upgrade
from jukiself.store.whole import insert_whole, put_office, put_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

__all__ = ["SUFFIX", "Book", "BookError", "BookHeld", "Entry", "Handout", "Summary", "Taken"]


#: Where an answer came from that somebody gave here, one at a time.
_BY_HAND = "window"


def _nobody() -> None:
    """No copies are kept."""


class Book:
    """保存ファイル: several offices, years and inspections in one SQLite file (or a PostgreSQL database).

    Open with `Book.open`; close it, or use it in a ``with`` statement. Not for use from several threads at once.
    """

    def __init__(self, engine: Engine, path: Path | None, clock: Callable[[], datetime], name: str, where: str) -> None:
        self._engine = engine
        #: None where the book lies on a server.
        self.path = path
        #: How the place is named to people.
        self.where = where
        self.name = name
        self._clock = clock
        self._lock = Lock(path, name) if path else None
        self.holder: Holder | None = None
        #: Called before much is changed at once; whoever keeps copies listens here (`jukiself.work.copies`).
        self.before_much: Callable[[], object] = _nobody
        self._acts = 0

    @classmethod
    def open(cls, place: str | Path, clock: Callable[[], datetime], name: str = "", *, kept: bool = True) -> Book:
        """Open or create a book at a path, or at a ``postgresql+psycopg://`` address.

        An older book is copied beside itself and upgraded; a newer or damaged one is refused untouched. One that is
        not ``kept`` but thrown away afterwards is neither copied nor held. Raises `BookError`.
        """
        if is_address(place):
            address = str(place)
            book = cls(server(address), None, clock, name or user(), spoken(address))
        else:
            path = Path(place)
            refuse_foreign(path)
            begin_alone(path)
            book = cls(sqlite(path), path, clock, name or user(), f"「{path.name}」")
        try:
            with book._told():
                if book.path:
                    refuse_damaged(book._engine, book.where)
                upgrade(book._engine, book.path, copy=kept)
                if kept:
                    book.take_lock()
        except BookError:
            book._engine.dispose()
            raise
        book._clear_away()
        return book

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file and the lock go."""
        if self._lock:
            self._lock.let_go()
        self._engine.dispose()

    def copy_to(self, path: Path) -> None:
        """A whole copy of the book at a path, whoever is writing meanwhile; what lies there is replaced at the end."""
        if self.path is None:
            raise BookError("サーバーに置いた保存ファイルは、ここからは写せません。サーバーの係に頼んでください。")
        copy_book(self.path, path)

    # -- one writer at a time -----------------------------------------------------------------------------------

    @property
    def read_only(self) -> bool:
        """Whether somebody else is writing."""
        return self.holder is not None

    def _clear_away(self) -> None:
        """What a killed program left half-made beside the book goes; a folder nobody can write in stays as it is."""
        with contextlib.suppress(OSError):
            if self._lock and self._lock.held:
                sweep(self._lock.path.parent, self._lock.path.stat().st_mtime)

    def take_lock(self) -> None:
        """Try to become the writer; ``holder`` says who is, where it is not us."""
        if self._lock:
            self.holder = self._lock.take(self._clock())

    def let_lock_go(self) -> None:
        """Let others write, for instance after five idle minutes."""
        if self._lock:
            self._lock.let_go()

    @contextlib.contextmanager
    def much(self) -> Iterator[None]:
        """Around one act that changes much in several transactions: `before_much` hears of it once, at its start."""
        if not self._acts:
            self.before_much()
        self._acts += 1
        try:
            yield
        finally:
            self._acts -= 1

    @contextlib.contextmanager
    def writing(self, *, much: bool = False) -> Iterator[Connection]:
        """One transaction, for the modules of this door; raises `BookHeld` where somebody else writes.

        ``much``: it may change more than one answer or remark, or take something out.
        """
        self.take_lock()
        if self.holder:
            raise BookHeld(
                f"いま {self.holder.name} さんがこの保存ファイルに書いています。終わるのを待ってから、もう一度行ってください。"
            )
        refuse_gone(self.path)
        if much and not self._acts:
            self.before_much()
        with sentences(self.path, self.where), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read from, for the modules of this door."""
        refuse_gone(self.path)
        with self._told(), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        with sentences(self.path, self.where), sound(self.where):
            yield

    @property
    def bare(self) -> bool:
        """Whether nothing has been begun in it yet."""
        with self.reading() as connection:
            return not any(
                connection.scalar(select(func.count()).select_from(one)) for one in (tables.inspection, tables.request)
            )

    # -- inspections --------------------------------------------------------------------------------------------

    def summaries(self) -> list[Summary]:
        """All inspections, newest change first."""
        with self.reading() as connection:
            kept = (
                connection.execute(select(tables.inspection, tables.office.c.name).join(tables.office)).mappings().all()
            )
            found = [
                Summary(
                    row["id"],
                    Office(row["office"], row["name"]),
                    row["year"],
                    Nature(row["nature"]),
                    row["submission"],
                    row["edition"],
                    row["place"],
                    row["changed_at"],
                )
                for row in kept
            ]
            return sorted(found, key=lambda one: (one.changed_at, one.id), reverse=True)

    def find(self, code: str, year: int, nature: Nature = Nature.REAL) -> int | None:
        """Id of the newest submission of an office's inspection of a year."""
        kept = [one for one in self.summaries() if (one.office.code, one.year, one.nature) == (code, year, nature)]
        return max(kept, key=lambda one: one.submission).id if kept else None

    def create(self, inspection: Inspection, origin: str = _BY_HAND, log: Taken | None = None) -> int:
        """Put in a whole inspection; raises `BookError` where the office already has that submission of the year."""
        with self.writing(much=True) as connection:
            try:
                made = insert_whole(connection, inspection, self._clock(), origin)
            except IntegrityError:
                raise BookError(
                    f"{inspection.office.name}の{inspection.year}年度の点検は、もうこの保存ファイルにあります。続きから開いてください。"
                ) from None
            if log:
                _log(connection, made, log)
        return made

    def load(self, inspection_id: int) -> Inspection:
        """The whole inspection; KeyError where there is none of that id."""
        with self.reading() as connection:
            joined = select(tables.inspection, tables.office.c.name).join(tables.office)
            head = connection.execute(joined.where(tables.inspection.c.id == inspection_id)).mappings().first()
            if head is None:
                raise KeyError(inspection_id)
            parts = {one.name: rows.rows_of(connection, one, inspection_id) for one in _PARTS}
            return Inspection(
                office=Office(head["office"], head["name"]),
                year=head["year"],
                form=head["form"],
                edition=head["edition"],
                nature=Nature(head["nature"]),
                submission=head["submission"],
                network_set=head["network_set"],
                full=head["full_depth"],
                extras=tuple(one for one in head["extras"].split(",") if one),
                contracts=rows.contracts(parts["contract"]),
                answers=MappingProxyType({rows.key(row): rows.answer(row) for row in parts["answer"]}),
                steps=rows.steps(parts["step"]),
                contact=Contact(head["section"], head["person"], head["phone"], head["mail"]),
                deadline=head["deadline"],
                free_text=head["free_text"],
                review=rows.review(dict(head)),
                last_year=MappingProxyType({rows.key(row): rows.answer(row) for row in parts["last_year"]}),
                queries=MappingProxyType(
                    {rows.key(row): Query(row["text"], row["by"], row["at"]) for row in parts["query"]}
                ),
                locals=rows.local_questions(head["locals"]),
                comments=rows.comments(parts["comment"]),
            )

    def put_head(self, inspection_id: int, inspection: Inspection, seen: Inspection | None = None) -> None:
        """Write everything but the answers: office name, contact, contracts, plan, depth, review, queries, free text.

        ``seen`` is what the writer knew; raises `BookChanged` where somebody else wrote since.
        """
        with self.writing() as connection:
            hold(connection, inspection_id)
            if seen is not None:
                refuse_unseen_head(connection, inspection_id, inspection, seen)
            self._put_head(connection, inspection_id, inspection)
            self._touch(connection, inspection_id)

    def put_answers(
        self,
        inspection_id: int,
        answers: Mapping[Key, Answer],
        origin: str = _BY_HAND,
        head: Inspection | None = None,
        seen: Inspection | None = None,
    ) -> None:
        """Write answers, and where given all the rest, in one transaction; an empty answer takes the old one out.

        History keeps what is taken out. ``seen`` is what the writer knew; raises `BookChanged` where somebody else
        wrote one of these answers since.
        """
        # What did not come from the keys of this window came from a file, and is much whatever it says.
        with self.writing(much=len(answers) > 1 or origin != _BY_HAND) as connection:
            hold(connection, inspection_id)
            if seen is not None:
                refuse_unseen_answers(connection, inspection_id, answers, seen)
            if head is not None:
                if seen is not None:
                    refuse_unseen_head(connection, inspection_id, head, seen)
                self._put_head(connection, inspection_id, head)
            self._put_answers(connection, inspection_id, answers.items(), origin)
            self._touch(connection, inspection_id)

    def take_in(
        self,
        inspection_id: int,
        inspection: Inspection,
        answers: Mapping[Key, Answer],
        log: Taken,
        before: Mapping[Key, Answer] = MappingProxyType({}),
    ) -> None:
        """An import: head, chosen answers, answers only worth a look (前年のまま) and the log row in one transaction."""
        with self.writing(much=True) as connection:
            self._put_head(connection, inspection_id, inspection)
            for key, answer in before.items():
                row = {**_place(inspection_id, key), **rows.columns(answer, None)}
                connection.execute(insert(tables.last_year).values(row))
            self._put_answers(connection, inspection_id, answers.items(), f"import {log.file_name}")
            self._touch(connection, inspection_id)
            _log(connection, inspection_id, log)

    def imports(self, inspection_id: int) -> list[Taken]:
        """The files taken into an inspection, oldest first."""
        with self.reading() as connection:
            kept = rows.rows_of(connection, tables.import_log, inspection_id)
            return [
                Taken(**{one.name: row[one.name] for one in fields(Taken)})
                for row in sorted(kept, key=lambda row: int(row["seq"]))
            ]

    def put_handout(self, inspection_id: int, handout: Handout) -> None:
        """Note that a paper was handed to somebody."""
        with self.writing() as connection:
            said = {"at": handout.at, "kind": handout.kind, "to_whom": handout.to_whom, "file_name": handout.file_name}
            connection.execute(insert(tables.handout).values(inspection=inspection_id, **said))

    def handouts(self, inspection_id: int) -> list[Handout]:
        """Papers handed out, oldest first."""
        with self.reading() as connection:
            kept = rows.rows_of(connection, tables.handout, inspection_id)
            return [
                Handout(row["at"], row["kind"], row["to_whom"], row["file_name"])
                for row in sorted(kept, key=lambda row: int(row["seq"]))
            ]

    def history(self, inspection_id: int, key: Key | None = None) -> list[Entry]:
        """Every answer ever given, oldest first; for one key or for all."""
        with self.reading() as connection:
            kept = rows.rows_of(connection, tables.history, inspection_id)
            entries = [
                Entry(rows.key(row), rows.answer(row), row["origin"])
                for row in sorted(kept, key=lambda row: int(row["seq"]))
            ]
            return [one for one in entries if key is None or one.key == key]

    def put_place(self, inspection_id: int, place: str) -> None:
        """Remember where one stopped, as ``question`` or ``question@member``; never worth an error."""
        with contextlib.suppress(BookError), self.writing() as connection:
            connection.execute(
                update(tables.inspection).where(tables.inspection.c.id == inspection_id).values(place=place)
            )

    def place(self, inspection_id: int) -> str:
        """Where one stopped; empty at the start."""
        with self.reading() as connection:
            return str(
                connection.scalar(select(tables.inspection.c.place).where(tables.inspection.c.id == inspection_id))
                or ""
            )

    # -- rows ---------------------------------------------------------------------------------------------------

    def _put_head(self, connection: Connection, inspection_id: int, inspection: Inspection) -> None:
        put_office(connection, inspection.office)
        where = tables.inspection.c.id == inspection_id
        connection.execute(update(tables.inspection).where(where).values(rows.head(inspection)))
        put_parts(connection, inspection_id, inspection)

    def _put_answers(
        self, connection: Connection, inspection_id: int, answers: Iterable[tuple[Key, Answer]], origin: str
    ) -> None:
        now = self._clock()
        table = tables.answer
        for key, answer in answers:
            where = (
                table.c.inspection == inspection_id,
                table.c.question == key.question,
                table.c.member == (key.member or ""),
            )
            row = {**_place(inspection_id, key), **rows.columns(answer, now)}
            connection.execute(delete(table).where(*where))
            if not answer.empty:
                connection.execute(insert(table).values(row))
            connection.execute(insert(tables.history).values(origin=origin, **row))

    def _touch(self, connection: Connection, inspection_id: int) -> None:
        changed = update(tables.inspection).where(tables.inspection.c.id == inspection_id)
        connection.execute(changed.values(changed_at=self._clock(), changed_by=self.name))
        # What it amounted to is no longer so.
        connection.execute(delete(tables.verdict).where(tables.verdict.c.inspection == inspection_id))


_PARTS = (tables.contract, tables.answer, tables.step, tables.last_year, tables.query, tables.comment)


def _place(inspection_id: int, key: Key) -> dict[str, Any]:
    return {"inspection": inspection_id, "question": key.question, "member": key.member or ""}


def _log(connection: Connection, inspection_id: int, log: Taken) -> None:
    connection.execute(
        insert(tables.import_log).values(
            inspection=inspection_id,
            at=log.at,
            file_name=log.file_name,
            seal=log.seal,
            taken=log.taken,
            unchanged=log.unchanged,
            refused=log.refused,
            besides=log.besides,
        )
    )
