"""``make samples-japan``: a country's replies with every kind of defect, collected; planted beside reported.

What is reported is told from the book alone: the rows of what arrived, and the board.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import time
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.model import Nature
from jukiself.checklist.read import read_checklist
from jukiself.store.arrivals import arrivals
from jukiself.store.book import Book
from jukiself.store.requests import put_request
from jukiself.survey.arrivals import How, Verdict
from jukiself.survey.board import STANDING_LABELS, Standing
from jukiself.work.board import open_board
from jukiself.work.collect import collect, files_in
from jukiself.work.deciding import note
from jukiself.work.exchange import Editions
from tests.japan.country import DEADLINE, JAPAN, LATE, SOUND, YEAR, Country, plant

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist
    from jukiself.survey.arrivals import Arrival
    from jukiself.survey.board import Board

OUT = Path(__file__).resolve().parents[2] / "out" / "samples-japan"
ROUND = (YEAR, Nature.SAMPLE)
#: Words of a sentence, and the kind a reviewer would call it; the first that fits.
_SENTENCES = (
    ("ほかの団体のファイル", Verdict.SAME, "ファイル名の団体コード"),
    ("同じファイルを2度", Verdict.SAME, "同じファイルです"),
    ("同じ答えを保存し直し", Verdict.SAME, "同じ答えです"),
    ("差替え", Verdict.WAITING, "答えが違います"),
    ("ファイル名のコード違い", Verdict.TAKEN, "ファイル名の団体コード"),
    ("新しい提出回", Verdict.TAKEN, "こちらを数えます"),
    ("古い提出回が後から", Verdict.TAKEN, "がもう届いています"),
    ("固定後に変更", Verdict.TAKEN, "固定後に変更"),
    ("表紙のコードの書換え", Verdict.REFUSED, "表紙の団体コード"),
    ("別の版", Verdict.REFUSED, "様式（juki の 2031 年版）"),
    ("別の年度", Verdict.REFUSED, f"{YEAR - 1}年度の回答書です"),
    ("本番の混入", Verdict.REFUSED, "本番の回答書です"),
    ("対象外の団体", Verdict.REFUSED, "対象団体の一覧にありません"),
    ("白紙", Verdict.REFUSED, "答えが1つも書かれていません"),
    ("壊れた圧縮", Verdict.REFUSED, "ブックが壊れていて"),
    ("空のファイル", Verdict.REFUSED, "0バイト"),
    ("暗号化", Verdict.REFUSED, "暗号化された"),
    ("HTML", Verdict.REFUSED, "HTML"),
    ("圧縮ファイル", Verdict.REFUSED, "圧縮ファイルです"),
    ("マクロ", Verdict.REFUSED, "マクロ"),
    ("読めないxls", Verdict.REFUSED, ".xls・.ods"),
    ("PDF", Verdict.REFUSED, "Excel ブック（.xlsx）ではありません"),
)


def reported(one: Arrival, board: Board) -> str:
    """What the program says a file is."""
    for kind, verdict, words in _SENTENCES:
        if one.verdict is verdict and words in one.reason:
            return kind
    if one.verdict is Verdict.REFUSED and one.reason.startswith("研修"):
        # What was wiped from the cover and the line can only be told from what is left.
        return "研修" if one.nature is Nature.TRAINING else "研修の消し残し"
    if one.verdict is not Verdict.TAKEN:
        return one.reason
    if one.refused:
        return "食い違う2行" if any("行が2つ以上あり" in said for said in one.problems) else "読めない答え"
    if one.file_name.endswith(".ods"):
        return "ods"
    row = next((row for row in board.rows if row.newest and row.newest.seq == one.seq), None)
    return LATE if row and row.days_late else SOUND


def run(book: Book, folder: Path, country: Country, today: list[datetime]) -> Board:
    """Collect what came in time, then what came late, then note who declined; the board of the day after."""

    def clock() -> datetime:
        return today[0]

    put_request(book, country.request, "係", clock(), country.roll)
    editions = Editions()
    for number, day in (("1", date(2026, 12, 10)), ("2", date(2026, 12, 22))):
        today[0] = datetime(day.year, day.month, day.day, 9, 30)  # noqa: DTZ001 - the desk's wall clock
        for _ in collect(book, files_in([folder / number]), editions, clock):
            pass
    for listed in country.roll:
        if country.offices.get(listed.office.code) == "回答しない":
            note(book, clock, ROUND, listed.office, How.DECLINED, "回答しないと電話があった")
    return open_board(book, ROUND, date(2026, 12, 24))


def confusion(book: Book, board: Board, country: Country) -> Counter[tuple[str, str]]:
    """How often what was planted (first) was reported as what (second): a cell for every file and silent office."""
    table: Counter[tuple[str, str]] = Counter()
    known = {f"{Path(one.folder).name}/{one.file_name}": one for one in arrivals(book) if one.file_name}
    for name, planted in country.files.items():
        table[planted, reported(known[name], board) if name in known else "記録がない"] += 1
    standings = {row.listed.office.code: row.standing for row in board.rows}
    quiet = {Standing.MISSING: "未提出", Standing.DECLINED: "回答しない", Standing.SERVED: "連合の回答による"}
    for code, planted in country.offices.items():
        found = standings[code]
        table[planted, quiet.get(found, STANDING_LABELS[found])] += 1
    return table


def told(table: Counter[tuple[str, str]]) -> list[str]:
    """The table in words: planted, how many, reported."""
    lines = []
    for planted in dict.fromkeys(one for one, _ in sorted(table)):
        cells = {other: count for (one, other), count in table.items() if one == planted}
        said = "、".join(f"{other} {count}" for other, count in sorted(cells.items(), key=lambda one: -one[1]))
        mark = "＝" if set(cells) == {planted} else "≠"
        lines.append(f"{mark} {planted}\t{sum(cells.values())}\t→ {said}")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--offices", type=int, default=JAPAN)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    checklist: Checklist = read_checklist(places.default_form())
    shutil.rmtree(given.out, ignore_errors=True)
    given.out.mkdir(parents=True)
    begun = time.perf_counter()
    country = plant(given.out / "files", checklist, given.offices, given.seed)
    planted = time.perf_counter()
    size = sum(one.stat().st_size for one in given.out.rglob("*") if one.is_file()) // 1_000_000
    print(
        f"{given.offices}団体、ファイル {len(country.files)}（{size} MB）を作った: {planted - begun:.0f} 秒", flush=True
    )
    today = [datetime(2026, 11, 1, 9, 0)]  # noqa: DTZ001 - the desk's wall clock
    path = given.out / "全国.jukiself"
    with Book.open(path, lambda: today[0]) as book:
        board = run(book, given.out / "files", country, today)
        took = time.perf_counter() - planted
        table = confusion(book, board, country)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"集めた: {took:.0f} 秒（1ファイル {took / len(country.files) * 1000:.0f} ミリ秒）、"
        f"最大の記憶 {peak} MB、保存ファイル {path.stat().st_size // 1_000_000} MB、提出期限 {DEADLINE}"
    )
    print("植えた欠陥 × 報告")
    print("\n".join(told(table)))
    wrong = sum(count for (one, other), count in table.items() if one != other)
    print(f"対角の外 {wrong} / {table.total()}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
