"""survey: the replies of a round seen together, as workbook, PDF, Word, CSV or JSON."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.model import Nature
from jukiself.cli import DONE, leaving
from jukiself.cli.manners import Refused, WrongUse, now, open_book, refuse_missing, refuse_suffix
from jukiself.survey.choice import NAMES, ChoiceRefused
from jukiself.work.across import rounds_of
from jukiself.work.exchange import Editions
from jukiself.work.files import replace_file
from jukiself.work.publish import as_json
from jukiself.work.survey import SUFFIXES, Wish, as_data, as_file, survey_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from jukiself.report.survey import Survey
    from jukiself.store.book import Book
    from jukiself.survey.arrivals import Arrival

_CHOICES = (
    "選び方（いくつでも）: "
    + "、".join(f"{name}={said}" for name, said in NAMES.items())
    + "、対象団体の一覧の見出し=値"
)


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    words = "集めた回答を見渡し、市町村調査結果の概要を作る（OUT は .xlsx・.pdf・.docx・.csv、いくつでも）"
    parser = command("survey", _survey, words)
    parser.add_argument("out", nargs="*", metavar="OUT", help="書き出すファイル")
    parser.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
    parser.add_argument("--year", type=int, help="年度（西暦）。書かないと一番新しい年度")
    parser.add_argument("--nature", choices=["real", "sample"], help="本番（real）か見本（sample）。書かないとある方")
    parser.add_argument("--filter", action="append", default=[], dest="choices", metavar="名前=値", help=_CHOICES)
    parser.add_argument("--before", type=int, default=0, metavar="年度", help="比べる前の年度（西暦）")
    parser.add_argument("--anonymous", action="store_true", help="団体の名前を伏せた写しにする")
    parser.add_argument(
        "--rank", default="", metavar="分野", help="この分野だけ、団体を並べた表を足す（分野の名前か題）"
    )
    parser.add_argument("--json", action="store_true", help="数と団体コードを JSON で出す")
    leaving.add_lock(parser)


def _survey(arguments: argparse.Namespace) -> int:
    for out in arguments.out:
        refuse_suffix(out, *SUFFIXES)
    if not arguments.out and not arguments.json:
        raise WrongUse("書き出すファイルの名前か --json を書いてください。")
    refuse_missing(arguments.target)
    with open_book(arguments.target) as book:
        nature, year = _round(book, arguments)
        wish = Wish(arguments.choices, arguments.anonymous, arguments.before, arguments.rank)
        survey = made(book, nature, year, wish)
    write(survey, arguments)
    if arguments.json:
        sys.stdout.buffer.write(as_json(as_data(survey)))
    return DONE


def _round(book: Book, arguments: argparse.Namespace) -> tuple[Nature, int]:
    natures = [Nature(arguments.nature)] if arguments.nature else [Nature.REAL, Nature.SAMPLE]
    for nature in natures:
        years = rounds_of(book, nature)
        if years and (arguments.year is None or arguments.year in years):
            return nature, arguments.year or years[0]
    which = f"{arguments.year}年度の" if arguments.year else ""
    raise Refused(f"この保存ファイルに、{which}集めた回答がありません。先に collect で集めてください。")


def made(book: Book, nature: Nature, year: int, wish: Wish) -> Survey:
    """The survey of a round; raises `WrongUse` for a choice or an area that is none."""
    try:
        return survey_of(book, year, nature, Editions(), wish, printed_on=now().date(), told=_tell)
    except ChoiceRefused as error:
        raise WrongUse(str(error)) from None


def _tell(done: int, of: int) -> bool:
    if sys.stderr.isatty():
        print(f"\r所見を作っています {done}／{of}", end="\n" if done == of else "", file=sys.stderr, flush=True)
    return True


def write(survey: Survey, arguments: argparse.Namespace) -> None:
    """Every file that was asked for; what still tells who is who in an anonymous copy goes to standard error."""
    for out in arguments.out:
        manner = leaving.manner(arguments, out)
        replace_file(Path(out), manner.closed(as_file(survey, Path(out).suffix), Path(out).suffix))
        print(out, file=sys.stderr if arguments.json else sys.stdout)
    for one in survey.warnings:
        print(one, file=sys.stderr)
    for office, edition in survey.unread:
        words = f"{edition}年版の設問がこのプログラムにないため、数に入れていません。"
        print(f"{office.code} {office.name}：{words}", file=sys.stderr)


def outs_of(arguments: argparse.Namespace) -> list[str]:
    """The files ``collect`` is to write a survey to; raises `WrongUse` for one whose name ends otherwise."""
    given = {f".{one}": getattr(arguments, one) for one in ("xlsx", "pdf", "docx")}
    for suffix, out in given.items():
        if out:
            refuse_suffix(out, suffix)
    return [out for out in given.values() if out]


def after_collecting(book: Book, done: Iterable[Arrival], outs: list[str]) -> None:
    """The survey of the round the files spoke of most, or else of the newest one in the book."""
    if not outs:
        return
    spoken = Counter((one.nature, one.year) for one in done if one.inspection is not None)
    known = [(nature, year) for nature in (Nature.REAL, Nature.SAMPLE) for year in rounds_of(book, nature)[:1]]
    rounds = [one for one, _ in spoken.most_common(1)] or known
    if not rounds:
        raise Refused("集めた回答がないので、市町村調査結果の概要は作れません。")
    nature, year = rounds[0]
    survey = made(book, nature, year, Wish())
    for out in outs:
        replace_file(Path(out), as_file(survey, Path(out).suffix))
        print(out, file=sys.stderr)
