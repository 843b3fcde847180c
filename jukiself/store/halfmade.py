"""Half-made files: named so that nobody takes one for a result, and cleared away where a killed program left one.

A name says who is making it (`.回答書.xlsx.3f09ac-4711-x8k2m0qz.jukiself.tmp`), so that only our own are ever removed, and only
where nobody can be making them any more. Their age is measured by the disk's own clock.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import secrets
from threading import Lock
from typing import TYPE_CHECKING

from jukiself.store.lock import AHEAD, IDLE, runs

if TYPE_CHECKING:
    from pathlib import Path

#: SQLite puts its journal beside a half-made book.
_OURS = re.compile(r"\..{1,40}\.([0-9a-f]{6})-(\d+)-[0-9a-f]{8}\.jukiself\.tmp(?:-journal)?", re.DOTALL)
_LONGEST = 40
_swept: set[Path] = set()
_guard = Lock()


def half_made(target: Path) -> Path:
    """A new empty file beside a target, for its owner only; those left behind in the folder go. Raises `OSError`."""
    name = target.name[:_LONGEST]
    made = target.with_name(f".{name}.{_here()}-{os.getpid()}-{secrets.token_hex(4)}.jukiself.tmp")
    os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    folder = target.parent.absolute()
    with _guard:
        first = folder not in _swept
        _swept.add(folder)
    if first:
        sweep(folder, made.stat().st_mtime)
    return made


def sweep(folder: Path, now: float) -> list[Path]:
    """Remove half-made files of ours that nobody is making; which went. ``now`` is the time of a file just written."""
    gone = []
    with contextlib.suppress(OSError):
        for one in folder.iterdir():
            said = _OURS.fullmatch(one.name)
            # One that is open is not removed on Windows; whoever may not remove it leaves it.
            if said:
                with contextlib.suppress(OSError):
                    if _left(said[1], int(said[2]), now - one.stat().st_mtime):
                        one.unlink()
                        gone.append(one)
    return gone


def _left(host: str, process: int, seconds: float) -> bool:
    """Whether nobody can be making it: the process is gone; where it cannot be seen, nobody has written for long."""
    if host != _here():
        return seconds > AHEAD.total_seconds()
    if os.name == "nt" and process != os.getpid():
        return seconds > IDLE.total_seconds()
    # A number may have gone to another program since, or to us.
    return not runs(process) or seconds > AHEAD.total_seconds()


def _here() -> str:
    return hashlib.sha256(platform.node().encode("utf-8", "surrogatepass")).hexdigest()[:6]
