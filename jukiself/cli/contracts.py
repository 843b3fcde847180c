"""clauses, vendor and vendor-import: contracts against 条項, and what a contractor says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.text import text_problem
from jukiself.cli import leaving
from jukiself.cli.manners import (
    WrongUse,
    list_problems,
    now,
    refuse_suffix,
)
from jukiself.work import exchange, outsource, publish
from jukiself.work.exchange import Editions
from jukiself.work.files import replace_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    table = command("clauses", _clauses, "契約点検表を pdf に、契約条項のたたき台を docx か xlsx にする", "FILE", "OUT")
    leaving.add_lock(table)
    asked = command("vendor", _vendor, "1つの契約について、事業者確認用のブックを作る", "FILE", "CONTRACT", "OUT")
    asked.add_argument("--deadline", default="", metavar="期限", help="お答えの期限（書いたとおりに載せる）")
    command("vendor-import", _vendor_import, "事業者のお答えを回答書に取り込む", "FILE", "REPLY", "OUT")


def _clauses(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".pdf", ".docx", ".xlsx")
    editions = Editions()
    reading = exchange.read_workbook(Path(arguments.file), editions)
    situation = exchange.situation_of(reading, editions)
    manner, out, day = leaving.manner(arguments, arguments.out), Path(arguments.out), now().date()
    said = publish.standing_of(reading).issued
    match out.suffix.lower():
        case ".pdf":
            data = outsource.table_as_pdf(situation, day, said)
        case ".docx":
            data = outsource.drafts_as_word(situation, day, said)
        case _:
            data = outsource.drafts_as_workbook(situation)
    replace_file(out, manner.closed(data, out.suffix))
    print(out)
    return list_problems(reading.problems)


def _vendor(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".xlsx")
    if fault := text_problem(arguments.deadline):
        raise WrongUse(f"--deadline: {fault}")
    editions = Editions()
    reading = exchange.read_workbook(Path(arguments.file), editions)
    situation = exchange.situation_of(reading, editions)
    listed = situation.inspection.running
    if all(one.id != arguments.contract for one in listed):
        named = "、".join(f"{one.id}（{one.name}）" for one in listed) or "まだ挙がっていません"
        raise WrongUse(f"契約「{arguments.contract}」はありません。挙がっている契約：{named}。")
    replace_file(Path(arguments.out), outsource.vendor(situation, arguments.contract, arguments.deadline))
    print(arguments.out)
    # Nothing of what was read goes into the workbook but the contract's name, so only what could not be read matters.
    return list_problems([one for one in reading.problems if one.effect == "refused"])


def _vendor_import(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".xlsx")
    editions = Editions()
    situation = exchange.situation_of(exchange.read_workbook(Path(arguments.file), editions), editions)
    hearing = outsource.hear(situation, outsource.read_reply(Path(arguments.reply), editions))
    replace_file(Path(arguments.out), exchange.put_in(Path(arguments.file), hearing.changes, situation.checklist))
    print(arguments.out)
    count = {
        "取り込んだお答え": sum(not one.same and not one.kept for one in hearing.rows),
        "同じお答え": sum(one.same for one in hearing.rows),
        "役場の答えを残し、備考に書いたお答え": sum(one.kept and not one.same for one in hearing.rows),
    }
    print("　".join(f"{word} {number}" for word, number in count.items()))
    return list_problems(hearing.problems)
