"""A day typed as people write it; kept when one leaves the field, never in the middle of typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from jukiself.gui.notice import restyle
from jukiself.report.words import short_day

if TYPE_CHECKING:
    from collections.abc import Callable


class DayField(QLineEdit):
    """``save`` says whether the day could be kept; a refused one stays in the field."""

    def __init__(self, name: str, hint: str, save: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._save = save
        self._kept = ""
        self.editingFinished.connect(self.flush)

    @property
    def waiting(self) -> bool:
        """Whether something typed is not kept yet."""
        return self.text() != self._kept

    def show_day(self, day: str) -> None:
        """Put the kept day in, unless something else is being typed."""
        if not self.waiting:
            self._kept = short_day(day)
            self.setText(self._kept)
            self._mark(refused=False)

    def forget(self) -> None:
        """Empty the field for another inspection."""
        self._kept = ""
        self.clear()

    def flush(self) -> bool:
        """Keep what was typed; False where it could not be kept."""
        if not self.waiting:
            return True
        before, self._kept = self._kept, self.text()
        # As if kept already, so that what `save` shows anew may put the day in as it was read.
        done = self._save(self._kept)
        if not done:
            self._kept = before
        self._mark(refused=not done)
        return done

    def _mark(self, *, refused: bool) -> None:
        if bool(self.property("refused")) != refused:
            self.setProperty("refused", refused)
            restyle(self)
