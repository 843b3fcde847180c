"""collect: a folder of returned files into a book; one line per file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jukiself.cli import DONE, REFUSED
from jukiself.cli.manners import WrongUse, now
from jukiself.store.book import Book
from jukiself.survey.arrivals import HOW_LABELS, How, Verdict
from jukiself.work.collect import collect, files_in
from jukiself.work.exchange import Editions
from jukiself.work.publish import as_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from jukiself.survey.arrivals import Arrival

#: In which ways a file can come.
_WAYS = (How.WORKBOOK, How.PROXY, How.PHONE, How.REFERENCE)


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
    parser.add_argument("--json", action="store_true", help="結果を JSON で出す")


def _collect(arguments: argparse.Namespace) -> int:
    if not arguments.folder:
        raise WrongUse("回答書の入ったフォルダーを書いてください。")
    files = files_in(Path(one) for one in arguments.folder)
    done = []
    with Book.open(arguments.target, now) as book:
        for event in collect(book, files, Editions(), now, how=How(arguments.how)):
            done.append(event.arrival)
            if not arguments.json:
                print(line(event.arrival), flush=True)
    if arguments.json:
        sys.stdout.buffer.write(as_json({"files": [as_data(one) for one in done], "counts": counts(done)}))
    else:
        told = counts(done)
        print(
            f"取り込んだ {told['taken']}  同じ {told['same']}  取り込めない {told['refused']}（うち差替えの判断待ち {told['waiting']}）",
            file=sys.stderr,
        )
    return REFUSED if any(one.verdict in _NOT_TAKEN or one.refused for one in done) else DONE


_NOT_TAKEN = {Verdict.REFUSED, Verdict.WAITING, Verdict.UNDONE}


def word(arrival: Arrival) -> str:
    """taken, same or refused: what the contract of the command knows."""
    return "refused" if arrival.verdict in _NOT_TAKEN else arrival.verdict.value


def line(arrival: Arrival) -> str:
    """One file: name, what became of it, why."""
    return f"{arrival.file_name}\t{word(arrival)}\t{arrival.reason}".rstrip("\t")


def counts(done: list[Arrival]) -> dict[str, int]:
    """How many were taken, were there already, could not be taken; and how many of these wait for a decision."""
    words = [word(one) for one in done]
    waiting = sum(one.verdict is Verdict.WAITING for one in done)
    return {**{one: words.count(one) for one in ("taken", "same", "refused")}, "waiting": waiting}


def as_data(arrival: Arrival) -> dict[str, Any]:
    """One file as the JSON has it."""
    office = {"code": arrival.office.code, "name": arrival.office.name} if arrival.office else None
    return {
        "name": arrival.file_name,
        "verdict": word(arrival),
        "waiting": arrival.verdict is Verdict.WAITING,
        "reason": arrival.reason,
        "how": arrival.how.value,
        "office": office,
        "nature": arrival.nature.value if arrival.sealed else None,
        "year": arrival.year or None,
        "submission": arrival.submission or None,
        "seal": arrival.sealed or None,
        "seal_on_cover": arrival.printed or None,
        "state": arrival.state or None,
        "taken": arrival.taken,
        "repaired": arrival.repaired,
        "refused": arrival.refused,
        "problems": list(arrival.problems),
    }
