"""契約: the list of contracts, 契約点検表 on the screen, and the papers that go to contractors and come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jukiself.gui.clause_table import ClauseTable
from jukiself.gui.contracts import ContractList
from jukiself.gui.desk import Paper
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.notice import Notice
from jukiself.gui.paper_row import PaperRow
from jukiself.gui.paper_writer import PaperWriter
from jukiself.gui.papers import CARDS
from jukiself.gui.theme import space
from jukiself.gui.vendor_part import VendorPart
from jukiself.gui.whole_row import WholeRow
from jukiself.gui.words import Prose, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.answers.model import Contract, Key
    from jukiself.gui.desk import Desk
    from jukiself.work.inspect import Sitting

LIST, TABLE, PAPERS = "list", "table", "papers"
_TABS = {LIST: "契約の一覧", TABLE: "契約点検表", PAPERS: "文書と事業者の返事"}
_PAPERS = (Paper.CONTRACT_TABLE, Paper.DRAFTS_WORD, Paper.DRAFTS_EXCEL)
_WIDEST = 1100


class ContractPage(QWidget):
    """Three leaves of one page; a contract is listed once and seen in all three."""

    wanted = Signal(object)
    saved = Signal(bool)
    print_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.notice = Notice()
        self.tabs = {name: QPushButton(words) for name, words in _TABS.items()}
        self.leaves = QStackedWidget()
        self.list = ContractList(self._attempt, ended=True)
        self.whole = WholeRow()
        self.table = ClauseTable()
        self.rows = {one: PaperRow(CARDS[one]) for one in _PAPERS}
        self.vendor = VendorPart(desk)
        self.writer = PaperWriter(desk, self.rows.values(), self.flush, self)
        self.writer.print_wanted.connect(self.print_wanted)
        self._lay_out()
        self._connect()

    # -- layout
    def _lay_out(self) -> None:
        tabs = QWidget()
        row = FlowLayout(tabs, 0)
        group = QButtonGroup(self)
        for name, button in self.tabs.items():
            button.setCheckable(True)
            button.setProperty("role", "tab")
            button.setAccessibleName(_TABS[name])
            button.clicked.connect(lambda _on, name=name: self.turn(name))
            group.addButton(button)
            row.addWidget(button)
        self.leaves.addWidget(_scrolled("契約の一覧", self._list_leaf()))
        self.leaves.addWidget(self.table)
        self.papers = _scrolled("文書と事業者の返事", self._paper_leaf())
        self.leaves.addWidget(self.papers)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("hair"), space("middle"), space("small"))
        column.addWidget(tabs)
        column.addWidget(self.notice)
        column.addWidget(self.leaves, 1)
        self.tabs[LIST].setChecked(True)

    def _list_leaf(self) -> QWidget:
        leaf = QWidget()
        leaf.setObjectName("flow")
        column = QVBoxLayout(leaf)
        column.setContentsMargins(0, 0, space("small"), 0)
        column.setSpacing(space("middle"))
        column.addWidget(
            Prose(
                "住民の情報にさわる仕事を外に頼んでいる契約を、1行に1つ挙げます。書いたものはすぐ保存されます。"
                "終わった契約は「終わった」を押すと、答えを残したまま、尋ねなくなります。"
            )
        )
        column.addWidget(self.list)
        column.addWidget(self.whole)
        column.addStretch(1)
        return leaf

    def _paper_leaf(self) -> QWidget:
        leaf = QWidget()
        leaf.setObjectName("flow")
        column = QVBoxLayout(leaf)
        column.setContentsMargins(0, 0, space("small"), 0)
        column.setSpacing(space("middle"))
        column.addWidget(self.vendor)
        card = QFrame()
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        inner.addWidget(label("契約の係との打合せに使う文書", "lead"))
        for one in self.rows.values():
            inner.addWidget(one)
        column.addWidget(card)
        column.addStretch(1)
        return leaf

    def _connect(self) -> None:
        self.list.changed.connect(self._changed)
        self.list.refused.connect(self.notice.refuse)
        self.list.removed.connect(self._removed)
        self.list.turned.connect(self._turned)
        self.table.wanted.connect(self.wanted)
        self.whole.wanted.connect(self.wanted)
        self.whole.said.connect(self._say_whole)
        self.vendor.changed.connect(self._answers_changed)
        # Once it has its place, the reply stands at the top of what is seen.
        self.vendor.shown.connect(lambda card: QTimer.singleShot(0, lambda: self._bring_up(card)))

    # -- showing
    def show_sitting(self, sitting: Sitting) -> None:
        """The contracts as they are now."""
        if sitting is not self.sitting:
            self.notice.clear()
            self.writer.show_folder(sitting, self.desk.export_folder(sitting))
        self.sitting = sitting
        self._fill()

    def _fill(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        self.list.show_list(sitting, enabled=not sitting.book.read_only)
        self.whole.show_sitting(sitting)
        running = bool(sitting.inspection.running)
        self.tabs[TABLE].setEnabled(running)
        self.tabs[TABLE].setToolTip("" if running else "契約を1つ挙げると、見られます。")
        if not running and self.leaves.currentWidget() is self.table:
            self.turn(LIST)
        self.table.show_table(self.desk.contract_table(sitting))
        self.vendor.show_sitting(sitting)

    def _say_whole(self, key: Key, value: str) -> None:
        sitting = self.sitting
        if sitting is not None:
            self._attempt(lambda: sitting.answer(key, value))
            self._fill()

    def turn(self, name: str) -> None:
        """One of the three leaves; what is typed is kept first."""
        if not self.flush():
            name = LIST
        self.leaves.setCurrentIndex(list(_TABS).index(name))
        self.tabs[name].setChecked(True)
        self._fill()
        if name == TABLE:
            self.table.table.setFocus()

    def first_focus(self) -> QWidget:
        """The table where there is one to read, else the first name to write."""
        if self.leaves.currentWidget() is self.table:
            return self.table.table
        return next((one for one in self.tabs.values() if one.isChecked()), self.tabs[LIST])

    def flush(self) -> bool:
        """Keep every contract as typed."""
        return self.list.flush()

    def close_sitting(self) -> None:
        """Let the sitting go; `flush` first."""
        self.sitting = self.writer.sitting = None
        self.vendor.show_sitting(None)
        self.turn_to_list()

    def turn_to_list(self) -> None:
        """The first leaf, for the next inspection."""
        self.leaves.setCurrentIndex(0)
        self.tabs[LIST].setChecked(True)

    def _bring_up(self, card: QWidget) -> None:
        leaf = self.papers.widget()
        layout = leaf.layout() if leaf else None
        if card is self.vendor.reply and layout is not None:
            layout.activate()
            QApplication.sendPostedEvents(self.papers, QEvent.Type.LayoutRequest.value)
            self.papers.verticalScrollBar().setValue(self.vendor.y() + card.y())

    # -- what changes
    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except self.desk.refusals as error:
            self.notice.refuse(str(error))
            self.saved.emit(False)
            return False
        self.notice.clear()
        self.saved.emit(True)
        return True

    def _changed(self) -> None:
        self._fill()

    def _answers_changed(self, kept: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.saved.emit(kept)
        self._fill()

    def _removed(self, contract: Contract, place: int) -> None:
        self._fill()
        self.notice.say(
            f"「{contract.name}」を一覧から外しました。", "元に戻す", lambda: self._put_back(contract, place)
        )

    def _put_back(self, contract: Contract, place: int) -> None:
        self.list.put_back(contract, place)
        self.notice.say(f"「{contract.name}」を一覧に戻しました。")

    def _turned(self, contract: Contract) -> None:
        over = (
            f"{contract.ended} に終わった契約にしました。答えは残り、もう尋ねません。"
            if contract.ended
            else "続いている契約に戻しました。"
        )
        self.notice.say(f"「{contract.name}」を、{over}")


def _scrolled(name: str, leaf: QWidget) -> QScrollArea:
    leaf.setMaximumWidth(_WIDEST)
    scroll = QScrollArea()
    scroll.setAccessibleName(name)
    scroll.setWidget(leaf)
    scroll.setWidgetResizable(True)
    scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll
