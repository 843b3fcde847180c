"""Breaking a text into lines for what is painted by hand, with room between them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

LEADING = 1.35


def line_height(font: QFont) -> float:
    """One line with its leading; the shipped font has none of its own."""
    return QFontMetrics(font).height() * LEADING


_known: dict[tuple[str, str, int, int], list[str]] = {}
_MANY = 5000


def wrapped(text: str, font: QFont, width: int, most: int = 99) -> list[str]:
    """The lines of a text; where there are more than ``most``, the last one ends with an ellipsis.

    Remembered: a table asks for the same lines again at every key pressed.
    """
    asked = (text, font.key(), width, most)
    if asked not in _known:
        if len(_known) >= _MANY:
            _known.clear()
        _known[asked] = _wrap(text, font, width, most)
    return _known[asked]


def _wrap(text: str, font: QFont, width: int, most: int) -> list[str]:
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
    # Qt counts UTF-16 units, Python letters: not the same thing for 𠮷.
    units = text.encode("utf-16-le", "surrogatepass")
    lines = [units[2 * at : 2 * (at + length)].decode("utf-16-le", "surrogatepass") for at, length in found]
    if len(lines) > most:
        rest = "".join(lines[most - 1 :])
        lines = [*lines[: most - 1], elided(rest, font, width)]
    return lines or [""]


def elided(text: str, font: QFont, width: int) -> str:
    """A text cut to a width, with an ellipsis where something was cut."""
    # `QFontMetrics.elidedText` wants the namespace `Qt`, which takes a tenth of the whole start to make.
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return text
    fits, over = 0, len(text)
    while over - fits > 1:
        middle = (fits + over) // 2
        if metrics.horizontalAdvance(text[:middle] + "…") <= width:
            fits = middle
        else:
            over = middle
    return text[:fits] + "…"


def draw_lines(painter: QPainter, box: QRect, lines: list[str], font: QFont) -> None:
    """Lines in the middle of a box's height."""
    metrics, height = QFontMetrics(font), line_height(font)
    top = box.top() + (box.height() - len(lines) * height) / 2 + (height - metrics.height()) / 2 + metrics.ascent()
    painter.setFont(font)
    for place, line in enumerate(lines):
        painter.drawText(QPointF(box.left(), top + place * height), line)
