"""move-book: a book from a file on to a server, and back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jukiself.cli import DONE
from jukiself.cli.manners import open_book, refuse_missing
from jukiself.store.moving import move

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add move-book."""
    parser = command("move-book", _move, "保存ファイルの中身を、空の保存先（ファイルかサーバー）へ写して確かめる")
    parser.add_argument("source", metavar="もとの保存先")
    parser.add_argument("target", metavar="移す先")


def _move(arguments: argparse.Namespace) -> int:
    refuse_missing(arguments.source)
    with open_book(arguments.source) as source, open_book(arguments.target) as target:
        moved = move(source, target)
        print(
            f"{source.where}から{target.where}へ、点検 {moved.inspections} 件（{moved.rows} 行）を写し、照合コードが同じことを確かめました。"
            "もとの保存先はそのままです。使うのをやめるときは、消すか、しまってください。",
            file=sys.stderr,
        )
    return DONE
