"""The plan as a table one types in: a refused text stays in its cell until it is mended or given up with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from jukiself.answers.model import STEP_LABELS, StepState
from jukiself.gui.cell_text import ASIDE, draw_paragraphs, height_of
from jukiself.gui.choices import dress_choices
from jukiself.gui.note_field import NoteField
from jukiself.gui.notice import restyle
from jukiself.gui.plan_model import LATE, STATE_SIGNS, TITLES, Column, PlanModel
from jukiself.gui.theme import theme
from jukiself.work import plan

if TYPE_CHECKING:
    from jukiself.report.planning import Line

_Index = QModelIndex | QPersistentModelIndex
_HINTS = {Column.WHO: "例：住民係長", Column.UNTIL: "12/1、3月末"}
_LINES_TO_TYPE = 4
_RETURN = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
#: Widths of what wraps, as parts of what the day and the state leave.
_SHARES = {Column.WHAT: 0.52, Column.WHO: 0.20, Column.RESULT: 0.28}


class PlanTable(QTableView):
    """Arrow keys move, Enter or any letter types, Space goes on to the next state, Delete takes a step out."""

    removal_wanted = Signal(int)
    moved = Signal()

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = model
        self.setAccessibleName("改善計画の表")
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setAccessibleName("計画の行")
        self.horizontalHeader().setAccessibleName("計画の見出し")
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(120)
        for signal in (model.modelReset, model.dataChanged, model.rowsInserted):
            signal.connect(self._fit_rows)
        model.reason_wanted.connect(self._ask_reason)

    # -- which step
    @property
    def line(self) -> Line | None:
        """The step of the row one is in."""
        index = self.currentIndex()
        return self.plan.lines[index.row()] if index.isValid() else None

    def go(self, place: int, column: Column = Column.WHAT) -> None:
        """To a step, by its place in the plan."""
        row = self.plan.row_of(place)
        if row >= 0:
            self.setCurrentIndex(self.plan.index(row, column))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell the page."""
        super().currentChanged(current, previous)
        self.moved.emit()

    # -- typing
    @property
    def editor(self) -> QWidget | None:
        """The field one types in, if there is one."""
        return cast("_Cells", self.itemDelegate()).editor

    def flush(self) -> bool:
        """Keep what is being typed; False where it is refused."""
        editor = self.editor
        if editor is None:
            return True
        self.commitData(editor)
        refused = bool(editor.property("refused"))
        if refused:
            editor.setFocus()
        else:
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return not refused

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """A refused text keeps its field open; Esc gives it up."""
        giving_up = hint is QAbstractItemDelegate.EndEditHint.RevertModelCache
        if editor.property("refused") and not giving_up:
            return
        super().closeEditor(editor, hint)
        self.plan.drop(None)

    def _ask_reason(self, row: int) -> None:
        # The field of the state has to close first.
        index = QPersistentModelIndex(self.plan.index(row, Column.RESULT))
        QTimer.singleShot(0, self, lambda: self._open(index))

    def _open(self, index: QPersistentModelIndex) -> None:
        if index.isValid():
            here = self.plan.index(index.row(), index.column())
            self.setCurrentIndex(here)
            dropping = self.plan.lines[here.row()].place
            self.edit(here)
            self.plan.drop(dropping)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a cell understands besides letters."""
        index, key = self.currentIndex(), Qt.Key(event.key())
        if index.isValid() and key in _RETURN:
            # A field that stays open lets Enter through to here.
            if self.state() is not QAbstractItemView.State.EditingState:
                self.edit(index)
        elif index.isValid() and key == Qt.Key.Key_Delete:
            self.removal_wanted.emit(self.plan.lines[index.row()].place)
        elif index.isValid() and key == Qt.Key.Key_Space and index.column() == Column.STATE:
            self.plan.advance(index)
        else:
            super().keyPressEvent(event)

    # -- room
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need more room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_columns()

    def _fit_columns(self) -> None:
        words = self.fontMetrics()
        day = max(words.horizontalAdvance(one) for one in (LATE, "R88.88.88")) * 1.08
        state = max(words.horizontalAdvance(f"{STATE_SIGNS[one]} {said}") for one, said in STEP_LABELS.items())
        fixed = {Column.UNTIL: round(day) + 2 * ASIDE, Column.STATE: state + 3 * ASIDE}
        left = max(self.viewport().width() - sum(fixed.values()), 120)
        for column in Column:
            self.setColumnWidth(column, fixed.get(column) or int(left * _SHARES[column]))
        self._fit_rows()

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()


class _Cells(QStyledItemDelegate):
    """Paints a cell, and makes the field to type in."""

    def __init__(self, table: PlanTable) -> None:
        super().__init__(table)
        self._table = table
        self.editor: QWidget | None = None

    # -- painting
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The paragraphs of a cell; the cell one is in has a frame, its row a ground."""
        box = option.rect
        here = self._table.currentIndex()
        if index.row() == here.row():
            painter.fillRect(box, theme().colour("accent_soft"))
        painter.setPen(QPen(theme().colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        draw_paragraphs(painter, box, self._table.plan.said(index), self._table.font())
        state = option.state
        if index.row() == here.row() and index.column() == here.column():
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(theme().colour("focus" if focused else "edge"), 2 if focused else 1))
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its paragraphs at the width of its column."""
        width = self._table.columnWidth(index.column())
        return QSize(width, height_of(self._table.plan.said(index), self._table.font(), width) + 2)

    # -- typing
    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A line for 担当 and 期限, a list for 状態, a field of several lines for texts."""
        column = Column(index.column())
        match column:
            case Column.STATE:
                made: QWidget = self._states(parent)
            case Column.WHO | Column.UNTIL:
                made = QLineEdit(parent)
                made.setPlaceholderText(_HINTS[column])
                if column is Column.WHO and self._table.plan.sitting:
                    made.setCompleter(_roles(plan.roles(self._table.plan.sitting), made))
            case _:
                made = _CellField(parent)
        made.setAccessibleName(TITLES[column])
        self.editor = made
        return made

    def _states(self, parent: QWidget) -> QComboBox:
        made = QComboBox(parent)
        dress_choices(made.view(), "状態の候補")
        for state, words in STEP_LABELS.items():
            made.addItem(f"{STATE_SIGNS[state]} {words}", state)
        made.activated.connect(lambda _chosen: self._choose(made))
        QTimer.singleShot(0, made, made.showPopup)
        return made

    def _choose(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QAbstractItemDelegate.EndEditHint.NoHint)

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:
        """Nothing is being typed any more."""
        if self.editor is editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """What is kept; a refused text stays."""
        kept = index.data(Qt.ItemDataRole.EditRole)
        if editor.property("refused"):
            return
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(list(StepState).index(StepState(kept)))
        elif isinstance(editor, QLineEdit):
            editor.setText(kept)
            editor.selectAll()
        elif isinstance(editor, NoteField):
            editor.show_text(kept)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        """Keep what was typed, or mark the field."""
        kept = cast("PlanModel", model).setData(index, _typed(editor))
        if not isinstance(editor, QComboBox) and bool(editor.property("refused")) is kept:
            editor.setProperty("refused", not kept)
            restyle(editor)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        """A field of several lines is never lower than these, and stays inside the table."""
        box = QRect(option.rect)
        room = self._table.viewport().rect()
        if isinstance(editor, NoteField):
            least = editor.fontMetrics().lineSpacing() * _LINES_TO_TYPE + 22
            box.setHeight(min(max(box.height(), least), room.height()))
        else:
            box.setHeight(max(min(box.height(), editor.sizeHint().height()), editor.minimumSizeHint().height()))
            box.setWidth(max(box.width(), editor.minimumSizeHint().width()))
        if box.bottom() > room.bottom():
            box.moveBottom(room.bottom())
        if box.right() > room.right():
            box.moveRight(room.right())
        editor.setGeometry(box)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """In a field of several lines Enter ends typing, as in any other cell; with Shift or Alt it begins a new line."""
        if (
            isinstance(editor, NoteField)
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and Qt.Key(event.key()) in _RETURN
        ):
            if event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier):
                editor.insertPlainText("\n")
                return True
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(editor, event)


class _CellField(NoteField):
    """As large as its cell."""

    def _fit(self) -> None:
        """The table says how high."""


def _typed(editor: QWidget) -> object:
    if isinstance(editor, QComboBox):
        return StepState(editor.currentData())
    return editor.text() if isinstance(editor, QLineEdit) else cast("NoteField", editor).text


def _roles(words: list[str], parent: QWidget) -> QCompleter:
    made = QCompleter(words, parent)
    dress_choices(made.popup(), "担当の候補")
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return made
