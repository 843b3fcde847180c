"""Starts as whole processes: a bare PySide6 window beside ours, through the door people use (``python -m jukiself``).

A start ends when everything the window shows is painted, not when painting begins. Ours goes on until a press on
「新しく点検を始める」 right after the first paint is acknowledged on the screen, and until the page it wants is painted.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: `repaint` draws all of the window before it returns; the first expose has shown it by then.
BARE = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))
application = QApplication([])
window = Window()
window.show()
application.exec()
"""

OURS = """
import os, sys
from jukiself.gui import shell
act = {act!r}
def first_paint(self):
    if act == "paint":
        os._exit(0)
    self.start.new.click()
    if act == "press":
        assert "準備" in self.start.notice.text or self.pages.shown() == "new"
        self.repaint()
        os._exit(0)
made = shell.Shell.__init__
def make(self, desk):
    made(self, desk)
    self.painted.connect(lambda: first_paint(self))
    self.pages.currentChanged.connect(lambda _: act == "page" and self.pages.shown() == "new" and leave(self))
def leave(self):
    from PySide6.QtCore import QTimer
    QTimer.singleShot(0, lambda: (self.repaint(), os._exit(0)))
shell.Shell.__init__ = make
sys.argv = ["jukiself"]
from jukiself.cli import main
main()
"""

SCRIPTS = {
    "bare": BARE,
    "paint": OURS.format(act="paint"),
    "press": OURS.format(act="press"),
    "page": OURS.format(act="page"),
}


def start(script: str, home: Path) -> float:
    """Seconds of one whole process, with byte code kept as on a desk (the first run of all writes it)."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
        "XDG_CONFIG_HOME": str(home),
        "LOCALAPPDATA": str(home),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, env=environment, capture_output=True)
    return time.perf_counter() - begun


def starts(rounds: int) -> dict[str, float]:
    """Medians of the starts, taken in turn so that a slow moment meets all of them; the first round does not count."""
    times: dict[str, list[float]] = {name: [] for name in SCRIPTS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds + 1):
            for name, script in SCRIPTS.items():
                times[name].append(start(script, Path(folder)))
    return {name: statistics.median(found[1:]) for name, found in times.items()}
