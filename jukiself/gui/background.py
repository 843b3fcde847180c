"""Work that would stop the window for a moment: done in a thread, its outcome handed back to the window's own.

Python looks for garbage in whichever thread happens to allocate, and garbage may hold widgets: destroyed outside the
window's thread they take the program down now and then, far from the cause. So while something is at work here, only
the window's own thread collects.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable


class Task(QThread):
    """Runs once; ``done`` brings None, or the exception that ended it."""

    done = Signal(object)

    def __init__(self, work: Callable[[], object]) -> None:
        # Nobody's child: Qt ends the program over a thread destroyed together with the page that began it.
        super().__init__()
        self._work = work
        self._outcome: BaseException | None = None
        self.finished.connect(lambda: self.done.emit(self._outcome))

    def run(self) -> None:
        """Do the work."""
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - handed to the window, which shows or reports it
            self._outcome = error


#: What was fetched is shown in a turn or two of the window after the thread's end.
_TURNS = 3
#: Kept until they end: a thread may outlive the window that began it.
_running: set[Task] = set()
#: How often the window's thread looks for garbage meanwhile, and how seldom through everything there is: with a
#: country's replies in memory that is felt.
_SWEEP_MS = 200
_ALL_EVERY = 150
_OLDEST = 2


class _Sweeper(QTimer):
    """Collects in the window's thread what Python would collect in any."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self.setInterval(_SWEEP_MS)
        self._sweeps = 0
        self.timeout.connect(self._sweep)

    def _sweep(self) -> None:
        self._sweeps += 1
        gc.collect(_OLDEST if self._sweeps % _ALL_EVERY == 0 else _OLDEST - 1)


def _begin(task: Task) -> None:
    _running.add(task)
    gc.disable()
    application = QCoreApplication.instance()
    if application is not None:
        (application.findChild(_Sweeper) or _Sweeper(application)).start()


def _end(task: Task) -> None:
    _running.discard(task)
    task.deleteLater()
    if _running:
        return
    application = QCoreApplication.instance()
    sweeper = None if application is None else application.findChild(_Sweeper)
    if sweeper is not None:
        sweeper.stop()
    gc.enable()


def run(work: Callable[[], object], owner: QObject, then: Callable[[BaseException | None], object]) -> Task:
    """Start a task; ``then`` hears of its end in the window's thread, unless ``owner`` is gone by then."""
    task = Task(work)

    def tell(outcome: BaseException | None) -> None:
        if isValid(owner):
            then(outcome)
        elif outcome is not None:
            raise outcome

    task.done.connect(tell)
    task.finished.connect(lambda: _end(task))
    _begin(task)
    task.start()
    return task


def at_work() -> bool:
    """Whether anything is."""
    return bool(_running)


def settle() -> None:
    """The window is closed: let what is still at work come to its end, so that no file is half-written."""
    for task in list(_running):
        task.wait()


def finish() -> None:
    """Wait for all that is at work and let the window hear of it; for pictures and tests, which look right after."""
    while _running:
        settle()
        QCoreApplication.processEvents()
    for _ in range(_TURNS):
        QCoreApplication.processEvents()
