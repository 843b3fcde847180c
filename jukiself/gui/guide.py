"""手引き: the guides at the left, the one being read in the middle, and its papers to be written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from jukiself.gui import guide_text
from jukiself.gui.notice import Notice
from jukiself.gui.seek import seek
from jukiself.gui.theme import space

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.checklist.guide import Handbook
    from jukiself.checklist.model import Checklist
    from jukiself.gui.desk import Desk

#: The last entry of the list: no guide, but all words.
WORDS = ""


class GuidePage(QWidget):
    """``left`` goes back to where one came from; ``question_wanted`` names a question a guide helps with."""

    left = Signal()
    question_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.checklist: Checklist | None = None
        self.shown = WORDS
        self.list = QListWidget()
        self.text = QTextBrowser()
        self.notice = Notice()
        self.back = QPushButton("← 戻る Esc")
        self.print = QPushButton("印刷用の PDF を作る")
        self._lay_out()
        self.list.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.text.anchorClicked.connect(self._follow)
        self.back.clicked.connect(self.left)
        self.print.clicked.connect(lambda: self._write(lambda: self.desk.write_guide(self.shown)))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    # -- layout
    def _lay_out(self) -> None:
        self.list.setAccessibleName("手引きの一覧")
        self.list.setWordWrap(True)
        self.list.setSpacing(space("hair"))
        self.list.setFixedWidth(space("beside"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setAccessibleName("手引き")
        self.text.setOpenLinks(False)
        self.text.setMinimumHeight(120)
        self.back.setAccessibleName("戻る")
        self.print.setAccessibleName("読んでいる手引きを印刷用の PDF にする")
        right = QVBoxLayout()
        right.addWidget(self.text, 1)
        right.addWidget(self.notice)
        right.addLayout(self._foot())
        row = QHBoxLayout(self)
        row.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        row.setSpacing(space("middle"))
        row.addWidget(self.list)
        row.addLayout(right, 1)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.print)
        return foot

    def first_focus(self) -> QWidget:
        """What is read."""
        return self.text

    # -- reading
    def open(self, guide_id: str, checklist: Checklist) -> None:
        """Show a guide, or the words; raises one of the desk's refusals where nothing can be read."""
        handbook = self.desk.handbook()
        self.checklist = checklist
        if not self.list.count():
            self._list(handbook)
        row = next((row for row in range(self.list.count()) if self._id(self.list.item(row)) == guide_id), 0)
        self.list.setCurrentRow(-1)
        self.list.setCurrentRow(row)
        self.text.setFocus()

    def seek(self, word: str) -> None:
        """Turn to a word of the page that is read."""
        seek(self.text, word)

    def _list(self, handbook: Handbook) -> None:
        self.list.blockSignals(True)
        for one in handbook.guides:
            self._add(one.id, one.title)
        for page in handbook.references:
            self._add(page.id, page.title)
        self._add(WORDS, "ことばの一覧")
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)

    def _add(self, guide_id: str, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, guide_id)
        self.list.addItem(item)

    @staticmethod
    def _id(item: QListWidgetItem) -> str:
        return str(item.data(Qt.ItemDataRole.UserRole))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None or self.checklist is None:
            return
        handbook = self.desk.handbook()
        self.shown = self._id(item)
        found, page = handbook.guide.get(self.shown), handbook.reference.get(self.shown)
        self.notice.clear()
        if found:
            self.text.setHtml(guide_text.guide(found, handbook, self.checklist))
        elif page:
            self.text.setHtml(guide_text.reference(page, self.checklist))
        else:
            self.text.setHtml(guide_text.words(handbook, self.checklist))

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == "question":
            self.question_wanted.emit(link.path())
        elif link.scheme() == "sheet":
            self._write(lambda: self.desk.write_sheet(link.path()))

    # -- writing out
    def _write(self, write: Callable[[], Path]) -> None:
        try:
            path = write()
        except self.desk.refusals as error:
            self.notice.refuse(str(error))
            return
        self.notice.say(f"作りました：{path}", "フォルダーを開く", lambda: self.desk.show_folder(path))
