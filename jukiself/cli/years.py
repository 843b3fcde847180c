"""Commands from one year, or one person, to the next: comparing two inspections, handing a book over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.seal import compared
from jukiself.answers.situation import Situation
from jukiself.cli import DONE
from jukiself.cli.manners import Refused, list_problems, now, open_book, refuse_suffix
from jukiself.work import comparing, exchange, handover
from jukiself.work.exchange import Editions
from jukiself.work.files import replace_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from jukiself.store.book import Book, Summary


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    command("compare", _compare, "同じ団体の前と今の回答書を比べ、違いを PDF にする", "OLD", "NEW", "OUT")
    given = command("handover", _handover, "次の担当の人へ渡す一式を、フォルダーに書き出す", "OUT")
    given.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
    given.add_argument("--office", required=True, help="団体コード6桁")
    given.add_argument("--year", type=int, help="年度（西暦。書かなければ、いちばん新しい年度）")


def _compare(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".pdf")
    editions = Editions()
    old, new = (exchange.read_workbook(Path(one), editions) for one in (arguments.old, arguments.new))
    before, current = (exchange.situation_of(one, editions) for one in (old, new))
    code = compared(new.seal_on_cover, new.inspection)
    replace_file(Path(arguments.out), comparing.as_pdf(before, current, now().date(), code))
    print(arguments.out)
    return max(list_problems(old.problems), list_problems(new.problems))


def _handover(arguments: argparse.Namespace) -> int:
    path = Path(arguments.target)
    if not path.exists():
        raise Refused(f"保存ファイル「{path}」がありません。名前と場所を確かめてください。")
    editions = Editions()
    with open_book(path) as book:
        inspection = book.load(_newest(book, arguments.office, arguments.year).id)
        checklist = editions.asked(inspection)
        if checklist is None:
            raise Refused(f"設問の版 {inspection.edition} がこのプログラムにありません。新しい版で行ってください。")
        made = handover.bundle(book, Situation(checklist, inspection), Path(arguments.out), now().date())
    for one in made:
        print(one)
    return DONE


def _newest(book: Book, code: str, year: int | None) -> Summary:
    kept = [one for one in book.summaries() if one.office.code == code and year in {None, one.year}]
    if not kept:
        when = f"{year}年度の点検" if year else "点検"
        raise Refused(f"団体コード {code} の{when}は、この保存ファイルにありません。")
    return max(kept, key=lambda one: (one.year, one.submission, one.changed_at))
