"""Where everything in a row stands, and how it is painted; columns become lines where it is narrow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from jukiself.gui.lines import draw_lines, line_height, wrapped
from jukiself.gui.marks import draw_state, draw_unmet, draw_wanting
from jukiself.gui.theme import theme

if TYPE_CHECKING:
    from jukiself.gui.row import Press, Row

_PAD, _GAP = 6, 8
_NARROW = 30  # letters: below it the answer stands under the question


@dataclass
class Chip:
    """An offer in its place."""

    offer: Press
    box: QRect
    lines: list[str]


@dataclass
class Shape:
    """A row laid out for one width; boxes count from the row's upper left corner."""

    height: int = 0
    number: QRect = field(default_factory=QRect)
    text: tuple[QRect, list[str]] = (QRect(), [])
    member: tuple[QRect, list[str]] = (QRect(), [])
    sign: QRect = field(default_factory=QRect)
    answer: tuple[QRect, list[str]] = (QRect(), [])
    wants: QRect = field(default_factory=QRect)
    basis: QRect = field(default_factory=QRect)
    tags: QRect = field(default_factory=QRect)
    chips: list[Chip] = field(default_factory=list)

    def chip_at(self, point: QPoint) -> str:
        """The key of the chip there, if any."""
        return next((one.offer.key for one in self.chips if one.box.contains(point)), "")


def shape_of(row: Row, width: int, font: QFont) -> Shape:
    """Lay a row out."""
    metrics, line = QFontMetrics(font), round(line_height(font))
    letter = metrics.horizontalAdvance("国")
    left = _PAD + metrics.horizontalAdvance("99-99") + _GAP
    shape = Shape(number=QRect(_PAD, _PAD, left - _PAD, line))
    narrow = width < _NARROW * letter
    basis = letter * 4
    answer = 0 if narrow else max(letter * 9, round(width * 0.30))
    words = width - left - _PAD - (0 if narrow else answer + basis + 2 * _GAP)
    down = _PAD
    if row.text:
        lines = wrapped(row.text, font, words)
        shape.text = (QRect(left, down, words, line * len(lines)), lines)
        down += line * len(lines)
    if row.member:
        lines = wrapped(row.member, _bold(font), words)
        shape.member = (QRect(left, down, words, line * len(lines)), lines)
        down += line * len(lines)
    beside, under = (left, down) if narrow else (left + words + _GAP, _PAD)
    room = words if narrow else answer
    down = max(down, _lay_answer(shape, row, QRect(beside, under, room, line), font))
    edge = width - _PAD - basis
    shape.basis = QRect(edge, under, basis, line)
    shape.tags = QRect(edge - basis, under + line, 2 * basis, line)
    if row.tags:
        down = max(down, shape.tags.bottom() + 1)
    if row.offers:
        down = _lay_chips(shape, row, QRect(left, down + _PAD, width - left - _PAD, line), font)
    shape.height = down + _PAD
    return shape


def sign_of(font: QFont) -> int:
    """The side of a shape beside letters of a font."""
    return round(QFontMetrics(font).height() * 0.72)


def _lay_answer(shape: Shape, row: Row, box: QRect, font: QFont) -> int:
    line, side = box.height(), sign_of(font)
    shape.sign = QRect(box.left(), box.top() + (line - side) // 2, side, side)
    inner = box.adjusted(side + _PAD, 0, 0, 0)
    lines = wrapped(row.answer, _bold(font), inner.width())
    shape.answer = (QRect(inner.left(), box.top(), inner.width(), line * len(lines)), lines)
    down = box.top() + line * len(lines)
    if row.wants:
        shape.wants = QRect(inner.left(), down, inner.width(), line)
        down += line
    return down


def _lay_chips(shape: Shape, row: Row, room: QRect, font: QFont) -> int:
    metrics, line = QFontMetrics(_bold(font)), room.height()
    cap = max(metrics.horizontalAdvance(one.key) for one in row.offers) + _GAP
    across, down, tallest = room.left(), room.top(), 0
    for offer in row.offers:
        lines = wrapped(offer.words, _bold(font), room.width() - cap - 2 * _GAP)
        wide = max(metrics.horizontalAdvance(one) for one in lines) + cap + 2 * _GAP
        if across > room.left() and across + wide > room.right():
            across, down, tallest = room.left(), down + tallest + 4, 0
        tall = line * len(lines) + 4
        shape.chips.append(Chip(offer, QRect(across, down, min(wide, room.width()), tall), lines))
        across, tallest = across + wide + _PAD, max(tallest, tall)
    return down + tallest


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def draw_row(painter: QPainter, box: QRect, row: Row, shape: Shape, font: QFont) -> None:
    """Paint a row; its background belongs to whoever asks."""
    colour, at = theme().colour, box.topLeft()
    painter.setFont(font)
    painter.setPen(colour("quiet"))
    painter.drawText(shape.number.translated(at), Qt.AlignmentFlag.AlignVCenter, row.number)
    painter.drawText(shape.basis.translated(at), _RIGHT, row.basis)
    painter.drawText(shape.tags.translated(at), _RIGHT, "・".join(row.tags))
    painter.setPen(colour("ink"))
    if row.text:
        draw_lines(painter, shape.text[0].translated(at), shape.text[1], font)
    if row.member:
        painter.setPen(colour("accent"))
        draw_lines(painter, shape.member[0].translated(at), shape.member[1], font)
    _draw_answer(painter, at, row, shape, font)
    cap = max((QFontMetrics(_bold(font)).horizontalAdvance(one.key) for one in row.offers), default=0) + _GAP
    for chip in shape.chips:
        _draw_chip(painter, chip, at, font, cap)


_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def _draw_answer(painter: QPainter, at: QPoint, row: Row, shape: Shape, font: QFont) -> None:
    colour = theme().colour
    sign = QRectF(shape.sign.translated(at))
    if row.lacks:
        draw_wanting(painter, sign)
    elif row.unmet:
        draw_unmet(painter, sign)
    else:
        draw_state(painter, sign, row.state)
    said = row.answer if row.unmet else ""
    painter.setPen(colour("wrong" if said else "ink" if row.state.value == "answered" else "quiet"))
    draw_lines(painter, shape.answer[0].translated(at), shape.answer[1], font)
    if row.wants:
        painter.setPen(colour("wrong"))
        painter.setFont(_bold(font))
        painter.drawText(shape.wants.translated(at), Qt.AlignmentFlag.AlignVCenter, f"！ {row.wants}")


def _draw_chip(painter: QPainter, chip: Chip, at: QPoint, font: QFont, wide: int) -> None:
    colour, chosen = theme().colour, chip.offer.chosen
    box = chip.box.translated(at)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("accent" if chosen else "edge"), 2 if chosen else 1))
    painter.setBrush(colour("accent_soft" if chosen else "surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 5, 5)
    cap = QRect(box.left() + _GAP, box.top(), wide, box.height())
    painter.setFont(_bold(font))
    painter.setPen(colour("accent"))
    painter.drawText(cap, Qt.AlignmentFlag.AlignVCenter, chip.offer.key)
    painter.setPen(colour("ink"))
    words = QRect(cap.right(), box.top(), box.right() - cap.right(), box.height())
    draw_lines(painter, words, chip.lines, _bold(font) if chosen else font)
    painter.restore()
