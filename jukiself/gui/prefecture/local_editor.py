"""県からの追加の設問: up to five questions, each a line, how it is answered, and its choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from jukiself.checklist.local import LOCAL_KIND_LABELS, MOST, LocalKind
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukiself.checklist.local import LocalQuestion

_BETWEEN = "／"


class LocalEditor(QFrame):
    """``changed`` says that something was typed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.rows = [_Question(number) for number in range(1, MOST + 1)]
        self.add, self.drop = QPushButton("設問を足す"), QPushButton("終わりの設問を消す")
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.setSpacing(space("small"))
        column.addWidget(label("県からの追加の設問（5問まで）", "strong"))
        column.addWidget(
            Prose("今年の状況を知るための設問です。良し悪しは判定しません。選択肢は「／」で区切ります。", "quiet")
        )
        for row in self.rows:
            column.addWidget(row)
            row.changed.connect(self.changed)
        feet = FlowRow(space("small"))
        for button in (self.add, self.drop):
            button.setProperty("role", "tool")
            button.setAccessibleName(f"県からの追加の{button.text()}")
            feet.flow.addWidget(button)
        column.addWidget(feet)
        self.add.clicked.connect(self._add)
        self.drop.clicked.connect(self._drop)
        self._show(0)

    def show_questions(self, questions: Sequence[LocalQuestion]) -> None:
        """As they are kept."""
        for row, one in zip(self.rows, questions, strict=False):
            row.show_question(one)
        for row in self.rows[len(questions) :]:
            row.clear()
        self._show(len(questions))

    def said(self) -> list[dict[str, object]]:
        """As they were typed."""
        return [row.said() for row in self.rows if not row.isHidden()]

    def _count(self) -> int:
        return sum(not row.isHidden() for row in self.rows)

    def _show(self, count: int) -> None:
        for number, row in enumerate(self.rows):
            row.setVisible(number < count)
        self.add.setEnabled(count < MOST)
        self.drop.setEnabled(count > 0)

    def _add(self) -> None:
        self._show(self._count() + 1)
        self.rows[self._count() - 1].text.setFocus()
        self.changed.emit()

    def _drop(self) -> None:
        self._show(self._count() - 1)
        self.rows[self._count()].clear()
        self.changed.emit()


class _Question(QWidget):
    changed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.text, self.choices = QLineEdit(), QLineEdit()
        self.kind = PullDown(f"追加の設問{number}の答え方", ((LOCAL_KIND_LABELS[one], one.value) for one in LocalKind))
        self.text.setAccessibleName(f"追加の設問{number}の文")
        self.text.setPlaceholderText("尋ねることを1文で")
        self.choices.setAccessibleName(f"追加の設問{number}の選択肢")
        self.choices.setPlaceholderText("選択肢を「／」で区切って：はい／いいえ")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(label(f"{number}", "strong"), 0, 0)
        grid.addWidget(self.text, 0, 1)
        grid.addWidget(self.kind, 0, 2)
        grid.addWidget(self.choices, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        self.text.textEdited.connect(lambda _text: self.changed.emit())
        self.choices.textEdited.connect(lambda _text: self.changed.emit())
        self.kind.activated.connect(lambda _row: self._switch())

    def _switch(self) -> None:
        self.choices.setVisible(self.kind.currentData() == LocalKind.CHOICE.value)
        self.changed.emit()

    def clear(self) -> None:
        self.text.clear()
        self.choices.clear()
        self.kind.choose(LocalKind.CHOICE.value)
        self.choices.show()

    def show_question(self, one: LocalQuestion) -> None:
        self.text.setText(one.text)
        self.choices.setText(_BETWEEN.join(one.choices))
        self.kind.choose(one.kind.value)
        self.choices.setVisible(one.kind is LocalKind.CHOICE)

    def said(self) -> dict[str, object]:
        kind = self.kind.currentData()
        parts = self.choices.text().replace("/", _BETWEEN).split(_BETWEEN)
        chosen = [one.strip() for one in parts if one.strip()] if kind == LocalKind.CHOICE.value else []
        return {"text": self.text.text(), "kind": kind, "choices": chosen}
