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


#: What the desk's works import, now or when they are called, on top of what the window's thread has by then.
_REACHED = """
import ast, importlib, sys
from pathlib import Path
from PySide6.QtCore import QObject
from jukiself import app
from jukiself.app import main
from jukiself.gui import pages, telling, wizard
list(pages.fetch())

def imported(node):
    for one in ast.iter_child_nodes(node):
        if isinstance(one, ast.If) and ast.unparse(one.test) == "TYPE_CHECKING":
            continue
        if isinstance(one, ast.ImportFrom):
            yield one.module
            yield from (f"{one.module}.{each.name}" for each in one.names)
        yield from imported(one)
names = set()
for path in Path(app.__file__).parent.glob("*.py"):
    if path.stem not in {"main", "__init__"} and "pictures" not in path.stem:
        names |= {f"jukiself.app.{path.stem}", *imported(ast.parse(path.read_text(encoding="utf-8")))}
before = set(sys.modules)
for name in sorted(one for one in names if one.startswith("jukiself.") and "pictures" not in one):
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        assert error.name == name  # a class or a function of the module
new = set(sys.modules) - before
made = [name for name in new for one in vars(sys.modules[name]).copy().values()
        if isinstance(one, type) and issubclass(one, QObject) and one.__module__ == name]
print(len(new) > 100, sorted({*made, *(one for one in new if one.startswith("PySide6"))}))
"""


def test_no_work_beside_the_window_imports_one_whatever_the_desk() -> None:
    done = subprocess.run([sys.executable, "-c", _REACHED], capture_output=True, text=True, timeout=120)  # noqa: PLW1510 - the same
    assert done.stdout.splitlines()[-1:] == ["True []"], done.stdout + done.stderr
