"""Looking for an office's earlier inspection beside the window: books are opened for it, and a disk may be slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jukiself.gui import background

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.gui.desk import Desk, Earlier


class LookBack(QObject):
    """``found`` brings the `Earlier`, or None; one search at a time, and only the newest question is answered."""

    found = Signal(object)

    def __init__(self, desk: Desk, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._at_work = False
        self._asked: tuple[str, int, Path] | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked is not None

    def ask(self, code: str, year: int, path: Path) -> None:
        """An office, the year it is before, and the book it would go into."""
        self._asked = (code, year, path)
        self._go()

    def nothing(self) -> None:
        """There is nothing to ask for."""
        self._asked = None
        self.found.emit(None)

    def _go(self) -> None:
        asked = self._asked
        if self._at_work or asked is None:
            return
        self._at_work = True
        seen: list[Earlier | None] = []

        def done(error: BaseException | None) -> None:
            self._at_work = False
            if self._asked is not asked:
                self._go()
                return
            self._asked = None
            if error is not None:
                raise error
            self.found.emit(seen[0])

        background.run(lambda: seen.append(self._desk.earlier(*asked)), self, done)
