"""Area × stage: where rules exist and where nobody checks, at one glance; a cell filters the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from jukiself.findings.score import PART_LABELS, PARTS, Share
from jukiself.gui.marks import draw_part
from jukiself.gui.theme import theme

if TYPE_CHECKING:
    from jukiself.checklist.model import Area, Checklist, Stage

Cell = tuple[str, str]
_BAR = 9
_LEGEND_LINES = 2
_ARROWS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class StagePicture(QWidget):
    """Rows are areas, columns are stages; ``chosen`` is a cell, or None for everything."""

    chosen = Signal(object)
    moved = Signal(QRectF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("分野と段階の図")
        self.setMouseTracking(True)
        self._areas: tuple[Area, ...] = ()
        self._stages: tuple[Stage, ...] = ()
        self._shares: dict[Cell, Share] = {}
        self._place = (0, 0)
        self.cell: Cell | None = None

    def show_shares(self, checklist: Checklist, shares: dict[Cell, Share]) -> None:
        """Fill in."""
        asked = {area for area, _ in shares}
        # An optional area that is not asked would only be a row of dashes.
        self._areas = tuple(one for one in checklist.areas if not one.optional or one.id in asked)
        self._stages, self._shares = checklist.stages, shares
        self.updateGeometry()
        self._describe()
        self.update()

    def choose(self, cell: Cell | None) -> None:
        """Filter by a cell; the same one again takes the filter off."""
        self.cell = None if cell == self.cell else cell
        self._describe()
        self.update()
        self.chosen.emit(self.cell)

    # -- geometry
    def _text(self) -> int:
        return QFontMetrics(self.font()).height()

    def _row_height(self) -> int:
        rows = len(self._areas) + 1
        least = self._text() + _BAR + 9
        room = (self.height() - self._legend_height()) // rows
        return max(least, min(room, least + 10))

    def _legend_height(self) -> int:
        return _LEGEND_LINES * (self._text() + 8) + 8

    def sizeHint(self) -> QSize:
        """All rows, without scrolling where there is room."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Rows, heading, legend; every heading whole."""
        rows, metrics = len(self._areas) + 1, QFontMetrics(self.font())
        column = max((metrics.horizontalAdvance(one.title) for one in self._stages), default=50) + 6
        width = self._label_width() + max(1, len(self._stages)) * column + 4
        return QSize(max(width, 300), rows * (self._text() + _BAR + 9) + self._legend_height())

    def _label_width(self) -> int:
        metrics = QFontMetrics(self.font())
        titles = [one.title for one in self._areas]
        return max((metrics.horizontalAdvance(one) for one in titles), default=80) + 12

    def _box(self, row: int, column: int) -> QRectF:
        left, height = self._label_width(), self._row_height()
        width = (self.width() - left - 2) / max(1, len(self._stages))
        return QRectF(left + column * width, (row + 1) * height, width, height)

    def _at(self, x: float, y: float) -> tuple[int, int] | None:
        for row in range(len(self._areas)):
            for column in range(len(self._stages)):
                if self._box(row, column).contains(x, y):
                    return row, column
        return None

    def _cell(self, place: tuple[int, int]) -> Cell:
        return self._areas[place[0]].id, self._stages[place[1]].id

    # -- hands
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse; beside the cells, everything."""
        place = self._at(event.position().x(), event.position().y())
        if place is None:
            if self.cell is not None:
                self.choose(self.cell)
        elif self._cell(place) in self._shares:
            self._place = place
            self._describe()
            self.choose(self._cell(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say in words what a cell shows."""
        place = self._at(event.position().x(), event.position().y())
        self.setToolTip(self._said(place) if place else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Space or Enter filters, Escape takes the filter off."""
        key = Qt.Key(event.key())
        if not self._areas:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            down, right = _ARROWS[key]
            row = min(max(self._place[0] + down, 0), len(self._areas) - 1)
            column = min(max(self._place[1] + right, 0), len(self._stages) - 1)
            self._place = (row, column)
            self._describe()
            self.update()
            self.moved.emit(self._box(row, column))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._place = (0, 0) if key == Qt.Key.Key_Home else (len(self._areas) - 1, len(self._stages) - 1)
            self._describe()
            self.update()
            self.moved.emit(self._box(*self._place))
        elif key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._cell(self._place) in self._shares:
                self.choose(self._cell(self._place))
        elif key == Qt.Key.Key_Escape and self.cell is not None:
            self.choose(self.cell)
        else:
            super().keyPressEvent(event)

    def _said(self, place: tuple[int, int]) -> str:
        area, stage = self._areas[place[0]], self._stages[place[1]]
        share = self._shares.get((area.id, stage.id))
        if share is None:
            return f"{area.title}・{stage.title}：尋ねることがありません"
        counts = "、".join(f"{PART_LABELS[part]} {getattr(share, part)}" for part in PARTS if getattr(share, part))
        chosen = "。この所見だけを見ています" if self.cell == (area.id, stage.id) else ""
        return f"{area.title}・{stage.title}：{f'{share.total}問のうち、{counts}' if counts else '該当なし'}{chosen}"

    def _describe(self) -> None:
        if self._areas:
            self.setAccessibleDescription(self._said(self._place))

    # -- looks
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Heading, rows, legend."""
        if not self._areas:
            return
        painter = QPainter(self)
        self._draw_heading(painter)
        for row, area in enumerate(self._areas):
            line = self._box(row, 0)
            painter.setPen(QPen(theme().colour("line"), 1))
            painter.drawLine(0, round(line.top()), self.width(), round(line.top()))
            painter.setPen(theme().colour("ink"))
            box = QRectF(0, line.top(), self._label_width(), line.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, area.title)
            for column in range(len(self._stages)):
                self._draw_cell(painter, (row, column))
        self._draw_legend(painter)

    def _draw_heading(self, painter: QPainter) -> None:
        painter.setPen(theme().colour("quiet"))
        for column, stage in enumerate(self._stages):
            box = self._box(0, column)
            heading = QRectF(box.left(), 0, box.width(), box.height())
            painter.drawText(heading, Qt.AlignmentFlag.AlignCenter, stage.title)

    def _draw_cell(self, painter: QPainter, place: tuple[int, int]) -> None:
        box, cell = self._box(*place), self._cell(place)
        share = self._shares.get(cell)
        colour = theme().colour
        if cell == self.cell:
            painter.fillRect(box, colour("accent_soft"))
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        if self.hasFocus() and place == self._place:
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        if share is None or not share.total:
            painter.setPen(colour("quiet"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "－")
            return
        painter.setPen(colour("ink"))
        words = QRectF(box.left(), box.top() + 2, box.width(), box.height() - _BAR - 6)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, f"{share.met}/{share.total}")
        self._draw_share(painter, QRectF(box.left() + 6, box.bottom() - _BAR - 4, box.width() - 12, _BAR), share)

    def _draw_share(self, painter: QPainter, box: QRectF, share: Share) -> None:
        left = box.left()
        for part in PARTS:
            count = getattr(share, part)
            if count:
                width = box.width() * count / share.total
                draw_part(painter, QRectF(left, box.top(), max(2.0, width - 1), box.height()), part)
                left += width

    def _draw_legend(self, painter: QPainter) -> None:
        metrics = QFontMetrics(self.font())
        top = (len(self._areas) + 1) * self._row_height() + 8.0
        left = 0.0
        for part in PARTS:
            words = PART_LABELS[part]
            width = 18 + metrics.horizontalAdvance(words) + 12
            if left + width > self.width():
                left, top = 0.0, top + metrics.height() + 8
            draw_part(painter, QRectF(left, top + 2, 14, metrics.height() - 2), part)
            painter.setPen(theme().colour("ink"))
            painter.drawText(QRectF(left + 18, top, width, metrics.height() + 2), Qt.AlignmentFlag.AlignVCenter, words)
            left += width
