"""所見: the area × stage picture, and beside it what follows from the answers, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from jukiself.answers.model import Key
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.gui.finding_text import ordered, page
from jukiself.gui.guide_text import guide_link
from jukiself.gui.notice import Notice
from jukiself.gui.stage_picture import StagePicture
from jukiself.gui.theme import space
from jukiself.gui.words import label

if TYPE_CHECKING:
    from jukiself.gui.desk import Desk
    from jukiself.work.inspect import Sitting


class FindingsPage(QWidget):
    """A reason is a link back to its question."""

    wanted = Signal(object)
    guide_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.status = Status.DEFECT
        self.picture = StagePicture()
        self.text = QTextBrowser()
        self.notice = Notice()
        self.filter = QPushButton("しぼり込みを外す")
        self.tabs = {one: QPushButton(STATUS_LABELS[one]) for one in Status}
        self._lay_out()
        self.picture.chosen.connect(lambda _cell: self._fill())
        self.text.anchorClicked.connect(self._follow)
        self.filter.clicked.connect(lambda: self.picture.choose(self.picture.cell))

    def _picture_scroll(self) -> QScrollArea:
        """The picture in a pane of its own height: an edition may have more areas than the screen has room."""
        scroll = QScrollArea()
        scroll.setAccessibleName("分野と段階の図")
        scroll.setWidget(self.picture)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumWidth(self.picture.minimumSizeHint().width() + scroll.verticalScrollBar().sizeHint().width())
        self.picture.moved.connect(lambda box: scroll.ensureVisible(0, int(box.center().y()), 0, int(box.height())))
        return scroll

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(label("できている数／尋ねた数。押すと、その所見だけになります。", "quiet"))
        left.addWidget(self._picture_scroll(), 1)
        right = QVBoxLayout()
        right.addWidget(self.notice)
        right.addLayout(self._tab_row())
        right.addWidget(self.text, 1)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("所見の一覧")
        self.text.setMinimumHeight(120)
        row = QHBoxLayout(self)
        row.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        row.setSpacing(space("large"))
        row.addLayout(left, 5)
        row.addLayout(right, 8)

    def _tab_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        group = QButtonGroup(self)
        for status, button in self.tabs.items():
            button.setCheckable(True)
            button.setProperty("role", "tab")
            button.setAccessibleName(button.text())
            button.clicked.connect(lambda _on, status=status: self.show_status(status))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.filter.setProperty("role", "plain")
        self.filter.setAccessibleName("図のしぼり込みを外す")
        row.addWidget(self.filter)
        return row

    def show_sitting(self, sitting: Sitting) -> None:
        """Show what follows now."""
        self.sitting = sitting
        self.picture.show_shares(sitting.checklist, sitting.shares)
        progress = sitting.situation.progress
        if progress.unanswered:
            self.notice.say(
                f"暫定です。未回答が {progress.unanswered} 問あります（{progress.asked}問のうち）。答えが増えると所見も変わります。"
            )
        else:
            self.notice.clear()
        if not ordered(sitting.findings, self.status, None):
            self.status = next((one for one in Status if ordered(sitting.findings, one, None)), Status.DEFECT)
        self._fill()

    def first_focus(self) -> QWidget:
        """The findings themselves."""
        return self.text

    def close_sitting(self) -> None:
        """Let the sitting go."""
        self.sitting = None

    def _links(self, rule: str) -> str:
        try:
            return "、".join(map(guide_link, self.desk.handbook().for_rule(rule)))
        except self.desk.refusals:
            return ""  # opening the handbook says what is wrong

    def show_status(self, status: Status) -> None:
        """Turn to a section."""
        self.status = status
        self._fill()

    def _fill(self) -> None:
        if self.sitting is None:
            return
        for status, button in self.tabs.items():
            count = len(ordered(self.sitting.findings, status, self.picture.cell))
            button.setText(f"{STATUS_LABELS[status]} {count}")
            button.setAccessibleName(f"{STATUS_LABELS[status]} {count}件")
            button.setChecked(status is self.status)
        self.filter.setVisible(self.picture.cell is not None)
        self.text.setHtml(page(self.sitting, self.status, self.picture.cell, self._links))

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == "key":
            self.wanted.emit(Key.parse(link.path()))
        elif link.scheme() == "guide":
            self.guide_wanted.emit(link.path())
