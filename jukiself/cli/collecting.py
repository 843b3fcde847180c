"""collect: a folder of returned files into a book; one line per file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jukiself.cli import DONE, REFUSED, surveying
from jukiself.cli.leaving import add_lock, passphrase
from jukiself.cli.manners import Refused, WrongUse, now, open_book, refuse_missing
from jukiself.cli.received import NOT_TAKEN, as_data, board_data, counts, line
from jukiself.survey.arrivals import HOW_LABELS, How, Verdict
from jukiself.work.board import open_board, round_of
from jukiself.work.collect import collect, files_in
from jukiself.work.deciding import (
    DecisionRefused,
    Remarked,
    Replaced,
    accept,
    decline,
    give_back,
    last_run,
    named,
)
from jukiself.work.exchange import Editions
from jukiself.work.files import read_file
from jukiself.work.publish import as_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from jukiself.store.book import Book
    from jukiself.survey.arrivals import Arrival
    from jukiself.work.collect import File

#: In which ways a file can come.
_WAYS = (How.WORKBOOK, How.PROXY, How.PHONE, How.REFERENCE)
#: How one goes on from a refusal on the command line.
_ON: dict[type[DecisionRefused], str] = {
    Remarked: "それでも取り消すときは --force を付けてください。",
    Replaced: "残したいほうのファイルを collect --accept で取り込んでください。",
}


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add collect."""
    parser = command("collect", _collect, "届いた回答書を、フォルダーごと保存ファイルに集める（2度行っても変わらない）")
    parser.add_argument(
        "folder", nargs="*", metavar="FOLDER", help="回答書の入ったフォルダー（中のフォルダーも見る）か、回答書"
    )
    parser.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
    ways = "、".join(f"{one}={HOW_LABELS[one]}" for one in _WAYS)
    parser.add_argument(
        "--how", choices=[one.value for one in _WAYS], default="workbook", help=f"どう届いたか（{ways}）"
    )
    for one in ("xlsx", "pdf", "docx"):
        parser.add_argument(f"--{one}", metavar=f"OUT.{one}", help="集めた後に、市町村調査結果の概要をここに書く")
    add_lock(parser)
    parser.add_argument("--json", action="store_true", help="結果と提出状況を JSON で出す")
    parser.add_argument(
        "--accept", action="append", default=[], metavar="FILE", help="この回答書で、同じ提出回の回答を差し替える"
    )
    parser.add_argument(
        "--decline", action="append", default=[], metavar="FILE", help="この回答書に差し替えず、前の回答を残す"
    )
    parser.add_argument("--undo", action="store_true", help="最後に集めた分を取り消す（元のファイルはそのまま）")
    parser.add_argument("--undo-file", metavar="FILE", help="このファイルを取り込んだことを取り消す")
    parser.add_argument("--force", action="store_true", help="--undo・--undo-file: 講評を書いた団体でも取り消す")


def _collect(arguments: argparse.Namespace) -> int:
    chosen = [
        bool(one)
        for one in (arguments.folder, arguments.accept or arguments.decline, arguments.undo, arguments.undo_file)
    ]
    if chosen.count(True) != 1:
        raise WrongUse("フォルダー、--accept・--decline、--undo、--undo-file のどれか1つを書いてください。")
    if not arguments.folder:
        refuse_missing(arguments.target)
    outs = surveying.outs_of(arguments)
    written = {Path(one).absolute() for one in outs}
    files = [one for one in files_in(Path(one) for one in arguments.folder) if one.path not in written]
    with open_book(arguments.target) as book:
        try:
            if arguments.undo or arguments.undo_file:
                return _undo(book, arguments)
            done = _decided(book, arguments) if not arguments.folder else list(_run(book, files, arguments))
        except DecisionRefused as error:
            raise Refused(f"{error}{_ON.get(type(error), '')}") from None
        surveying.after_collecting(book, done, outs)
        told = counts(done)
        if arguments.json:
            found = [as_data(one) for one in done]
            sys.stdout.buffer.write(as_json({"files": found, "counts": told, "boards": _boards(book, done)}))
    said = f"取り込んだ {told['taken']}  同じ {told['same']}  取り込めない {told['refused']}"
    waiting = f"（うち差替えの判断待ち {told['waiting']}）" if told["waiting"] else ""
    beside = sum(one.beside for one in files)
    left = f"  同じ名前の回答書に添えてあるので見なかったもの {beside}" if beside else ""
    print(f"{said}{waiting}{left}", file=sys.stderr)
    return REFUSED if any(one.verdict in NOT_TAKEN or one.refused for one in done) else DONE


def _boards(book: Book, done: list[Arrival]) -> list[dict[str, Any]]:
    """The boards of the rounds these files belong to, or of the newest one."""
    rounds = {(one.year, one.nature) for one in done if one.verdict in {Verdict.TAKEN, Verdict.SAME}}
    if not rounds and (newest := round_of(book)):
        rounds = {newest}
    today = now().date()
    return [board_data(open_board(book, one, today), one[1]) for one in sorted(rounds)]


def _run(book: Book, files: list[File], arguments: argparse.Namespace) -> Iterator[Arrival]:
    word = passphrase(arguments, new=False)
    for event in collect(book, files, Editions(), now, how=How(arguments.how), passphrase=word):
        if not arguments.json:
            print(line(event.arrival), flush=True)
        yield event.arrival


def _decided(book: Book, arguments: argparse.Namespace) -> list[Arrival]:
    files = files_in(Path(one) for one in arguments.accept)
    word, how = passphrase(arguments, new=False), How(arguments.how)
    done = [accept(book, one, Editions(), now, how=how, passphrase=word) for one in files]
    for name in arguments.decline:
        path = Path(name)
        done += decline(book, name, read_file(path) if path.is_file() else None)
    if not arguments.json:
        for one in done:
            print(line(one))
    return done


def _undo(book: Book, arguments: argparse.Namespace) -> int:
    name = arguments.undo_file
    if name and Path(name).exists():
        name = str(Path(name).absolute())
    run = named(book, name) if name else last_run(book)
    if not run:
        raise Refused("取り消せるものはありません。")
    gone = give_back(book, run, force=arguments.force)
    for one in run:
        print(f"{one.file_name or HOW_LABELS[one.how]}\tundone")
    print(f"取り消したファイル {len(run)}  保存ファイルから除いた点検 {gone}", file=sys.stderr)
    return DONE
