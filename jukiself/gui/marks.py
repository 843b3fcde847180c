"""Small painted shapes: how an answer stands, and how well. A shape and a word, never colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from jukiself.answers.situation import State
from jukiself.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

#: The same shapes where only text can stand.
STATE_SIGNS = {State.ANSWERED: "●", State.UNKNOWN: "◇", State.NOT_APPLICABLE: "－", State.UNANSWERED: "○"}
STATE_WORDS = {
    State.ANSWERED: "答えた",
    State.UNKNOWN: "わからない",
    State.NOT_APPLICABLE: "該当なし",
    State.UNANSWERED: "未回答",
}


def _pen(colour: QColor, width: float = 1.6) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def draw_state(painter: QPainter, box: QRectF, state: State) -> None:
    """A filled dot, a diamond, a dash or a ring."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    accent, edge, surface = (theme().colour(name) for name in ("accent", "edge", "surface"))
    middle, half = box.center(), min(box.width(), box.height()) / 2 - 1
    match state:
        case State.ANSWERED:
            painter.setPen(_pen(accent))
            painter.setBrush(accent)
            painter.drawEllipse(middle, half, half)
        case State.UNKNOWN:
            painter.setPen(_pen(accent))
            painter.setBrush(surface)
            painter.drawPolygon(_diamond(middle, half))
        case State.NOT_APPLICABLE:
            painter.setPen(_pen(accent, 2.4))
            painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0))
        case State.UNANSWERED:
            painter.setPen(_pen(edge, 1.2))
            painter.setBrush(surface)
            painter.drawEllipse(middle, half, half)
    painter.restore()


def _diamond(middle: QPointF, half: float) -> QPolygonF:
    reach = half * 1.1
    corners = (QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0))
    return QPolygonF([middle + one for one in corners])


def draw_wanting(painter: QPainter, box: QRectF) -> None:
    """A ring with a dash in it: said, but not whole before its reason is there."""
    draw_state(painter, box, State.UNANSWERED)
    painter.save()
    painter.setPen(_pen(theme().colour("wrong"), 2.0))
    middle, reach = box.center(), min(box.width(), box.height()) / 4
    painter.drawLine(middle - QPointF(reach, 0), middle + QPointF(reach, 0))
    painter.restore()


def draw_unmet(painter: QPainter, box: QRectF) -> None:
    """A cross: answered, and the answer is one to mend."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(theme().colour("wrong"), 2.2))
    inner = box.adjusted(2, 2, -2, -2)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.topRight(), inner.bottomLeft())
    painter.restore()


def draw_tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """A tick, because the shipped font has none that prints alike everywhere."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(colour, max(2.0, box.width() / 8)))
    points = [(0.16, 0.54), (0.42, 0.80), (0.86, 0.22)]
    painter.drawPolyline([QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in points])
    painter.restore()


def part_brush(part: str) -> QBrush:
    """How a part of a share is filled: solid, hatched, crossed, dotted, empty — told apart in grey as well."""
    accent, wrong, edge, surface = (theme().colour(name) for name in ("accent", "wrong", "edge", "surface"))
    return {
        "met": QBrush(accent),
        "partly": QBrush(accent, Qt.BrushStyle.BDiagPattern),
        "unmet": QBrush(wrong, Qt.BrushStyle.DiagCrossPattern),
        "unknown": QBrush(edge, Qt.BrushStyle.Dense6Pattern),
        "unanswered": QBrush(surface),
    }[part]


def draw_part(painter: QPainter, box: QRectF, part: str) -> None:
    """One part of a share, with its frame."""
    painter.save()
    painter.fillRect(box, theme().colour("surface"))
    painter.fillRect(box, part_brush(part))
    line = Qt.PenStyle.DashLine if part == "unanswered" else Qt.PenStyle.SolidLine
    colour = {"met": "accent", "partly": "accent", "unmet": "wrong"}.get(part, "edge")
    painter.setPen(QPen(theme().colour(colour), 1, line))
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    painter.restore()
