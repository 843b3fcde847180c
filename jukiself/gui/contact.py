"""問合せ先: who can be asked about the inspection, saved as it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from jukiself.gui.saving import Saver, saving_line
from jukiself.gui.theme import space
from jukiself.gui.words import label

if TYPE_CHECKING:
    from jukiself.gui.desk import Desk
    from jukiself.work.inspect import Sitting

_FIELDS = (("section", "担当課"), ("person", "氏名"), ("phone", "電話"), ("mail", "メール"))


class ContactCard(QFrame):
    """``refused`` brings the sentence where a text could not be kept."""

    saved = Signal(bool)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._desk = desk
        self._sitting: Sitting | None = None
        self.fields: dict[str, QLineEdit] = {}
        self._savers: dict[str, Saver] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(space("middle"), space("small"), space("middle"), space("middle"))
        grid.addWidget(label("問合せ先（回答書の表紙に載ります）", "strong"), 0, 0, 1, 4)
        for place, (name, title) in enumerate(_FIELDS):
            field, saver = saving_line(title, lambda text, name=name: self._save(name, text))  # type: ignore[misc]
            self.fields[name], self._savers[name] = field, saver
            grid.addWidget(label(title, "quiet"), 1, place)
            grid.addWidget(field, 2, place)

    def show_sitting(self, sitting: Sitting | None) -> None:
        """The contact as it is kept."""
        self._sitting = sitting
        if sitting is not None:
            for name, saver in self._savers.items():
                saver.show(getattr(sitting.inspection.contact, name))
                self.fields[name].setReadOnly(sitting.book.read_only)

    def flush(self) -> bool:
        """Keep the contact as typed; every field, also after one that was refused."""
        kept = [saver.flush() for saver in self._savers.values() if self._sitting]
        return all(kept)

    def _save(self, name: str, text: str) -> bool:
        sitting = self._sitting
        if sitting is None:
            return False
        try:
            sitting.set_contact(replace(sitting.inspection.contact, **{name: text}))
        except self._desk.refusals as error:
            self.refused.emit(str(error))
            self.saved.emit(False)
            return False
        self.saved.emit(True)
        return True
