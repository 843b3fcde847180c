"""Classes of Qt are made in the window's own thread alone: in another they took the program down now and then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from jukiself.answers.model import Inspection, Office
from jukiself.app.works import now
from jukiself.store.book import Book

#: The real window opens a book; every module imported in another thread is told, and whether Qt's classes are made in it.
_WATCHED = """
import sys, threading
told = set()
class Watch:
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is not threading.main_thread():
            told.add(name)
sys.meta_path.insert(0, Watch())
from PySide6.QtCore import QObject, QTimer
from jukiself.app import main
class Shell(main.Shell):
    def __init__(self, desk):
        super().__init__(desk)
        self.watch = QTimer(self, interval=50, timeout=self.look)
        self.watch.start()
    def look(self):
        if self.sitting is not None and "jukiself.app.year_works" in sys.modules and "jukiself.gui.arrival" in sys.modules:
            self.close()
main.Shell = Shell
code = main.main(sys.argv[1:])
made = [name for name in told for one in vars(sys.modules.get(name, object)).copy().values()
        if isinstance(one, type) and issubclass(one, QObject) and one.__module__ == name]
print(code, sorted(told)[:1] != [], sorted({*made, *(one for one in told if one.startswith("PySide6"))}))
"""


def test_no_module_that_makes_them_is_imported_in_another(tmp_path: Path) -> None:
    path = tmp_path / "原村.jukiself"
    with Book.open(path, now) as book:
        book.create(Inspection(Office("203637", "原村"), 2026, "juki", "2026", network_set="today"))
    command = [sys.executable, "-c", _WATCHED, "--book", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)  # noqa: PLW1510 - what it said is shown
    assert done.stdout.splitlines()[-1:] == ["0 True []"], done.stdout + done.stderr
