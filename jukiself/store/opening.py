"""Opening a file as a book: refusing what is none, and saying in a sentence why a file cannot be used."""

from __future__ import annotations

import contextlib
import getpass
import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIX = ".jukiself"


class BookError(Exception):
    """The book cannot be opened or written; the message is a Japanese sentence saying what to do."""


class BookHeld(BookError):
    """Somebody else is writing in the book."""


def sqlite(path: Path) -> Engine:
    """The engine of a book on disk."""
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: object) -> None:
        # A rollback journal keeps the book one file; FULL makes an answer durable when the call returns.
        for pragma in ("journal_mode=DELETE", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=3000"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def copy_book(source: Path, target: Path) -> None:
    """SQLite's own copy of a book: whole even while somebody writes; nothing half-made takes the target's name."""
    beside = target.with_name(f".{target.name}.tmp")
    with sentences(target):
        try:
            with (
                contextlib.closing(sqlite3.connect(source)) as one,
                contextlib.closing(sqlite3.connect(beside)) as other,
            ):
                one.backup(other)
            beside.replace(target)
        except OSError as error:
            raise BookError(
                f"控え「{target}」を書けません（{error.strerror}）。場所と許可を確かめてください。"
            ) from error
        except sqlite3.Error as error:
            raise BookError(f"控え「{target}」を書けません。場所と空きを確かめてください。") from error
        finally:
            beside.unlink(missing_ok=True)


def refuse_foreign(path: Path) -> None:
    """Raise `BookError` where the path cannot be a book."""
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
def sentences(path: Path | None) -> Iterator[None]:
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


def user() -> str:
    """Who sits here, as others who find the book held are told."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "別の人"
