"""The answers offered: large keys for choices, a field for numbers, dates and words; then わからない and 該当なし."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukiself.checklist.model import NOT_APPLICABLE, UNKNOWN, Kind
from jukiself.gui.answer_button import AnswerButton
from jukiself.gui.key_names import NOT_APPLICABLE_KEY, UNKNOWN_KEY
from jukiself.gui.saving import Saver, saving_line, saving_text
from jukiself.gui.theme import space
from jukiself.gui.words import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Question

HINTS = {Kind.NUMBER: "数字", Kind.DATE: "2026-04-01 の形で", Kind.TEXT: "ことばで"}


class AnswerBox(QWidget):
    """``take`` is told every answer given and says whether it was kept."""

    def __init__(self, take: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self._value = ""
        self._kind = Kind.CHOICE
        self._offered: object = None
        self.buttons: dict[str, AnswerButton] = {}
        self.saver: Saver | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    # -- what is offered
    def offer(self, situation: Situation, key: Key) -> None:
        """Lay out the answers of a key; the same ones stay as they are, so that focus stays too."""
        question = situation.checklist.question[key.question]
        choices = situation.choices(key)
        takes_na = not situation.value_problem(key, NOT_APPLICABLE)
        wanted = (key, choices, takes_na)
        if wanted == self._offered:
            return
        self._offered = wanted
        self._kind = Kind.CHOICE if situation.delegated(key).truth else question.kind
        self._clear()
        if self._kind in {Kind.CHOICE, Kind.MULTI}:
            for place, choice in enumerate(choices, 1):
                self._column.addWidget(self._button(choice.value, str(place), choice.label))
        else:
            self._field(question)
        self._open_row(takes_na=takes_na)
        # Shown now, not at the next turn of the event loop: otherwise the keys flash in squeezed.
        for widget in self.findChildren(QWidget):
            widget.show()

    def _clear(self) -> None:
        self.buttons, self.saver = {}, None
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _button(self, value: str, key: str, words: str, *, slim: bool = False) -> AnswerButton:
        button = AnswerButton(key, words, self, slim=slim)
        button.clicked.connect(lambda: self.choose(value))
        self.buttons[value] = button
        return button

    def _field(self, question: Question) -> None:
        make = saving_text if self._kind is Kind.TEXT else saving_line
        field, self.saver = make("答え", self._take, HINTS[self._kind])
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(field, 1 if self._kind is Kind.TEXT else 0)
        if question.unit:
            row.addWidget(label(question.unit))
        if self._kind is not Kind.TEXT:
            field.setMaximumWidth(220)
            row.addStretch(1)
        self._column.addWidget(line)

    def _open_row(self, *, takes_na: bool) -> None:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, space("hair"), 0, 0)
        row.setSpacing(6)
        row.addWidget(self._button(UNKNOWN, UNKNOWN_KEY, "わからない（調べることに入ります）", slim=True), 2)
        if takes_na:
            row.addWidget(self._button(NOT_APPLICABLE, NOT_APPLICABLE_KEY, "該当なし", slim=True), 1)
        self._column.addWidget(line)

    # -- what was answered
    def show_value(self, value: str, *, enabled: bool) -> None:
        """Tick what is chosen."""
        self._value = value
        chosen = set(value.split(",")) if self._kind is Kind.MULTI else {value}
        for one, button in self.buttons.items():
            button.setChecked(one in chosen)
            button.setEnabled(enabled)
        if self.saver and not (self.saver.waiting and self.saver.field.hasFocus()):
            self.saver.show("" if value in {UNKNOWN, NOT_APPLICABLE} else value)
        if self.saver:
            self.saver.field.setEnabled(enabled)

    def choose(self, value: str) -> None:
        """Answer; the tick follows what was kept, not what was pressed."""
        if self.saver and value in {UNKNOWN, NOT_APPLICABLE}:
            self.saver.show("")
        if not self._take(self._with(value)):
            self.show_value(self._value, enabled=True)

    def _with(self, value: str) -> str:
        if self._kind is not Kind.MULTI or value in {UNKNOWN, NOT_APPLICABLE}:
            return value
        ticked = set(self._value.split(",")) - {UNKNOWN, NOT_APPLICABLE, ""}
        ticked ^= {value}
        return ",".join(one for one in self.buttons if one in ticked)

    def press(self, key: str) -> None:
        """Answer by the key's name; 9 stands for わからない as well, beside the other numbers."""
        if key == "9" and all(button.key != key for button in self.buttons.values()):
            key = UNKNOWN_KEY
        for value, button in self.buttons.items():
            if button.key == key and button.isEnabled():
                self.choose(value)
                return

    def flush(self) -> bool:
        """Keep what was typed."""
        return self.saver.flush() if self.saver else True
