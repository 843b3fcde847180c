"""Five minutes without a touch: the book is let go for others, and taken again at the first touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

IDLE_MS = 5 * 60 * 1000
_TOUCHES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress}


class Rest(QObject):
    """``rest`` lets go and says whether it could; ``wake`` takes again."""

    def __init__(self, owner: QObject, rest: Callable[[], bool], wake: Callable[[], object]) -> None:
        super().__init__(owner)
        self._rest, self._wake = rest, wake
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(IDLE_MS)
        self.timer.timeout.connect(self._idle)

    def touch(self) -> None:
        """Somebody is at work: count anew."""
        self.timer.start()

    def stop(self) -> None:
        """There is nothing to let go."""
        self.timer.stop()

    def _idle(self) -> None:
        application = QApplication.instance()
        if self._rest() and application:
            application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The first touch after a rest."""
        if event.type() in _TOUCHES:
            application = QApplication.instance()
            if application:
                application.removeEventFilter(self)
            self.touch()
            self._wake()
        return False
