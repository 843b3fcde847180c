"""Text on the window: paragraphs with room between the lines, headings, dates as an office writes them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from jukiself.answers.model import NATURE_LABELS, Nature

_ERAS = ((2019, "令和"), (1989, "平成"), (1926, "昭和"))

BANDS = {
    Nature.SAMPLE: "見本　試すための点検です。本番の回答書にはなりません。",
    Nature.TRAINING: "研修　練習の点検です。本番の回答書にはなりません。",
}


def label(text: str, voice: str = "", parent: QWidget | None = None) -> QLabel:
    """One line in one of the voices of the style sheet."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("voice", voice)
    return made


class Prose(QLabel):
    """A paragraph that wraps, with generous leading; takes plain text only."""

    def __init__(self, text: str = "", voice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("voice", voice)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
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


def year_words(year: int) -> str:
    """令和8年度（2026年度）."""
    for first, era in _ERAS:
        if year >= first:
            count = "元" if year == first else str(year - first + 1)
            return f"{era}{count}年度（{year}年度）"
    return f"{year}年度"


def window_title(office: str, year: int, nature: Nature) -> str:
    """The nature stands first, where a taskbar cannot cut it off."""
    mark = "" if nature is Nature.REAL else f"【{NATURE_LABELS[nature]}】"
    return f"{mark}{office} {year}年度 — 住基セルフ点検ブック"
