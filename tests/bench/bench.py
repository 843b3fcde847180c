"""How long things take, as ratios to one bare PySide6 window started in the same run (``make bench``).

Ratios carry from one machine to another; seconds do not. Each figure is a median; a start is a whole process.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from jukiself import places
from jukiself.answers.situation import Situation
from jukiself.checklist.read import read_checklist
from jukiself.excel.read import read
from jukiself.excel.write import Issue, write
from jukiself.findings.judge import judge
from jukiself.store.book import Book
from jukiself.work import publish
from jukiself.work.cases import read_case
from jukiself.work.inspect import Sitting
from tests.bench.bare_pdf import draw, text_of
from tests.bench.collecting import collecting
from tests.bench.reading import reading
from tests.bench.starts import ROOT, starts
from tests.bench.writing import bare

ROUNDS = 9

BARE_PDF = "the same text on a bare reportlab canvas, at the same places"

#: Steps of the session that wait for a disk.
_WATCHED = (
    "trying a case",
    "opening a book",
    "beginning",
    "beginning the new year",
    "writing workbook",
    "writing report",
)

COMPILER = shutil.which("cc")


def session(*given: str, slow: Path | None = None) -> dict[str, Any]:
    """The figures of one scripted session in a process of its own."""
    environment = {**os.environ, **({"LD_PRELOAD": str(slow)} if slow else {})}
    command = [sys.executable, "-m", "tests.bench.session", *given]
    done = subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def slow_disk(folder: Path) -> Path | None:
    """The library that makes every flush 10 ms slower; None where there is no C compiler, or no preloading."""
    if COMPILER is None or not sys.platform.startswith("linux"):
        return None
    library = folder / "slow_sync.so"
    source = ROOT / "tests" / "bench" / "slow_sync.c"
    subprocess.run([COMPILER, "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    return library


def at_work() -> list[str]:
    """The rows of a person at work."""
    with tempfile.TemporaryDirectory() as folder:
        usual, library = session(), slow_disk(Path(folder))
        slow = session("commits", slow=library) if library else None
    lines = [
        "| at work in the window | ratio to a bare durable SQLite commit (p95) | ms here |",
        "|---|---|---|",
        f"| a bare durable commit, p95 | 1.00 | {usual['bare'] * 1000:.1f} |",
        f"| an answer: key pressed → saved and shown, p95 | {usual['answer'] / usual['bare']:.1f} | {usual['answer'] * 1000:.0f} |",
    ]
    if slow:
        lines += [
            f"| a bare durable commit, p95, disk 10 ms slower | 1.00 | {slow['bare'] * 1000:.0f} |",
            f"| an answer, p95, disk 10 ms slower | {slow['answer'] / slow['bare']:.1f} | {slow['answer'] * 1000:.0f} |",
        ]
    else:
        lines.append("| with a slow disk | not measured: no C compiler here | |")
    freezes: dict[str, float] = usual["freezes"]
    longest = max(freezes, key=freezes.__getitem__)
    lines.append(f"| the longest freeze of a scripted session ({longest}) | | {freezes[longest] * 1000:.0f} |")
    lines += [f"| the longest freeze while {name} | | {freezes[name] * 1000:.0f} |" for name in _WATCHED]
    return lines


def median(work: Callable[[], object]) -> float:
    """Seconds of one call, after one that does not count."""
    work()
    found = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return statistics.median(found)


def works(folder: Path) -> dict[str, float]:
    """Medians of the program's main work on the case of municipality B."""
    checklist = read_checklist(places.default_form())
    inspection = read_case("nagano-b", checklist).inspection
    situation = Situation(checklist, inspection)
    data = publish.workbook(situation)
    book = Book.open(folder / "bench.jukiself", publish_clock)
    sitting = Sitting(checklist, book, book.create(inspection), publish_clock)
    key = next(one for one in situation.keys if one.question == "audit-internal-last")
    values = ["year", "never"]

    def answer() -> None:
        values.reverse()
        sitting.answer(key, values[0])
        _ = sitting.findings

    text = text_of(publish.report_outline(situation))
    found = {
        "the form read": median(lambda: read_checklist(places.default_form())),
        "all findings judged": median(lambda: judge(Situation(checklist, inspection))),
        "one answer saved and judged": median(answer),
        "workbook written": median(lambda: publish.workbook(situation)),
        "workbook read back": median(lambda: read(data, lambda _form, _edition: checklist)),
        "report as PDF": median(lambda: publish.report(situation)),
        BARE_PDF: median(lambda: draw(text)),
    }
    book.close()
    return found


def against_xlsxwriter(rounds: int = ROUNDS) -> tuple[float, float]:
    """Seconds of writing the workbook of municipality B, by us and by XlsxWriter, taken in turns."""
    checklist = read_checklist(places.default_form())
    situation = Situation(checklist, read_case("nagano-b", checklist).inspection)
    issue = Issue(situation, judge(situation), "")
    work = bare(write(issue))
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        begun = time.process_time()
        write(issue)
        between = time.process_time()
        work()
        ours.append(between - begun)
        theirs.append(time.process_time() - between)
    return statistics.median(ours), statistics.median(theirs)


def exchange() -> list[str]:
    """The rows of the files that travel."""
    ours, theirs = against_xlsxwriter()
    return [
        "| the file that travels | ratio to XlsxWriter writing the same styled cells | ms here |",
        "|---|---|---|",
        f"| XlsxWriter, cells and dress only | 1.00 | {theirs * 1000:.0f} |",
        f"| the workbook written: also pull-downs, marks, protection, print setup, chart | {ours / theirs:.1f} | {ours * 1000:.0f} |",
    ]


def publish_clock() -> datetime:
    """A clock for the book."""
    return datetime.now()  # noqa: DTZ005 - the office's own wall clock


def main() -> None:
    """Print the table; with ``--write`` also keep it in ``docs/bench.md``."""
    times = starts(ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        inside = works(Path(folder))
    bare = times["bare"]
    rows = [
        ("a bare PySide6 window, first paint", bare),
        ("jukiself, first paint: the whole first page, every button on", times["paint"]),
        ("jukiself, usable: a press right after the first paint is acknowledged on the screen", times["press"]),
        ("jukiself, that press granted: form, book and doors loaded, the wanted page shown", times["page"]),
    ]
    rows += list(inside.items())
    lines = ["| what | ratio to a bare PySide6 window | ms here |", "|---|---|---|"]
    lines += [f"| {name} | {seconds / bare:.2f} | {seconds * 1000:.0f} |" for name, seconds in rows]
    lines.append(f"| report as PDF, against that bare canvas | | {inside['report as PDF'] / inside[BARE_PDF]:.1f} × |")
    table = "\n".join([*lines, "", *exchange(), "", *at_work(), "", *reading(), "", *collecting()])
    sys.stdout.write(table + "\n")
    if "--write" in sys.argv:
        head = (
            "# How fast it is\n\n`make bench` measures this table anew; medians of "
            f"{ROUNDS} runs, starts as whole processes, offscreen. Read the ratios: the milliseconds are those of one "
            f"machine (Python {platform.python_version()}, {platform.system()}).\n\n"
        )
        (ROOT / "docs" / "bench.md").write_text(head + table + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
