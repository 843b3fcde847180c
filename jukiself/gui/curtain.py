"""The work, and the cover that is drawn over it."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget


class Curtain(QStackedWidget):
    """``moved`` says that work and cover have changed places; the cover is made when it is first drawn."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._focus: QWidget | None = None
        self.work = QWidget(self)
        self.addWidget(self.work)

    @cached_property
    def _cover(self) -> QWidget:
        from jukiself.gui.cover import Cover  # noqa: PLC0415 - the first paint hides nothing

        cover = Cover()
        cover.lifted.connect(self.lift)
        self.addWidget(cover)
        return cover

    @property
    def drawn(self) -> bool:
        """Whether the work is hidden."""
        return self.currentIndex() > 0

    def draw(self) -> None:
        """A resident stands at the counter."""
        if self.drawn:
            return
        self._focus = QApplication.focusWidget()
        self.setCurrentWidget(self._cover)
        self.moved.emit()
        self._cover.setFocus()

    def lift(self) -> None:
        """Back to work, at the very same place."""
        if not self.drawn:
            return
        self.setCurrentIndex(0)
        self.moved.emit()
        if self._focus is not None:
            self._focus.setFocus()
