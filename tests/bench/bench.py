"""How long things take, as ratios to one bare PySide6 window started in the same run (``make bench``).

Ratios carry from one machine to another; seconds do not. Each figure is a median; a start is a whole process.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from jukiself import places
from jukiself.answers.situation import Situation
from jukiself.checklist.read import read_checklist
from jukiself.excel.read import read
from jukiself.findings.judge import judge
from jukiself.store.book import Book
from jukiself.work import publish
from jukiself.work.cases import read_case
from jukiself.work.inspect import Sitting

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9

BARE = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        os._exit(0)
application = QApplication([])
window = Window()
window.show()
application.exec()
"""

FIRST_PAINT = """
import os
from jukiself.app import main
from jukiself.gui.shell import Shell
def paint(self, event):
    os._exit(0)
Shell.paintEvent = paint
main([])
"""

USABLE = """
import os
from jukiself.app import main
from jukiself.gui.shell import Shell
ready = Shell.ready
def then_leave(self):
    ready(self)
    os._exit(0)
Shell.ready = then_leave
main([])
"""


def start(script: str) -> float:
    """Seconds of one whole process."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, env=environment, capture_output=True)
    return time.perf_counter() - begun


def starts() -> dict[str, float]:
    """Medians of the three starts, taken in turn so that a slow moment meets all of them."""
    scripts = {"bare": BARE, "first paint": FIRST_PAINT, "usable": USABLE}
    times: dict[str, list[float]] = {name: [] for name in scripts}
    for _ in range(ROUNDS + 1):
        for name, script in scripts.items():
            times[name].append(start(script))
    return {name: statistics.median(found[1:]) for name, found in times.items()}


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

    found = {
        "the form read": median(lambda: read_checklist(places.default_form())),
        "all findings judged": median(lambda: judge(Situation(checklist, inspection))),
        "one answer saved and judged": median(answer),
        "workbook written": median(lambda: publish.workbook(situation)),
        "workbook read back": median(lambda: read(data, lambda _form, _edition: checklist)),
        "report as PDF": median(lambda: publish.report(situation)),
    }
    book.close()
    return found


def publish_clock() -> datetime:
    """A clock for the book."""
    return datetime.now()  # noqa: DTZ005 - the office's own wall clock


def main() -> None:
    """Print the table; with ``--write`` also keep it in ``docs/bench.md``."""
    times = starts()
    with tempfile.TemporaryDirectory() as folder:
        inside = works(Path(folder))
    bare = times["bare"]
    rows = [("a bare PySide6 window, first paint", bare)]
    rows += [
        ("jukiself, first paint", times["first paint"]),
        ("jukiself, usable (form, book and doors loaded)", times["usable"]),
    ]
    rows += list(inside.items())
    lines = ["| what | ratio to a bare PySide6 window | ms here |", "|---|---|---|"]
    lines += [f"| {name} | {seconds / bare:.2f} | {seconds * 1000:.0f} |" for name, seconds in rows]
    table = "\n".join(lines)
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
