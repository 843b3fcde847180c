"""form and doctor: the edition's own rules, and this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.checklist.check import check_form
from jukiself.checklist.guide_check import check_handbook
from jukiself.checklist.lineage import check_lineage
from jukiself.checklist.read import read_checklist
from jukiself.cli import DONE, REFUSED
from jukiself.cli.manners import (
    WrongUse,
)
from jukiself.findings.examples import run_examples
from jukiself.survey.examples import run_cross_examples
from jukiself.work import doctor, exchange, handbook, publish, statement, training
from jukiself.work.coverage import form_coverage
from jukiself.work.exchange import Editions

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    command("doctor", _doctor, "この PC で動くかを調べる")
    form = command("form", _form_help, "設問のファイルを調べる")
    parts = form.add_subparsers(metavar="命令")
    check = parts.add_parser("check", help="設問と所見の決まりを検査する")
    check.add_argument("folder", nargs="?", metavar="DIR")
    check.set_defaults(run=_form_check)
    questions = parts.add_parser("questions", help="設問の一覧を出す")
    questions.add_argument("--json", action="store_true")
    questions.set_defaults(run=_form_questions)
    covered = parts.add_parser("coverage", help="出典のどの行を、どの設問や所見が受けているかを出す")
    covered.add_argument("--json", action="store_true")
    covered.set_defaults(run=_form_coverage)


def _form_help(_: argparse.Namespace) -> int:
    raise WrongUse("form の後に check・questions・coverage のどれか を書いてください。")


def _form_check(arguments: argparse.Namespace) -> int:
    checklist = read_checklist(Path(arguments.folder)) if arguments.folder else Editions().newest()
    before = exchange.editions_before(Path(arguments.folder) if arguments.folder else places.default_form())
    faults = [*check_form(checklist), *check_lineage(checklist, before)]
    # Handbook and stories speak of the edition shipped, not of a form somebody keeps elsewhere.
    if not arguments.folder:
        faults += [*check_handbook(checklist, handbook.handbook()), *training.story_faults(checklist)]
    # Examples only mean something where every reference holds.
    faults += [] if faults else [*run_examples(checklist), *run_cross_examples(checklist)]
    for fault in faults:
        print(fault)
    if not faults:
        print(
            f"{checklist.title}: 設問 {len(checklist.questions)}、所見の決まり {len(checklist.rules)}。問題はありません。"
        )
    return REFUSED if faults else DONE


def _form_questions(arguments: argparse.Namespace) -> int:
    checklist = Editions().newest()
    if arguments.json:
        sys.stdout.write(publish.as_json(statement.questions(checklist)).decode())
        return DONE
    for one in checklist.questions:
        print(f"{one.number}\t{one.id}\t{one.text}")
    return DONE


def _form_coverage(arguments: argparse.Namespace) -> int:
    checklist = Editions().newest()
    found = form_coverage(checklist, places.default_form())
    if arguments.json:
        data = {"covered": found.covered, "set_aside": found.set_aside, "uncovered": found.uncovered}
        sys.stdout.write(publish.as_json(data).decode())
    else:
        for name, citing in found.covered.items():
            print(f"{name}\t{'、'.join(citing)}")
        for name, reason in found.set_aside.items():
            print(f"{name}\t脇に置く: {reason}")
        for name in found.uncovered:
            print(f"{name}\tどこにもない: {checklist.clauses[name].gist if name in checklist.clauses else ''}")
    for fault in found.faults:
        print(fault, file=sys.stderr)
    return REFUSED if found.uncovered or found.faults else DONE


def _doctor(_: argparse.Namespace) -> int:
    lines, sound = doctor.examine()
    for line in lines:
        print(line)
    return DONE if sound else REFUSED
