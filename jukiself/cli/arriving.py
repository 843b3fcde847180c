"""import and take-back: a return workbook into a book, looked at first, and out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Key
from jukiself.cli import DONE, REFUSED
from jukiself.cli.manners import (
    Refused,
    WrongUse,
    book_to_fill,
    find_inspection,
    list_problems,
    now,
    open_book,
    refuse_missing,
)
from jukiself.work import comments, exchange
from jukiself.work.comments import CommentsFile
from jukiself.work.exchange import Editions
from jukiself.work.files import passing_folder
from jukiself.work.inspect import AnswerRefused, Sitting
from jukiself.work.takeback import take_back

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from jukiself.answers.model import Answer, Inspection
    from jukiself.checklist.model import Checklist
    from jukiself.store.book import Book
    from jukiself.work.exchange import Preview


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add import and take-back."""
    taken = command(
        "import",
        _import,
        "回答書か県の講評を保存ファイルに取り込む（xlsx。LibreOffice の ods、古い xls も読む）",
        "FILE",
    )
    taken.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
    taken.add_argument("--preview", action="store_true", help="何が変わるかを見るだけで、書かない")
    taken.add_argument(
        "--keep", action="append", default=[], metavar="設問[@対象]", help="この設問は、保存ファイルの答えを残す"
    )
    back = command("take-back", _take_back, "最後に取り込んだ回答書の答えを、取り込む前に戻す（後で直した答えは残す）")
    back.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
    back.add_argument("--office", required=True)
    back.add_argument("--year", type=int, required=True)


def _import(arguments: argparse.Namespace) -> int:
    if arguments.preview and "://" not in arguments.target and not Path(arguments.target).exists():
        # Looking must not leave an empty book behind.
        with passing_folder() as folder:
            return _bring(arguments, Path(folder) / Path(arguments.target).name)
    return _bring(arguments, arguments.target)


def _bring_comments(arguments: argparse.Namespace, book: Book, editions: Editions) -> int:
    """A 講評 goes beside the findings of the inspection it is about."""
    reading = comments.read_file(Path(arguments.file))
    sent = reading.identity
    found = book.find(sent.code, sent.year, sent.nature)
    if found is None:
        raise Refused(
            f"この講評の点検（{sent.code} {sent.year}年度 {NATURE_LABELS[sent.nature]}）は、この保存ファイルにありません。"
        )
    sitting = Sitting(_checklist(editions, book.load(found)), book, found, now)
    coming = comments.compare(sitting.inspection, reading)
    print(f"{sent.code} {reading.office_name} {sent.year}年度  県の講評  {coming.sender}")
    if not arguments.preview:
        comments.take(sitting, coming)
    kept = f"  残した役場の返事 {len(coming.ours)}" if coming.ours else ""
    print(f"新しい講評 {coming.fresh}  同じ講評 {coming.same}  新しい返事 {coming.replies}{kept}")
    return list_problems(coming.problems)


def _bring(arguments: argparse.Namespace, target: str | Path) -> int:
    editions = Editions()
    with book_to_fill(target) as book:
        try:
            seen = exchange.preview(Path(arguments.file), book, editions)
        except CommentsFile:
            return _bring_comments(arguments, book, editions)
        ours = {Key.parse(one) for one in arguments.keep}
        if strange := {str(one) for one in ours} - {str(one.key) for one in seen.changes}:
            raise WrongUse(f"--keep の設問は、このファイルで変わる答えにありません: {'、'.join(sorted(strange))}")
        _say(seen)
        code = list_problems(seen.reading.problems)
        if seen.stop:
            raise Refused(seen.stop)
        if arguments.preview:
            _differences(seen, ours)
            return code
        exchange.take_in(book, seen, now, ours)
    kept = f"  残した答え {len(ours)}" if ours else ""
    print(
        f"取り込んだ答え {len(seen.changes) - len(ours)}  同じ答え {seen.unchanged}{kept}  読めなかった所 {seen.refused}"
    )
    return code


def _say(seen: Preview) -> None:
    sent = seen.reading.inspection
    print(
        f"{sent.office.code} {sent.office.name} {sent.year}年度  様式 {sent.edition}年版  {NATURE_LABELS[sent.nature]}"
        f"  提出回 {sent.submission}  照合コードの状態: {seen.issued.state}"
    )
    if seen.before:
        print(f"前の版から意味が変わった設問の答え {len(seen.before)} は「前年のまま」に入れます。")
    if seen.lost:
        print(f"いまの版では尋ねない設問の答え {len(seen.lost)} は取り込みません。")


def _differences(seen: Preview, ours: set[Key]) -> None:
    print(
        f"変わる答え {len(seen.changes)}  同じ答え {seen.unchanged}  直して読んだ所 {seen.repaired}"
        f"  読めなかった所 {seen.refused}  （まだ書いていません）"
    )
    for one in seen.changes:
        word = "残す" if one.key in ours else "取り込む"
        print(f"{word}\t{one.key}\t{_words(one.old)}\t→\t{_words(one.new)}")


def _words(answer: Answer) -> str:
    texts = " ".join(f"{answer.note} {answer.evidence}".split())
    basis = f"({answer.basis})" if answer.basis else ""
    return f"{answer.value or '―'}{basis} {texts}".strip()


def _take_back(arguments: argparse.Namespace) -> int:
    refuse_missing(arguments.target)
    with open_book(arguments.target) as book:
        found = find_inspection(book, arguments.office, arguments.year)
        checklist = _checklist(Editions(), book.load(found))
        try:
            done = take_back(Sitting(checklist, book, found, now))
        except AnswerRefused as error:
            raise Refused(str(error)) from None
    if done is None:
        print("元に戻せる取り込みはありません。")
        return REFUSED
    changed = len(done.change.after) - len(done.standing)
    print(f"「{done.file_name}」を取り込む前に戻した答え {len(done.standing)}  後で直したので残した答え {changed}")
    if done.besides:
        print(f"答えのほかに、取り込む前に戻したもの：{done.besides.words}")
    return DONE


def _checklist(editions: Editions, inspection: Inspection) -> Checklist:
    checklist = editions.asked(inspection)
    if checklist is None:
        raise Refused(
            f"設問の版 {inspection.edition} がこのプログラムにありません。新しい版のプログラムで開いてください。"
        )
    return checklist
