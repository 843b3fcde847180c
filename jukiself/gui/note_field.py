"""A text field of several lines with room between them, whose text comes out as it went in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from jukiself.gui.lines import LEADING, line_height

_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value

_LINES, _AROUND = 2, 22


class NoteField(QTextEdit):
    """Plain text only; Tab leaves it."""

    #: Enter, where the field has only one line.
    entered = Signal()

    def __init__(self, parent: QWidget | None = None, lines: int = _LINES) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.show_text("")
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(self._lines * line_height(self.font())) + _AROUND)

    def changeEvent(self, event: QEvent) -> None:
        """A larger text needs a larger field."""
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    @property
    def text(self) -> str:
        """The text byte for byte; Qt's own toPlainText would turn no-break spaces into spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> None:
        """Put a text in, with its leading; what could be undone of the old one is forgotten."""
        self.document().setUndoRedoEnabled(False)
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        shape = QTextBlockFormat()
        shape.setLineHeight(LEADING * 100, _PROPORTIONAL)
        cursor.mergeBlockFormat(shape)
        self.document().setUndoRedoEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In a field of one line Enter goes on, and Shift+Enter begins a new line."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if self._lines == 1 and plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text."""
        if source.hasText():
            self.insertPlainText(source.text())
