"""judge and verify: what follows from a workbook, and whether its 照合コード fits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jukiself.answers.model import Key
from jukiself.answers.seal import SealState, codes_in, compared, seal
from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS
from jukiself.cli import DONE, REFUSED
from jukiself.cli.manners import (
    WrongUse,
    list_problems,
    value_fault,
)
from jukiself.excel.read import WorkbookRefused
from jukiself.findings import what_if
from jukiself.findings.judge import STATUS_LABELS, judge
from jukiself.pdf.sheets import Sheets, SheetsRefused
from jukiself.report.words import cited
from jukiself.work import exchange, publish, statement
from jukiself.work.exchange import Editions
from jukiself.work.files import FileProblem, read_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from jukiself.answers.situation import Situation
    from jukiself.excel.read import Reading


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    judged = command("judge", _judge, "回答書から所見を出す", "FILE")
    judged.add_argument("--json", action="store_true", help="JSON で出す")
    judged.add_argument(
        "--with",
        action="append",
        default=[],
        dest="changes",
        metavar="設問[@対象]=答え",
        help="もしこう答えたら、を試す",
    )
    command("verify", _verify, "照合コードと中身が合うかを確かめる", "FILE+")


def _judge(arguments: argparse.Namespace) -> int:
    editions = Editions()
    reading = exchange.read_workbook(Path(arguments.file), editions)
    situation = exchange.situation_of(reading, editions)
    own_seal = seal(reading.inspection)
    changes = _changes(situation, arguments.changes)
    real, situation = situation, what_if.suppose(situation, {Key.parse(name): value for name, value in changes.items()})
    _refuse_changes(situation, changes)
    if arguments.json:
        found = statement.statement(
            situation,
            seal_on_cover=reading.seal_on_cover,
            file_seal=own_seal,
            what_if=changes,
            problems=[
                {"place": one.place, "kind": one.kind, "effect": one.effect, "message": one.message}
                for one in reading.problems
            ],
        )
        sys.stdout.write(publish.as_json(found).decode())
        return REFUSED if any(one.effect == "refused" for one in reading.problems) else DONE
    _print_findings(situation, reading, own_seal)
    if changes:
        _print_difference(what_if.difference(real, situation))
    return list_problems(reading.problems)


def _changes(situation: Situation, given: list[str]) -> dict[str, str]:
    changes = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise WrongUse(f"--with は「設問=答え」か「設問@対象=答え」の形で書いてください: {one}")
        key = Key.parse(name)
        if key.question not in situation.checklist.question:
            raise WrongUse(f"--with の設問を知りません: {key.question}")
        changes[str(key)] = value
    return changes


def _refuse_changes(situation: Situation, changes: dict[str, str]) -> None:
    """A what-if is judged with all its changes in place, because one may open the question of another."""
    for name, value in changes.items():
        fault = value_fault(situation, Key.parse(name), value)
        if fault:
            raise WrongUse(f"--with {name}={value}: {fault}")


def _print_findings(situation: Situation, reading: Reading, own_seal: str) -> None:
    inspection, progress = situation.inspection, situation.progress
    state = compared(reading.seal_on_cover, reading.inspection).state
    print(f"{inspection.office.name} {inspection.year}年度  照合コード {own_seal}（{state}）")
    print(
        f"設問 {progress.asked}  答えた {progress.answered}  わからない {progress.unknown}"
        f"  該当なし {progress.not_applicable}  未回答 {progress.unanswered}"
    )
    for finding in judge(situation):
        weight = f"・{SEVERITY_LABELS[finding.severity]}" if finding.severity else ""
        area = situation.checklist.titles[f"area:{finding.area}"]
        print(f"\n【{STATUS_LABELS[finding.status]}{weight}】{area}  {finding.title}")
        print(f"  {finding.text}")
        for key in finding.because:
            question = situation.checklist.question[key.question]
            print(f"  ・{question.text} → {situation.label(key)}")
        if finding.rule and finding.rule.remedy and finding.status == "defect":
            print(f"  まず一歩（{COST_LABELS[finding.rule.remedy.cost]}）: {finding.rule.remedy.step}")
        print(f"  出典: {cited(situation, finding.sources)}")


def _print_difference(found: what_if.Difference) -> None:
    print("\nもし〜なら（答えは書き換えていません）")
    for words, some in (("消える", found.gone), ("新しく出る", found.new), ("残る", found.stay)):
        for one in some:
            print(f"  {words}【{STATUS_LABELS[one.status]}】{one.title}")
    print(f"  調べることが片付く {len(found.closed)} 件　新しく尋ねる設問 {len(found.asked)} 件")


def _verify(arguments: argparse.Namespace) -> int:
    editions = Editions()
    lines: list[str | Printed] = []
    own: dict[str, str] = {}
    worst = DONE
    for name in arguments.file:
        try:
            if name.lower().endswith(".pdf"):
                lines.append(_printed(name))
                continue
            reading = exchange.read_workbook(Path(name), editions)
        except (WorkbookRefused, FileProblem, SheetsRefused) as error:
            lines.append(f"{name}\t読めない\t{error}")
            worst = REFUSED
            continue
        code = seal(reading.inspection)
        own.setdefault(code, name)
        state = compared(reading.seal_on_cover, reading.inspection).state
        marked = f"\t{reading.mark}" if reading.mark else ""
        lines.append(f"{name}\t{state}\t中身 {code}\t表紙 {reading.seal_on_cover or '—'}{marked}")
        if state is SealState.CHANGED:
            worst = REFUSED
    for line in lines:
        # A print is held against the workbooks named beside it, before it or after.
        print(line if isinstance(line, str) else line.told(own))
    return worst


class Printed(NamedTuple):
    """The codes at the foot of a PDF's pages."""

    name: str
    pages: int
    codes: tuple[str, ...]

    def told(self, own: Mapping[str, str]) -> str:
        """One line: whether a workbook at hand has the same code."""
        said = "、".join(self.codes) or "—"
        fits = [own[one] for one in self.codes if one in own]
        if len(self.codes) == 1 and fits:
            return f"{self.name}\t{SealState.SAME}\t紙 {said}（{self.pages}ページ）\t{fits[0]} の中身と同じ"
        if not self.codes:
            hint = "紙に照合コードがありません。記入中に作った控えです"
        elif own:
            hint = (
                "いっしょに挙げた回答書のコードと違います" if len(self.codes) == 1 else "ページによってコードが違います"
            )
        else:
            hint = "回答書をいっしょに挙げると、中身のコードと比べます"
        return f"{self.name}\t紙だけ\t紙 {said}（{self.pages}ページ）\t{hint}"


def _printed(name: str) -> Printed:
    sheets = Sheets([read_file(Path(name))])
    try:
        found = [code for place in range(len(sheets)) for code in codes_in(sheets.text(place))]
        return Printed(name, len(sheets), tuple(dict.fromkeys(found)))
    finally:
        sheets.close()
