"""One command of the real program in a process of its own, forked off one that has imported everything; killed at will."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = Path(__file__).with_name("die_at.c")
_MARK = "JUKISELF_DIE_AT"


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: at the so-many-th call that changes anything (``half`` of a write done), or after seconds."""

    call: int = 0
    half: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command had said when it ended, and how it ended (``-9`` killed)."""

    said: list[str]
    code: int
    calls: int
    seconds: float


def start_again_with(library: Path) -> None:
    """Build the library that kills, and start this very program again with it loaded; once."""
    if _MARK in os.environ:
        return
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    environment = {**os.environ, _MARK: "1", "LD_PRELOAD": str(library)}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)  # noqa: S606 - ourselves


def run(work: Callable[[], int], moment: Moment | None = None) -> Ended:
    """Run in a fork until it ends or is killed."""
    read, write = os.pipe()
    told, tell = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        _child(work, write, tell, moment)
    os.close(write)
    os.close(tell)
    said, ended = b"", 0.0
    left = moment.seconds if moment and moment.seconds else None
    while True:
        wait = None if left is None else max(0.0, begun + left - time.monotonic())
        if not select.select([read], [], [], wait)[0]:
            os.kill(child, signal.SIGKILL)
            left = None
            continue
        some = os.read(read, 65536)
        if not some:
            break
        said += some
    ended = time.monotonic() - begun
    _, status = os.waitpid(child, 0)
    calls = os.read(told, 20)
    os.close(read)
    os.close(told)
    whole = said.decode("utf-8", "replace").split("\n")[:-1]  # a line without its end was not told
    return Ended(whole, os.waitstatus_to_exitcode(status), int(calls or 0), ended)


def _child(work: Callable[[], int], out: int, tell: int, moment: Moment | None) -> None:
    """Never comes back."""
    code = 70
    library = ctypes.CDLL(None)
    try:
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8")
        sys.stderr = sys.stdout
        library.die_at(moment.call if moment else 0, int(bool(moment and moment.half)))
        code = work()
        sys.stdout.flush()
        calls = library.calls_seen()
        library.die_at(0, 0)
        os.write(tell, str(calls).encode())
    except SystemExit as error:
        code = int(str(error.code or 0))
    finally:
        os._exit(code)
