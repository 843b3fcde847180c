"""A return workbook before it is taken in: whose it is, what it would change row by row, what cannot be taken."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from jukiself.gui.arrival_table import ArrivalTable
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.notice import Notice
from jukiself.gui.theme import space, theme
from jukiself.gui.words import Centred, Prose, label, place_words

if TYPE_CHECKING:
    from jukiself.gui.desk import Arrival

_WIDEST = 1100


class ArrivalPage(QWidget):
    """Nothing is written before 取り込む."""

    taken = Signal(object)
    taken_back = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.arrival: Arrival | None = None
        self.notice = Notice()
        self.title, self.facts = label("", "title"), Prose()
        self.table, self.rows = ArrivalTable(), QTextBrowser()
        self.rows.setAccessibleName("直した所と、取り込めない所")
        self.parts = QStackedWidget()
        self.show_changes, self.show_problems = QPushButton(), QPushButton()
        self.take, self.back, self.undo = QPushButton("取り込む"), QPushButton("やめる"), QPushButton()
        self.take.setProperty("role", "main")
        self._lay_out()
        self.table.chosen.connect(self._count)
        self.take.clicked.connect(self._take)
        self.undo.clicked.connect(lambda: self.taken_back.emit(self.arrival))
        self.back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        self.parts.addWidget(self.table)
        self.parts.addWidget(self.rows)
        both, group = QWidget(), QButtonGroup(self)
        tabs = FlowLayout(both, space("hair"))
        for place, button in enumerate((self.show_changes, self.show_problems)):
            button.setCheckable(True)
            button.setProperty("role", "basis")
            button.clicked.connect(lambda _on, place=place: self.parts.setCurrentIndex(place))
            group.addButton(button)
            tabs.addWidget(button)
        ends = QWidget()
        feet = FlowLayout(ends, space("small"))
        for button in (self.take, self.back, self.undo):
            feet.addWidget(button)
        self.back.setAccessibleName("取り込まずにやめる")
        scroll = Centred("返ってきた回答書", _WIDEST, sideways=True)
        column = scroll.column
        column.setContentsMargins(space("large"), space("middle"), space("large"), space("small"))
        column.setSpacing(space("small"))
        for widget in (self.title, self.notice, self.facts, both):
            column.addWidget(widget)
        column.addWidget(self.parts, 1)
        ends.setMaximumWidth(_WIDEST)
        foot = QHBoxLayout()
        foot.setContentsMargins(space("large"), 0, space("large"), space("middle"))
        foot.addStretch(1)
        foot.addWidget(ends, 1000)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)

    def show_arrival(self, arrival: Arrival) -> None:
        """Lay the file open."""
        self.arrival = arrival
        self.notice.clear()
        if arrival.stop:
            self.notice.refuse(arrival.stop)
        self.title.setText(arrival.title)
        self.facts.say("\n".join([*arrival.facts, f"保存する所：{place_words(arrival.target)}"]))
        self.table.show_rows(arrival.offered)
        self._show_problems(arrival)
        for button, words, count in (
            (self.show_changes, "変わる答え", len(arrival.offered)),
            (self.show_problems, "直した所・取り込めない所", len(arrival.rows)),
        ):
            button.setText(f"{words}　{count}")
            button.setAccessibleName(button.text())
        refused = any(one.refused for one in arrival.rows)
        first = self.show_problems if arrival.stop or (refused and not arrival.offered) else self.show_changes
        first.click()
        self.undo.setVisible(bool(arrival.back))
        self.undo.setText("前の取り込みを元に戻す")
        self.undo.setAccessibleName(arrival.back or self.undo.text())
        self.undo.setToolTip(self.undo.accessibleName())
        self._count()
        (self.back if arrival.stop else self.take).setFocus()

    def _show_problems(self, arrival: Arrival) -> None:
        colours = theme().colours
        if not arrival.rows:
            self.rows.setPlainText("直した所も、取り込めない所もありません。")
            return
        cells = "".join(
            f'<tr><td style="padding:3px 12px 3px 0">{escape(row.place)}</td>'
            f'<td style="padding:3px 12px 3px 0; color:{colours["wrong" if row.refused else "quiet"]}">'
            f"{'× 取り込めません' if row.refused else '○ 読みました'}</td>"
            f'<td style="padding:3px 0">{escape(row.said)}</td></tr>'
            for row in arrival.rows
        )
        self.rows.setHtml(f"<table>{cells}</table>")

    def _count(self) -> None:
        arrival = self.arrival
        if arrival is None:
            return
        taken = len(arrival.offered) - len(self.table.ours)
        self.take.setText(f"{taken} の答えを取り込む" if taken else "このまま開く")
        self.take.setAccessibleName(self.take.text())
        self.take.setEnabled(not arrival.stop)

    def _take(self) -> None:
        if self.arrival is not None:
            self.taken.emit(replace(self.arrival, ours=frozenset(self.table.ours)))
