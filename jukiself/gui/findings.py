"""所見: what follows from the answers, section by section; beside it the area × stage picture, or a もし〜なら."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from jukiself.answers.model import Key
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.findings.what_if import finding_id
from jukiself.gui.finding_text import View, boxes, count, name_of, page
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.guide_text import guide_link
from jukiself.gui.links import refill
from jukiself.gui.notice import Notice
from jukiself.gui.planning import Planning
from jukiself.gui.seek import seek
from jukiself.gui.stage_picture import StagePicture
from jukiself.gui.theme import space
from jukiself.gui.what_if import WhatIfPanel
from jukiself.gui.words import Prose
from jukiself.report.plain import finding_as_text, strengths_as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jukiself.findings.judge import Finding
    from jukiself.gui.desk import Desk
    from jukiself.report.sort import Defect
    from jukiself.work.inspect import Sitting

T = TypeVar("T")
_COPIED = (
    "写しました。メールや回答の文に貼り付けて使えます。役場の弱い所が分かる文なので、渡す相手に気を付けてください。"
)
#: Characters of text that must fit beside the picture; where they do not, one of the two is shown at a time.
_LEAST_TEXT = 24


class FindingsPage(QWidget):
    """A reason is a link back to its question; nothing here changes an answer."""

    wanted = Signal(object)
    guide_wanted = Signal(str)
    page_wanted = Signal(str)
    saved = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.view = View()
        self.picture = StagePicture()
        self.what_if = WhatIfPanel()
        self.text = QTextBrowser()
        self.notice, self.provisional = Notice(), Notice()
        self._planning = Planning(desk, self.notice, self.saved, self._fill)
        self.filter = QPushButton("図のしぼり込みを外す")
        self.tabs = {one: QPushButton(STATUS_LABELS[one]) for one in Status}
        self.orders = {by_area: QPushButton(words) for by_area, words in ((False, "重い順"), (True, "分野ごと"))}
        self.turn_over = QPushButton()
        self.side = QStackedWidget()
        self._show_side = False
        self._lay_out()
        self.picture.chosen.connect(self._filter)
        self.text.anchorClicked.connect(self._follow)
        self.filter.clicked.connect(lambda: self.picture.choose(self.picture.cell))
        self.what_if.changed.connect(self._fill)
        self.what_if.closed.connect(self.leave_what_if)
        self.what_if.plan_wanted.connect(self._plan)
        self.turn_over.clicked.connect(self._turn_over)

    # -- layout
    def _picture_side(self) -> QWidget:
        """The picture in a pane of its own height: an edition may have more areas than the screen has room."""
        scroll = QScrollArea()
        scroll.setAccessibleName("分野と段階の図")
        scroll.setWidget(self.picture)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pane = scroll
        self.picture.moved.connect(lambda box: scroll.ensureVisible(0, int(box.center().y()), 0, int(box.height())))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            Prose("できている数／尋ねた数。選ぶと、その所見だけになります（矢印と Enter でも）。", "quiet")
        )
        column.addWidget(scroll, 1)
        return side

    def _lay_out(self) -> None:
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("所見の一覧")
        self.text.setMinimumHeight(120)
        self.side.addWidget(self._picture_side())
        self.side.addWidget(self.what_if)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("hair"), space("middle"), space("small"))
        column.addWidget(self._tab_row())
        column.addWidget(self.provisional)
        column.addWidget(self.notice)
        row = QHBoxLayout()
        row.setSpacing(space("middle"))
        row.addWidget(self.side, 5)
        row.addWidget(self.text, 7)
        column.addLayout(row, 1)

    def _tab_row(self) -> QWidget:
        made = QWidget()
        row = FlowLayout(made, space("hair"))
        self._group(row, self.tabs, "tab", self.show_status)
        self._group(row, self.orders, "member", self.show_order)
        self.filter.setProperty("role", "plain")
        self.filter.setAccessibleName("図のしぼり込みを外す")
        self.turn_over.setProperty("role", "plain")
        row.addWidget(self.turn_over)
        row.addWidget(self.filter)
        return made

    def _group(self, row: FlowLayout, buttons: Mapping[T, QPushButton], role: str, act: Callable[[T], object]) -> None:
        group = QButtonGroup(self)
        for value, button in buttons.items():
            button.setCheckable(True)
            button.setProperty("role", role)
            button.setAccessibleName(button.text())
            button.clicked.connect(lambda _on, value=value: act(value))
            group.addButton(button)
            row.addWidget(button)

    def _side_width(self) -> int:
        return self.picture.minimumSizeHint().width() + self.pane.verticalScrollBar().sizeHint().width() + 4

    def _narrow(self) -> bool:
        text = self.text.fontMetrics().horizontalAdvance("あ") * _LEAST_TEXT
        return self.width() < self._side_width() + text + 4 * space("large")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where two do not fit side by side, one is shown at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self._narrow()
        self.pane.setMinimumWidth(0 if narrow else self._side_width())
        what_if = self.side.currentWidget() is self.what_if
        self.side.setVisible(not narrow or self._show_side)
        self.text.setVisible(not narrow or not self._show_side)
        other = "もし〜なら" if what_if else "分野と段階の図"
        words = "所見の一覧を見る" if self._show_side else f"{other}を見る"
        self.turn_over.setText(words)
        self.turn_over.setAccessibleName(words)
        self.turn_over.setVisible(narrow)

    def _turn_over(self) -> None:
        self._show_side = not self._show_side
        self._arrange()

    # -- showing
    def show_sitting(self, sitting: Sitting) -> None:
        """Show what follows now."""
        if sitting is not self.sitting:
            self.leave_what_if()
            self.view = View()
            if self.picture.cell is not None:
                self.picture.choose(None)
        self.sitting = sitting
        self.notice.clear()
        self.picture.show_shares(sitting.checklist, sitting.shares)
        self.what_if.renew(sitting)
        progress = sitting.situation.progress
        if progress.unanswered:
            self.provisional.say(
                f"暫定です。未回答が {progress.unanswered} 問あります（{progress.asked}問のうち）。答えが増えると所見も変わります。"
            )
        else:
            self.provisional.clear()
        if not boxes(sitting.findings, self.view.status):
            status = next((one for one in Status if boxes(sitting.findings, one)), Status.DEFECT)
            self.view = replace(self.view, status=status)
        self._fill()
        self._arrange()

    def first_focus(self) -> QWidget:
        """The findings themselves."""
        return self.text if not self.text.isHidden() else self.picture

    def close_sitting(self) -> None:
        """Let the sitting go, and everything supposed with it."""
        self.leave_what_if()
        self.sitting = None

    def _links(self, rule: str) -> str:
        try:
            return "、".join(map(guide_link, self.desk.handbook().for_rule(rule)))
        except self.desk.refusals:
            return ""  # opening the handbook says what is wrong

    def show_status(self, status: Status) -> None:
        """Turn to a section."""
        self.view = replace(self.view, status=status)
        self._show_side = False
        self._arrange()
        self._fill()
        self.text.verticalScrollBar().setValue(0)

    def seek(self, title: str) -> None:
        """Turn to the finding of a title."""
        found = next((one for one in self.sitting.findings if one.title == title), None) if self.sitting else None
        if found is not None:
            self._filter(None)
            self.show_status(found.status)
            seek(self.text, title)

    def show_order(self, by_area: bool) -> None:  # noqa: FBT001 - the value of a button
        """By weight or by area."""
        self.view = replace(self.view, by_area=by_area)
        self._fill()

    def _filter(self, cell: tuple[str, str] | None) -> None:
        self.view = replace(self.view, cell=cell)
        if cell is not None and self._narrow():
            self._show_side = False
            self._arrange()
        self._fill()
        self.text.verticalScrollBar().setValue(0)

    def _fill(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        for status, button in self.tabs.items():
            number = count(boxes(sitting.findings, status, self.view.cell))
            button.setText(f"{STATUS_LABELS[status]} {number}")
            button.setAccessibleName(f"{STATUS_LABELS[status]} {number}件")
            button.setChecked(status is self.view.status)
        for by_area, button in self.orders.items():
            button.setChecked(by_area is self.view.by_area)
            button.setVisible(self.view.status in {Status.DEFECT, Status.CHECK})
        self.filter.setVisible(self.view.cell is not None)
        gone = frozenset(map(finding_id, self.what_if.outcome.gone))
        planned = frozenset((one.rule, one.member) for one in sitting.inspection.steps)
        refill(self.text, page(sitting, replace(self.view, gone=gone, planned=planned), self._links))

    # -- what a link does
    def _follow(self, link: QUrl) -> None:
        acts: dict[str, Callable[[str], object]] = {
            "key": lambda name: self.wanted.emit(Key.parse(name)),
            "guide": self.guide_wanted.emit,
            "page": self.page_wanted.emit,
            "open": self._open,
            "what-if": self.open_what_if,
            "plan": self.take_over,
            "copy": self.copy,
            "copy-strengths": lambda _path: self.copy_strengths(),
        }
        act = acts.get(link.scheme())
        if act and self.sitting is not None:
            act(link.path())

    def _box(self, name: str) -> Defect | None:
        if self.sitting is None:
            return None
        # The section shown first: a rule may be found for several members, and speak in no other section.
        found = (one for one in boxes(self.sitting.findings, self.view.status) if name_of(one.plain) == name)
        return next(found, None)

    def _open(self, name: str) -> None:
        self.view = replace(self.view, open=self.view.open ^ {name})
        self._fill()

    def open_what_if(self, name: str) -> None:
        """Try other answers for a finding; what is supposed already stays on top."""
        box = self._box(name)
        if box is None or self.sitting is None:
            return
        self.what_if.show_finding(self.sitting, (box.plain, *box.refinements))
        self.side.setCurrentWidget(self.what_if)
        self._show_side = True
        self._arrange()
        self.what_if.first_focus().setFocus()

    def leave_what_if(self) -> None:
        """Back to how things are."""
        if self.side.currentWidget() is not self.what_if:
            return
        self.what_if.clear()
        self.side.setCurrentIndex(0)
        self._show_side = False
        self._arrange()
        self._fill()
        self.text.setFocus()

    def take_over(self, name: str) -> None:
        """A finding's first step goes into the plan."""
        box = self._box(name)
        if box is not None:
            self._plan(box.plain)

    def _plan(self, finding: Finding) -> None:
        if self.sitting is not None:
            self._planning.take(self.sitting, finding)

    def copy(self, name: str) -> None:
        """A finding as plain text, for a letter."""
        box = self._box(name)
        if box is not None and self.sitting is not None:
            self._put(finding_as_text(self.sitting.situation, box.plain, box.refinements))

    def copy_strengths(self) -> None:
        """All that is good, as plain text."""
        if self.sitting is not None:
            found = boxes(self.sitting.findings, Status.STRENGTH, self.view.cell)
            self._put(strengths_as_text(self.sitting.situation, [one.plain for one in found]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to how things are, from wherever one reads."""
        if event.key() == Qt.Key.Key_Escape and self.side.currentWidget() is self.what_if:
            self.leave_what_if()
        else:
            super().keyPressEvent(event)

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.notice.say(_COPIED)
