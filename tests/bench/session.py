"""A person at work in the real window: how long an answer takes to be saved and shown, and the longest freeze.

Run as a process of its own, so that a slow disk can be put under it; prints one line of JSON.
"""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukiself.app.desk import OfficeDesk
from jukiself.app.main import Behind, make_application
from jukiself.gui import background, theme
from jukiself.gui.desk import Paper, Wish
from jukiself.gui.shell import Shell
from jukiself.settings import Settings
from tests.bench.memory import most, shared
from tests.bench.table import late
from tests.bench.waiting import wait

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS = 80
_BEAT_MS = 2
_SETTLE_MS, _EVEN, _READING_MS = 80, 10, 1500


def bare_commits(path: Path) -> list[float]:
    """What one durable commit of SQLite costs here: the floor under every answer."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE answer (key TEXT PRIMARY KEY, value TEXT)")
    found = []
    for number in range(ANSWERS):
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO answer VALUES (?, ?)", (str(number), "yes"))
        connection.execute("COMMIT")
        found.append(time.perf_counter() - begun)
    connection.close()
    return found


def answers(shell: Shell) -> list[float]:
    """From the key pressed to the answer on the disk and on the screen, question after question."""
    found: list[float] = []
    while shell.sitting is not None and len(found) < ANSWERS:
        begun = time.perf_counter()
        QTest.keyClick(shell.wizard.pane, Qt.Key.Key_1)
        shell.repaint()
        QApplication.processEvents()
        found.append(time.perf_counter() - begun)
        QTest.keyClick(shell.wizard.pane, Qt.Key.Key_Return)
        QApplication.processEvents()
    return found


class Heart:
    """Beats in the window's own thread; a gap between two beats is a freeze."""

    def __init__(self) -> None:
        self.doing, self.beats = "", 0
        self.longest: dict[str, float] = {}
        self._last = time.perf_counter()
        self._timer = QTimer(interval=_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest[self.doing] = max(self.longest.get(self.doing, 0.0), now - self._last)
        self._last = now
        self.beats += 1

    def settled(self) -> None:
        """Until it beats evenly again, so that a freeze is told of the step it came from."""
        enough = self.beats + _EVEN
        wait(_SETTLE_MS)
        while self.beats < enough:
            wait(_BEAT_MS)


def _until(done: Callable[[], bool]) -> None:
    wait(_SETTLE_MS)
    while not done():
        wait(_BEAT_MS)


def session(application: QApplication, shell: Shell, desk: OfficeDesk, folder: Path) -> dict[str, float]:
    """From the first paint through every page to the papers; the longest freeze of each step."""
    heart = Heart()

    def do(name: str, act: Callable[[], object]) -> None:
        heart.doing = name
        QTimer.singleShot(0, act)
        heart.settled()
        while shell.reception.busy:
            wait(_BEAT_MS)
        heart.settled()

    heart.doing = "loading"
    behind = Behind(application, shell, desk)  # kept: Qt holds on to no plain object
    behind.load()
    while not shell.loaded:
        wait(10)
    # A person reads the first page; what is made ready meanwhile must not be felt either.
    heart.doing = "reading the first page"
    wait(_READING_MS)
    do("trying a case", lambda: shell.start.case_wanted.emit("nagano-b"))
    do("answering", lambda: QTest.keyClick(shell.wizard.pane, Qt.Key.Key_2))
    for name in list(shell.top.tabs):
        do(f"page {name}", lambda name=name: shell.show_page(name))  # type: ignore[misc]
    do("home", shell.go_home)
    do("a new inspection", shell.start.new.click)
    wish = Wish("203637", "原村", desk.this_year() - 1, True, folder / "session.jukiself")
    do("beginning", lambda: shell.new.begun.emit(wish))
    do("home", shell.go_home)
    do("opening a book", lambda: shell.open_book(wish.path))
    do("home", shell.go_home)
    do("a new year", lambda: shell.reception.open_next(wish.code))
    do("beginning the new year", shell.new.begin.click)
    sitting = shell.sitting
    if sitting is None:
        raise RuntimeError("the session did not begin")
    for paper in (Paper.WORKBOOK, Paper.REPORT):
        done: list[bool] = []
        heart.doing = f"writing {paper}"
        path = folder / f"{paper}.out"
        work = lambda paper=paper, path=path: desk.export(sitting, paper, path)  # noqa: E731
        background.run(work, shell, lambda error: done.append(error is None))  # noqa: B023 - awaited below
        while not done:
            wait(10)
    do("home again", shell.go_home)
    return heart.longest


def main() -> None:
    """Measure; with ``commits`` only the floor and the answers."""
    gc.disable()  # until all is loaded, as `jukiself.app.main` does
    application = make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = OfficeDesk(Settings(folder / "settings.json"))
        theme.dress(application)
        shell = Shell(desk)
        shell.resize(1093, 560)
        shell.show()
        shell.activateWindow()
        wait(50)
        freezes = session(application, shell, desk, folder) if "commits" not in sys.argv else {}
        if not shell.loaded:
            desk.load()
            shell.ready()
        shell.open_sitting(desk.new_inspection(Wish("203637", "原村", 2026, True, folder / "bench.jukiself")))
        bare = bare_commits(folder / "bare.sqlite")
        found = {"answer": late(answers(shell)), "bare": late(bare), "freezes": freezes, "memory": {}}
        if freezes:
            for case in ("nagano-a", "nagano-b", "nagano-c", "nagano-d"):
                shell.go_home()
                shell.start.case_wanted.emit(case)
                _until(lambda: not shell.reception.busy and not background.at_work())
                for page in shell.top.tabs:
                    shell.show_page(page)
                    wait(_SETTLE_MS)
            found["memory"] = {"pss": shared(), "most": most()}
        shell.close()
        desk.close()
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
