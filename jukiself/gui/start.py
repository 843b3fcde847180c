"""The first page: go on, begin, open a returned workbook, or try a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from jukiself.gui.card_button import CardButton
from jukiself.gui.notice import Notice
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QAbstractButton

    from jukiself.gui.desk import Desk, Listed

_WHERE = "事務用のPCで使います。統合端末など、住基の機器には入れません。インターネットにはつながりません。"
_WHAT = "答えるだけで、弱い所と、今月できる最初の一歩が分かります。途中でやめても、答えはそのつど保存されます。"
_WIDEST = 1180
_BAR = 12  # as wide as the style sheet has it
#: How many letters of ordinary text two columns need.
_TWO_COLUMNS = 72


class Recent:
    """A book used before."""

    def __init__(self, path: Path, title: str, said: str, code: str = "", year: int = 0) -> None:
        self.path, self.title, self.said, self.code, self.year = path, title, said, code, year


class StartPage(QWidget):
    """Every button works from the first paint; what needs more than is loaded yet waits and says so (`Reception`)."""

    new_wanted = Signal()
    book_wanted = Signal(object, object)
    workbook_wanted = Signal(object)
    case_wanted = Signal(str)
    next_wanted = Signal(str)
    gather_wanted = Signal()
    training_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self._narrow = False
        self.notice = Notice()
        self.new = self._button("新しく点検を始める", "団体と年度を選ぶだけです", self.new_wanted.emit, main=True)
        self.open = self._button("保存ファイルを開く…", "続きをする", self._choose_book)
        self.workbook = self._button("回答書（Excel）を開く…", "Excel に書いた答えを取り込む", self._choose_workbook)
        self.gather = self._button(
            "市町村の回答を集める（都道府県）", "依頼を作り、届いた回答書をまとめて見る", self.gather_wanted.emit
        )
        self.training = self._button("研修の部屋", "公表された事例で、部屋や1人で練習する", self.training_wanted.emit)
        for button in (self.gather, self.training):
            button.setProperty("role", "plain")
        self.recent = _Shelf("続きから")
        self.restore = self._button(
            "控えに戻す…", "おかしくなった保存ファイルを、前の日付の写しに戻す", self.restore_wanted.emit
        )
        self.restore.setProperty("role", "plain")
        self.cases = _Shelf("見本で試す（長野県の調査 2006年）")
        self._lay_out()
        self.show_recent()

    def _button(self, words: str, hint: str, act: Callable[[], object], *, main: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setMinimumHeight(48)
        button.setAccessibleName(f"{words}（{hint}）")
        button.setToolTip(hint)
        if main:
            button.setProperty("role", "main")
        button.clicked.connect(lambda _on: act())
        return button

    def _lay_out(self) -> None:
        # From the outside in: a style sheet looks anew at all that a widget holds whenever it changes its parent.
        left, right = self._columns()
        left.setSpacing(space("middle"))
        left.addWidget(label("住基セルフ点検ブック", "title"))
        left.addWidget(Prose(_WHAT))
        left.addSpacing(space("small"))
        for button in (self.new, self.open, self.workbook):
            left.addWidget(button)
        left.addWidget(self.gather)
        left.addWidget(self.training)
        left.addStretch(1)
        left.addWidget(Prose(_WHERE, "quiet"))
        self._left = left
        right.setSpacing(space("middle"))
        for widget in (self.recent, self.restore, self.cases):
            right.addWidget(widget)
        right.addStretch(1)

    def _columns(self) -> tuple[QVBoxLayout, QVBoxLayout]:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        scroll, flow = QScrollArea(self), QWidget()
        whole.addWidget(scroll)
        scroll.setAccessibleName("はじめの画面")
        scroll.setWidget(flow)
        scroll.setWidgetResizable(True)
        scroll.setProperty("alignment", "AlignHCenter")  # by name: see `words.label`
        # Its room is kept while there is nothing to scroll, so that nothing moves when the samples come.
        scroll.setProperty("verticalScrollBarPolicy", "ScrollBarAlwaysOn")
        bar = scroll.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(lambda _least, most: bar.setEnabled(most > 0))
        scroll.setProperty("focusPolicy", "NoFocus")
        flow.setObjectName("flow")
        flow.setMaximumWidth(_WIDEST - _BAR)
        column = QVBoxLayout(flow)
        column.setContentsMargins(2 * space("large"), space("large"), 2 * space("large") - _BAR, space("large"))
        column.addWidget(self.notice)
        body, left, right = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._body = body
        column.addLayout(body, 1)
        body.setSpacing(2 * space("large"))
        body.addLayout(left, 5)
        body.addLayout(right, 6)
        return left, right

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where letters are large, the two columns stand one below the other."""
        super().resizeEvent(event)
        narrow = self.width() < _TWO_COLUMNS * self.fontMetrics().averageCharWidth()
        if narrow != self._narrow:
            self._narrow = narrow
            ways = QHBoxLayout.Direction
            self._body.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    # -- showing
    def first_focus(self) -> QWidget:
        """What a person most likely wants."""
        return self.first()

    def show_recent(self) -> None:
        """What was used before; known without loading anything."""
        books = list(self.desk.recent())
        begin = [(f"{one.title}を始める", one.said, self._next(one.code)) for one in self.desk.due()[:1]]
        self.recent.fill([*begin, *((one.title, one.said, self._opener(one.path, None)) for one in books[:4])])
        self.recent.setVisible(bool(books))
        self.restore.setVisible(bool(books))

    def loaded(self) -> None:
        """What was inspected in an earlier year can be begun anew now."""
        if self.desk.due():
            before = self.first().hasFocus()
            self.show_recent()
            if before:
                self.first().setFocus()

    def put_below(self, widget: QWidget) -> None:
        """Something that comes later: into the empty room above the last line, where it moves nothing."""
        self._left.insertWidget(self._left.count() - 1, widget)

    def show_cases(self) -> None:
        """What can be tried: looked for by few, so it comes right after the first paint."""
        if not self.cases.buttons:
            self.cases.fill([(one.title, one.intro, self._case(one.id)) for one in self.desk.cases()])

    def first(self) -> QAbstractButton:
        """What a person most likely wants."""
        return self.recent.buttons[0] if self.recent.buttons else self.new

    def choose_of(self, path: Path | str, listed: Sequence[Listed]) -> None:
        """A book with several inspections: which one?"""
        # An address may hold a password.
        name = "サーバーの保存先" if isinstance(path, str) else f"「{path.name}」"
        self.notice.say(f"{name}には点検が {len(listed)} あります。下から選んでください。")
        self.recent.fill([(one.title, one.said, self._opener(path, one.id)) for one in listed])
        self.recent.show()
        self.recent.buttons[0].setFocus()

    def _opener(self, path: Path | str, inspection_id: int | None) -> Callable[[], None]:
        return lambda: self.book_wanted.emit(path, inspection_id)

    def _next(self, code: str) -> Callable[[], None]:
        return lambda: self.next_wanted.emit(code)

    def _case(self, case_id: str) -> Callable[[], None]:
        return lambda: self.case_wanted.emit(case_id)

    # -- files
    def _choose_book(self) -> None:
        chosen = self._ask("保存ファイルを開く", "保存ファイル (*.jukiself)")
        if chosen:
            self.book_wanted.emit(chosen, None)

    def _choose_workbook(self) -> None:
        chosen = self._ask("回答書を開く", "回答書 (*.xlsx *.xls *.ods)")
        if chosen:
            self.workbook_wanted.emit(chosen)

    def _ask(self, title: str, kinds: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - after the first paint

        folder = self.desk.last_folder()
        chosen, _kind = QFileDialog.getOpenFileName(self, title, str(folder), kinds)
        return type(folder)(chosen) if chosen else None


class _Shelf(QFrame):
    """A heading and one button per thing on it, each with a second line."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[CardButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space("small"))
        self._column.addWidget(label(title, "lead"))

    def fill(self, things: list[tuple[str, str, Callable[[], None]]]) -> None:
        for button in self.buttons:
            button.hide()
            self._column.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for title, said, act in things:
            button = CardButton(title, said)
            button.clicked.connect(lambda _on, act=act: act())
            self._column.addWidget(button)
            self.buttons.append(button)
