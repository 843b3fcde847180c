"""Text fields that save by themselves: 0.8 seconds after the last letter, when focus leaves, and before any page change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from jukiself.answers.text import cleaned
from jukiself.gui.note_field import NoteField
from jukiself.gui.notice import restyle

if TYPE_CHECKING:
    from collections.abc import Callable

PAUSE_MS = 800


class Saver(QObject):
    """Watches one field; ``save`` says whether the text could be kept. A refused text stays in the field."""

    def __init__(self, field: QLineEdit | NoteField, save: Callable[[str], bool]) -> None:
        super().__init__(field)
        self.field = field
        self._save = save
        self._kept = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        field.textChanged.connect(self._typed)
        field.installEventFilter(self)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.text() if isinstance(self.field, QLineEdit) else self.field.text

    @property
    def waiting(self) -> bool:
        """Whether something typed is not kept yet."""
        return self.text != self._kept

    def show(self, text: str) -> None:
        """Put the kept text in the field, unless it stands there already."""
        self._kept = text
        self._timer.stop()
        self._put(text)
        self._mark(refused=False)

    def flush(self) -> bool:
        """Keep what was typed now; False where it could not be kept."""
        self._timer.stop()
        if not self.waiting:
            return True
        text = self._clean()
        done = text == self._kept or self._save(text)
        if done:
            self._kept = text
        self._mark(refused=not done)
        return done

    def _clean(self) -> str:
        """The text without control characters pasted from elsewhere: nobody could see and delete them."""
        text = cleaned(self.text)
        self._put(text)
        return text

    def _put(self, text: str) -> None:
        if self.text != text:
            self.field.blockSignals(True)
            _put(self.field, text)
            self.field.blockSignals(False)

    def _typed(self) -> None:
        if self.waiting:
            self._timer.start()
        else:
            self._timer.stop()
            self._mark(refused=False)

    def _mark(self, *, refused: bool) -> None:
        if bool(self.field.property("refused")) != refused:
            self.field.setProperty("refused", refused)
            restyle(self.field)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leaving the field keeps its text."""
        if event.type() is QEvent.Type.FocusOut:
            self.flush()
        return False


def _put(field: QLineEdit | NoteField, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setCursorPosition(0)
    else:
        field.show_text(text)


def saving_line(name: str, save: Callable[[str], bool], hint: str = "") -> tuple[QLineEdit, Saver]:
    """A field of one line that saves by itself."""
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field, Saver(field, save)


def saving_text(name: str, save: Callable[[str], bool], hint: str = "", lines: int = 2) -> tuple[NoteField, Saver]:
    """A field of several lines that saves by itself; Tab leaves it."""
    field = NoteField(lines=lines)
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field, Saver(field, save)
