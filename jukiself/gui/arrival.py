"""A return workbook before it is taken in: what it says, what was mended, what cannot be taken."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QWidget

from jukiself.gui.notice import Notice
from jukiself.gui.theme import space, theme
from jukiself.gui.words import Prose, centred, label, place_words

if TYPE_CHECKING:
    from jukiself.gui.desk import Arrival

_WIDEST = 960


class ArrivalPage(QWidget):
    """Nothing is written before 取り込む."""

    taken = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.arrival: Arrival | None = None
        self.notice = Notice()
        self.title = label("", "title")
        self.facts = Prose()
        self.rows = QTextBrowser()
        self.rows.setAccessibleName("直した所と、取り込めない所")
        self.take, self.back = QPushButton("取り込む"), QPushButton("やめる")
        self.take.setProperty("role", "main")
        for button in (self.take, self.back):
            button.setAccessibleName(button.text())
        feet = QHBoxLayout()
        feet.addWidget(self.take)
        feet.addWidget(self.back)
        feet.addStretch(1)
        column = centred(self, _WIDEST, "取り込む前に見る")
        column.setContentsMargins(3 * space("large"), space("large"), 3 * space("large"), space("large"))
        column.setSpacing(space("middle"))
        for widget in (self.title, self.notice, self.facts):
            column.addWidget(widget)
        column.addWidget(self.rows, 1)
        column.addLayout(feet)
        self.take.clicked.connect(lambda: self.taken.emit(self.arrival))
        self.back.clicked.connect(self.left)

    def show_arrival(self, arrival: Arrival) -> None:
        """Lay the file open."""
        self.arrival = arrival
        self.notice.clear()
        self.title.setText(arrival.title)
        self.facts.say("\n".join([*arrival.facts, f"保存する所：{place_words(arrival.target)}"]))
        colours = theme().colours
        if arrival.rows:
            cells = "".join(
                f'<tr><td style="padding:3px 12px 3px 0">{escape(row.place)}</td>'
                f'<td style="padding:3px 12px 3px 0; color:{colours["wrong" if row.refused else "quiet"]}">'
                f"{'× 取り込めません' if row.refused else '○ 直して取り込みます'}</td>"
                f'<td style="padding:3px 0">{escape(row.said)}</td></tr>'
                for row in arrival.rows
            )
            self.rows.setHtml(f"<table>{cells}</table>")
        else:
            self.rows.setPlainText("直した所も、取り込めない所もありません。")
        self.take.setText(f"{arrival.changes} の答えを取り込む" if arrival.changes else "このまま開く")
        self.take.setAccessibleName(self.take.text())
        self.take.setFocus()
