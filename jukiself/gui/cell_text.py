"""Cells and rows of several paragraphs, painted by hand: how high they are, and the paragraphs themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from jukiself.gui.lines import line_height, wrapped
from jukiself.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QRect

#: Around the text, left and right, above and below.
ASIDE, ABOVE = 8, 5


class Paragraph(Protocol):
    """A text, in one of the colours of the theme, in so many lines at most."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def voice(self) -> str:
        """The name of its colour."""

    @property
    def strong(self) -> bool:
        """Whether it is set bold."""

    @property
    def most(self) -> int:
        """How many lines at most."""


def _font(font: QFont, *, strong: bool) -> QFont:
    made = QFont(font)
    made.setBold(strong)
    return made


def _lines(one: Paragraph, font: QFont, width: int) -> list[str]:
    # A line feed that somebody typed begins a new line here too.
    parts = one.text.split("\n") if one.most > 1 else [one.text.replace("\n", " ")]
    return [line for part in parts for line in wrapped(part, font, width, one.most)]


def height_of(paragraphs: Iterable[Paragraph], font: QFont, width: int) -> int:
    """How much room paragraphs need at a width."""
    inner = width - 2 * ASIDE
    made = [(one, _font(font, strong=one.strong)) for one in paragraphs]
    return round(sum(len(_lines(one, face, inner)) * line_height(face) for one, face in made)) + 2 * ABOVE


def draw_paragraphs(painter: QPainter, box: QRect, paragraphs: Iterable[Paragraph], font: QFont, ink: str = "") -> None:
    """Paragraphs one below the other from the top of a box; ``ink`` is for all of them where it is given."""
    painter.save()
    painter.setClipRect(box)
    top = float(box.top() + ABOVE)
    for one in paragraphs:
        face = _font(font, strong=one.strong)
        painter.setFont(face)
        painter.setPen(theme().colour(ink or one.voice))
        for line in _lines(one, face, box.width() - 2 * ASIDE):
            row = QRectF(box.left() + ASIDE, top, box.width() - ASIDE, line_height(face))
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)
            top += line_height(face)
    painter.restore()
