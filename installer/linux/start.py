"""Starts the program from its folder: lends it the libraries that this system lacks, then opens the window."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from pathlib import Path

#: Those the system has come first: its own graphics drivers, themes and input methods fit only them.
HOST = Path(__file__).resolve().parent / "python" / "lib" / "host"


def lend(folder: Path = HOST) -> list[str]:
    """Load what the system's loader does not find, in whatever order their own needs allow; names what was lent."""
    missing = []
    for path in sorted(folder.iterdir()):
        try:
            ctypes.CDLL(path.name)
        except OSError:
            missing.append(path)
    lent: list[str] = []
    while missing:
        before = len(missing)
        for path in tuple(missing):
            with contextlib.suppress(OSError):
                ctypes.CDLL(str(path))
                missing.remove(path)
                lent.append(path.name)
        if len(missing) == before:
            break
    return lent


if __name__ == "__main__":
    lend()
    from jukiself.cli import main

    sys.exit(main())
