"""board: who has replied; and what a reviewer writes down, asks, settles, deletes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jukiself
from jukiself.answers.model import Nature
from jukiself.cli import DONE, REFUSED
from jukiself.cli.manners import Refused, WrongUse, keeper, now, open_book, refuse_missing, refuse_suffix
from jukiself.cli.received import board_data
from jukiself.excel.board import board_workbook
from jukiself.store.arrivals import arrivals, settle_calls
from jukiself.store.opening import user
from jukiself.survey.arrivals import HOW_LABELS, How
from jukiself.survey.board import STANDING_LABELS, noticed
from jukiself.work import deciding
from jukiself.work.board import open_board, round_of
from jukiself.work.files import replace_file
from jukiself.work.offices import office
from jukiself.work.publish import as_json
from jukiself.work.rounds import asked

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from jukiself.answers.model import Office
    from jukiself.store.book import Book
    from jukiself.survey.board import Board

_WHAT = {
    "show": "提出状況を出す（何も書かないとき）",
    "note": "回答書のない届きものを書き留める",
    "call": "問合せを書き留める",
    "settle": "問合せが済んだことを書き留める",
    "forget": "その年度に集めたものを保存ファイルから消す",
}


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add board."""
    parser = command("board", _board, "提出状況：どの団体から届き、どこに連絡するか")
    said = "、".join(f"{one}={words}" for one, words in _WHAT.items())
    parser.add_argument("what", nargs="?", choices=list(_WHAT), default="show", metavar="仕事", help=said)
    parser.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
    parser.add_argument("--year", type=int)
    parser.add_argument("--nature", choices=[Nature.REAL.value, Nature.SAMPLE.value], help="real=本番、sample=見本")
    parser.add_argument("--office", metavar="団体コード")
    ways = "、".join(f"{one}={HOW_LABELS[one]}" for one in deciding.NOTED)
    parser.add_argument("--how", choices=[one.value for one in deciding.NOTED], help=f"note: {ways}")
    parser.add_argument("--text", default="", help="note・call: 内容（いつ、だれから、何を）")
    parser.add_argument("--by", default="", help="call: 尋ねた人")
    parser.add_argument("--yes", action="store_true", help="forget: 本当に消す")
    parser.add_argument("--copies", action="store_true", help="forget: 保存ファイルの控えも全部消す")
    parser.add_argument("--json", action="store_true", help="提出状況を JSON で出す")
    parser.add_argument("--xlsx", metavar="OUT.xlsx", help="提出状況を Excel で書く")


def _board(arguments: argparse.Namespace) -> int:
    refuse_missing(arguments.target)
    if arguments.xlsx:
        refuse_suffix(arguments.xlsx, ".xlsx")
    with open_book(arguments.target) as book:
        nature = Nature(arguments.nature) if arguments.nature else None
        which = round_of(book, arguments.year, nature)
        if which is None:
            raise Refused("この保存ファイルに、その年度の依頼も、集めた回答もありません。年度を確かめてください。")
        try:
            return _DO[arguments.what](book, which, arguments)
        except deciding.DecisionRefused as error:
            raise Refused(str(error)) from None


def _show(book: Book, which: tuple[int, Nature], arguments: argparse.Namespace) -> int:
    found = open_board(book, which, now().date())
    if arguments.xlsx:
        came = arrivals(book, which)
        replace_file(Path(arguments.xlsx), board_workbook(found, came, which[1], jukiself.__version__))
    if arguments.json:
        sys.stdout.buffer.write(as_json(board_data(found, which[1])))
    else:
        _table(found)
    return DONE


def _table(found: Board) -> None:
    for row in found.rows:
        late = f"{row.days_late}日遅れ" if row.days_late else ""
        contact = row.listed.contact
        call = f"連絡先 {contact.section} {contact.person} {contact.phone}".rstrip() if row.to_call else ""
        cells = (
            row.listed.office.code,
            row.listed.office.name,
            STANDING_LABELS[row.standing],
            late,
            noticed(row),
            call,
        )
        print("\t".join(" ".join(one.split("\n")) for one in cells).rstrip("\t"))
    counts = "、".join(f"{STANDING_LABELS[one]} {count}" for one, count in found.counts.items() if count)
    print(f"{len(found.rows)}団体：{counts}", file=sys.stderr)
    for one in found.strange:
        print(f"団体が分からないか、対象でないファイル: {one.file_name}: {one.reason}", file=sys.stderr)
    if found.expired:
        print("保存期限を過ぎました。board forget で消し、元のファイルも消してください。", file=sys.stderr)


def _office(arguments: argparse.Namespace, book: Book, which: tuple[int, Nature]) -> Office:
    if not arguments.office:
        raise WrongUse("--office に団体コードを書いてください。")
    found = asked(book).get(which)
    listed = found.roll.get(arguments.office) if found else None
    kept = next((one.office for one in book.summaries() if one.office.code == arguments.office), None)
    return listed.office if listed else kept or office(arguments.office)


def _note(book: Book, which: tuple[int, Nature], arguments: argparse.Namespace) -> int:
    if not arguments.how:
        raise WrongUse("--how に届き方を書いてください（declined・phone・reference）。")
    of = _office(arguments, book, which)
    done = deciding.note(book, now, which, of, How(arguments.how), arguments.text)
    print(f"{of.code} {of.name}\t{HOW_LABELS[done.how]}\t{done.reason}")
    return DONE


def _call(book: Book, which: tuple[int, Nature], arguments: argparse.Namespace) -> int:
    of = _office(arguments, book, which)
    deciding.call(book, now, which, of, arguments.by or user(), arguments.text)
    print(f"{of.code} {of.name}\t問合せ中\t{arguments.text}")
    return DONE


def _settle(book: Book, which: tuple[int, Nature], arguments: argparse.Namespace) -> int:
    of = _office(arguments, book, which)
    count = settle_calls(book, which, of.code, now())
    print(f"{of.code} {of.name}\t済んだ問合せ {count}")
    return DONE if count else REFUSED


def _forget(book: Book, which: tuple[int, Nature], arguments: argparse.Namespace) -> int:
    if arguments.year is None:
        raise WrongUse("--year に、消す年度を書いてください。")
    found = deciding.forget(book, which) if arguments.yes else deciding.remains(book, which)
    done = "消しました" if arguments.yes else "あります（まだ消していません。消すには --yes を付けてください）"
    print(f"{which[0]}年度の点検 {found.inspections}、届いたものの記録 {found.arrivals} が{done}。")
    for folder, names in found.files.items():
        print(f"手で消すファイル（{len(names)}）: {folder}")
        for one in names:
            print(f"  {one}")
    _copies(book, arguments)
    print("書き出した Excel・Word・PDF とメールの添付にも残っています。同じように消してください。")
    return DONE


def _copies(book: Book, arguments: argparse.Namespace) -> None:
    if book.path is None:
        print("サーバーの控えにも残っています。サーバーの係に頼んでください。")
        return
    kept = keeper()
    if arguments.yes and arguments.copies:
        print(kept.remove(book.path))
    elif found := len(kept.of(book.path)):
        print(f"保存ファイルの控え {found}個にも残っています。--yes と --copies を付けると、控えも全部消します。")


_DO: dict[str, Callable[[Book, tuple[int, Nature], argparse.Namespace], int]] = {
    "show": _show,
    "note": _note,
    "call": _call,
    "settle": _settle,
    "forget": _forget,
}
