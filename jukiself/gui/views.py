"""The ways to look at the questions: one at a time, as a list, found by a word. One stack, one notice each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from jukiself.gui.finder import Finder
from jukiself.gui.notice import Notice
from jukiself.gui.row_bar import RowBar
from jukiself.gui.row_list import RowList
from jukiself.gui.theme import space

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.checklist.guide import Handbook
    from jukiself.gui.question import Hands, QuestionPane


class View(StrEnum):
    """How one looks at it."""

    ONE = "one"
    LIST = "list"


class Views(QStackedWidget):
    """Holds the views; which one is shown is the wizard's."""

    def __init__(self, pane: QuestionPane, hands: Hands, handbook: Callable[[], Handbook | None]) -> None:
        super().__init__()
        self.pane = pane
        self.frame = QScrollArea()
        self.list, self.bar, self.list_notice = RowList(), RowBar(hands), Notice()
        self.finder = Finder(handbook)
        self._lists = self._lay_out_list()
        self._lay_out_one()
        for widget in (self.frame, self._lists, self.finder):
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
        self.pane.setMaximumWidth(space("widest"))

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
        return self.list_notice if self.view is View.LIST else self.pane.notice

    @property
    def home(self) -> QWidget:
        """What takes the keyboard."""
        if self.searching:
            return self.finder.box
        return self.list if self.view is View.LIST else self.pane

    @property
    def field(self) -> dict[str, QWidget]:
        """The text fields of the view by name."""
        bar = dict(self.bar.fields)
        return dict(bar) if self.view is View.LIST else dict(self.pane.fields)

    def turn(self, view: View) -> None:
        """Show a view."""
        self.view = view
        self.setCurrentWidget(self._lists if view is View.LIST else self.frame)

    def flush(self) -> bool:
        """Keep everything typed."""
        return all([self.pane.flush(), self.bar.flush()])
