"""The areas at the left: how far each has come, and whether something is わからない."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jukiself.answers.situation import State
from jukiself.gui.marks import draw_state, draw_tick
from jukiself.gui.theme import space, theme

if TYPE_CHECKING:
    from jukiself.answers.situation import Progress, Situation

_AREA = Qt.ItemDataRole.UserRole
_PROGRESS = Qt.ItemDataRole.UserRole + 1


def said(progress: Progress) -> str:
    """Progress in words, for tooltips and screen readers."""
    if not progress.asked:
        return "いまは尋ねることがありません"
    parts = [f"{progress.asked}問のうち{progress.asked - progress.unanswered}問まで"]
    if progress.unknown:
        parts.append(f"わからない {progress.unknown}")
    return "、".join(parts)


class AreaList(QListWidget):
    """One row per area; choosing one goes there."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("分野と進み具合")
        self.setItemDelegate(_AreaPainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListWidget { border: none; background: transparent; }")
        self.setMinimumHeight(120)
        self.itemClicked.connect(self.choose)

    def choose(self, item: QListWidgetItem | None = None) -> None:
        """Go to an area; without one, to the row the keyboard is on."""
        chosen = self.currentItem() if item is None else item
        if chosen is not None:
            self.wanted.emit(chosen.data(_AREA))

    def show_progress(self, situation: Situation, here: str) -> None:
        """Fill in, keeping the rows."""
        areas = situation.checklist.areas
        if [self.item(row).data(_AREA) for row in range(self.count())] != [one.id for one in areas]:
            self.clear()
            for area in areas:
                item = QListWidgetItem(area.title, self)
                item.setData(_AREA, area.id)
        for row, area in enumerate(areas):
            keys = tuple(key for key in situation.keys if situation.checklist.question[key.question].area == area.id)
            progress = situation.progress_of(keys)
            item = self.item(row)
            item.setData(_PROGRESS, progress)
            item.setToolTip(said(progress))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{area.title} {said(progress)}")
            if area.id == here:
                self.setCurrentRow(row)


class _AreaPainter(QStyledItemDelegate):
    """Title, count, a thin bar; a diamond where something is わからない, a tick where nothing is left."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines' height, so that a finger finds it."""
        return QSize(space("areas"), max(34, round(QFontMetrics(option.font).height() * 1.5) + 13))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        colour, progress = theme().colour, index.data(_PROGRESS)
        box = option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, colour("accent_soft"))
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), colour("accent"))
        font = option.font
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(colour("ink"))
        row = box.adjusted(space("middle"), 4, -space("small"), -9)
        count = f"{progress.asked - progress.unanswered}/{progress.asked}" if progress.asked else "－"
        count_width = QFontMetrics(font).horizontalAdvance(count) + 2
        marks = self._marks(painter, row.adjusted(0, 0, -count_width - 4, 0), progress)
        title = QFontMetrics(font).elidedText(
            index.data(), Qt.TextElideMode.ElideRight, row.width() - count_width - marks - 6
        )
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(colour("quiet"))
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        self._bar(painter, QRectF(row.left(), box.bottom() - 7, row.width(), 4), progress)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("focus"))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _marks(self, painter: QPainter, row: QRect, progress: Progress) -> int:
        side = 11
        box = QRectF(row.right() - side, row.center().y() - side / 2, side, side)
        if progress.unknown:
            draw_state(painter, box, State.UNKNOWN)
        elif progress.asked and not progress.unanswered:
            draw_tick(painter, box, theme().colour("accent"))
        else:
            return 0
        return side + 4

    def _bar(self, painter: QPainter, box: QRectF, progress: Progress) -> None:
        painter.fillRect(box, theme().colour("line"))
        if progress.asked:
            done = (progress.asked - progress.unanswered) / progress.asked
            painter.fillRect(QRectF(box.left(), box.top(), box.width() * done, box.height()), theme().colour("accent"))
