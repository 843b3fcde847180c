"""A book on a PostgreSQL server: the same tables, several writers at once, and no password in anything we say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from jukiself.store.opening import BookError

if TYPE_CHECKING:
    from sqlalchemy import URL, Engine

SCHEME = "postgresql+psycopg"
#: Any number, the same in every program of ours: whoever holds it takes the upgrade steps.
_UPGRADING = 20261121
_NO_ADDRESS = f"サーバーの保存先は「{SCHEME}://利用者@サーバー/データベース」の形で書いてください。"
_NO_DRIVER = "このPCのプログラムには、サーバーにつなぐ部品（psycopg）が入っていません。情報担当に「導入の手引き」の「サーバーで使う」を見せてください。"


def is_address(place: object) -> bool:
    """Whether a place is a server's address and no path."""
    return isinstance(place, str) and "://" in place


def server(address: str) -> Engine:
    """The engine of a book at an address; raises `BookError` for one that cannot be used."""
    url = _url(address)
    try:
        # A commit is acknowledged when it is on the server's disk, whatever its default; a connection that died is
        # noticed before it is used. Answers never stand in what an error of ours shows.
        return create_engine(
            url,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"options": "-c synchronous_commit=on", "application_name": "jukiself", "connect_timeout": 10},
        )
    except ModuleNotFoundError as error:
        raise BookError(_NO_DRIVER) from error


def spoken(address: str) -> str:
    """How an address is named to people: host and database, never who or with which password."""
    url = _url(address)
    return f"サーバー {url.host or 'このPC'} の「{url.database or ''}」"


def without_password(address: str) -> str:
    """The address as it may be kept or shown."""
    return _url(address).set(password=None).render_as_string()


def only_one_upgrades(connection: Connection) -> None:
    """Wait until no other program takes upgrade steps; held until the transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _UPGRADING})


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError, NoSuchModuleError):
        # What was written may hold a password: neither the address nor the cause is shown.
        raise BookError(_NO_ADDRESS) from None
    if url.drivername != SCHEME or not url.database:
        raise BookError(_NO_ADDRESS)
    return url
