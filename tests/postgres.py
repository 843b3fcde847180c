"""A throw-away PostgreSQL server for tests: its own folder, a socket of its own, gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The socket's name ends with it; no port is opened.
PORT = 54329
PASSWORD = "ひみつ-secret-9431"
USER = "jukiself"


class Server:
    """A running server; `database` makes a new, empty one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = 0

    def address(self, name: str, password: str | None = PASSWORD, user: str = USER) -> str:
        secret = f":{quote(password)}" if password else ""
        return f"postgresql+psycopg://{user}{secret}@/{name}?host={self.folder}&port={PORT}"

    def database(self) -> str:
        """The address of a new database."""
        self._made += 1
        name = f"book{self._made}"
        self.sql(f"CREATE DATABASE {name} OWNER {USER}")
        return self.address(name)

    def sql(self, words: str, name: str = "postgres") -> str:
        """What the server's own client says to a statement."""
        command = ["psql", "-qAt", "-h", str(self.folder), "-p", str(PORT), "-d", name, "-c", words]
        return _as_server(command, check=True).stdout

    def restart(self) -> None:
        self.stop()
        self.start()

    def start(self) -> None:
        options = f"-k {self.folder} -p {PORT} -c listen_addresses= -c fsync=off -c lc_messages=C"
        log = self.folder / "log"
        command = [_tool("pg_ctl"), "start", "-w", "-s", "-D", str(self.folder / "data"), "-l", str(log), "-o", options]
        _as_server(command, check=True)

    def stop(self) -> None:
        _as_server([_tool("pg_ctl"), "stop", "-s", "-m", "fast", "-D", str(self.folder / "data")], check=False)


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server while the block runs; skips the test, saying so, where none is installed."""
    if not _tool("initdb"):
        pytest.fail("PostgreSQL がありません。postgresql を入れてください / install postgresql first")
    # A socket's path has room for about a hundred letters: not below pytest's own folder.
    folder = Path(tempfile.mkdtemp(prefix="jukiself-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    server = Server(folder)
    try:
        data = str(folder / "data")
        _as_server(
            [_tool("initdb"), "-D", data, "-A", "scram-sha-256", "--auth-local=trust", "-E", "UTF8", "-N"], check=True
        )
        server.start()
        server.sql(f"CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'")
        # From here on the program's user needs the password; the server's own does not.
        hba = f"local all {USER} scram-sha-256\nlocal all all trust\n"
        (folder / "data" / "pg_hba.conf").write_text(hba, encoding="ascii")
        server.sql("SELECT pg_reload_conf()")
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _tool(name: str) -> str:
    """The newest of the server's programs on this machine; Debian keeps them off the path."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(kept[-1]) if kept else (shutil.which(name) or "")


def _as_server(command: list[str], *, check: bool) -> subprocess.CompletedProcess[str]:
    """Root may not run a server; the packages bring a user who may."""
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return subprocess.run([*before, *command], check=check, text=True, capture_output=True, cwd="/")
