"""Opening a file as a book: refusing what is none, and saying in a sentence why a file cannot be used."""

from __future__ import annotations

import contextlib
import getpass
import os
import sqlite3
from typing import TYPE_CHECKING, Any

from alembic.util import CommandError
from sqlalchemy import URL, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, OperationalError

from jukiself.store.halfmade import half_made
from jukiself.store.server_words import server_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

SUFFIX = ".jukiself"
_NO_BOOK = "「{}」は住基セルフ点検ブックの保存ファイルではありません。ファイルを選び直してください。"
_DAMAGED = "{}は壊れているため読めません。控えのファイルを開いてください。このファイルには手を付けていません。"
_READ_ONLY = (
    "{}に書き込めません。読み取り専用か、フォルダーに書く許可がありません。別の場所に写してから開いてください。"
)
_NO_COPY = "控え「{}」を書けません（{}）。場所と許可を確かめてください。"
_MOVED = "{}が元の場所にありません。動かしたか、名前を変えたか、消したようです。元の場所と名前に戻すと、続けられます。"
_TOO_LONG = "「{}」は、フォルダーの名前をつないだ長さが長すぎて開けません。名前の短い、浅いフォルダーに移してください。"
#: Bytes of a whole path, of which SQLite takes 512 with its journal's ending (on Windows the system's limit comes first).
_LONGEST_PATH = 500
#: Marks in what SQLite says, and our words.
_WHY = {
    "READONLY_DBMOVED": _MOVED,
    "readonly": _READ_ONLY,
    "read-only": _READ_ONLY,
    "full": "{}を保存できません。ディスクがいっぱいです。空きを作ってから、もう一度行ってください。",
    "locked": "{}はいま別のプログラムが使っています。少し待ってから、もう一度行ってください。共有フォルダーに置いていて何度も出るときは、このPCのフォルダーに写してから開いてください。",
    "unable to open": "{}を開けません。フォルダーに読み書きする許可があるか確かめてください。",
    "disk I/O": "{}を読み書きできません。媒体を外したか、共有フォルダーが切れたようです。つなぎ直してから、もう一度行ってください。",
    "no such table": _DAMAGED,
    "no such column": _DAMAGED,
}


class BookError(Exception):
    """The book cannot be opened or written; the message is a Japanese sentence saying what to do."""


class BookDamaged(BookError):
    """The file is one of ours and broken; what can be read of it can be rescued (`jukiself.store.recovery`)."""


class BookHeld(BookError):
    """Somebody else is writing in the book."""


class BookChanged(BookError):
    """Somebody else changed what was about to be written; the message says who, and when.

    ``theirs`` stands in the book now, ``ours`` was not written, so that neither is lost.
    """

    def __init__(self, message: str, theirs: object = None, ours: object = None) -> None:
        super().__init__(message)
        self.theirs, self.ours = theirs, ours


def changed_words(what: str, by: str, at: datetime | None) -> str:
    """The sentence of `BookChanged`."""
    who = f"{by} さん" if by else "ほかの人"
    when = f"{at.month}月{at.day}日{at.hour}時{at.minute:02d}分に" if at else ""
    return (
        f"{what}は、{who}が{when}変えています。あなたの変更はまだ書いていません。"
        "開き直して今の内容を見てから、もう一度直してください。"
    )


def sqlite(path: Path) -> Engine:
    """The engine of a book on disk."""
    # Answers never stand in what an error of ours shows.
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: object) -> None:
        # A rollback journal keeps the book one file; FULL makes an answer durable when the call returns.
        for pragma in ("journal_mode=DELETE", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=3000"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def begin_alone(path: Path) -> None:
    """A file that is about to be made, for its owner only: it will list weak points. What is there stays as it is."""
    with contextlib.suppress(OSError):  # who cannot make it is told by whoever writes
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def copy_book(source: Path, target: Path) -> None:
    """SQLite's own copy of a book: whole even while somebody writes; nothing half-made takes the target's name."""
    refuse_gone(source)
    try:
        beside = half_made(target)
    except OSError as error:
        raise BookError(_NO_COPY.format(target, error.strerror)) from error
    with sentences(target):
        try:
            backup(source, beside)
            beside.replace(target)
        except OSError as error:
            raise BookError(_NO_COPY.format(target, error.strerror)) from error
        except sqlite3.Error as error:
            raise BookError(f"控え「{target}」を書けません。場所と空きを確かめてください。") from error
        finally:
            beside.unlink(missing_ok=True)
            beside.with_name(f"{beside.name}-journal").unlink(missing_ok=True)


def backup(source: Path, target: Path) -> None:
    """SQLite's own copy, whole even while somebody writes in the source. Raises `sqlite3.Error`."""
    with contextlib.closing(sqlite3.connect(source)) as one, contextlib.closing(sqlite3.connect(target)) as other:
        one.backup(other)


#: Bytes of the first page that SQLite counts up by itself: change counters and the cookie of the tables.
_COUNTERS = ((24, 28), (40, 44), (92, 100))
_PIECE = 1 << 20


def same_book(one: Path, other: Path) -> bool:
    """Whether two files hold the same pages, as a book and the copy of it do while nobody has written."""
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as left, other.open("rb") as right:
        first, second = bytearray(left.read(_PIECE)), bytearray(right.read(_PIECE))
        for begin, end in _COUNTERS:
            first[begin:end] = second[begin:end] = b"\0" * (end - begin)
        while first == second:
            if not first:
                return True
            first, second = bytearray(left.read(_PIECE)), bytearray(right.read(_PIECE))
    return False


def refuse_gone(path: Path | None) -> None:
    """Raise `BookError` where the file of an open book is no longer there: SQLite would begin an empty one."""
    if path is not None and not path.exists():
        raise BookError(_MOVED.format(f"「{path.name}」"))


def refuse_foreign(path: Path) -> None:
    """Raise `BookError` where the path cannot be a book."""
    try:
        if not path.parent.is_dir():
            raise BookError(f"フォルダー「{path.parent}」がありません。場所を確かめてください。")
        if path.is_dir():
            raise BookError(f"「{path}」はフォルダーです。保存ファイルの名前を選んでください。")
        if os.name != "nt" and len(os.fsencode(path.absolute())) > _LONGEST_PATH:
            raise BookError(_TOO_LONG.format(path.name))
        head = _head_bytes(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise BookError(
            f"「{path.name}」を開けません（{error.strerror}）。読み書きの許可を確かめてください。"
        ) from error
    # An empty file of our own kind is a book that somebody was about to make; any other stays as it is.
    if not head.startswith(b"SQLite format 3\0") and (head or path.suffix.lower() != SUFFIX):
        raise BookError(_NO_BOOK.format(path.name))


def _head_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


@contextlib.contextmanager
def sentences(path: Path | None, where: str = "") -> Iterator[None]:
    """Turn the engine's errors into sentences for the person at the desk; without a path it is a server."""
    name = where or (f"「{path.name}」" if path else "保存先")
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        if path is None:
            # What the server said may name people or hold what was being written: it goes no further.
            raise BookError(server_words(name, error)) from None
        if isinstance(error, OperationalError):
            raise why(name, error.orig) from error
        if not isinstance(error, DatabaseError):
            raise  # our own mistake
        raise BookDamaged(_DAMAGED.format(name)) from error


@contextlib.contextmanager
def sound(where: str) -> Iterator[None]:
    """Turn what no program of ours wrote, met while reading, into the sentence on damaged books."""
    try:
        yield
    except (ValueError, CommandError) as error:
        raise BookDamaged(_DAMAGED.format(where)) from error


def why(name: str, error: BaseException | None) -> BookError:
    """A sentence for what the engine says; the first words that occur in it decide."""
    said = f"{error} {getattr(error, 'sqlite_errorname', '')}"
    words = next((words for mark, words in _WHY.items() if mark in said), "{}を読み書きできません（{}）。")
    return (BookDamaged if words is _DAMAGED else BookError)(words.format(name, error))


def refuse_damaged(engine: Engine, name: str) -> None:
    """Raise `BookDamaged` where the engine finds pages broken: nobody goes on writing in such a file."""
    with engine.connect() as connection:
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise BookDamaged(_DAMAGED.format(name))


def refuse_strange(path: Path, engine: Engine) -> None:
    """Raise `BookError` where a file without our version holds tables: it is another program's."""
    if inspect(engine).get_table_names():
        raise BookError(_NO_BOOK.format(path.name))


def user() -> str:
    """Who sits here, as others who find the book held are told."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "別の人"
