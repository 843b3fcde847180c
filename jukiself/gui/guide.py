"""手引き: the manual, the guides and the words at the left, the one being read in the middle, its papers written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jukiself.checklist.guide import texts_of_guide, texts_of_reference
from jukiself.gui import background, guide_text, manual_text
from jukiself.gui.elsewhere import show_folder
from jukiself.gui.notice import Notice
from jukiself.gui.page_text import PageText
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.seek import seek
from jukiself.gui.theme import space, theme
from jukiself.report.manual import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.checklist.guide import Handbook
    from jukiself.checklist.manual import Manual
    from jukiself.checklist.model import Checklist
    from jukiself.gui.desk import Desk

#: The last entry of the list: no guide, but all words.
WORDS = ""
_TEXT = Qt.ItemDataRole.UserRole + 1  # what is searched
_PART = Qt.ItemDataRole.UserRole + 2  # of the manual; empty for what is no part of it


class GuidePage(QWidget):
    """``left`` goes back to where one came from; ``question_wanted`` names a question a guide helps with."""

    left = Signal()
    question_wanted = Signal(str)
    print_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.checklist: Checklist | None = None
        self.shown = WORDS
        self.part = PullDown("だれのための手引きか")
        self.box, self.list = QLineEdit(), QListWidget()
        self.text = PageText()
        self.notice = Notice()
        self.back = QPushButton("← 戻る Esc")
        self.print = QPushButton("印刷用の PDF を作る")
        self._task: background.Task | None = None
        self._lay_out()
        self.list.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.text.anchorClicked.connect(self._follow)
        self.back.clicked.connect(self.left)
        self.print.clicked.connect(lambda: self._write(self._paper))
        self.box.textChanged.connect(self.sift)
        self.part.activated.connect(lambda _row: self._turn_part())
        self.box.returnPressed.connect(self._open_first)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    # -- layout
    def _lay_out(self) -> None:
        self.list.setAccessibleName("手引きの一覧")
        self.list.setWordWrap(True)
        self.list.setSpacing(space("hair"))
        self.box.setAccessibleName("手引きを探すことば")
        self.box.setPlaceholderText("手引きを探す（Enter で開く）")
        for one in (self.box, self.part):
            one.setFixedWidth(space("beside"))
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
        left = QVBoxLayout()
        left.addWidget(self.part)
        left.addWidget(self.box)
        left.addWidget(self.list, 1)
        row.addLayout(left)
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
    def open(self, guide_id: str, checklist: Checklist, part: str = "") -> None:
        """Show a guide, a page of the manual, or the words; ``part`` of the manual is listed.

        Raises one of the desk's refusals where nothing can be read.
        """
        handbook = self.desk.handbook()
        self.checklist = checklist
        if not self.list.count():
            self._list(handbook)
        scheme, _, place = guide_id.partition(":")
        self.part.choose(place.partition("/")[0] if scheme == manual_text.SCHEME else part)
        rows = range(self.list.count())
        row = next((row for row in rows if self._id(self.list.item(row)) == guide_id), rows[-1])
        self.box.clear()
        self.sift("")
        self.list.setCurrentRow(-1)
        self.list.setCurrentRow(row)
        self.text.setFocus()

    def seek(self, word: str) -> None:
        """Turn to a word of the page that is read."""
        seek(self.text, word)

    def sift(self, words: str) -> None:
        """Only what has all these words in it; without words, of the manual only the part chosen.

        Headings stand above something or not at all.
        """
        wanted, parts = words.casefold().split(), {"", self.part.currentData()}
        heading, below = None, False
        for item in [self.list.item(row) for row in range(self.list.count())]:
            text = item.data(_TEXT)
            if text is None:
                if heading:
                    heading.setHidden(not below)
                heading, below = item, False
                continue
            item.setHidden(not (all(one in text for one in wanted) if wanted else item.data(_PART) in parts))
            below = below or not item.isHidden()
        if heading:
            heading.setHidden(not below)

    def _open_first(self) -> None:
        """The first page found, at the words looked for."""
        items = [self.list.item(row) for row in range(self.list.count())]
        if found := next((one for one in items if one.data(_TEXT) and not one.isHidden()), None):
            self.list.setCurrentItem(found)
            self.text.setFocus()
            seek(self.text, self.box.text().strip())

    def _list(self, handbook: Handbook) -> None:
        self.list.blockSignals(True)
        manuals = self.desk.manuals()
        self.part.offer((f"使い方：{one.label}", one.id) for one in manuals)
        for manual in manuals:
            self._head(f"使い方　{manual.label}")
            for page in manual.pages:
                texts = (plain(manual, text) for text in page.texts())
                self._add(manual_text.name_of(manual, page), page.title, *texts, part=manual.id)
        self._head("守りを直す手引き")
        for one in handbook.guides:
            self._add(one.id, one.title, *texts_of_guide(one))
        for found in handbook.references:
            self._add(found.id, found.title, *texts_of_reference(found))
        self._head("ことば")
        self._add(WORDS, "ことばの一覧", *(f"{one.word} {one.reading}" for one in handbook.terms))
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        bold = QFont(self.list.font())
        bold.setBold(True)
        item.setFont(bold)
        item.setForeground(theme().colour("accent"))
        self.list.addItem(item)

    def _add(self, guide_id: str, words: str, *texts: str, part: str = "") -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, guide_id)
        item.setData(_PART, part)
        item.setData(_TEXT, "\n".join((words, *texts)).casefold())
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
        if (shown := self._shown_part()) is not None:
            page_of = shown.page[self.shown.partition("/")[2]]
            self.text.show_page(lambda room: manual_text.page(shown, page_of, self.desk.manual_picture, room))
        elif found:
            self.text.show_text(guide_text.guide(found, handbook, self.checklist))
        elif page:
            self.text.show_text(guide_text.reference(page, self.checklist))
        else:
            self.text.show_text(guide_text.words(handbook, self.checklist))

    def _shown_part(self) -> Manual | None:
        """The part of the manual a page of which is read."""
        scheme, _, place = self.shown.partition(":")
        if scheme != manual_text.SCHEME:
            return None
        return next(one for one in self.desk.manuals() if one.id == place.partition("/")[0])

    def _turn_part(self) -> None:
        """Another part, from its first page."""
        part = next(one for one in self.desk.manuals() if one.id == self.part.currentData())
        if self.checklist is not None:
            self.open(manual_text.name_of(part, part.pages[0]), self.checklist)
            self.part.setFocus()

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == "question":
            self.question_wanted.emit(link.path())
        elif link.scheme() == manual_text.SCHEME and self.checklist is not None:
            self.open(link.toString(), self.checklist)
        elif link.scheme() == "sheet":
            self._write(lambda: self.desk.write_sheet(link.path()))

    # -- writing out
    def _paper(self) -> Path:
        if (part := self._shown_part()) is not None:
            return self.desk.write_manual(part.id)
        return self.desk.write_guide(self.shown)

    def _write(self, write: Callable[[], Path]) -> None:
        if self._task is not None:
            return
        made: list[Path] = []
        self.notice.say("作っています…")
        self._task = background.run(lambda: made.append(write()), self, lambda error: self._written(made, error))

    def _written(self, made: list[Path], error: BaseException | None) -> None:
        self._task = None
        if error is None:
            self._say_made(made[0])
        elif isinstance(error, self.desk.refusals):
            self.notice.refuse(str(error))
        else:
            self.notice.refuse("作れませんでした。")
            raise error

    def _say_made(self, path: Path) -> None:
        said = f"作りました：{path}"
        if path.suffix == ".pdf":
            self.notice.say(said, "見て印刷する", lambda: self.print_wanted.emit([path]))
        else:
            self.notice.say(said, "フォルダーを開く", lambda: show_folder(path, self))
