"""recover: what can be read of a damaged book, into a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.cli import DONE, REFUSED
from jukiself.cli.manners import now, refuse_missing, refuse_suffix
from jukiself.work.rescue import rescue

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add recover."""
    made = command(
        "recover", _recover, "壊れた保存ファイルから読める所を、新しい保存ファイルに移す（もとは変えない）", "OUT"
    )
    made.add_argument("--book", required=True, dest="target", metavar="保存ファイル")


def _recover(arguments: argparse.Namespace) -> int:
    refuse_missing(arguments.target)
    refuse_suffix(arguments.out, ".jukiself")
    found = rescue(Path(arguments.target), now, Path(arguments.out))
    print("\n".join(found.words))
    return DONE if found.whole else REFUSED
