"""設定: what this inspection asks and whom one can ask, and how the program looks on this PC; each saved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import jukiself
from jukiself.gui.cards import card, row
from jukiself.gui.contact import ContactCard
from jukiself.gui.copies_card import CopiesCard
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.notice import Notice
from jukiself.gui.theme import LARGEST_SCALE, SMALLEST_SCALE, space
from jukiself.gui.words import Centred, Prose, choice, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.gui.desk import Desk
    from jukiself.work.inspect import Sitting

_WIDEST = 900
_DEPTHS = {True: "詳細　すべての設問", False: "簡易　大事な設問だけ"}
_STEP = 0.1
_EVERY = 100  # one in per cent
_COPIES = "控え（保存ファイルの写し）"
_COPIES_ARE = (
    "点検を開いたときと、取り込み・取り消し・開き直しのようにまとめて変える前に、日付を付けて置きます。"
    "役場の弱い所と庁内メモも入るので、係だけが見られる所にしてください。"
)


class SettingsPage(QWidget):
    """Nothing to confirm: a press is the change, and a sentence beside it takes it back."""

    saved = Signal(bool)
    grow_wanted = Signal(float)
    news_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.notice = Notice()
        self.depths = {full: choice(words) for full, words in _DEPTHS.items()}
        self.extras: dict[str, QPushButton] = {}
        self.extra_row = QWidget()
        self.asked = Prose("", "quiet")
        self.contact = ContactCard(desk)
        self.percent = QLabel()
        self.smaller, self.larger, self.plain = QPushButton("小さく"), QPushButton("大きく"), QPushButton("標準に戻す")
        self.copies = CopiesCard(desk, self.notice)
        self.forget = QPushButton("一覧を空にする")
        self.recent = Prose()
        self.news = QPushButton("新しくなった所を読む")
        self.inspection = self._inspection_part()
        self._lay_out()
        self._connect()
        self.show_machine()

    # -- layout
    def _inspection_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("middle"))
        column.addWidget(label("この点検", "lead"))
        group = QButtonGroup(self)
        for button in self.depths.values():
            group.addButton(button)
        depths = QWidget()
        row = FlowLayout(depths, space("small"))
        for button in self.depths.values():
            row.addWidget(button)
        self._extra_flow = FlowLayout(self.extra_row, space("small"))
        column.addWidget(
            card(
                "尋ねる設問",
                "変えても、答えは消えません。簡易にしても、もう答えたものは判断に使います。外した分野の答えは使いません。",
                (depths, self.extra_row, self.asked),
            )
        )
        column.addWidget(self.contact)
        return part

    def _lay_out(self) -> None:
        scroll = Centred("設定", _WIDEST)
        column = scroll.column
        column.setContentsMargins(space("large"), space("middle"), space("large"), space("middle"))
        column.setSpacing(space("middle"))
        column.addWidget(self.inspection)
        column.addWidget(label("このパソコンでの使い方", "lead"))
        column.addWidget(
            card(
                "文字の大きさ",
                "どの画面でも Ctrl と ＋、Ctrl と － で変えられます。",
                (row(self.smaller, self.percent, self.larger, self.plain),),
            )
        )
        column.addWidget(card(_COPIES, _COPIES_ARE, (self.copies,)))
        column.addWidget(
            card(
                "最近使った保存ファイル",
                "はじめの画面に出る一覧です。空にしても、保存ファイルそのものは残ります。",
                (self.recent, row(self.forget)),
            )
        )
        column.addWidget(
            card(f"この版　{jukiself.__version__}", "更新を探しに行くことはありません。", (row(self.news),))
        )
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(space("middle"), space("hair"), space("middle"), 0)
        # Above what scrolls: the way back is seen wherever the press was.
        whole.addWidget(self.notice)
        whole.addWidget(scroll, 1)

    def _connect(self) -> None:
        for full, button in self.depths.items():
            button.clicked.connect(lambda _on, full=full: self.set_depth(full=full))
        for button, words, act in (
            (self.smaller, "文字を小さく", lambda: self._grow(-_STEP)),
            (self.larger, "文字を大きく", lambda: self._grow(_STEP)),
            (self.plain, "文字の大きさを標準に戻す", lambda: self._grow(1.0 - self.desk.text_scale())),
            (self.news, "新しくなった所を読む", self.news_wanted.emit),
            (self.forget, "最近使った保存ファイルの一覧を空にする", self.forget_recent),
        ):
            button.setAccessibleName(words)
            button.clicked.connect(act)
        self.copies.restore_wanted.connect(self.restore_wanted)
        self.contact.saved.connect(self.saved)
        self.contact.refused.connect(self.notice.refuse)

    # -- showing
    def show_sitting(self, sitting: Sitting) -> None:
        """What this inspection asks now."""
        if sitting is not self.sitting:
            self.notice.clear()
            self._offer_extras(sitting)
        self.sitting = sitting
        inspection, locked = sitting.inspection, sitting.inspection.review.locked
        writable = not sitting.book.read_only and not locked
        for full, button in self.depths.items():
            button.setChecked(full is inspection.full)
            button.setEnabled(writable)
        for area, button in self.extras.items():
            button.setChecked(area in inspection.extras)
            button.setEnabled(writable)
        progress = sitting.situation.progress
        told = f"いま尋ねる設問は {progress.asked}、答えたのは {progress.asked - progress.unanswered} です。"
        self.asked.say(f"{told}決裁済みなので、ここは変えられません。" if locked else told)
        self.contact.show_sitting(sitting)
        self.inspection.show()
        self.show_machine()

    def _offer_extras(self, sitting: Sitting) -> None:
        for old in self.extras.values():
            old.hide()
            self._extra_flow.removeWidget(old)
            old.deleteLater()
        self.extras = {}
        for area in sitting.checklist.areas:
            if area.optional:
                button = choice(f"＋ {area.title}")
                button.setAccessibleName(f"{area.title}も尋ねる")
                button.clicked.connect(lambda on, area=area.id: self.set_extra(area, on=on))
                self.extras[area.id] = button
                self._extra_flow.addWidget(button)
        self.extra_row.setVisible(bool(self.extras))

    def show_machine(self) -> None:
        """What holds for this PC."""
        self.inspection.setVisible(self.sitting is not None)
        scale = self.desk.text_scale()
        self.percent.setText(f"{round(scale * _EVERY)} %")
        self.smaller.setEnabled(scale > SMALLEST_SCALE)
        self.larger.setEnabled(scale < LARGEST_SCALE)
        self.plain.setEnabled(scale != 1.0)
        book = self.sitting.book.path if self.sitting is not None else None
        self.copies.show_book(book)
        books = self.desk.recent()
        self.recent.say("、".join(one.title for one in books) if books else "いまは空です。")
        self.forget.setEnabled(bool(books))

    def first_focus(self) -> QWidget:
        """What is asked, or the size of the text."""
        return self.depths[True] if self.sitting is not None else self.larger

    def flush(self) -> bool:
        """Keep the contact as typed."""
        return self.contact.flush()

    def close_sitting(self) -> None:
        """Let the sitting go; what holds for this PC stays."""
        self.sitting = None
        self.contact.show_sitting(None)
        self.notice.clear()
        self.show_machine()

    # -- what a press does
    def set_depth(self, *, full: bool) -> None:
        """Everything, or what matters most."""
        sitting = self.sitting
        if sitting is not None and full is not sitting.inspection.full:
            self._change(
                lambda: sitting.set_depth(full=full),
                f"深さを「{_DEPTHS[full]}」にしました。",
                lambda: sitting.set_depth(full=not full),
            )

    def set_extra(self, area: str, *, on: bool) -> None:
        """An optional area more or less."""
        sitting = self.sitting
        if sitting is None:
            return
        before = set(sitting.inspection.extras)
        title = sitting.checklist.titles[f"area:{area}"]
        self._change(
            lambda: sitting.set_extras(before | {area} if on else before - {area}),
            f"「{title}」を、{'尋ねる' if on else '尋ねない'}ようにしました。",
            lambda: sitting.set_extras(before),
        )

    def _change(self, act: Callable[[], object], said: str, back: Callable[[], object]) -> None:
        """Save at once; one press takes it back."""
        sitting = self.sitting
        if sitting is None:
            return
        before = sitting.situation.progress.asked
        done = self._attempt(act)
        self.show_sitting(sitting)
        if done:
            after = sitting.situation.progress.asked
            self.notice.say(
                f"{said}尋ねる設問は {before} から {after} になりました。", "取り消す", lambda: self._back(back)
            )

    def _back(self, back: Callable[[], object]) -> None:
        sitting = self.sitting
        if sitting is not None and self._attempt(back):
            self.show_sitting(sitting)
            self.notice.say("元に戻しました。")

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except self.desk.refusals as error:
            self.notice.refuse(str(error))
            self.saved.emit(False)
            return False
        self.saved.emit(True)
        return True

    def _grow(self, by: float) -> None:
        self.grow_wanted.emit(by)
        self.show_machine()

    def forget_recent(self) -> None:
        """An empty list on the first page."""
        self._keep("recent_books", [], "最近使った保存ファイルの一覧を空にしました。")

    def _keep(self, name: str, value: object, said: str) -> None:
        before = self.desk.setting(name)
        self.desk.keep_setting(name, value)
        self.show_machine()

        def back() -> None:
            self.desk.keep_setting(name, before)
            self.show_machine()
            self.notice.say("元に戻しました。")

        self.notice.say(said, "取り消す", back)
