"""Breaking a text into lines for what is painted by hand, with room between them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

LEADING = 1.35


def line_height(font: QFont) -> float:
    """One line with its leading; the shipped font has none of its own."""
    return QFontMetrics(font).height() * LEADING


def wrapped(text: str, font: QFont, width: int, most: int = 99) -> list[str]:
    """The lines of a text; where there are more than ``most``, the last one ends with an ellipsis."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40))
        found.append((line.textStart(), line.textLength()))
    layout.endLayout()
    lines = [text[start : start + length] for start, length in found]
    if len(lines) > most:
        rest = text[found[most - 1][0] :]
        lines = [*lines[: most - 1], QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
    return lines or [""]


def draw_lines(painter: QPainter, box: QRect, lines: list[str], font: QFont) -> None:
    """Lines in the middle of a box's height."""
    height = line_height(font)
    top = box.top() + (box.height() - len(lines) * height) / 2
    painter.setFont(font)
    for place, line in enumerate(lines):
        row = QRectF(box.left(), top + place * height, box.width() + 4, height)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)
