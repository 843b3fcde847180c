"""One program with a window, started the same way whichever it is, until it is painted or until it rests.

    python -c "import first_paint" NAME STAGE OUT

The class of its window is given a ``paintEvent`` that has the event loop come round once more, when all of the window
is painted; nothing else is touched. Needs the standard library alone, because it also runs in the environment of the
others (`tests.bench.rivals`). What the operating system counted is written into the file ``OUT``.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

NAME, STAGE, OUT = sys.argv[1:4]
#: A window rests when it used less than ``QUIET`` seconds of processor time in the last ``REST``.
REST, QUIET, STEP_MS, LONGEST = 2.0, 0.06, 250, 60.0


def processor() -> float:
    """Seconds since exec, those of processes it started and waited for too."""
    own, started = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + started.ru_utime + started.ru_stime


def kilobytes(process: str, name: str, *wanted: str) -> int:
    """The sum of some lines of a file the system keeps of a process."""
    try:
        with open(f"/proc/{process}/{name}", encoding="ascii") as file:  # noqa: PTH123 - nothing is imported for it
            return sum(int(line.split()[1]) for line in file if line.split(":")[0] in wanted)
    except OSError:
        return 0  # it has ended meanwhile


def family() -> list[str]:
    """This process and those it started and left running."""
    found = ["self"]
    for thread in os.listdir("/proc/self/task"):  # noqa: PTH208 - as above
        with open(f"/proc/self/task/{thread}/children", encoding="ascii") as file:  # noqa: PTH123 - as above
            found += file.read().split()
    return found


def leave() -> None:
    """Write and end, without a farewell: seconds, then kilobytes at the most, shared fairly, of its own."""
    used = processor()
    whole = sum(kilobytes(one, "smaps_rollup", "Pss") for one in family())
    own = sum(kilobytes(one, "smaps_rollup", "Private_Clean", "Private_Dirty") for one in family())
    with open(OUT, "w", encoding="ascii") as file:  # noqa: PTH123 - as above
        file.write(f"{used} {kilobytes('self', 'status', 'VmHWM')} {whole} {own}")
    os._exit(0)


def rest(timer: Any) -> None:
    """Leave when the window does nothing any more."""
    begun, used = time.monotonic(), [processor()]
    steps = int(REST * 1000 / STEP_MS)

    def look() -> None:
        used.append(processor())
        if (len(used) > steps and used[-1] - used[-1 - steps] < QUIET) or time.monotonic() - begun > LONGEST:
            leave()
        timer.singleShot(STEP_MS, look)

    look()


def watch(window: Any, timer: Any) -> None:
    """Have the first such window tell when all of it is on the screen."""
    usual = window.paintEvent
    seen: list[object] = []
    then: Callable[[], None] = leave if STAGE == "paint" else lambda: rest(timer)

    def paint(self: object, event: object) -> None:
        if not seen:
            seen.append(self)
            # Before anything the window itself puts off until it is painted.
            timer.singleShot(0, then)
        usual(self, event)

    window.paintEvent = paint


def empty(application: Any, window: Any, timer: Any) -> None:
    """A window with nothing in it."""
    kind = type("Window", (window,), {"paintEvent": window.paintEvent})
    watch(kind, timer)
    running, shown = application([]), kind()
    shown.show()
    running.exec()


def bare() -> None:
    """PySide6 alone."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    empty(QApplication, QMainWindow, QTimer)


def bare_pyqt() -> None:
    """PyQt6 alone."""
    from PyQt6.QtCore import QTimer  # type: ignore[import-not-found]
    from PyQt6.QtWidgets import QApplication, QMainWindow  # type: ignore[import-not-found]

    empty(QApplication, QMainWindow, QTimer)


def retext() -> None:
    """An editor of Markdown, with an empty document."""
    from PyQt6.QtCore import QTimer
    from ReText.__main__ import main  # type: ignore[import-not-found]
    from ReText.window import ReTextWindow  # type: ignore[import-not-found]

    watch(ReTextWindow, QTimer)
    sys.argv = ["retext"]
    main()


def git_cola() -> None:
    """In the folder it is started in, which is a repository."""
    from cola.main import main  # type: ignore[import-not-found]
    from cola.widgets.main import MainView  # type: ignore[import-not-found]
    from qtpy.QtCore import QTimer  # type: ignore[import-not-found]

    watch(MainView, QTimer)
    sys.argv = ["git-cola"]
    main()


def jukiself() -> None:
    """Through the door people use; ``press`` and ``page`` are a press on 新しく点検を始める right after the first paint.

    ``press`` ends when it is acknowledged on the screen, ``page`` when the page it wants is painted.
    """
    from jukiself.cli import main

    # As `main` does before it imports the window, which is imported here already.
    gc.disable()
    from PySide6.QtCore import QTimer

    from jukiself.gui.shell import Shell

    if STAGE in {"press", "page"}:
        _pressed(Shell, QTimer)
    else:
        watch(Shell, QTimer)
    sys.argv = ["jukiself"]
    main()


def _pressed(window: Any, timer: Any) -> None:
    made = window.__init__

    def first_paint(self: Any) -> None:
        self.start.new.click()
        if STAGE == "press":
            if "準備" not in self.start.notice.text and self.pages.shown() != "new":
                sys.exit("the press was not acknowledged")
            self.repaint()
            leave()

    def turned(self: Any) -> None:
        if STAGE == "page" and self.pages.shown() == "new":
            timer.singleShot(0, self.repaint)
            timer.singleShot(0, leave)

    def make(self: Any, desk: object) -> None:
        made(self, desk)
        self.painted.connect(lambda: first_paint(self))
        self.pages.currentChanged.connect(lambda _: turned(self))

    window.__init__ = make


PROGRAMS = {"bare": bare, "bare-pyqt": bare_pyqt, "retext": retext, "git-cola": git_cola, "jukiself": jukiself}
PROGRAMS[NAME]()
