"""並べる: the questions of a group, its members side by side; answers are given, compared and copied across."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.notice import Notice
from jukiself.gui.row import row_of
from jukiself.gui.row_bar import RowBar
from jukiself.gui.row_card import RowCard
from jukiself.gui.side_copy import CopyPanel
from jukiself.gui.side_rows import group_of, questions_of, side_rows
from jukiself.gui.side_table import SideTable
from jukiself.gui.theme import space
from jukiself.gui.words import label
from jukiself.work.copying import Copying, copy_answers

if TYPE_CHECKING:
    from jukiself.answers.model import Key
    from jukiself.gui.question import Hands
    from jukiself.work.inspect import Sitting
    from jukiself.work.sieve import Trail

#: name, words, accessible name
_TOOLS = (
    ("across", "この答えを横へ写す C", "この答えをほかの対象に写す"),
    ("column", "この列を写す V", "この対象の答えをほかの対象に写す"),
    ("differing", "違う行だけ D", "答えの違う行だけにする"),
)


class Side(QWidget):
    """The table and what belongs to it; ``copied`` asks for answers to be written in one step."""

    copied = Signal(object)
    redraw = Signal()

    def __init__(self, hands: Hands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.card, self.bar, self.copying = SideTable(), RowCard(), RowBar(hands, always=False), CopyPanel()
        self.notice = Notice()
        self.tools = {name: QPushButton(words) for name, words, _spoken in _TOOLS}
        self.part = label("", "quiet")
        self._sitting: Sitting | None = None
        self._key: Key | None = None
        self._group = ""
        self.line, self.legend = QFrame(), label("右上の三角は、左の対象と違う答え", "quiet")
        self._lay_out_tools()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, share in (
            (self.line, 0),
            (self.table, 1),
            (self.copying, 1),
            (self.notice, 0),
            (self.card, 0),
            (self.bar, 0),
        ):
            column.addWidget(widget, share)
        self.copying.decided.connect(self._copy)
        self.copying.left.connect(self.stop_copying)
        self.table.fitted.connect(self._say_part)

    def _lay_out_tools(self) -> None:
        row = FlowLayout(self.line, 6)
        row.setContentsMargins(space("middle"), 4, space("middle"), 4)
        acts = {"across": self.copy_across, "column": self.copy_column, "differing": self.redraw}
        for name, _words, spoken in _TOOLS:
            button = self.tools[name]
            button.setProperty("role", "tool")
            button.setAccessibleName(spoken)
            button.clicked.connect(acts[name])
            row.addWidget(button)
        self.tools["differing"].setCheckable(True)
        row.addWidget(self.legend)
        row.addWidget(self.part)

    # -- what is shown
    def show_key(self, sitting: Sitting, trail: Trail, key: Key) -> None:
        """The table of the key's group, that cell in hand."""
        situation = sitting.situation
        self._sitting, self._key, self._group = sitting, key, group_of(situation, key)
        members = situation.members[self._group]
        differing = self.tools["differing"].isChecked()
        rows = side_rows(situation, self._group, trail.keys(sitting), differing=differing)
        if key.question not in {one.question for one in rows}:
            # The row in hand is never taken from under the hand.
            rows = side_rows(situation, self._group, trail.keys(sitting), differing=False)
            rows = [one for one in rows if any(one.differs) or one.question == key.question]
        self.table.show_rows(rows, members, key)
        self.card.show_row(row_of(situation, key, offers=True))
        self.bar.show_key(sitting, key)
        self.legend.setVisible(not self.bar.low)
        for name in ("across", "column"):
            self.tools[name].setEnabled(len(members) > 1 and not sitting.book.read_only)

    def _say_part(self) -> None:
        """Which of the members are in sight, where they are too many."""
        shown, count = self.table.visible(), len(self.table.members)
        part = f"{shown.start + 1}〜{shown.stop}／{count}（←→）"
        self.part.setText(part if len(shown) < count else "")

    def asked(self) -> list[Key]:
        """Every key in the table, row by row."""
        return [cell.key for row in self.table.rows for cell in row.cells if cell]

    # -- copying
    def copy_across(self) -> None:
        """This cell's answer to all other members."""
        sitting, key = self._sitting, self._key
        if sitting is None or key is None or key.member is None:
            return
        question = sitting.checklist.question[key.question]
        others = [one.id for one in sitting.situation.members[self._group] if one.id != key.member]
        if not sitting.situation.valid(key).value:
            self.notice.say("写す答えがまだありません。先に答えてください。")
        else:
            self._copy(copy_answers(sitting.situation, [question], key.member, others, over=True))

    def copy_column(self) -> None:
        """This member's answers: first what would change."""
        sitting, key = self._sitting, self._key
        member = sitting.situation.member(key) if sitting and key else None
        if sitting and member:
            self.notice.clear()
            for widget in (self.line, self.table, self.card, self.bar):
                widget.hide()
            self.copying.open(sitting.situation, questions_of(sitting.situation, self._group), member)

    def stop_copying(self) -> bool:
        """Back to the table; whether copying was being prepared."""
        was = not self.copying.isHidden()
        self.copying.hide()
        for widget in (self.line, self.table, self.card):
            widget.show()
        if was:
            self.table.setFocus()
        return was

    def _copy(self, plan: Copying) -> None:
        self.stop_copying()
        self.copied.emit(plan)

    def say_copied(self, plan: Copying) -> None:
        """What was done, and how it is undone."""
        count = len(plan.answers)
        if not count:
            self.notice.say(
                "写して変わる答えはありません。" if not plan.unfit else "選択肢が違うので、写せませんでした。"
            )
            return
        over = f"（うち {len(plan.over)} は上書き）" if plan.over else ""
        self.notice.say(f"{count} か所に写しました{over}。根拠は写していません。Ctrl+Z で1度に戻せます。")
