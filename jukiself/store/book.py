"""Opening, reading and writing a book; every answer is on disk when the call returns."""

from __future__ import annotations

import contextlib
import getpass
import shutil
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, delete, event, func, insert, select, update
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from jukiself.answers.model import Answer, Basis, Contact, Contract, Inspection, Key, Nature, Office, Step, StepState
from jukiself.store import tables
from jukiself.store.lock import Holder, Lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

SUFFIX = ".jukiself"


class BookError(Exception):
    """The book cannot be opened or written; the message is a Japanese sentence saying what to do."""


class BookHeld(BookError):
    """Somebody else is writing in the book."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One inspection as a list shows it."""

    id: int
    office: Office
    year: int
    nature: Nature
    submission: int
    edition: str
    place: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer as history keeps it; ``origin`` says through which door it came."""

    key: Key
    answer: Answer
    origin: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One file taken in, as the log keeps it."""

    at: datetime
    file_name: str
    seal: str
    taken: int
    unchanged: int
    refused: int


class Book:
    """保存ファイル: several offices, years and inspections in one SQLite file (or a PostgreSQL database).

    Open with `Book.open`; close it, or use it in a ``with`` statement. Not for use from several threads at once.
    """

    def __init__(self, engine: Engine, path: Path | None, clock: Callable[[], datetime], name: str) -> None:
        self._engine = engine
        self.path = path
        self._clock = clock
        self._lock = Lock(path, name) if path else None
        self.holder: Holder | None = None

    @classmethod
    def open(cls, place: str | Path, clock: Callable[[], datetime], name: str = "") -> Book:
        """Open or create a book at a path, or at a ``postgresql+psycopg://`` address.

        An older book is copied beside itself and upgraded; a newer or damaged one is refused untouched.
        Raises `BookError`.
        """
        if isinstance(place, str) and "://" in place:
            book = cls(create_engine(place), None, clock, name)
        else:
            path = Path(place)
            _refuse_foreign(path)
            book = cls(_sqlite(path), path, clock, name or _user())
        try:
            with _sentences(book.path):
                book._upgrade()
                book.take_lock()
        except BookError:
            book._engine.dispose()
            raise
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

    # -- one writer at a time -----------------------------------------------------------------------------------

    @property
    def read_only(self) -> bool:
        """Whether somebody else is writing."""
        return self.holder is not None

    def take_lock(self) -> None:
        """Try to become the writer; ``holder`` says who is, where it is not us."""
        if self._lock:
            self.holder = self._lock.take(self._clock())

    def let_lock_go(self) -> None:
        """Let others write, for instance after five idle minutes."""
        if self._lock:
            self._lock.let_go()

    @contextlib.contextmanager
    def _write(self) -> Iterator[Connection]:
        self.take_lock()
        if self.holder:
            raise BookHeld(
                f"いま {self.holder.name} さんがこの保存ファイルに書いています。終わるのを待ってから、もう一度行ってください。"
            )
        with _sentences(self.path), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def _read(self) -> Iterator[Connection]:
        with _sentences(self.path), self._engine.connect() as connection:
            yield connection

    # -- upgrading ----------------------------------------------------------------------------------------------

    def _upgrade(self) -> None:
        config = Config()
        config.set_main_option("script_location", "jukiself.store:steps")
        steps = ScriptDirectory.from_config(config)
        newest = steps.get_current_head()
        with self._engine.connect() as connection:
            version = MigrationContext.configure(connection).get_current_revision()
        if version == newest:
            return
        known = {step.revision for step in steps.walk_revisions()}
        if version is not None and version not in known:
            raise BookError(
                "この保存ファイルは、もっと新しい版のプログラムで作られています。新しい版で開いてください。ファイルはそのままです。"
            )
        if version is not None and self.path:
            shutil.copy2(self.path, self.path.with_name(f"{self.path.stem}-版{version}の控え{SUFFIX}"))
        with self._engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    # -- inspections --------------------------------------------------------------------------------------------

    def summaries(self) -> list[Summary]:
        """All inspections, newest change first."""
        with self._read() as connection:
            rows = (
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
            for row in rows
        ]
        return sorted(found, key=lambda one: (one.changed_at, one.id), reverse=True)

    def find(self, code: str, year: int, nature: Nature = Nature.REAL) -> int | None:
        """Id of the newest submission of an office's inspection of a year."""
        kept = [one for one in self.summaries() if (one.office.code, one.year, one.nature) == (code, year, nature)]
        return max(kept, key=lambda one: one.submission).id if kept else None

    def create(self, inspection: Inspection, origin: str = "window", log: Taken | None = None) -> int:
        """Put in a whole inspection; raises `BookError` where the office already has that submission of the year."""
        with self._write() as connection:
            self._put_office(connection, inspection.office)
            values = {**_head(inspection), "place": "", "changed_at": self._clock()}
            try:
                made = connection.execute(
                    insert(tables.inspection).values(values).returning(tables.inspection.c.id)
                ).scalar_one()
            except IntegrityError:
                raise BookError(
                    f"{inspection.office.name}の{inspection.year}年度の点検は、もうこの保存ファイルにあります。続きから開いてください。"
                ) from None
            self._put_parts(connection, made, inspection)
            self._put_answers(connection, made, inspection.answers.items(), origin)
            if log:
                _log(connection, made, log)
        return int(made)

    def load(self, inspection_id: int) -> Inspection:
        """The whole inspection; KeyError where there is none of that id."""
        with self._read() as connection:
            joined = select(tables.inspection, tables.office.c.name).join(tables.office)
            head = connection.execute(joined.where(tables.inspection.c.id == inspection_id)).mappings().first()
            if head is None:
                raise KeyError(inspection_id)
            contracts = _rows(connection, tables.contract, inspection_id)
            answers = _rows(connection, tables.answer, inspection_id)
            steps = _rows(connection, tables.step, inspection_id)
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
            contracts=tuple(
                Contract(row["id"], row["name"], row["contractor"], row["scope"], row["period"])
                for row in sorted(contracts, key=lambda row: int(row["position"]))
            ),
            answers=MappingProxyType({_key(row): _answer(row) for row in answers}),
            steps=tuple(
                Step(row["rule"], row["member"] or None, row["what"], row["who"], row["until"], StepState(row["state"]))
                for row in sorted(steps, key=lambda row: int(row["position"]))
            ),
            contact=Contact(head["section"], head["person"], head["phone"], head["mail"]),
            deadline=head["deadline"],
            free_text=head["free_text"],
        )

    def put_head(self, inspection_id: int, inspection: Inspection) -> None:
        """Write everything but the answers: office name, contact, contracts, plan, depth, free text."""
        with self._write() as connection:
            self._put_office(connection, inspection.office)
            values = {**_head(inspection), "changed_at": self._clock()}
            connection.execute(update(tables.inspection).where(tables.inspection.c.id == inspection_id).values(values))
            self._put_parts(connection, inspection_id, inspection)

    def put_answers(self, inspection_id: int, answers: Mapping[Key, Answer], origin: str = "window") -> None:
        """Write answers in one transaction; an empty one takes the old one out (history keeps it)."""
        with self._write() as connection:
            self._put_answers(connection, inspection_id, answers.items(), origin)
            self._touch(connection, inspection_id)

    def take_in(self, inspection_id: int, inspection: Inspection, answers: Mapping[Key, Answer], log: Taken) -> None:
        """An import: head, chosen answers and the log row in one transaction."""
        with self._write() as connection:
            self._put_office(connection, inspection.office)
            connection.execute(
                update(tables.inspection).where(tables.inspection.c.id == inspection_id).values(_head(inspection))
            )
            self._put_parts(connection, inspection_id, inspection)
            self._put_answers(connection, inspection_id, answers.items(), f"import {log.file_name}")
            self._touch(connection, inspection_id)
            _log(connection, inspection_id, log)

    def imports(self, inspection_id: int) -> list[Taken]:
        """The files taken into an inspection, oldest first."""
        with self._read() as connection:
            rows = _rows(connection, tables.import_log, inspection_id)
        return [
            Taken(row["at"], row["file_name"], row["seal"], row["taken"], row["unchanged"], row["refused"])
            for row in sorted(rows, key=lambda row: int(row["seq"]))
        ]

    def history(self, inspection_id: int, key: Key | None = None) -> list[Entry]:
        """Every answer ever given, oldest first; for one key or for all."""
        with self._read() as connection:
            rows = _rows(connection, tables.history, inspection_id)
        entries = [
            Entry(_key(row), _answer(row), row["origin"]) for row in sorted(rows, key=lambda row: int(row["seq"]))
        ]
        return [one for one in entries if key is None or one.key == key]

    def put_place(self, inspection_id: int, place: str) -> None:
        """Remember where one stopped, as ``question`` or ``question@member``; never worth an error."""
        with contextlib.suppress(BookError), self._write() as connection:
            connection.execute(
                update(tables.inspection).where(tables.inspection.c.id == inspection_id).values(place=place)
            )

    def place(self, inspection_id: int) -> str:
        """Where one stopped; empty at the start."""
        with self._read() as connection:
            return str(
                connection.scalar(select(tables.inspection.c.place).where(tables.inspection.c.id == inspection_id))
                or ""
            )

    # -- rows ---------------------------------------------------------------------------------------------------

    def _put_office(self, connection: Connection, office: Office) -> None:
        known = connection.scalar(
            select(func.count()).select_from(tables.office).where(tables.office.c.code == office.code)
        )
        if known:
            connection.execute(
                update(tables.office).where(tables.office.c.code == office.code).values(name=office.name)
            )
        else:
            connection.execute(insert(tables.office).values(code=office.code, name=office.name))

    def _put_parts(self, connection: Connection, inspection_id: int, inspection: Inspection) -> None:
        for table in (tables.contract, tables.step):
            connection.execute(delete(table).where(table.c.inspection == inspection_id))
        for position, one in enumerate(inspection.contracts):
            values = {
                "id": one.id,
                "name": one.name,
                "contractor": one.contractor,
                "scope": one.scope,
                "period": one.period,
            }
            connection.execute(insert(tables.contract).values(inspection=inspection_id, position=position, **values))
        for position, each in enumerate(inspection.steps):
            values = {
                "rule": each.rule,
                "member": each.member or "",
                "what": each.what,
                "who": each.who,
                "until": each.until,
            }
            connection.execute(
                insert(tables.step).values(inspection=inspection_id, position=position, state=each.state, **values)
            )

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
            row = {
                "inspection": inspection_id,
                "question": key.question,
                "member": key.member or "",
                **_columns(answer, now),
            }
            connection.execute(delete(table).where(*where))
            if not answer.empty:
                connection.execute(insert(table).values(row))
            connection.execute(insert(tables.history).values(origin=origin, **row))

    def _touch(self, connection: Connection, inspection_id: int) -> None:
        changed = update(tables.inspection).where(tables.inspection.c.id == inspection_id)
        connection.execute(changed.values(changed_at=self._clock()))


def _sqlite(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: object) -> None:
        # A rollback journal keeps the book one file; FULL makes an answer durable when the call returns.
        for pragma in ("journal_mode=DELETE", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=3000"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _refuse_foreign(path: Path) -> None:
    if not path.parent.is_dir():
        raise BookError(f"フォルダー「{path.parent}」がありません。場所を確かめてください。")
    if path.is_dir():
        raise BookError(f"「{path}」はフォルダーです。保存ファイルの名前を選んでください。")
    try:
        head = _head_bytes(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise BookError(
            f"「{path.name}」を開けません（{error.strerror}）。読み書きの許可を確かめてください。"
        ) from error
    if head and not head.startswith(b"SQLite format 3\0"):
        raise BookError(
            f"「{path.name}」は住基セルフ点検ブックの保存ファイルではありません。ファイルを選び直してください。"
        )


def _head_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


@contextlib.contextmanager
def _sentences(path: Path | None) -> Iterator[None]:
    """Turn the engine's errors into sentences for the person at the desk."""
    name = f"「{path.name}」" if path else "保存先"
    try:
        yield
    except OperationalError as error:
        said = str(error.orig)
        if "readonly" in said or "read-only" in said:
            sentence = f"{name}に書き込めません。読み取り専用か、フォルダーに書く許可がありません。別の場所に写してから開いてください。"
        elif "full" in said:
            sentence = f"{name}を保存できません。ディスクがいっぱいです。空きを作ってから、もう一度答えてください。"
        elif "locked" in said:
            sentence = f"{name}はいま別のプログラムが使っています。少し待ってから、もう一度行ってください。"
        elif "unable to open" in said:
            sentence = f"{name}を開けません。フォルダーに読み書きする許可があるか確かめてください。"
        else:
            sentence = f"{name}を読み書きできません（{said}）。"
        raise BookError(sentence) from error
    except DatabaseError as error:
        if isinstance(error, IntegrityError):
            raise
        raise BookError(
            f"{name}は壊れているため読めません（{error.orig}）。控えのファイルを開いてください。このファイルには手を付けていません。"
        ) from error


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "別の人"


def _head(inspection: Inspection) -> dict[str, Any]:
    return {
        "office": inspection.office.code,
        "year": inspection.year,
        "form": inspection.form,
        "edition": inspection.edition,
        "nature": inspection.nature.value,
        "submission": inspection.submission,
        "network_set": inspection.network_set,
        "full_depth": inspection.full,
        "extras": ",".join(inspection.extras),
        "section": inspection.contact.section,
        "person": inspection.contact.person,
        "phone": inspection.contact.phone,
        "mail": inspection.contact.mail,
        "deadline": inspection.deadline,
        "free_text": inspection.free_text,
    }


def _rows(connection: Connection, table: Any, inspection_id: int) -> list[Mapping[str, Any]]:
    return [
        dict(row) for row in connection.execute(select(table).where(table.c.inspection == inspection_id)).mappings()
    ]


def _columns(answer: Answer, now: datetime) -> dict[str, Any]:
    return {
        "value": answer.value,
        "basis": answer.basis.value if answer.basis else "",
        "note": answer.note,
        "memo": answer.memo,
        "evidence": answer.evidence,
        "answered_by": answer.answered_by,
        "confirmed_by": answer.confirmed_by,
        "at": answer.at or now,
    }


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
        )
    )


def _key(row: Mapping[str, Any]) -> Key:
    return Key(row["question"], row["member"] or None)


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer(
        value=row["value"],
        basis=Basis(row["basis"]) if row["basis"] else None,
        note=row["note"],
        memo=row["memo"],
        evidence=row["evidence"],
        answered_by=row["answered_by"],
        confirmed_by=row["confirmed_by"],
        at=row["at"],
    )
