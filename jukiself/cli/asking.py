"""Commands of the first day: papers to hand out, an area to hand on, and replies taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.model import Key
from jukiself.cli.manners import WrongUse, list_problems, now, refuse_suffix, refuse_text
from jukiself.report.errand import Errand
from jukiself.work import asking, exchange
from jukiself.work.exchange import Editions
from jukiself.work.files import make_folder, put_beside, replace_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from jukiself.answers.situation import Situation
    from jukiself.excel.problem import CellProblem
    from jukiself.work.asking import Difference


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    out = command(
        "ask", _ask, "最初の日に頼むもの・見回り票・聞取り票を、相手ごとの PDF と Excel に書き出す", "FILE", "OUT"
    )
    share = command("hand", _hand, "1つの分野を、ほかの課に書いてもらう分担票にする", "FILE", "AREA", "OUT")
    for one in (out, share):
        one.add_argument("--deadline", default="", metavar="期限", help="お答えの期限（書いたとおりに載せる）")
    taken = command(
        "ask-import", _take_in, "聞取り票・分担票・事業者のお答えを回答書に取り込む", "FILE", "REPLY", "OUT"
    )
    for option, words in (("--theirs", "届いた答えを取る設問"), ("--ours", "役場の答えを残す設問")):
        taken.add_argument(
            option, action="append", default=[], metavar="設問[@対象]", help=f"答えが違うときに、{words}"
        )


def _read(arguments: argparse.Namespace, editions: Editions) -> tuple[Situation, list[CellProblem]]:
    """The workbook, and the answers in it that could not be read: they would be asked again."""
    reading = exchange.read_workbook(Path(arguments.file), editions)
    return exchange.situation_of(reading, editions), [one for one in reading.problems if one.effect == "refused"]


def _ask(arguments: argparse.Namespace) -> int:
    refuse_text("--deadline", arguments.deadline)
    situation, unread = _read(arguments, Editions())
    folder = Path(arguments.out)
    make_folder(folder)
    for name, data in asking.papers(Errand(situation, arguments.deadline, now().date())):
        print(put_beside(folder / name, data))
    return list_problems(unread)


def _hand(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".xlsx")
    refuse_text("--deadline", arguments.deadline)
    situation, unread = _read(arguments, Editions())
    areas = {one.id: one for one in situation.checklist.areas}
    if arguments.area not in areas:
        named = "、".join(f"{one.id}（{one.title}）" for one in areas.values())
        raise WrongUse(f"分野「{arguments.area}」はありません。分野：{named}。")
    replace_file(Path(arguments.out), asking.share_workbook(situation, areas[arguments.area], arguments.deadline))
    print(arguments.out)
    return list_problems(unread)


def _take_in(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".xlsx")
    editions = Editions()
    situation, unread = _read(arguments, editions)
    coming = asking.receive(situation, Path(arguments.reply), editions)
    choices = {Key.parse(one): True for one in arguments.theirs} | {Key.parse(one): False for one in arguments.ours}
    if strange := set(choices) - {one.key for one in coming.rows}:
        raise WrongUse(f"この票に、選ぶ所のない設問です: {'、'.join(map(str, sorted(strange, key=str)))}")
    changes = coming.chosen(choices)
    replace_file(Path(arguments.out), exchange.put_in(Path(arguments.file), changes, situation.checklist))
    print(arguments.out)
    print(f"{coming.title}　取り込んだ答え {len(changes)}　同じ答え {coming.same}")
    for one in coming.rows:
        if one.contradicts:
            print(_difference(situation, one, taken=choices.get(one.key, one.proposed)))
    return list_problems([*unread, *coming.problems])


def _difference(situation: Situation, one: Difference, *, taken: bool) -> str:
    ours, theirs = situation.label(one.key), situation.words(one.key, one.said.value)
    done = "届いた答えを取りました" if taken else "役場の答えを残しました"
    return f"{one.key}\t役場：{ours}\t届いた答え：{theirs}\t{done}"
