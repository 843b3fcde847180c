"""The second face: the parser, and what becomes of a refusal or of our bug; commands stand by subject beside."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, NoReturn

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
from jukiself.excel.read import WorkbookRefused
from jukiself.pdf.fonts import FontMissing
from jukiself.store.book import BookError
from jukiself.work import offices
from jukiself.work.cases import CaseError
from jukiself.work.files import FileProblem
from jukiself.work.inspect import AnswerRefused
from jukiself.work.remarks import RemarkRefused

if TYPE_CHECKING:
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


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"jukiself: 使い方が違います。{message}", file=sys.stderr)
        raise SystemExit(WRONG_USE)


def main(argv: Sequence[str]) -> int:
    """Run one command; exit codes as in `jukiself.cli.main`."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except WrongUse as error:
        return _say(error, WRONG_USE)
    except _REFUSALS as error:
        return _say(error, REFUSED)
    except BrokenPipeError:
        return DONE
    except Exception as error:  # noqa: BLE001 - the last resort: our bug, written down where the user can find it
        where = journal.write_crash(error)
        return _say(f"プログラムの誤りで止まりました。記録は {where} にあります。", OUR_BUG)
    return code


def _say(what: object, code: int) -> int:
    print(f"jukiself: {what}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="jukiself", description="住基セルフ点検ブック。命令を書かずに始めると、窓が開きます。")
    parser.add_argument("--book", metavar="保存ファイル", help="窓で開く保存ファイル")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="命令", parser_class=_Parser)

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
