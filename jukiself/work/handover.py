"""引継ぎ: one folder for the successor, written whole: a copy of the book and the papers to begin with."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import jukiself
from jukiself import places
from jukiself.excel.forms import form
from jukiself.pdf.render import render
from jukiself.report import handover
from jukiself.report.handover import Handover
from jukiself.report.progress import nobody
from jukiself.store.opening import SUFFIX
from jukiself.work import publish
from jukiself.work.files import make_folder, put_beside, replace_file
from jukiself.work.handbook import handbook

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jukiself.answers.situation import Situation
    from jukiself.report.progress import Tell
    from jukiself.store.book import Book

FIRST, COPY, OPEN, PLAN, PAPERS, SHEET = (
    "1_まず読むもの.pdf",
    f"2_保存ファイルの控え{SUFFIX}",
    "3_まだ分からないこと.pdf",
    "4_改善計画.pdf",
    "5_根拠資料の一覧.pdf",
    "6_引継書（様式）.xlsx",
)
CONTENTS = (
    (FIRST, "この1枚"),
    (COPY, "答え、庁内メモ、経過の全部。これを開いて続けます"),
    (OPEN, "尋ねる相手ごとの一覧と、未回答の設問"),
    (PLAN, "決めたこと、担当、期限、結果"),
    (PAPERS, "どの答えが、どの文書によるか"),
    (SHEET, "日々の仕事の引継ぎ。分かる欄は埋めてあります"),
)


def bundle(book: Book, situation: Situation, folder: Path, day: date, tell: Tell = nobody) -> list[Path]:
    """Write everything a successor needs into a folder.

    Papers written before are replaced; a copy of the book somebody may go on with, and 引継書, stay and get a neighbour.
    ``tell`` hears of each paper made; before the last of them is, nothing is written.
    """
    copy = _free(folder / COPY)
    given = Handover(situation, day, tuple((copy.name if name == COPY else name, words) for name, words in CONTENTS))
    sheet = handbook().sheet["handover"]
    filled = form(sheet, year=day.year, program=jukiself.__version__, known=handover.known_fields(given))
    papers = {FIRST: handover.read_first, OPEN: handover.still_open, PAPERS: handover.documents}
    made: dict[str, bytes] = {}
    for name, paper in papers.items():
        tell(len(made), len(CONTENTS))
        made[name] = render(paper(given), places.fonts())
    tell(len(made), len(CONTENTS))
    made[PLAN] = publish.plan(situation, printed_on=day)
    tell(len(made), len(CONTENTS))
    make_folder(folder)
    book.copy_to(copy)
    for name, data in made.items():
        replace_file(folder / name, data)
    return [copy, put_beside(folder / SHEET, filled), *(folder / name for name in made)]


def _free(path: Path) -> Path:
    names = (f"{path.stem}{f' ({number})' if number > 1 else ''}{path.suffix}" for number in count(1))
    return next(one for one in map(path.with_name, names) if not one.exists())
