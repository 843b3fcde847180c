"""The table of members: questions down, members across, as many as fit; the cell in hand is answered by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygon, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from jukiself.answers.situation import State
from jukiself.gui.lines import draw_lines, line_height, wrapped
from jukiself.gui.marks import draw_state, draw_unmet, draw_wanting
from jukiself.gui.row_shape import sign_of
from jukiself.gui.theme import theme

if TYPE_CHECKING:
    from jukiself.answers.model import Key
    from jukiself.answers.situation import Member
    from jukiself.gui.row import Row
    from jukiself.gui.side_rows import SideRow

_PAD = 6
_TEXT, _CELL = 15, 8.5  # letters: the question, and the narrowest member


class SideTable(QTableWidget):
    """Tells where one went; answers nothing itself."""

    wanted = Signal(object)
    fitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self.setAccessibleName("設問と対象の表")
        self.setItemDelegate(_CellPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setAccessibleName("設問の番号")
        self.horizontalHeader().setAccessibleName("対象の名前")
        for one in (self.verticalHeader(), self.horizontalHeader()):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.rows: list[SideRow] = []
        self.members: tuple[Member, ...] = ()
        self.first = 0
        self._here: Key | None = None
        self.currentCellChanged.connect(self._moved)

    # -- what is shown
    def show_rows(self, rows: list[SideRow], members: tuple[Member, ...], here: Key | None) -> None:
        """Fill in; the cell in hand stays in sight."""
        self.blockSignals(True)
        moved = here != self._here
        self.rows, self.members, self._here = rows, members, here
        self.setRowCount(len(rows))
        self.setColumnCount(len(members) + 1)
        self.setHorizontalHeaderLabels(["設問"] * (len(members) + 1))
        for row, one in enumerate(rows):
            self._put(row, 0, f"{one.area} {one.number} {one.text}".strip())
            for column, cell in enumerate(one.cells, 1):
                said = "尋ねていません" if cell is None else f"{members[column - 1].name}　{cell.said}"
                self._put(row, column, said + ("（ほかと違います）" if one.differs[column - 1] else ""))
        self._fit()
        place = self.place_of(here)
        if place:
            self.setCurrentCell(*place)
        self.blockSignals(False)
        self.viewport().update()
        if place and moved:
            low = self.viewport().height() < 2 * self.rowHeight(place[0])
            hint = QAbstractItemView.ScrollHint
            self.scrollTo(self.model().index(*place), hint.PositionAtTop if low else hint.EnsureVisible)

    def _put(self, row: int, column: int, said: str) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def place_of(self, key: Key | None) -> tuple[int, int] | None:
        """The row and column of a key."""
        ids = [one.id for one in self.members]
        for row, one in enumerate(self.rows):
            if key and one.question == key.question and key.member in ids:
                return row, ids.index(str(key.member)) + 1
        return None

    def key_at(self, row: int, column: int) -> Key | None:
        """The key of a cell that is asked."""
        if not (0 <= row < len(self.rows) and 0 < column <= len(self.members)):
            return None
        cell = self.rows[row].cells[column - 1]
        return cell.key if cell else None

    # -- going
    def below(self, key: Key | None, way: int) -> Key | None:
        """The same member's next question; where it has none, another member's."""
        place = self.place_of(key)
        row, column = place or (-1, 1)
        row += way
        while 0 <= row < len(self.rows):
            columns = sorted(range(1, len(self.members) + 1), key=lambda one: (abs(one - column), one))
            for one in columns:
                if found := self.key_at(row, one):
                    return found
            row += way
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑↓ stay with cells that are asked."""
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        way = ways.get(Qt.Key(event.key()), 0)
        if not way:
            super().keyPressEvent(event)
        elif found := self.below(self._here, way):
            self.wanted.emit(found)

    def _moved(self, row: int, column: int, _old_row: int, _old_column: int) -> None:
        found = self.key_at(row, column)
        if found:
            self.wanted.emit(found)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the wizard."""

    # -- room
    def letter(self) -> int:
        """The width of one letter."""
        return self.fontMetrics().horizontalAdvance("国")

    def visible(self) -> range:
        """The places of the members in sight."""
        return range(self.first, min(len(self.members), self.first + self._many()))

    def _many(self) -> int:
        room = self.viewport().width() - _TEXT * self.letter()
        return max(1, int(room / (_CELL * self.letter())))

    def _fit(self) -> None:
        """As many members as fit, the one in hand among them; the questions always stay."""
        many, place = self._many(), self.place_of(self._here)
        if place:
            self.first = min(max(self.first, place[1] - many), place[1] - 1)
        self.first = max(0, min(self.first, len(self.members) - many))
        shown = self.visible()
        width = self.viewport().width()
        text = max(_TEXT * self.letter(), round(width * 0.34))
        text = min(text, width - round(len(shown) * _CELL * self.letter())) if shown else width
        self.setColumnWidth(0, text)
        for one in range(len(self.members)):
            self.setColumnHidden(one + 1, one not in shown)
            self.setColumnWidth(one + 1, (width - text) // max(1, len(shown)))
            head, name = self.horizontalHeaderItem(one + 1), self.members[one].name
            room = self.columnWidth(one + 1) - 3 * _PAD
            if head is not None:
                head.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room))
                head.setToolTip(name)
        self.horizontalHeader().setFixedHeight(round(1.9 * self.fontMetrics().height()))
        for row in range(len(self.rows)):
            self.setRowHeight(row, self.height_of(row))
        self.fitted.emit()

    def height_of(self, row: int) -> int:
        """As high as its tallest cell."""
        line, one = line_height(self.font()), self.rows[row]
        most = len(self.text_lines(one))
        for place in self.visible():
            cell = one.cells[place]
            if cell:
                lines = self.cell_lines(cell, self.columnWidth(place + 1))
                most = max(most, len(lines) + bool(cell.wants or cell.basis))
        return round((most + bool(one.area)) * line) + 2 * _PAD

    def text_lines(self, one: SideRow) -> list[str]:
        """The question on as many lines as it needs."""
        left = self.fontMetrics().horizontalAdvance("99-99 ")
        return wrapped(one.text, self.font(), self.columnWidth(0) - left - 2 * _PAD)

    def cell_lines(self, cell: Row, width: int) -> list[str]:
        """The answer on as many lines as it needs, at most three."""
        return wrapped(cell.answer, self.font(), width - sign_of(self.font()) - 3 * _PAD, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer members fit."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters, fewer members."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()


class _CellPainter(QStyledItemDelegate):
    """A question, or an answer with its shape; a corner where it differs, a ring where the keyboard is."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        view: SideTable = self.parent()  # type: ignore[assignment]
        colour, box, one = theme().colour, option.rect, view.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(view.font())
        painter.fillRect(box, colour("surface"))
        painter.setPen(colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        line = round(line_height(view.font()))
        top = box.top() + _PAD + (line if one.area else 0)
        if index.column() == 0:
            self._question(painter, view, one, QRect(box.left(), top, box.width(), line))
        else:
            cell = one.cells[index.column() - 1]
            inner = QRect(box.left(), top, box.width(), box.bottom() - top)
            if cell is None:
                painter.fillRect(inner.adjusted(1, -_PAD, 0, 0), colour("paper"))
            else:
                self._answer(painter, view, cell, inner)
            if one.differs[index.column() - 1]:
                _corner(painter, inner.topRight() + QPoint(0, 1 - _PAD))
            painter.setPen(colour("line"))
            painter.drawLine(box.left(), inner.top() - _PAD, box.left(), box.bottom())
            if cell is not None and view.currentIndex() == index:
                painter.setPen(QPen(colour("focus" if view.hasFocus() else "accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(inner.adjusted(1, 1 - _PAD, -1, -1))
        painter.restore()

    def _question(self, painter: QPainter, view: SideTable, one: SideRow, box: QRect) -> None:
        colour = theme().colour
        if one.area:
            painter.setPen(colour("accent"))
            above = box.translated(_PAD, -box.height())
            painter.drawText(above, Qt.AlignmentFlag.AlignVCenter, one.area)
        left = view.fontMetrics().horizontalAdvance("99-99 ")
        painter.setPen(colour("quiet"))
        painter.drawText(box.translated(_PAD, 0), Qt.AlignmentFlag.AlignVCenter, one.number)
        painter.setPen(colour("ink"))
        lines = view.text_lines(one)
        draw_lines(
            painter,
            QRect(box.left() + _PAD + left, box.top(), box.width(), box.height() * len(lines)),
            lines,
            view.font(),
        )

    def _answer(self, painter: QPainter, view: SideTable, cell: Row, box: QRect) -> None:
        colour, line, side = theme().colour, round(line_height(view.font())), sign_of(view.font())
        sign = QRectF(box.left() + _PAD, box.top() + (line - side) / 2, side, side)
        if cell.lacks:
            draw_wanting(painter, sign)
        elif cell.unmet:
            draw_unmet(painter, sign)
        else:
            draw_state(painter, sign, cell.state)
        lines = view.cell_lines(cell, box.width())
        words = QRect(box.left() + 2 * _PAD + side, box.top(), box.width(), line * len(lines))
        painter.setPen(colour("wrong" if cell.unmet else "ink" if cell.state is State.ANSWERED else "quiet"))
        draw_lines(painter, words, lines, view.font())
        under = QRect(words.left(), words.bottom() + 1, box.width() - 2 * _PAD - side, line)
        painter.setPen(colour("wrong" if cell.wants else "quiet"))
        painter.drawText(under, Qt.AlignmentFlag.AlignVCenter, f"！{cell.wants}" if cell.wants else cell.basis)


def _corner(painter: QPainter, at: QPoint) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("focus"))
    painter.drawPolygon(QPolygon([at, at + QPoint(-13, 0), at + QPoint(0, 13)]))
