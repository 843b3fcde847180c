"""Breaking a text into lines for what is painted by hand, with room between them."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout

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
    width = max(width, 40)
    found = _broken(QTextLayout(text, font), width)
    if any(wide > width for _at, _length, wide in found):
        # A word longer than a line. Not asked for before: the option's type is paid before the first paint.
        layout, option = QTextLayout(text, font), QtGui.QTextOption()
        option.setWrapMode(QtGui.QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        found = _broken(layout, width)
    lines = _cut(text, [(at, at + length) for at, length, _wide in found])
    if len(lines) > most:
        rest = "".join(lines[most - 1 :])
        lines = [*lines[: most - 1], elided(rest, font, width)]
    return lines or [""]


def _broken(layout: QTextLayout, width: int) -> list[tuple[int, int, float]]:
    """Where each line begins, how many units it has and how wide they are."""
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append((line.textStart(), line.textLength(), line.naturalTextWidth()))
    layout.endLayout()
    return found


def _cut(text: str, places: list[tuple[int, int]]) -> list[str]:
    """The pieces of a text between places counted as Qt counts them."""
    if max(text, default="") < "\U00010000":
        return [text[at:end] for at, end in places]
    # Qt counts UTF-16 units, Python letters: not the same thing from here on, as for 𠮷.
    units = text.encode("utf-16-le", "surrogatepass")
    return [units[2 * at : 2 * end].decode("utf-16-le", "surrogatepass") for at, end in places]


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
