"""training: stories listed, a practice begun and compared, the trainer's papers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.cli import DONE, WRONG_USE
from jukiself.cli.manners import Refused, WrongUse, now, refuse_suffix
from jukiself.report.training_grading import TOLD, halves, told
from jukiself.training.grading import OUTCOME_LABELS, OUTCOME_MEANS, RULES, SURE, SURE_MEANS, agreement
from jukiself.work import exchange, practising, training_kit
from jukiself.work.exchange import Editions
from jukiself.work.files import replace_file
from jukiself.work.publish import as_json
from jukiself.work.training import NoSuchStory

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from jukiself.checklist.model import Checklist
    from jukiself.training.grading import Grading
    from jukiself.training.story import Lesson


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    whole = command("training", _help, "研修：題材の一覧、練習の回答書、答え合わせ、講師の紙")
    whole.set_defaults(run=lambda _arguments: _help(whole))
    inner = whole.add_subparsers(metavar="すること", parser_class=type(whole))

    def sub(name: str, run: Callable[[argparse.Namespace], int], words: str, *names: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = inner.add_parser(name, help=words, description=words)
        for one in names:
            made.add_argument(one.lower(), metavar=one)
        made.set_defaults(run=run)
        return made

    sub("list", _list, "題材の一覧を出す")
    sub("begin", _begin, "題材の練習を始める回答書（白紙、研修の印付き）を書き出す", "CASE", "OUT")
    graded = sub("grade", _grade, "練習の回答書を、題材の記録と比べる", "FILE")
    graded.add_argument("--pdf", metavar="OUT", help="答え合わせの紙（PDF）も書き出す")
    graded.add_argument("--json", action="store_true", help="JSON で出す")
    kit = sub("kit", _kit, "講師の紙一式（PDF）をフォルダーに書き出す", "CASE", "OUT_FOLDER")
    kit.add_argument("--groups", type=int, default=6, help="組の数（1〜8。書かないと6）")
    kit.add_argument("--people", type=int, default=24, help="人数（書かないと24）")


def _help(parser: argparse.ArgumentParser) -> int:
    parser.print_help(sys.stderr)
    return WRONG_USE


def _lesson(name: str) -> Lesson:
    try:
        return practising.stories().lesson(name)
    except NoSuchStory as error:
        raise WrongUse(str(error)) from None


def _list(_: argparse.Namespace) -> int:
    for one in practising.stories().stories:
        print(f"{one.id}\t{one.kind}\t{one.title}")
    return DONE


def _begin(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".xlsx")
    replace_file(Path(arguments.out), practising.blank(_lesson(arguments.case), Editions().newest()))
    return DONE


def _grade(arguments: argparse.Namespace) -> int:
    editions = Editions()
    inspection = exchange.read_workbook(Path(arguments.file), editions).inspection
    checklist = editions.of(inspection)
    try:
        lesson, found = practising.graded(inspection, checklist)
    except NoSuchStory as error:
        raise Refused(str(error)) from None
    if arguments.pdf:
        refuse_suffix(arguments.pdf, ".pdf")
        replace_file(Path(arguments.pdf), training_kit.graded_paper(inspection, now().date()))
    if arguments.json:
        sys.stdout.write(as_json(practising.as_data(lesson, found, checklist)).decode())
    else:
        _tell(lesson, found, checklist)
    return DONE


def _tell(lesson: Lesson, found: Grading, checklist: Checklist) -> None:
    print(f"{lesson.story.title}　{found.score}点（100点のうち）")
    for words, marks in halves(found):
        told_of = agreement(marks).counts
        counts = "　".join(f"{label}{told_of[name]}" for name, label in OUTCOME_LABELS.items() if told_of[name])
        print(f"{words} {len(marks)}問：{counts}")
    print("\n分野ごとの一致")
    for area, one in found.areas.items():
        print(f"  {checklist.titles[f'area:{area}']}　{one.asked}問のうち {one.share:.0%}")
    kit = training_kit.kit_of(lesson.story, training_kit.Room())
    for name in TOLD:
        marks = found.of(name)
        if marks:
            print(f"\n【{OUTCOME_LABELS[name]}】{len(marks)}　{OUTCOME_MEANS[name]}")
        for said in (told(kit, mark) for mark in marks):
            print(f"  {said.question} → {said.given}{f'（{SURE}）' if said.sure else ''}")
            print(f"    記録：{said.right}。{said.fact}（出典：{said.place}）" if said.place else f"    {said.fact}")
            print(f"    {said.why}")
    if found.sure:
        print(f"\n【{SURE}】{len(found.sure)}　{SURE_MEANS}")
    print("\n点の数え方")
    for line in RULES:
        print(f"  {line}")


def _kit(arguments: argparse.Namespace) -> int:
    try:
        story = practising.stories().story(arguments.case)
        room = training_kit.Room(arguments.groups, arguments.people)
    except (NoSuchStory, ValueError) as error:
        raise WrongUse(str(error)) from None
    for path in training_kit.write(story, Path(arguments.out_folder), room, now().date()):
        print(path)
    return DONE
