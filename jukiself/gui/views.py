"""The ways to look at the questions: one at a time, as a list, members side by side, found by a word. One stack, one notice each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from jukiself.gui.finder import Finder
from jukiself.gui.notice import Notice
from jukiself.gui.row_bar import RowBar
from jukiself.gui.row_list import RowList
from jukiself.gui.side import Side
from jukiself.gui.theme import space

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from jukiself.checklist.guide import Handbook
    from jukiself.gui.question import Hands, QuestionPane


#: Letters in a line, and lines of height, at most and at least.
_LINE, _LOW = 55, 14


class View(StrEnum):
    """How one looks at it."""

    ONE = "one"
    LIST = "list"
    SIDE = "side"


_EDGE = 8


class Views(QStackedWidget):
    """Holds the views; which one is shown is the wizard's."""

    def __init__(self, pane: QuestionPane, hands: Hands, handbook: Callable[[], Handbook | None]) -> None:
        super().__init__()
        self.pane = pane
        self.frame = QScrollArea()
        self.list, self.bar, self.list_notice = RowList(), RowBar(hands, always=True), Notice()
        self.finder = Finder(handbook)
        self.side = Side(hands)
        self._lists = self._lay_out_list()
        self._lay_out_one()
        for widget in (self.frame, self._lists, self.side, self.finder):
            self.addWidget(widget)
        #: The view under the search.
        self.view = View.ONE

    def _lay_out_one(self) -> None:
        self.frame.setWidget(self.pane)
        self.frame.setWidgetResizable(True)
        self.frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frame.setAccessibleName("設問")
        self.frame.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._widest()
        self.frame.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._look_again())

    def _look_again(self) -> None:
        # The range changes before what is inside has moved to its new place.
        self.keep_in_sight()
        QTimer.singleShot(0, self, self.keep_in_sight)

    def keep_in_sight(self) -> None:
        """A field one writes in stays in sight when the page around it grows."""
        focus = QApplication.focusWidget()
        if focus is not None and focus in self.pane.fields.values():
            # `ensureWidgetVisible` is content with the line of the cursor.
            corner = focus.mapTo(self.pane, focus.rect().topLeft())
            self.frame.ensureVisible(0, corner.y() + focus.height() // 2, 0, focus.height() // 2 + _EDGE)

    def _widest(self) -> None:
        """No line longer than the eye follows, however large the letters are."""
        self.pane.setMaximumWidth(max(space("widest"), _LINE * self.fontMetrics().horizontalAdvance("国")))

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters, longer lines."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._widest()

    def minimumSizeHint(self) -> QSize:
        """Every view scrolls; the views that are not shown must not push the window."""
        return QSize(160, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, the fields under the rows come out only when they are needed."""
        super().resizeEvent(event)
        low = self.height() < _LOW * self.fontMetrics().height()
        for bar in (self.bar, self.side.bar):
            bar.low = low

    def _lay_out_list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.list_notice)
        column.addWidget(self.bar)
        return page

    @property
    def searching(self) -> bool:
        """Whether the search is shown."""
        return self.currentWidget() is self.finder

    @property
    def notice(self) -> Notice:
        """Where something is said."""
        return {View.ONE: self.pane.notice, View.LIST: self.list_notice, View.SIDE: self.side.notice}[self.view]

    @property
    def home(self) -> QWidget:
        """What takes the keyboard."""
        if self.searching:
            return self.finder.box
        homes: dict[View, QWidget] = {View.ONE: self.pane, View.LIST: self.list, View.SIDE: self.side.table}
        return homes[self.view]

    @property
    def field(self) -> dict[str, QWidget]:
        """The text fields of the view by name."""
        fields = {View.ONE: self.pane.fields, View.LIST: self.bar.fields, View.SIDE: self.side.bar.fields}
        return dict(fields[self.view])

    def turn(self, view: View) -> None:
        """Show a view."""
        self.view = view
        shown: dict[View, QWidget] = {View.ONE: self.frame, View.LIST: self._lists, View.SIDE: self.side}
        self.side.stop_copying()
        self.setCurrentWidget(shown[view])

    def flush(self) -> bool:
        """Keep everything typed."""
        return all([self.pane.flush(), self.bar.flush(), self.side.bar.flush()])

    def clear_notices(self) -> None:
        """What was said of another question goes."""
        for notice in (self.pane.notice, self.list_notice, self.side.notice):
            notice.clear()
