"""The bar above every page: home, whose inspection this is, the three pages, whether it is saved, hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from jukiself.gui.notice import restyle
from jukiself.gui.theme import space
from jukiself.gui.words import label, year_words

if TYPE_CHECKING:
    from datetime import datetime

    from jukiself.work.inspect import Sitting

_PAGES = (("wizard", "点検", "Ctrl+1"), ("findings", "所見", "Ctrl+2"), ("export", "出力", "Ctrl+3"))
_TITLE_WIDTH = 330


class TopBar(QFrame):
    """Shown on every page; without a sitting only its name and 隠す."""

    home_wanted = Signal()
    page_wanted = Signal(str)
    hide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.home = QPushButton("≡ はじめの画面")
        self.title = label("", "strong")
        self.tabs: dict[str, QPushButton] = {}
        self.saved = label("", "saved")
        self.cover = QPushButton("隠す F12")
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(space("small"), 2, space("small"), 0)
        row.setSpacing(space("small"))
        for button, name, signal in (
            (self.home, "はじめの画面へ", self.home_wanted),
            (self.cover, "画面を隠す", self.hide_wanted),
        ):
            button.setProperty("role", "plain")
            button.setAccessibleName(name)
            button.clicked.connect(signal)
        self.cover.setToolTip("窓口に人が来たとき。どのキーでも戻ります（Ctrl+H も同じ）")
        row.addWidget(self.home)
        row.addWidget(self.title)
        row.addStretch(1)
        group = QButtonGroup(self)
        for name, words, keys in _PAGES:
            button = QPushButton(words)
            button.setCheckable(True)
            button.setProperty("role", "tab")
            button.setAccessibleName(words)
            button.setToolTip(keys)
            button.clicked.connect(lambda _on, name=name: self.page_wanted.emit(name))
            group.addButton(button)
            self.tabs[name] = button
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cover)

    def show_place(self, sitting: Sitting | None, page: str) -> None:
        """Whose inspection, and which of the three pages; a page that was refused is not marked."""
        for name, button in self.tabs.items():
            button.setVisible(sitting is not None)
            button.setChecked(name == page)
        self.home.setVisible(sitting is not None)
        self.saved.setVisible(sitting is not None)
        words = ""
        if sitting is not None:
            words = f"{sitting.inspection.office.name}　{year_words(sitting.inspection.year)}"
        self.title.setToolTip(words)
        self.title.setText(QFontMetrics(self.title.font()).elidedText(words, Qt.TextElideMode.ElideRight, _TITLE_WIDTH))

    def say_saved(self, at: datetime | None, *, failed: bool = False) -> None:
        """保存済み hh:mm, always in the same place."""
        self.saved.setText("！保存できていません" if failed else f"保存済み {at:%H:%M}" if at else "自動で保存します")
        self.saved.setProperty("voice", "unsaved" if failed else "saved")
        restyle(self.saved)
