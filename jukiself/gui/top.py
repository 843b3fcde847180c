"""The bar above every page: home, whose inspection this is, the pages in the order of work, whether it is saved, hide.

On a narrow window or with large text the pages take a row of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.lines import elided
from jukiself.gui.notice import restyle
from jukiself.gui.pages import Row, rows
from jukiself.gui.theme import space
from jukiself.gui.words import label

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.work.inspect import Sitting

_SHORTEST_TITLE = 96
_PLACE = 3  # of the pages in the first row


def is_practice(sitting: Sitting | None) -> bool:
    """Whether what is open is 研修; the first paint has nothing open and loads no answers."""
    return sitting is not None and sitting.inspection.nature == "training"


class TopBar(QFrame):
    """Shown on every page; without a sitting only 隠す and the pages that need none."""

    home_wanted = Signal()
    page_wanted = Signal(str)
    hide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.home = QPushButton("≡ はじめ")
        self.title = _Title()
        self.tabs: dict[str, QPushButton] = {}
        self.saved = label("", "saved")
        self.cover = QPushButton("隠す F12")
        self._row, self._second = QHBoxLayout(), QHBoxLayout()
        self._pages = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space("small"), 2, space("small"), 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addLayout(self._second)
        for button, name, signal in (
            (self.home, "はじめの画面へ", self.home_wanted),
            (self.cover, "画面を隠す", self.hide_wanted),
        ):
            button.setProperty("role", "plain")
            button.setAccessibleName(name)
            button.clicked.connect(signal)
        self.home.setToolTip("はじめの画面へ。この点検は閉じますが、あとで続けられます")
        self.cover.setToolTip("窓口に人が来たとき。どのキーでも戻ります（Ctrl+H も同じ）")
        self._row.setSpacing(space("hair"))
        self._row.addWidget(self.home)
        self._row.addWidget(self.title)
        self._row.addStretch(1)
        self._row.addWidget(self._pages)
        self._row.addStretch(1)
        self._row.addWidget(self.saved)
        self._row.addWidget(self.cover)
        self._tab_row = QHBoxLayout(self._pages)
        self._tab_row.setContentsMargins(0, 0, 0, 0)
        self._tab_row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)  # on pages without a button none is marked
        self._shown: tuple[Row, ...] = ()
        self._show_tabs(rows(sitting=False, gathering=False))

    def _show_tabs(self, wanted: tuple[Row, ...]) -> None:
        """The tabs in the order of work; those not wanted before are made now."""
        if wanted == self._shown:
            return
        row, self._shown = self._tab_row, wanted
        while row.count():
            row.takeAt(0)
        before = 0
        made: list[QPushButton] = []
        for page in wanted:
            if page.group != before and made:
                row.addSpacing(space("small"))
            before = page.group
            if page.name not in self.tabs:
                self.tabs[page.name] = self._tab(page)
            button = self.tabs[page.name]
            row.addWidget(button)
            if made:
                QWidget.setTabOrder(made[-1], button)
            made.append(button)

    def _tab(self, page: Row) -> QPushButton:
        button = QPushButton(page.title)
        button.setCheckable(True)
        button.setProperty("role", "tab")
        button.setAccessibleName(page.title)
        button.setToolTip(f"{page.hint}（{page.keys}）")
        button.clicked.connect(lambda _on, name=page.name: self.page_wanted.emit(name))
        self._group.addButton(button)
        return button

    # -- one row or two
    def _narrow(self) -> bool:
        beside = (self.home, self.saved, self.cover)
        taken = sum(one.sizeHint().width() for one in beside if not one.isHidden())
        taken += self._pages.sizeHint().width() + 6 * space("small")
        return not self.title.isHidden() and taken + self.title.least() > self.width()

    def arrange(self) -> None:
        """Take one row or two; to be asked again when text grows."""
        narrow, second = self._narrow(), self._second.indexOf(self._pages) >= 0
        if narrow and not second:
            self._row.removeWidget(self._pages)
            self._second.addWidget(self._pages)
            self._second.addStretch(1)
        elif second and not narrow:
            self._second.removeWidget(self._pages)
            self._second.takeAt(0)
            self._row.insertWidget(_PLACE, self._pages)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two rows could be."""
        beside = (self.home, self.saved, self.cover)
        first = sum(one.sizeHint().width() for one in beside if not one.isHidden()) + _SHORTEST_TITLE
        width = max(first, self._pages.sizeHint().width()) + 2 * space("small")
        # Its full height: what is below scrolls, the bar does not.
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room may have come or gone."""
        super().resizeEvent(event)
        self.arrange()

    # -- saying
    def show_place(self, sitting: Sitting | None, page: str, gathering: Gathering | None = None) -> None:
        """Whose inspection or round, and which of the pages; a page that was refused is not marked."""
        wanted = rows(sitting=sitting is not None, gathering=gathering is not None, practice=is_practice(sitting))
        self._show_tabs(wanted)
        shown = {one.name for one in wanted}
        for name, button in self.tabs.items():
            button.setVisible(name in shown)
            button.setChecked(name == page)
        is_open = sitting is not None or gathering is not None
        self.home.setVisible(is_open or page != "start")
        self.saved.setVisible(sitting is not None)
        self.title.setVisible(is_open)
        self._row.setStretch(_PLACE - 1, 1 if is_open else 0)
        if is_open:
            from jukiself.answers.years import fiscal_year  # noqa: PLC0415 - the first paint names no year

            if sitting is not None:
                self.title.say(sitting.inspection.office.name, fiscal_year(sitting.inspection.year))
            elif gathering is not None:
                self.title.say(gathering.title, fiscal_year(gathering.year))
        if is_open or self._second.indexOf(self._pages) >= 0:
            self.arrange()

    def say_saved(self, at: datetime | None, *, failed: bool = False) -> None:
        """保存済み hh:mm, always in the same place."""
        self.saved.setText("！保存できていません" if failed else f"保存済み {at:%H:%M}" if at else "自動で保存します")
        self.saved.setProperty("voice", "unsaved" if failed else "saved")
        restyle(self.saved)
        self.arrange()


class _Title(QLabel):
    """One line that gives way: what does not fit ends with an ellipsis and is whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("voice", "strong")
        self.setProperty("textFormat", "PlainText")

    def say(self, office: str, year: str) -> None:
        self.setText(f"{office}　{year.partition('（')[0]}")
        self.setToolTip(f"{office}　{year}")

    def least(self) -> int:
        """The width that still tells whose inspection it is."""
        name = self.text().split("　")[0]
        return max(_SHORTEST_TITLE, min(2 * _SHORTEST_TITLE, self.fontMetrics().horizontalAdvance(name + "　令和…")))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_SHORTEST_TITLE, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, metrics = QPainter(self), self.fontMetrics()
        painter.setPen(self.palette().windowText().color())
        line = (self.height() - metrics.height()) / 2 + metrics.ascent()
        painter.drawText(QPointF(0, line), elided(self.text(), self.font(), self.width()))
