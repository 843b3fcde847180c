"""引継ぎ: one folder for the successor, written whole: a copy of the book and the papers to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jukiself
from jukiself import places
from jukiself.excel.forms import form
from jukiself.pdf.render import render
from jukiself.report import handover
from jukiself.report.handover import Handover
from jukiself.store.opening import SUFFIX
from jukiself.work.files import make_folder, replace_file
from jukiself.work.handbook import handbook

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jukiself.answers.situation import Situation
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


def bundle(book: Book, situation: Situation, folder: Path, day: date) -> list[Path]:
    """Write everything a successor needs into a folder; what was written before is replaced, file by file."""
    given = Handover(situation, day, CONTENTS)
    sheet = handbook().sheet["handover"]
    made = {
        FIRST: render(handover.read_first(given), places.fonts()),
        OPEN: render(handover.still_open(given), places.fonts()),
        PLAN: render(handover.plan(given), places.fonts()),
        PAPERS: render(handover.documents(given), places.fonts()),
        SHEET: form(sheet, year=day.year, program=jukiself.__version__, known=handover.known_fields(given)),
    }
    make_folder(folder)
    book.copy_to(folder / COPY)
    for name, data in made.items():
        replace_file(folder / name, data)
    return [folder / name for name, _words in CONTENTS]
