"""The second face: everything that needs no window (the contract is in README, "Command line")."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, REFUSED, WRONG_USE, OUR_BUG = 0, 1, 2, 3
#: Ctrl+C, as shells count it.
STOPPED = 130
_WITH_BOOK = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, or run one command; exit code 0 done, 1 the input has refusals, 2 wrong use, 3 our bug, 130 stopped."""
    given = list(sys.argv[1:] if argv is None else argv)
    if len(given) == 1 and given[0].lower().endswith(".jukiself"):
        # A book opened from the file manager, or dropped on the program.
        given.insert(0, "--book")
    if not given or (given[0] == "--book" and len(given) == _WITH_BOOK):
        # The window must paint before anything heavy is loaded, so the commands are not imported for it. What is
        # imported until then stays for good: nothing for the garbage collector to look for (`app.main` wakes it).
        gc.disable()
        from jukiself.app.main import main as window  # noqa: PLC0415

        return window(given)
    try:
        from jukiself.cli import commands  # noqa: PLC0415

        return commands.main(given)
    except KeyboardInterrupt:
        print("jukiself: 途中で止めました。止める前に書き終えたものは、そのまま残っています。", file=sys.stderr)
        return STOPPED
