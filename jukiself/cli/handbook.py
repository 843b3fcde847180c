"""guide, sheet and glossary: the handbook, listed or on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.years import fiscal_year_of
from jukiself.cli import DONE
from jukiself.cli.manners import (
    WrongUse,
    now,
    refuse_suffix,
)
from jukiself.report.renamed import line_of
from jukiself.work import handbook
from jukiself.work.exchange import Editions
from jukiself.work.files import replace_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    guide = command("guide", _guide, "手引きの一覧を出す。名前と OUT.pdf を書くと、その手引きを印刷用の PDF にする")
    sheet = command("sheet", _sheet, "様式の一覧を出す。名前と OUT.xlsx を書くと、その様式を Excel にする")
    for one in (guide, sheet):
        one.add_argument("id", nargs="?", metavar="名前")
        one.add_argument("out", nargs="?", metavar="OUT")
    glossary = command("glossary", _glossary, "ことばの一覧を出す。OUT.pdf を書くと、印刷用の PDF にする")
    glossary.add_argument("out", nargs="?", metavar="OUT")


def _guide(arguments: argparse.Namespace) -> int:
    if arguments.id is None:
        for one in handbook.handbook().guides:
            print(f"{one.id}\t{one.minutes}分\t{one.title}")
        for page in handbook.handbook().references:
            print(f"{page.id}\t一覧\t{page.title}")
        return DONE
    return _from_handbook(arguments, ".pdf", lambda: handbook.guide_pdf(arguments.id, Editions().newest()))


def _sheet(arguments: argparse.Namespace) -> int:
    if arguments.id is None:
        for one in handbook.handbook().sheets:
            print(f"{one.id}\t{one.title}\t{one.use}")
        return DONE
    return _from_handbook(
        arguments, ".xlsx", lambda: handbook.sheet_workbook(arguments.id, fiscal_year_of(now().date()))
    )


def _from_handbook(arguments: argparse.Namespace, suffix: str, make: Callable[[], bytes]) -> int:
    if arguments.out is None:
        raise WrongUse(f"書き出すファイルの名前（{suffix}）も書いてください。")
    refuse_suffix(arguments.out, suffix)
    try:
        data = make()
    except handbook.NotInHandbook as error:
        raise WrongUse(str(error)) from None
    replace_file(Path(arguments.out), data)
    print(arguments.out)
    return DONE


def _glossary(arguments: argparse.Namespace) -> int:
    if arguments.out is not None:
        return _from_handbook(arguments, ".pdf", lambda: handbook.glossary_pdf(Editions().newest()))
    for one in handbook.handbook().terms:
        print("\t".join(filter(None, (f"{one.word}（{one.reading}）", one.gloss, one.since))))
    print()
    checklist = Editions().newest()
    for pair in checklist.renamed:
        print(line_of(checklist, pair))
    return DONE
