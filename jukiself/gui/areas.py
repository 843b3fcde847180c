"""The areas at the left: how far each has come as a bar; what is to be mended and what is わからない by shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jukiself.answers.situation import State
from jukiself.checklist.model import Grade
from jukiself.gui.marks import draw_state, draw_unmet, part_brush
from jukiself.gui.row_shape import sign_of
from jukiself.gui.theme import space, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Progress, Situation

_AREA = Qt.ItemDataRole.UserRole
_HOW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class How:
    """How an area stands; finished and good are two things."""

    progress: Progress
    unmet: int
    reasons: int

    @property
    def said(self) -> str:
        """In words, for tooltips and screen readers."""
        progress = self.progress
        if not progress.asked:
            return "いまは尋ねることがありません"
        parts = [f"{progress.asked}問のうち{progress.asked - progress.unanswered}問まで"]
        marks = (("改善が要る答え", self.unmet), ("わからない", progress.unknown), ("理由がまだ", self.reasons))
        parts += [f"{words} {count}" for words, count in marks if count]
        return "、".join(parts)


def how_of(situation: Situation, keys: tuple[Key, ...]) -> How:
    """How some keys stand."""
    unmet = sum(situation.grade(key) is Grade.UNMET for key in keys)
    return How(situation.progress_of(keys), unmet, sum(map(situation.lacks_reason, keys)))


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
            how, item = how_of(situation, keys), self.item(row)
            item.setData(_HOW, how)
            item.setToolTip(how.said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{area.title} {how.said}")
            if area.id == here:
                self.setCurrentRow(row)


class Legend(QWidget):
    """What the two shapes mean, under the areas."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = ("改善が要る答え", "わからない")
        self.setAccessibleName("印の意味：×は改善が要る答え、ひし形はわからない")

    def sizeHint(self) -> QSize:
        """One line each."""
        return QSize(80, len(self._rows) * (self.fontMetrics().height() + 4) + 8)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shapes and their words."""
        painter, left, line = QPainter(self), space("middle"), self.fontMetrics().height() + 4
        painter.setPen(theme().colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        for row, words in enumerate(self._rows):
            side = sign_of(self.font())
            box = QRectF(left, 5 + row * line + (line - side) / 2, side, side)
            if row:
                draw_state(painter, box, State.UNKNOWN)
            else:
                draw_unmet(painter, box)
            painter.setPen(theme().colour("quiet"))
            painter.drawText(
                QRect(left + side + 8, 5 + row * line, self.width(), line), Qt.AlignmentFlag.AlignVCenter, words
            )


class _AreaPainter(QStyledItemDelegate):
    """Title and count; under them a bar of what is answered, and the shapes of what is not good."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines' height, so that a finger finds it."""
        return QSize(space("areas"), 2 * QFontMetrics(option.font).height() + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        colour, how, box = theme().colour, index.data(_HOW), option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, colour("accent_soft"))
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), colour("accent"))
        font = option.font
        font.setBold(chosen)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        row = QRect(box.left() + space("middle"), box.top() + 5, box.width() - space("middle") - space("small"), 0)
        row.setHeight(metrics.height())
        progress = how.progress
        count = f"{progress.asked - progress.unanswered}/{progress.asked}" if progress.asked else "－"
        title = metrics.elidedText(
            index.data(), Qt.TextElideMode.ElideRight, row.width() - metrics.horizontalAdvance(count) - 6
        )
        painter.setPen(colour("ink"))
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(colour("quiet"))
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        under = row.translated(0, metrics.height() + 3)
        self._marks(painter, under, how)
        # The same length in every row, so that lengths can be compared.
        bar = QRectF(under.left(), under.center().y() - 2, under.width() - metrics.horizontalAdvance("99国99国国"), 6)
        self._bar(painter, bar, progress)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("focus"))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _marks(self, painter: QPainter, row: QRect, how: How) -> None:
        """Shapes with their counts at the right."""
        font = painter.font()
        font.setBold(False)
        painter.setFont(font)
        side, right, metrics = sign_of(font), row.right(), QFontMetrics(font)
        shapes: tuple[tuple[int, Callable[[QPainter, QRectF], None]], ...] = (
            (how.progress.unknown, lambda painter, box: draw_state(painter, box, State.UNKNOWN)),
            (how.unmet, draw_unmet),
        )
        for count, draw in shapes:
            if count:
                width = metrics.horizontalAdvance(str(count))
                painter.setPen(theme().colour("quiet"))
                painter.drawText(
                    QRect(right - width, row.top(), width + 1, row.height()), Qt.AlignmentFlag.AlignVCenter, str(count)
                )
                draw(painter, QRectF(right - width - side - 3, row.center().y() - side / 2 + 1, side, side))
                right -= width + side + 10

    def _bar(self, painter: QPainter, box: QRectF, progress: Progress) -> None:
        """Solid what is known, hatched what is わからない, empty what is open."""
        painter.fillRect(box, theme().colour("line"))
        if progress.asked:
            part = box.width() / progress.asked
            known = part * (progress.answered + progress.not_applicable)
            painter.fillRect(QRectF(box.left(), box.top(), known, box.height()), part_brush("met"))
            unknown = QRectF(box.left() + known, box.top(), part * progress.unknown, box.height())
            painter.fillRect(unknown, theme().colour("surface"))
            painter.fillRect(unknown, part_brush("unknown"))
