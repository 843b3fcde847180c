"""探す: one box; what is found stands under it, and Enter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from jukiself.gui.lines import draw_lines, line_height, wrapped
from jukiself.gui.theme import space, theme
from jukiself.gui.words import Prose
from jukiself.work.search import MOST, Hit, HitKind, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.checklist.guide import Handbook
    from jukiself.work.inspect import Sitting

_HIT = Qt.ItemDataRole.UserRole
_KINDS = {HitKind.QUESTION: "設問", HitKind.WORD: "ことば", HitKind.FINDING: "所見"}
_EMPTY = "番号（1-1）、ことば、読みがなのどれでも探せます。空白で区切ると、全部を含むものだけになります。"
_THROUGH = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class Finder(QWidget):
    """The keyboard stays in the box; ↑↓ move through what was found."""

    chosen = Signal(object)

    def __init__(self, handbook: Callable[[], Handbook | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._handbook = handbook
        self._sitting: Sitting | None = None
        self.box = QLineEdit()
        self.box.setAccessibleName("探すことば")
        self.box.setPlaceholderText("設問・ことば・所見を探す")
        self.said = Prose(_EMPTY, "quiet")
        self.list = QListWidget()
        self.list.setObjectName("rows")
        self.list.setAccessibleName("見つかったもの")
        self.list.setItemDelegate(_HitPainter(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        for widget in (self.box, self.said):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        self.box.textChanged.connect(self._look)
        self.box.installEventFilter(self)
        self.list.itemClicked.connect(self._take)

    def open(self, sitting: Sitting) -> None:
        """Ready to be typed in; what was looked for last is still there to be typed over."""
        self._sitting = sitting
        self._look(self.box.text())
        self.box.setFocus()
        self.box.selectAll()

    def hits(self) -> list[Hit]:
        """What is shown."""
        return [cast("Hit", self.list.item(row).data(_HIT)) for row in range(self.list.count())]

    def _look(self, text: str) -> None:
        self.list.clear()
        if self._sitting is None or not text.strip():
            self.said.say(_EMPTY)
            return
        found = search(text, self._sitting.situation, self._handbook(), self._sitting.findings)
        for hit in found:
            item = QListWidgetItem()
            item.setData(_HIT, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_KINDS[hit.kind]}　{hit.title}　{_said(hit)}")
            self.list.addItem(item)
        self.list.setCurrentRow(0 if found else -1)
        more = "近いものから" if len(found) == MOST else ""
        words = f"{more}{len(found)}件。↑↓で選び、Enterで開きます。Escで戻ります。"
        self.said.say(words if found else "見つかりません。短いことばや、ひらがなでも探せます。")

    def take(self) -> None:
        """Go to the one in hand."""
        self._take(self.list.currentItem())

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_HIT))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """↑↓ in the box move the list."""
        if event.type() is QEvent.Type.KeyPress and cast("QKeyEvent", event).key() in _THROUGH:
            self.list.event(event)
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are laid out for a width."""
        super().resizeEvent(event)
        self.list.doItemsLayout()


def _said(hit: Hit) -> str:
    if hit.kind is HitKind.QUESTION and hit.key is None:
        return f"{hit.said}（ほかの答えから、いまは尋ねていません）"
    return hit.said


class _HitPainter(QStyledItemDelegate):
    """What kind it is, its title, and a line about it."""

    def _lines(self, hit: Hit) -> tuple[int, list[str], list[str]]:
        view = cast("QListWidget", self.parent())
        left = view.fontMetrics().horizontalAdvance("ことば　") + space("small")
        width = view.viewport().width() - left - space("small")
        return left, wrapped(hit.title, view.font(), width, 3), wrapped(_said(hit), view.font(), width, 3)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As many lines as are needed."""
        view = cast("QListWidget", self.parent())
        _left, title, said = self._lines(index.data(_HIT))
        return QSize(view.viewport().width(), round((len(title) + len(said)) * line_height(view.font())) + 10)

    def paint(
        self, painter: QPainter, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one."""
        view, colour, hit = cast("QListWidget", self.parent()), theme().colour, index.data(_HIT)
        box, font = view.visualRect(view.model().index(index.row(), 0)), view.font()
        left, title, said = self._lines(hit)
        chosen = index.row() == view.currentRow()
        painter.save()
        painter.fillRect(box, colour("accent_soft" if chosen else "surface"))
        painter.setPen(colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if chosen:
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        line = round(line_height(font))
        painter.setFont(font)
        painter.setPen(colour("accent"))
        top = box.top() + 5
        painter.drawText(
            QRect(box.left() + space("small"), top, left, line), Qt.AlignmentFlag.AlignVCenter, _KINDS[hit.kind]
        )
        painter.setPen(colour("ink"))
        draw_lines(painter, QRect(box.left() + left, top, box.width(), line * len(title)), title, font)
        painter.setPen(colour("quiet"))
        under = QRect(box.left() + left, top + line * len(title), box.width(), line * len(said))
        draw_lines(painter, under, said, font)
        painter.restore()
