"""Copying a column to other members: whom, over what, and first of all what would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QListWidget, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.theme import space
from jukiself.gui.words import Prose
from jukiself.work.copying import Copying, copy_answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukiself.answers.situation import Member, Situation
    from jukiself.checklist.model import Question


class CopyPanel(QFrame):
    """Nothing is written before 写す; ``decided`` hands over what to write."""

    decided = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._situation: Situation | None = None
        self._questions: Sequence[Question] = ()
        self._source: Member | None = None
        self.plan = Copying()
        self.head = Prose("", "strong")
        self.targets: dict[str, QPushButton] = {}
        self.over = QPushButton("答えのある所にも写す")
        self.over.setCheckable(True)
        self.over.setProperty("role", "basis")
        self.over.setAccessibleName("答えのある所にも上書きで写す")
        self.over.clicked.connect(self._preview)
        self.said = Prose()
        self.list = QListWidget()
        self.list.setAccessibleName("写すと変わる答え")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setMinimumHeight(60)
        self.go, self.stop = QPushButton("写す"), QPushButton("やめる Esc")
        self.go.setProperty("role", "main")
        self.go.setAccessibleName("写す")
        self.stop.setAccessibleName("写すのをやめる")
        self.go.clicked.connect(lambda: self.decided.emit(self.plan))
        self.stop.clicked.connect(self.left)
        self._choice = QWidget()
        self._row = FlowLayout(self._choice, 6)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.setSpacing(4)
        for widget in (self.head, self._choice, self.said):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        line = QWidget()
        row = FlowLayout(line, 6)
        for button in (self.go, self.stop):
            row.addWidget(button)
        column.addWidget(line)

    def open(self, situation: Situation, questions: Sequence[Question], source: Member) -> None:
        """Offer to copy one member's answers to all others."""
        self._situation, self._questions, self._source = situation, questions, source
        self.head.say(f"「{source.name}」の答えを、次の対象に写します。")
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.over:
                widget.hide()
                widget.deleteLater()
        self.targets = {}
        for one in situation.members[source.group]:
            if one.id != source.id:
                button = QPushButton(one.name)
                button.setCheckable(True)
                button.setChecked(True)
                button.setProperty("role", "member")
                button.setAccessibleName(f"写す先 {one.name}")
                button.clicked.connect(self._preview)
                self.targets[one.id] = button
                self._row.addWidget(button)
        self.over.setChecked(False)
        self._row.addWidget(self.over)
        self.show()
        self._preview()
        (next(iter(self.targets.values()), self.stop)).setFocus()

    def _preview(self) -> None:
        situation, source = self._situation, self._source
        if situation is None or source is None:
            return
        chosen = [one for one, button in self.targets.items() if button.isChecked()]
        self.plan = copy_answers(situation, self._questions, source.id, chosen, over=self.over.isChecked())
        names = {one.id: one.name for one in situation.members[source.group]}
        self.list.clear()
        for key, answer in self.plan.answers.items():
            number = situation.checklist.question[key.question].number
            old, new = situation.label(key), situation.words(key, answer.value)
            self.list.addItem(f"{number}　{names[str(key.member)]}：{old} → {new}")
        count = len(self.plan.answers)
        parts = [f"変わる答えは {count} です。" if count else "写して変わる答えはありません。"]
        if self.plan.over:
            parts.append(f"うち {len(self.plan.over)} は今の答えに上書きします。")
        if self.plan.kept:
            parts.append(f"答えのある {len(self.plan.kept)} か所はそのままです。")
        if self.plan.unfit:
            parts.append(f"選択肢が違うので写せない所が {len(self.plan.unfit)} あります。")
        if count:
            parts.append("根拠・根拠資料・備考は写しません（該当なしなどの理由は写します）。")
        self.said.say("".join(parts))
        self.go.setEnabled(bool(count))
