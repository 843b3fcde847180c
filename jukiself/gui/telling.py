"""What a thread says of how far it is, heard in the window; asked to stop, it stops at its next word."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Stopped(Exception):
    """Somebody pressed やめる."""


class Telling(QObject):
    """``moved`` brings how much is done and of how much; 0 where that is not known yet."""

    moved = Signal(int, int)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._stopped = False

    def stop(self) -> None:
        """At the next word; what is whole already stays."""
        self._stopped = True

    def tell(self, done: int, of: int) -> None:
        """In the thread. Raises `Stopped`."""
        if self._stopped:
            raise Stopped
        self.moved.emit(done, of)
