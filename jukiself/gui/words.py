"""Text on the window: paragraphs with room between the lines, headings, dates as an office writes them."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget


def label(text: str, voice: str = "", parent: QWidget | None = None) -> QLabel:
    """One line in one of the voices of the style sheet."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("voice", voice)
    return made


def centred(page: QWidget, widest: int) -> QVBoxLayout:
    """A column in the middle of a page, no wider than the eye follows."""
    inner = QWidget(page)
    inner.setMaximumWidth(widest)
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(inner, 1000)
    row.addStretch(1)
    return QVBoxLayout(inner)


class Prose(QLabel):
    """A paragraph that wraps, with generous leading; takes plain text only."""

    def __init__(self, text: str = "", voice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("voice", voice)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.say(text)

    def minimumSizeHint(self) -> QSize:
        """One line: how high the text really gets depends on its width, and `QLabel` would guess a narrow one."""
        return QSize(80, self.fontMetrics().height())

    def say(self, text: str) -> None:
        """Show a text."""
        self.setText(
            f'<p style="line-height:140%; margin:0">{escape(text).replace(chr(10), "<br>")}</p>' if text else ""
        )
        self.setAccessibleName(text)


def place_words(path: Path) -> str:
    """A place as a person knows it: ドキュメント ＞ folder ＞ file; elsewhere the whole path."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    if not path.is_relative_to(documents):
        return str(path)
    return " ＞ ".join(("ドキュメント", *path.relative_to(documents).parts))
