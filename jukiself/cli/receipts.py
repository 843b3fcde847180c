"""receipts: 受領のお知らせ to the offices whose replies came."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.model import Nature
from jukiself.cli import DONE
from jukiself.cli.manners import Refused, now, open_book, refuse_missing, refuse_suffix
from jukiself.pdf.render import render
from jukiself.report.receipts import receipt_text, receipts_document
from jukiself.word.render import render as as_word
from jukiself.work.board import open_board, round_of
from jukiself.work.files import replace_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

_BETWEEN = "\n" + "―" * 30 + "\n\n"


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add receipts."""
    parser = command("receipts", _receipts, "受領のお知らせを、メールに貼る文か、一覧（pdf・docx）で出す")
    parser.add_argument("out", nargs="?", metavar="OUT.(txt|pdf|docx)", help="書かないときは、文を画面に出す")
    parser.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
    parser.add_argument("--year", type=int)
    parser.add_argument("--nature", choices=[Nature.REAL.value, Nature.SAMPLE.value], help="real=本番、sample=見本")
    parser.add_argument("--office", metavar="団体コード", help="この団体だけ（文のとき）")


def _receipts(arguments: argparse.Namespace) -> int:
    refuse_missing(arguments.target)
    out = arguments.out or ""
    if out:
        refuse_suffix(out, ".txt", ".pdf", ".docx")
    with open_book(arguments.target) as book:
        which = round_of(book, arguments.year, Nature(arguments.nature) if arguments.nature else None)
        if which is None:
            raise Refused("この保存ファイルに、その年度の依頼も、集めた回答もありません。年度を確かめてください。")
        board = open_board(book, which, now().date())
    if out.lower().endswith((".pdf", ".docx")):
        document = receipts_document(board, which[1])
        data = render(document, places.fonts()) if out.lower().endswith(".pdf") else as_word(document)
    else:
        rows = [one for one in board.rows if arguments.office in {None, one.listed.office.code}]
        texts = [text for one in rows if (text := receipt_text(board, one))]
        if not texts:
            raise Refused("お知らせする回答がありません。団体コードと、集めたファイルを確かめてください。")
        data = _BETWEEN.join(texts).encode()
        if not out:
            print(data.decode(), end="")
            return DONE
    replace_file(Path(out), data)
    print(out)
    return DONE
