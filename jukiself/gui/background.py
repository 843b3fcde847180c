"""Work that would stop the window for a moment: done in a thread, its outcome handed back to the window's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Task(QThread):
    """Runs once; ``done`` brings None, or the exception that ended it."""

    done = Signal(object)

    def __init__(self, work: Callable[[], object], owner: QObject) -> None:
        super().__init__(owner)
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
#: Kept until they end: a thread may outlive the window that began it, and Qt ends the program over a thread dropped.
_running: set[Task] = set()


def run(work: Callable[[], object], owner: QObject, then: Callable[[BaseException | None], object]) -> Task:
    """Start a task that belongs to ``owner``."""
    task = Task(work, owner)
    _running.add(task)
    task.done.connect(then)
    task.finished.connect(lambda: _running.discard(task))
    task.finished.connect(task.deleteLater)
    task.start()
    return task


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
