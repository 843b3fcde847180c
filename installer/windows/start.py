"""Starts the program on Windows: without a console there is nowhere to write, and the taskbar wants a name of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> int:
    """Open the window, or run one command."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as we run
    if sys.platform == "win32":
        # Otherwise the taskbar shows Python's icon, and every Python program under it.
        from ctypes import windll  # noqa: PLC0415 - on Windows only

        windll.shell32.SetCurrentProcessExplicitAppUserModelID("jukiself")
    from jukiself.cli import main as program  # noqa: PLC0415 - after the above

    return program()


if __name__ == "__main__":
    sys.exit(main())
