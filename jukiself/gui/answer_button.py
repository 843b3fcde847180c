"""One answer as a large key: its number, its words on as many lines as they need, a tick when chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from jukiself.gui.lines import draw_lines, line_height, wrapped
from jukiself.gui.marks import draw_tick
from jukiself.gui.theme import space, theme

_CAP = 26  # the square with the key's name, at least


class AnswerButton(QAbstractButton):
    """A checkable key; ``slim`` ones are for わからない and 該当なし."""

    def __init__(self, key: str, words: str, parent: QWidget | None = None, *, slim: bool = False) -> None:
        super().__init__(parent)
        self.key = key
        self.slim = slim
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(f"{key} {words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # -- size
    def sizeHint(self) -> QSize:
        """Wide enough for most answers."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for half a column."""
        return QSize(140, self._least())

    def hasHeightForWidth(self) -> bool:
        """Long answers take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the lines need."""
        lines = self._lines(self._text_box(QRect(0, 0, width, 100)).width())
        return max(self._least(), round(len(lines) * line_height(self.font())) + 2 * space("small"))

    def _least(self) -> int:
        grown = round(line_height(self.font())) + 2 * space("small")
        return max(grown, space("key") - (6 if self.slim else 0))

    def _cap(self) -> int:
        return max(_CAP, round(self.fontMetrics().height() * 1.3))

    def _text_box(self, box: QRect) -> QRect:
        return box.adjusted(self._cap() + 2 * space("small") + 2, 0, -(self._cap() + space("small")), 0)

    def _lines(self, width: int) -> list[str]:
        # The chosen answer is bold, and its key must not grow when chosen.
        font = QFont(self.font())
        font.setBold(True)
        return wrapped(self.text(), font, width)

    # -- looks
    def changeEvent(self, event: QEvent) -> None:
        """A larger text needs a larger key."""
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, key cap, words, tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_frame(painter)
        self._draw_cap(painter)
        self._draw_words(painter)
        if self.isChecked():
            side = 18
            box = QRectF(self.width() - self._cap() - 2, (self.height() - side) / 2, side, side)
            draw_tick(painter, box, theme().colour("accent"))

    def _draw_frame(self, painter: QPainter) -> None:
        colour = theme().colour
        option = QStyleOptionButton()
        option.initFrom(self)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and self.isEnabled()
        painter.setBrush(colour("accent_soft" if self.isChecked() or hovered else "surface"))
        pen = QPen(colour("accent" if self.isChecked() else "edge"), 2 if self.isChecked() else 1)
        if not self.isEnabled():
            painter.setBrush(colour("accent_soft" if self.isChecked() else "paper"))
            pen.setStyle(Qt.PenStyle.DashLine)
        if self.hasFocus():
            pen = QPen(colour("focus"), 2.4)
        painter.setPen(pen)
        inset = 1.5
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), space("radius"), space("radius")
        )

    def _draw_cap(self, painter: QPainter) -> None:
        colour = theme().colour
        cap = self._cap()
        box = QRectF(space("small") + 2, (self.height() - cap) / 2, cap, cap)
        painter.setPen(QPen(colour("accent"), 1))
        painter.setBrush(colour("accent" if self.isChecked() else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(colour("on_accent" if self.isChecked() else "accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.key)

    def _draw_words(self, painter: QPainter) -> None:
        painter.setPen(theme().colour("ink" if self.isEnabled() or self.isChecked() else "quiet"))
        font = QFont(self.font())
        font.setBold(self.isChecked())
        box = self._text_box(self.rect())
        draw_lines(painter, box, self._lines(box.width()), font)
