"""控えに戻す: the copies of a book, and what going back to the one chosen would change; nothing is done before one says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QPushButton, QVBoxLayout, QWidget

from jukiself.gui import background
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.notice import Notice
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.prefecture.table import PlainTable
from jukiself.gui.theme import space
from jukiself.gui.words import Centred, Prose, fill, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from jukiself.gui.desk import Desk
    from jukiself.work.restoring import Listed, Outlook
    from jukiself.work.setback import Row

_WIDEST = 1600
_BESIDE = 60  # full-width letters that two halves need
_SAFE = "戻す前に、いまのものを控えに取ります。戻した後でも、元に戻せます。"
_NO_COPIES = (
    "この保存ファイルの控えは、まだありません。ほかの所に写しがあれば「ほかの控えを選ぶ」から選べます。"
    "控えは、点検を開いたときと、まとめて変える前にできます。"
)
_LOOKING = "何が変わるかを調べています…"


class RestorePage(QWidget):
    """``back_wanted`` brings the book and the copy to go back to, ``rescue_wanted`` a broken book."""

    back_wanted = Signal(object, object)
    rescue_wanted = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self._desk = desk
        self._path: Path | None = None
        self._asked: object = None
        self.outlook: Outlook | None = None
        self.notice = Notice()
        self.books = PullDown("保存ファイル")
        self.copies: PlainTable[Listed] = PlainTable(
            "控え", ("いつ", "いまと比べて", "中身"), (10, 0, 6), lines=5, spare=(2,)
        )
        self.said, self.detail = Prose("", "strong"), Prose()
        self.rows: PlainTable[Row] = PlainTable("変わるもの", ("何が", "いま", "戻すと"), (0, 0, 0), lines=5)
        self.back, self.leave = QPushButton("この控えに戻す"), QPushButton("やめる")
        self.elsewhere, self.rescue = QPushButton("ほかの控えを選ぶ…"), QPushButton("読める所を救い出す")
        self.other = QPushButton("ほかの保存ファイル…")
        self._lay_out()
        self._connect()

    # -- layout
    def _lay_out(self) -> None:
        self.back.setProperty("role", "main")
        for button in (self.back, self.leave, self.elsewhere, self.rescue, self.other):
            button.setAccessibleName(button.text())
        column = fill(self, Centred("控えに戻す", _WIDEST))
        column.setContentsMargins(space("large"), space("small"), space("large"), space("small"))
        column.setSpacing(space("small"))
        which, feet = FlowRow(space("small")), FlowRow(space("small"))
        which.flow.addWidget(label("控えに戻す", "title"))
        which.flow.addWidget(self.books)
        which.flow.addWidget(self.other)
        for button in (self.back, self.leave, self.elsewhere, self.rescue):
            feet.flow.addWidget(button)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(space("middle"))
        for stretch, widgets in ((2, (Prose(_SAFE, "quiet"), self.copies)), (3, (self.said, self.rows, self.detail))):
            half = QWidget()
            inner = QVBoxLayout(half)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(space("small"))
            for widget in widgets:
                inner.addWidget(widget, int(isinstance(widget, PlainTable)))
            self._halves.addWidget(half, stretch)
        for whole in (which, self.notice):
            column.addWidget(whole)
        column.addLayout(self._halves, 1)
        column.addWidget(feet)

    def _connect(self) -> None:
        self.books.currentIndexChanged.connect(lambda _row: self._choose_book(self.books.currentData()))
        self.other.clicked.connect(self._ask_book)
        self.copies.moved.connect(self._look)
        self.rows.moved.connect(self._tell)
        self.elsewhere.clicked.connect(self._ask_copy)
        self.back.clicked.connect(self._back)
        self.leave.clicked.connect(self.left)
        self.rescue.clicked.connect(lambda: self.rescue_wanted.emit(self._path))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where letters are large, one half stands below the other."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        narrow = self.width() < _BESIDE * self.fontMetrics().horizontalAdvance("国")
        self._halves.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    # -- showing
    def show_book(self, path: Path | None, *, broken: bool = False) -> None:
        """The copies of a book; without one, of the book used last."""
        books = [(one.title, one.path) for one in self._desk.recent()]
        if path is not None and path not in [one for _, one in books]:
            books.insert(0, (path.name, path))
        self.books.offer([(f"{title}（{one.name}）" if title != one.name else title, one) for title, one in books])
        self.books.setVisible(bool(books))
        self.rescue.setVisible(broken)
        chosen = path or (books[0][1] if books else None)
        blocked = self.books.blockSignals(True)
        self.books.choose(chosen)
        self.books.blockSignals(blocked)
        self._choose_book(chosen)

    def first_focus(self) -> QWidget:
        """The list, where there is one; never the button that changes something."""
        return self.copies if self.copies.things else self.leave

    def _choose_book(self, path: Path | None) -> None:
        self._path = path
        self.notice.clear()
        self.show_copies(self._desk.copies().listed(path) if path is not None else ())

    def show_copies(self, listed: Sequence[Listed]) -> None:
        """Newest first."""
        years = {one.at.year for one in listed}
        cells = [(_when(one, year=len(years) > 1), one.differs, one.holds) for one in listed]
        self.copies.show_rows(cells, list(listed), stay=False)
        if not listed:
            self._forget(_NO_COPIES if self._path is not None else "保存ファイルを選んでください。")

    def _forget(self, said: str) -> None:
        self._asked, self.outlook = None, None
        self.said.say(said)
        self.rows.show_rows([], [])
        self.back.setEnabled(False)

    def _look(self) -> None:
        """What would change, worked out beside the window; another choice meanwhile is the one that counts."""
        path, chosen = self._path, self.copies.thing
        if path is None or chosen is None or self._asked == (path, chosen.path):
            return
        self._forget(_LOOKING)
        self._asked = asked = (path, chosen.path)
        found: list[Outlook] = []

        def done(error: BaseException | None) -> None:
            if self._asked != asked:
                return
            if error is None:
                self._show(found[0])
            elif isinstance(error, self._desk.refusals):
                self.said.say(f"！ {error}")
            else:
                raise error

        background.run(lambda: found.append(self._desk.copies().look(*asked)), self, done)

    def _show(self, found: Outlook) -> None:
        self.outlook = found
        self.said.say(found.words)
        pairs = [(part.title, row) for part in found.parts for row in part.rows]
        alone = len(found.parts) == 1
        cells = [(row.about if alone else f"{title}　{row.about}", row.now, row.then) for title, row in pairs]
        self.rows.show_rows(cells, [row for _, row in pairs], stay=False)
        self.back.setEnabled(not found.same)

    def _tell(self) -> None:
        row = self.rows.thing
        self.detail.say(f"{row.about}\nいま：{_line(row.now)}\n戻すと：{_line(row.then)}" if row is not None else "")
        self.detail.setVisible(row is not None)

    # -- doing
    def _ask_book(self) -> None:
        if chosen := self._ask("保存ファイル"):
            self.show_book(chosen)

    def _ask_copy(self) -> None:
        path = self._path
        if path is not None and (chosen := self._ask("控え")):
            known = self._desk.copies().listed(path)
            self.show_copies([self._desk.copies().named(path, chosen), *(one for one in known if one.path != chosen)])

    def _ask(self, what: str) -> Path | None:
        folder = self._path.parent if self._path is not None else self._desk.last_folder()
        chosen, _kind = QFileDialog.getOpenFileName(self, f"{what}を選ぶ", str(folder), f"{what} (*.jukiself)")
        return Path(chosen) if chosen else None

    def _back(self) -> None:
        if self.outlook is not None and self._path is not None:
            self.back_wanted.emit(self._path, self.outlook.copy)


def _when(one: Listed, *, year: bool) -> str:
    return f"{f'{one.at.year}年' if year else ''}{one.at.month}月{one.at.day}日 {one.at:%H:%M:%S}"


def _line(words: str) -> str:
    return "　".join(words.split("\n"))
