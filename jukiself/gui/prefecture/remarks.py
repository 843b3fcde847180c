"""講評: the pile of findings, sorted with single keys; opinions and comments; letters and workbooks out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from jukiself.answers.comment import OPINION_LABELS
from jukiself.checklist.model import SEVERITY_LABELS
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.gui.elsewhere import show_folder
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.prefecture.letter_head import LetterHead
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.prefecture.remark_card import KEYS, RemarkCard
from jukiself.gui.prefecture.round_page import NO_REPLIES, RoundPage
from jukiself.gui.prefecture.table import PlainTable
from jukiself.gui.steady import switch
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label, place_words
from jukiself.survey.remarks import BIN_LABELS, Bin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jukiself.gui.desk import Desk
    from jukiself.gui.prefecture.gathering import Gathering, Tell
    from jukiself.gui.prefecture.remarks_desk import RemarksDesk
    from jukiself.survey.sorting import Heap, Item, Pile

_BESIDE = 60
_BACK_KEY, _YES_KEY = "0", "Y"
_SIGNS = {Status.DEFECT: "■", Status.CHECK: "？"}
_MEANS = "　".join(f"{sign} {STATUS_LABELS[one]}" for one, sign in _SIGNS.items())
_WHAT = (
    "1 全体通知　2 個別助言　3 電話　4 来年　0 未仕分けに戻す　Y 提案のとおり。左の表では、その所見の全団体に効きます。"
)


class _Batch:
    """A heap as the left table names it."""

    def __init__(self, heap: Heap) -> None:
        self.heap = heap
        self.name = (heap.name, heap.items[0].held.status if heap.items else "")


class _One:
    """An item as the right table names it."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.name = item.on


class RemarksPage(RoundPage):
    """``reply_wanted`` brings the inspection of a finding's office."""

    reply_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.pile: Pile | None = None
        self.counter, self.bins = label("", "title"), Prose("", "quiet")
        self.by = PullDown("まとめ方", (("所見ごとに見る", "finding"), ("団体ごとに見る", "office")))
        self.only = PullDown("しぼる", [("仕分け：すべて", None), *((BIN_LABELS[one], one) for one in Bin)])
        self.accept = QPushButton("残りを提案のとおりに仕分ける")
        self.head = LetterHead()
        self.out = QPushButton("助言と講評を書き出す…")
        self.take = QPushButton("返事を取り込む…")
        self.heaps: PlainTable[_Batch] = PlainTable("所見の山", ("まとまり", "団体", "残り"), (0, 3, 3), lines=6)
        self.items: PlainTable[_One] = PlainTable(
            "選んだ山の所見", ("団体", "所見・対象", "重さ", "仕分け", "提案", "意見", "コメント"), (6, 0, 5, 5, 5, 6, 0), lines=3, spare=(5, 2, 4)
        )  # fmt: skip
        self.card = RemarkCard()
        self._lay_out()
        self._connect()

    # -- layout
    def _lay_out(self) -> None:
        for button, name in (
            (self.accept, "まだ仕分けていない所見を、提案のとおりに仕分ける"),
            (self.out, "個別助言、全体通知、電話で尋ねること、講評を書き出す"),
            (self.take, "団体が返事を書いて戻した講評から、返事を取り込む"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
        column = self._column("講評")
        head, tools = FlowRow(space("middle")), FlowRow(space("hair"))
        for part in (self.counter, self.bins, self.by, self.only, self.accept):
            head.flow.addWidget(part)
        for tool in (*self.head.parts, self.out, self.take):
            tools.flow.addWidget(tool)
        for button in (self.accept, self.out, self.take):
            button.setProperty("role", "tool")
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(space("small"))
        beside.addWidget(self.items, 1)
        beside.addWidget(self.card)
        for whole in (head, self.notice, self.band, tools):
            column.addWidget(whole)
        column.addLayout(self._two(((self.heaps, 5), (right, 7)), _BESIDE), 1)
        column.addWidget(Prose(f"{_WHAT}　{_MEANS}", "quiet"))

    def _connect(self) -> None:
        self.by.activated.connect(lambda _row: self._fill())
        self.only.activated.connect(lambda _row: self._fill())
        self.heaps.moved.connect(self._fill_items)
        self.heaps.chosen.connect(lambda _heap: self.items.setFocus())
        self.heaps.typed.connect(lambda key: self._press(key, self._in_heap()))
        self.items.moved.connect(self._turn_card)
        self.items.chosen.connect(lambda _one: self.card.comment.setFocus())
        self.items.typed.connect(lambda key: self._press(key, self._here(), onward=True))
        self.card.said.connect(self._say)
        self.card.sorted.connect(lambda one: self._sort(self._here(), one))
        self.card.phrase_kept.connect(self._keep_phrase)
        self.card.reply_wanted.connect(self._open)
        self.accept.clicked.connect(self._accept_rest)
        self.out.clicked.connect(self._choose_out)
        self.take.clicked.connect(self._choose_replies)
        self.band.changed.connect(self._mark)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.card.flush)

    # -- showing
    def show_gathering(self, gathering: Gathering) -> None:
        """The pile as it is now."""
        if gathering is not self.gathering:
            self.gathering, self.pile = gathering, None
            self.card.show_item(None)
            self.head.clear()
            self.notice.clear()
        if self.band.busy:
            return
        if self._attempt(lambda: self.card.show_phrases(gathering.remarks().phrases())):
            self._gather(gathering)

    def _gather(self, gathering: Gathering) -> None:
        """Every reply is judged once; stopped in the middle, one goes on from there."""

        def stopped() -> None:
            self.notice.say(
                "所見を集めるのをやめました。ここまで見た分は残っています。",
                "続きを集める",
                lambda: self._gather(gathering),
            )

        self.band.run(gathering, "所見を集めています", gathering.remarks().pile, self._gathered, stopped=stopped)

    def close_gathering(self) -> None:
        """The book is closed; whatever is at work stops."""
        super().close_gathering()
        self.pile = None
        self.card.show_item(None)

    def flush(self) -> bool:
        """Keep what is being written."""
        return self.card.flush()

    def first_focus(self) -> QWidget:
        """The heaps."""
        return self.heaps

    def _desk(self) -> RemarksDesk:
        if self.gathering is None:
            raise RuntimeError("show_gathering comes first")
        return self.gathering.remarks()

    def _gathered(self, pile: Pile) -> None:
        first = self.pile is None
        self._show(pile)
        if first and self.isVisible():
            self.heaps.setFocus()

    def _show(self, pile: Pile) -> None:
        self.pile = pile
        self.counter.setText(f"残り {pile.remaining:,}／{len(pile.items):,}")
        self.counter.setAccessibleName(f"所見{len(pile.items)}のうち、まだ仕分けていないもの{pile.remaining}")
        said = "　".join(f"{BIN_LABELS[one]} {pile.bins[one]:,}" for one in KEYS.values())
        left = f"　いまの回答にない所見への講評 {len(pile.left)}" if pile.left else ""
        self.bins.say(said + left if self._desk().offices() or pile.left else NO_REPLIES)
        self._fill()
        self._mark()

    def _mark(self) -> None:
        busy = self.band.busy
        for one in (self.accept, self.out, self.take, self.heaps, self.items):
            switch(one, on=not busy)
        switch(self.accept, on=not busy and bool(self.pile and self.pile.remaining))
        switch(self.out, on=not busy and self.pile is not None and bool(self._desk().offices()))

    def _fill(self) -> None:
        if self.pile is None:
            return
        by_finding = self.by.currentData() == "finding"
        found = [_Batch(one) for one in (self.pile.by_finding if by_finding else self.pile.by_office)]
        found = [one for one in found if self._wanted(one.heap.items)]
        self.heaps.show_rows([_heap_cells(one.heap, by_finding=by_finding) for one in found], found)
        self._fill_items()

    def _wanted(self, items: Iterable[Item]) -> list[Item]:
        if not self.only.currentIndex():
            return list(items)
        wanted = Bin(self.only.currentData() or "")
        return [one for one in items if one.bin is wanted]

    def _fill_items(self) -> None:
        heap = self.heaps.thing
        items = [_One(one) for one in self._wanted(heap.heap.items)] if heap else []
        self.items.show_rows(
            [_item_cells(one.item, by_finding=self.by.currentData() == "finding") for one in items], items
        )
        self._turn_card()

    def _turn_card(self) -> None:
        one = self.items.thing
        item = one.item if one else None
        if self.card.item is not None and (item is None or item.on != self.card.item.on) and not self.card.flush():
            self.items.go(self.card.item.on)
            return
        self.card.show_item(item)

    # -- sorting
    def _in_heap(self) -> list[Item]:
        heap = self.heaps.thing
        return self._wanted(heap.heap.items) if heap else []

    def _here(self) -> list[Item]:
        one = self.items.thing
        return [one.item] if one else []

    def _press(self, key: str, items: list[Item], *, onward: bool = False) -> None:
        if key == "K":
            self.notice.say(f"表で使うキー：{_WHAT}　Enter 右の表へ、コメントへ　Ctrl+S 書き留める")
        elif key in KEYS:
            self._sort(items, KEYS[key], onward=onward)
        elif key == _BACK_KEY:
            self._sort(items, Bin.UNSORTED)
        elif key == _YES_KEY:
            self._do(lambda desk: desk.accept(items), onward=onward)

    def _sort(self, items: list[Item], chosen: Bin, *, onward: bool = False) -> None:
        if self._do(lambda desk: desk.put(items, bin=chosen), onward=onward) and len(items) > 1:
            self.notice.say(f"{len(items)}の所見を「{BIN_LABELS[chosen]}」に仕分けました。")

    def _accept_rest(self) -> None:
        if self.pile is None:
            return
        items, count = self.pile.items, self.pile.remaining

        def accept() -> None:
            if self._do(lambda desk: desk.accept(items)):
                self.notice.say(f"{count}の所見を、提案のとおりに仕分けました。")

        self.notice.say(f"まだ仕分けていない{count}の所見を、それぞれの提案のとおりに仕分けます。", "仕分ける", accept)
        self.notice.button.setFocus()

    def _do(self, act: Callable[[RemarksDesk], Pile], *, onward: bool = False) -> bool:
        """Write, show what stands then, and go on to the next row; whether it was written."""
        if self.gathering is None or self.band.busy:
            return False
        at = self.items.currentIndex().row()
        focus = self.focusWidget()
        try:
            pile = act(self._desk())
        except self.gathering.refusals as error:
            self._refused(error)
            return False
        self.notice.clear()
        self._show(pile)
        if onward and at + 1 < len(self.items.things):
            self.items.go(self.items.things[at + 1].name)
        if focus is not None:
            focus.setFocus()
        return True

    def _refused(self, error: Exception) -> None:
        self.notice.refuse(str(error))
        both = self._desk().changed(error)
        if both is None or self.gathering is None:
            return
        theirs, ours = both
        # The pile as it stands now, with our own text kept in its field.
        self._show(self._desk().again(lambda _done, _of: None))
        if self.card.item is not None and self.card.item.on == ours.on:
            self.card.show_theirs(theirs)

    # -- saying
    def _say(self, changes: dict[str, Any]) -> None:
        item = self.card.item
        if item is None or self.gathering is None:
            return
        try:
            pile = self._desk().put([item], **changes)
        except self.gathering.refusals as error:
            self._refused(error)
            return
        self.card.kept()
        self._show(pile)
        self.notice.say(f"{item.office.name}：書き留めました。")

    def _keep_phrase(self, text: str) -> None:
        if text.strip() and self.gathering is not None:
            try:
                self.card.show_phrases(self._desk().keep_phrase(text))
            except self.gathering.refusals as error:
                self.notice.refuse(str(error))
                return
            self.notice.say("定型文に加えました。")

    def _open(self) -> None:
        item = self.card.item
        if item is None or self.gathering is None:
            return
        try:
            board = self.gathering.board()
        except self.gathering.refusals as error:
            self.notice.refuse(str(error))
            return
        row = next((one for one in board.rows if one.listed.office.code == item.office.code), None)
        if row and row.newest and row.newest.inspection:
            self.reply_wanted.emit(row.newest.inspection)

    # -- going out, and back
    def _choose_out(self) -> None:
        if self.gathering is None or not self.flush():
            return
        folder = self._desk().folder()
        chosen = QFileDialog.getExistingDirectory(self, "助言と講評を書き出すフォルダー", str(folder.parent))
        if chosen:
            place = Path(chosen)
            self.write(folder if place == folder.parent else place)

    def write(self, folder: Path) -> None:
        """All letters and workbooks, beside the window."""
        gathering, head = self.gathering, self.head.said
        if gathering is None:
            return
        desk = self._desk()

        def done(made: Sequence[Path]) -> None:
            left = self.pile.remaining if self.pile else 0
            more = f"\nまだ仕分けていない所見が {left} あります。" if left else ""
            self.notice.say(
                f"{len(made)}のファイルを書き出しました：{place_words(folder)}{more}",
                "フォルダーを開く",
                lambda: show_folder(made[0], self),
            )

        self.band.run(gathering, "助言と講評を書いています", lambda tell: desk.write(folder, head, tell), done)

    def _choose_replies(self) -> None:
        start = str(self.desk.last_folder())
        chosen, _kind = QFileDialog.getOpenFileNames(self, "戻ってきた講評", start, "講評 (*.xlsx *.xls *.ods)")
        if chosen:
            self.take_replies([Path(one) for one in chosen])

    def take_replies(self, paths: Sequence[Path]) -> None:
        """What offices wrote into their 講評, read beside the window."""
        gathering = self.gathering
        if gathering is None:
            return
        desk, faults, fresh = self._desk(), [], [0]

        def read(tell: Tell) -> None:
            for number, path in enumerate(paths):
                tell(number, len(paths))
                try:
                    fresh[0] += desk.take_replies(path)
                except gathering.refusals as error:
                    faults.append(f"{path.name}：{error}")

        def done(_nothing: object = None) -> None:
            self._show(desk.again(lambda _done, _of: None))
            if faults:
                self.notice.refuse("\n".join((f"新しい返事 {fresh[0]}。取り込めないファイルがあります。", *faults)))
            else:
                self.notice.say(f"新しい返事を {fresh[0]} 取り込みました。")

        self.band.run(gathering, "返事を読んでいます", read, done, stopped=done)


def _heap_cells(heap: Heap, *, by_finding: bool) -> tuple[str, ...]:
    status = f"{_SIGNS[heap.items[0].held.status]} " if by_finding and heap.items else ""
    count = len(heap.offices) if by_finding else len(heap.items)
    return (f"{status}{heap.title}", str(count), str(heap.remaining or ""))


def _item_cells(one: Item, *, by_finding: bool) -> tuple[str, ...]:
    said = one.remark
    weight = SEVERITY_LABELS[one.severity] if one.severity else ""
    return (
        one.office.name,
        one.held.member_name if by_finding else f"{_SIGNS[one.held.status]} {one.title}",
        f"{weight}（県）" if said.severity else weight,
        BIN_LABELS[said.bin] if said.bin is not Bin.UNSORTED else "",
        BIN_LABELS[one.proposed],
        OPINION_LABELS[said.opinion] if said.opinion else "",
        said.comment,
    )
