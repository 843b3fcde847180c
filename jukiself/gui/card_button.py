"""A button with a heading and a sentence under it: what one finds on the first page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from jukiself.gui.lines import draw_lines, line_height, wrapped
from jukiself.gui.theme import space, theme


class CardButton(QAbstractButton):
    """The sentence takes two lines at most; all of it is in the tooltip."""

    def __init__(self, title: str, said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.said = said
        self.setAccessibleName(title)
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Wide enough for a sentence."""
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for half a page."""
        return QSize(200, round(2 * line_height(self.font())) + 2 * space("small"))

    def hasHeightForWidth(self) -> bool:
        """Narrow cards are higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Heading and sentence."""
        return round((1 + len(self._sentence(width))) * line_height(self.font())) + 2 * space("small") + 2

    def _sentence(self, width: int) -> list[str]:
        return wrapped(self.said, self.font(), width - 2 * space("middle") - 4, most=2)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, heading, sentence."""
        painter, colour = QPainter(self), theme().colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        option.initFrom(self)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and self.isEnabled()
        painter.setBrush(colour("accent_soft" if hovered else "surface" if self.isEnabled() else "paper"))
        painter.setPen(QPen(colour("focus"), 2.4) if self.hasFocus() else QPen(colour("edge"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), space("radius"), space("radius"))
        inner = self.rect().adjusted(space("middle") + 2, space("small"), -space("middle"), -space("small"))
        first = inner.adjusted(0, 0, 0, 0)
        first.setHeight(round(line_height(self.font())))
        painter.setPen(colour("ink" if self.isEnabled() else "quiet"))
        draw_lines(painter, first, [self.text()], self._bold())
        painter.setPen(colour("quiet"))
        draw_lines(painter, inner.adjusted(0, first.height(), 0, 0), self._sentence(self.width()), self.font())
