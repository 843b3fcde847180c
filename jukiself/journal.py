"""The journal: what went wrong inside the program, with no names and no answers in it."""

from __future__ import annotations

import contextlib
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

import platformdirs

import jukiself

LARGEST = 512 * 1024


def path() -> Path:
    """The journal file of this user."""
    return Path(platformdirs.user_log_dir("jukiself", appauthor=False)) / "journal.txt"


def write_crash(error: BaseException, where: Path | None = None) -> Path:
    """Add one of our bugs to the journal; the file. Kinds of errors and places in the code only: a message may hold an answer."""
    target = where or path()
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.stat().st_size > LARGEST:
            target.replace(target.with_suffix(".old.txt"))
        target.touch(mode=0o600)
        with target.open("a", encoding="utf-8") as file:
            file.write(_record(error))
    return target


def _record(error: BaseException) -> str:
    now = datetime.now().isoformat(timespec="seconds")  # noqa: DTZ005 - the office's own wall clock
    head = f"{now} jukiself {jukiself.__version__} Python {platform.python_version()} {sys.platform}"
    lines = [head]
    link: BaseException | None = error
    while link is not None:
        lines.append(f"  {type(link).__module__}.{type(link).__qualname__}")
        lines += [
            f"    {Path(one.filename).name}:{one.lineno} {one.name}" for one in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"
