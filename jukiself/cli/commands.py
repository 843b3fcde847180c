"""The second face: the parser, and what becomes of a refusal or of our bug; commands stand by subject beside."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jukiself import journal
from jukiself.checklist.read import FormError
from jukiself.cli import (
    DONE,
    OUR_BUG,
    REFUSED,
    WRONG_USE,
    arriving,
    asking,
    boarding,
    collecting,
    contracts,
    form,
    going,
    handbook,
    judging,
    leaving,
    manual,
    moving,
    receipts,
    remarks,
    requesting,
    rescuing,
    restoring,
    surveying,
    training,
    years,
)
from jukiself.cli.manners import Refused, WrongUse
from jukiself.cli.usage import Parser
from jukiself.excel.read import WorkbookRefused
from jukiself.pdf.fonts import FontMissing
from jukiself.store.book import BookError
from jukiself.work import offices
from jukiself.work.cases import CaseError
from jukiself.work.files import FileProblem
from jukiself.work.inspect import AnswerRefused
from jukiself.work.remarks import RemarkRefused

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


#: What a person can mend; everything else is our bug.
_REFUSALS = (
    Refused,
    AnswerRefused,
    RemarkRefused,
    WorkbookRefused,
    FileProblem,
    BookError,
    FormError,
    CaseError,
    FontMissing,
    offices.UnknownOffice,
)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def main(argv: Sequence[str]) -> int:
    """Run one command; exit codes as in `jukiself.cli.main`."""
    _prepare()
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough; what is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - the last resort
        return _refused(error)
    return code


def _prepare() -> None:
    """Make output ready for whatever stands behind it: nobody there, or letters it cannot show, are no reason to stop."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the whole run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _refused(error: Exception) -> int:
    """Say it; what a person cannot mend is our bug, written down where the user can find it."""
    if isinstance(error, WrongUse):
        return _say(error, WRONG_USE)
    if isinstance(error, _REFUSALS):
        return _say(error, REFUSED)
    if isinstance(error, OSError) and error.filename is None and error.errno in _NO_ROOM:
        return _say("結果を書き出せません。書き出す先に空きがありません。", REFUSED)
    return _say(f"プログラムの誤りで止まりました。記録は {journal.write_crash(error)} にあります。", OUR_BUG)


def _say(what: object, code: int) -> int:
    print(f"jukiself: {what}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="jukiself", description="住基セルフ点検ブック。命令を書かずに始めると、窓が開きます。")
    parser.add_argument("--book", metavar="保存ファイル", help="窓で開く保存ファイル")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="命令", parser_class=Parser)

    def command(name: str, run: Any, words: str, *positional: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
        for one in positional:
            made.add_argument(
                one.lower().rstrip("+"), metavar=one.rstrip("+"), nargs="+" if one.endswith("+") else None
            )
        made.set_defaults(run=run)
        return made

    told, given = going.add_commands(command)
    for one in (judging, arriving, collecting, boarding, receipts, surveying, form, handbook, contracts):
        one.add_commands(command)
    asking.add_commands(command)
    years.add_commands(command)
    leaving.add_commands(command, told, given)
    manual.add_commands(command)
    moving.add_commands(command)
    remarks.add_commands(command)
    requesting.add_commands(command)
    rescuing.add_commands(command)
    restoring.add_commands(command)
    training.add_commands(command)
    return parser


def _window(_: argparse.Namespace) -> int:
    raise WrongUse("窓は「jukiself」か「jukiself --book 保存ファイル」だけで開きます。")
