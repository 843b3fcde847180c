"""Who is writing in a book: one program at a time, and the others are told who."""

from __future__ import annotations

import contextlib
import json
import os
import platform
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: A holder that has written nothing for so long no longer keeps others out.
IDLE = timedelta(minutes=5)
#: Clocks of two PCs may differ; a time further ahead than this is a clock that was wrong, and would keep others out.
AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a book, on which PC, and when they last wrote."""

    name: str
    host: str
    process: int
    at: datetime

    @property
    def is_us(self) -> bool:
        """Whether this very process wrote the lock."""
        return self.host == platform.node() and self.process == os.getpid()

    @property
    def running(self) -> bool:
        """Whether the holder may still run; a process on another PC cannot be seen, so it counts as running."""
        return self.host != platform.node() or runs(self.process)


def runs(process: int) -> bool:
    """Whether a process of this PC may run; Windows is not asked, for there the question is Ctrl+C to the one asked about."""
    if process == os.getpid() or os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


class Lock:
    """The small file beside a book that says who writes in it."""

    def __init__(self, book: Path, name: str) -> None:
        self.path = book.with_name(f".{book.name}.lock")
        self.name = name
        self.held = False

    def take(self, now: datetime) -> Holder | None:
        """Hold the book, or say who does. Taking again renews it."""
        other = self._holder()
        if other and not other.is_us and other.running and -AHEAD < now - other.at < IDLE:
            self.held = False
            return other
        record = {
            "name": self.name,
            "host": platform.node(),
            "process": os.getpid(),
            "at": now.isoformat(timespec="seconds"),
        }
        # A folder that takes no lock file takes no journal either: the first write will say so.
        with contextlib.suppress(OSError):
            self.path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
            self.held = True
        return None

    def let_go(self) -> None:
        """Remove our own lock file."""
        if self.held:
            self.held = False
            with contextlib.suppress(OSError):
                self.path.unlink()

    def _holder(self) -> Holder | None:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            at = datetime.fromisoformat(found["at"]).replace(tzinfo=None)
            return Holder(str(found["name"]), str(found["host"]), int(found["process"]), at)
        except (OSError, ValueError, KeyError, TypeError):
            return None
