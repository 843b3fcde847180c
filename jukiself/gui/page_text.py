"""A page of the manual with its pictures: as wide as there is room for, smooth where they are made smaller, framed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtGui import QPainter, QPixmap, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from jukiself.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

_EDGE = 40  # of the text, and its scroll bar
_WIDEST = 640  # of a picture, as drawn


class PageText(QTextBrowser):
    """Qt alone leaves out every third line of a picture that is drawn smaller than it is, and letters with it."""

    def __init__(self) -> None:
        super().__init__()
        self._words: Callable[[int], str] | None = None
        self._wide = 0

    def show_page(self, words: Callable[[int], str]) -> None:
        """A page that asks how wide its pictures are; it is set anew when that changes."""
        self._words, self._wide = words, self._room()
        self.setHtml(words(self._wide))

    def show_text(self, words: str) -> None:
        """One without pictures."""
        self._words = None
        self.setHtml(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The place that is read stays."""
        super().resizeEvent(event)
        if self._words is not None and self._room() != self._wide:
            bar = self.verticalScrollBar()
            share = bar.value() / max(1, bar.maximum())
            self.show_page(self._words)
            bar.setValue(round(share * bar.maximum()))

    def _room(self) -> int:
        return max(1, min(self.viewport().width() - _EDGE, _WIDEST))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture as it is drawn here; anything else as ever."""
        place = QUrl(name).toLocalFile()
        if kind != QTextDocument.ResourceType.ImageResource.value or not place:
            return super().loadResource(kind, name)
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        drawn = QPixmap(place).scaledToWidth(round(self._wide * ratio), smooth)
        painter = QPainter(drawn)
        painter.setPen(theme().colour("line"))
        painter.drawRect(QRect(0, 0, drawn.width() - 1, drawn.height() - 1))
        painter.end()
        drawn.setDevicePixelRatio(ratio)
        return drawn
