"""A Windows of our own under Wine: an empty one, Japanese, whose user's name has a space in it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
USER = "住基 花子"
#: What Windows 10 has and Wine 8 lacks; made here, put into Wine's own system folder, never beside what ships.
STUBS = {"icuuc": (), "bcryptprimitives": ("-ladvapi32",)}
TOOLS = {"wine": "wine wine64", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64", "Xvfb": "xvfb", "makensis": "nsis"}
_LAST_WORDS = 5
LONGEST = 420  # on a busy machine; a quiet one needs a tenth
#: Wine marks each of its own programs and libraries behind the head of the file.
_MARKS = (b"Wine builtin DLL", b"Wine placeholder DLL")


def missing() -> list[str]:
    """Debian's packages of the tools that are not here."""
    return [package for tool, package in TOOLS.items() if shutil.which(tool) is None]


def is_wines(path: Path) -> bool:
    """Whether a file is Wine's own or one of our stubs."""
    if path.stem.lower() in STUBS:
        return True
    with path.open("rb") as file:
        head = file.read(0x80)
    return any(mark in head for mark in _MARKS)


class Wine:
    """A prefix in an empty folder; `run` waits, `begin` does not."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder, self.drive = folder / "prefix", folder / "prefix" / "drive_c"
        self.home = self.drive / "users" / USER
        self.japanese = self._locale(folder / "locale")
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("QT_", "LC_", "PYTHON"))},
            "WINEPREFIX": str(self.folder),
            "WINEDEBUG": "-all",
            # Neither .NET nor a browser: Wine would ask for them in a window.
            "WINEDLLOVERRIDES": "mscoree=;mshtml=",
            "USER": USER,
            "DISPLAY": display,
            "LC_ALL": "ja_JP.UTF-8" if self.japanese else "C.UTF-8",
            "LOCPATH": str(folder / "locale"),
        }
        if not self.japanese:
            del self._environment["LOCPATH"]
        self.run("wineboot", "-i")
        self._put_stubs(folder)

    @staticmethod
    def _locale(folder: Path) -> bool:
        folder.mkdir(parents=True)
        if shutil.which("localedef") is None:
            return False
        # Warnings are an exit code of 1 with a good locale made.
        made = folder / "ja_JP.UTF-8"
        subprocess.run(["localedef", "-i", "ja_JP", "-f", "UTF-8", made], capture_output=True, check=False)
        return made.is_dir()

    def _put_stubs(self, folder: Path) -> None:
        for name, libraries in STUBS.items():
            made = folder / f"{name}.dll"
            source = HERE / "stubs" / f"{name}.c"
            subprocess.run(["x86_64-w64-mingw32-gcc", "-shared", "-s", "-o", made, source, *libraries], check=True)
            shutil.copy(made, self.drive / "windows" / "system32")

    def run(self, *command: str, cwd: Path | None = None) -> tuple[int, str]:
        """Run a program to its end; its exit code and what it said. Words of the command are not quoted."""
        # Its output goes through a pipe: under Wine a Python does not start on a file. Wine's own helpers may be begun by
        # it, hold the pipe and outlive it; so its end counts, and not the pipe's.
        begun = subprocess.Popen(
            ["wine", *command],
            cwd=cwd or self.folder.parent,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        heard: list[bytes] = []
        listener = Thread(target=_listen, args=(begun.stdout, heard), daemon=True)
        listener.start()
        try:
            code = begun.wait(LONGEST)
        except subprocess.TimeoutExpired:
            begun.kill()
            raise
        listener.join(_LAST_WORDS)
        said = b"".join(heard)
        # Our program speaks UTF-8, Windows' own the encoding of its country.
        try:
            return code, said.decode("utf-8")
        except UnicodeDecodeError:
            return code, said.decode("cp932", "replace")

    def begin(self, *command: str) -> None:
        """Start a program in the desktop of the screen, as a double click would."""
        subprocess.Popen(
            ["wine", "explorer", "/desktop=trial,1366x768", *command],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def running(self, program: str) -> bool:
        """Whether a program of that name runs in this prefix; Wine 8's own tasklist says nothing."""
        mine = f"WINEPREFIX={self.folder}".encode()
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                named = program.encode() in (process / "cmdline").read_bytes()
                if named and mine in (process / "environ").read_bytes().split(b"\0"):
                    return True
        return False

    def close(self, program: str) -> bool:
        """Ask a program's windows to close, as the cross does; whether it has ended."""
        self.begin("taskkill", "/IM", program)
        return until(lambda: not self.running(program), 60)

    def path(self, windows: str) -> Path:
        r"""Where ``C:\…`` lies."""
        return self.drive.joinpath(*windows.split("\\")[1:])

    def name(self, path: Path) -> str:
        """How Windows names a place on its drive."""
        return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")

    def end(self) -> None:
        """Everything in this prefix ends."""
        for server in ("wineserver", "/usr/lib/wine/wineserver64", "/usr/lib/wine/wineserver"):
            if shutil.which(server):
                subprocess.run([server, "-k"], env=self._environment, capture_output=True, check=False)
                return
        print("jukiself: wineserver が見つかりません", file=sys.stderr)


def _listen(pipe: IO[bytes], heard: list[bytes]) -> None:
    while piece := os.read(pipe.fileno(), 65536):
        heard.append(piece)


def until(true: Callable[[], bool], seconds: float) -> bool:
    """Wait for something, so long at most; whether it came."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.5)
    return True
