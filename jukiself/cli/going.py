"""What leaves: samples, blanks, filled workbooks, reports, and all that a book holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.model import Inspection, Office
from jukiself.answers.situation import Situation
from jukiself.answers.years import fiscal_year_of, year_problem
from jukiself.cli import DONE, answers_file, leaving
from jukiself.cli.manners import (
    Refused,
    WrongUse,
    find_inspection,
    list_problems,
    now,
    open_book,
    refuse_missing,
    refuse_suffix,
    value_fault,
)
from jukiself.work import exchange, offices, publish
from jukiself.work.exchange import Editions
from jukiself.work.files import replace_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from jukiself.checklist.model import Checklist


#: What ``report`` and ``export`` can make as PDF.
_PAPERS: dict[str, Callable[..., bytes]] = {
    "report": publish.report,
    "summary": publish.summary,
    "approval": publish.approval,
    "questions": lambda situation, _said=None, *, printed_on=None: publish.questions_as_pdf(
        situation, printed_on=printed_on
    ),
    "plan": publish.plan,
}
_PAPERS_HELP = (
    "report 点検結果報告書（ふつう）、summary 総括1枚、approval 決裁用の紙、plan 改善計画、questions 設問一覧"
)


def add_commands(
    command: Callable[..., argparse.ArgumentParser],
) -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """Tell the parser; report and export take more options (`jukiself.cli.leaving`)."""
    command("samples", _samples, "長野県の4つの事例を xlsx・pdf・json に書き出す", "OUT")
    blank = command("blank", _blank, "白紙の回答書を作る", "OUT")
    blank.add_argument("--office", default="", help="団体コード6桁")
    blank.add_argument("--name", default="", help="団体名（一覧にない団体のとき）")
    blank.add_argument("--year", type=int, default=fiscal_year_of(now().date()), help="年度（西暦）")
    blank.add_argument(
        "--also", default="", metavar="分野,…", help="足す分野（usage 使われ方と費用、today 現在の制度）"
    )
    blank.add_argument("--depth", choices=["short", "full"], default="full", help="簡易（short）か詳細（full）")
    fill = command("fill", _fill, "答えを回答書に書き入れる", "FILE", "OUT")
    fill.add_argument("--answers", required=True, metavar="FILE.json", help="答えのファイル")
    told = command("report", _report, "点検結果報告書などの紙を PDF にする", "FILE", "OUT")
    told.add_argument(
        "--shape", choices=["2006"], help="2006年の県の調査と同じ項目の順に並べる（OUT は .pdf か .docx）"
    )
    told.add_argument("--paper", choices=list(_PAPERS), default="report", help=_PAPERS_HELP)
    given = command("export", _export, "保存ファイルから書き出す", "OUT")
    given.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
    given.add_argument("--office", required=True)
    given.add_argument("--year", type=int, required=True)
    given.add_argument("--paper", choices=list(_PAPERS), default="report", help=f"OUT.pdf のとき。{_PAPERS_HELP}")
    return told, given


def _samples(arguments: argparse.Namespace) -> int:
    for path in publish.samples(Editions().newest(), Path(arguments.out)):
        print(path)
    return DONE


def _blank(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".xlsx")
    if fault := year_problem(arguments.year):
        raise WrongUse(fault)
    checklist = Editions().newest()
    try:
        office = offices.office(arguments.office, arguments.name) if arguments.office else Office("", "")
    except offices.UnknownOffice as error:
        raise WrongUse(str(error)) from None
    group = next(one for one in checklist.groups if one.fixed)
    inspection = Inspection(
        office=office,
        year=arguments.year,
        form=checklist.id,
        edition=checklist.edition,
        network_set=group.default_set,
        full=arguments.depth == "full",
        extras=_extras(checklist, arguments.also),
    )
    replace_file(Path(arguments.out), publish.blank(checklist, inspection))
    print(arguments.out)
    return DONE


def _extras(checklist: Checklist, also: str) -> tuple[str, ...]:
    wanted = {one for one in also.split(",") if one}
    optional = [one.id for one in checklist.areas if one.optional]
    if strange := wanted - set(optional):
        raise WrongUse(f"--also に書ける分野は {'・'.join(optional)} です: {'、'.join(sorted(strange))}")
    return tuple(one for one in optional if one in wanted)


def _report(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, *((".pdf", ".docx") if arguments.shape else (".pdf",)))
    editions = Editions()
    reading = exchange.read_workbook(Path(arguments.file), editions)
    manner, day = leaving.manner(arguments, arguments.out), now().date()
    situation, said = manner.of(exchange.situation_of(reading, editions), publish.standing_of(reading))
    if arguments.shape:
        data = publish.shaped(situation, said, word=arguments.out.lower().endswith(".docx"), printed_on=day)
    else:
        data = _PAPERS[arguments.paper](situation, said, printed_on=day)
        leaving.tell_lost(publish.lost_on_paper(situation, said))
    replace_file(Path(arguments.out), manner.closed(data, Path(arguments.out).suffix))
    print(arguments.out)
    return list_problems(reading.problems)


def _fill(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".xlsx")
    editions = Editions()
    reading = exchange.read_workbook(Path(arguments.file), editions)
    inspection = answers_file.put(reading.inspection, Path(arguments.answers))
    situation = Situation(exchange.situation_of(reading, editions).checklist, inspection)
    wrong = [
        f"{key}: {problem}"
        for key, answer in inspection.answers.items()
        if (problem := value_fault(situation, key, answer.value))
    ]
    if wrong:
        raise Refused("書き入れられない答えがあります。\n" + "\n".join(wrong))
    data = exchange.fill_workbook(Path(arguments.file), inspection, situation.checklist)
    replace_file(Path(arguments.out), data)
    print(arguments.out)
    return DONE


def _export(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".xlsx", ".pdf", ".csv")
    editions = Editions()
    refuse_missing(arguments.target)
    with open_book(arguments.target) as book:
        found = find_inspection(book, arguments.office, arguments.year)
        inspection = book.load(found)
    checklist = editions.asked(inspection)
    if checklist is None:
        raise Refused(
            f"設問の版 {inspection.edition} がこのプログラムにありません。新しい版のプログラムで開いてください。"
        )
    manner, out = leaving.manner(arguments, arguments.out), Path(arguments.out)
    situation, said = manner.of(Situation(checklist, inspection), publish.standing(inspection))
    match out.suffix.lower():
        case ".xlsx":
            data = publish.workbook(situation, said)
        case ".pdf":
            data = _PAPERS[arguments.paper](situation, said, printed_on=now().date())
            leaving.tell_lost(publish.lost_on_paper(situation, said))
        case _:
            data = publish.answers_as_csv(situation)
    replace_file(out, manner.closed(data, out.suffix))
    print(out)
    return DONE
