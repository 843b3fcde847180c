"""Whether all contracts are listed, answered where one lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from jukiself.answers.model import Key
from jukiself.answers.situation import STATE_LABELS, State
from jukiself.checklist.model import UNKNOWN
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.theme import space
from jukiself.gui.words import Prose

if TYPE_CHECKING:
    from jukiself.work.inspect import Sitting


class WholeRow(QFrame):
    """The gate question of the open list, with its answers; ``wanted`` leads to the question itself."""

    said = Signal(object, str)
    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.buttons: dict[str, QPushButton] = {}
        self.asked = Prose("", "strong")
        self.more = QPushButton("この設問のわけを読む")
        self.more.setProperty("role", "plain")
        self.more.setAccessibleName("全部挙げたかの設問のわけを読む")
        self._key: Key | None = None
        self._choices = QWidget()
        self._flow = FlowLayout(self._choices, space("small"))
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.addWidget(self.asked)
        column.addWidget(self._choices)
        self.more.clicked.connect(lambda: self.wanted.emit(self._key))

    def show_sitting(self, sitting: Sitting) -> None:
        """The answer as it is kept; nothing chosen where there is none."""
        group = next((one for one in sitting.checklist.groups if not one.fixed), None)
        key = Key(group.gate) if group else None
        self.setVisible(key is not None)
        if key is None:
            return
        if key != self._key:
            self._key = key
            self._offer(sitting, key)
        value = sitting.situation.valid(key).value
        unanswered = f"　（{STATE_LABELS[State.UNANSWERED]}）" if not value else ""
        self.asked.say(f"{sitting.checklist.question[key.question].text}{unanswered}")
        for one, button in self.buttons.items():
            button.setChecked(one == value)
            button.setEnabled(not sitting.book.read_only)

    def _offer(self, sitting: Sitting, key: Key) -> None:
        for old in (*self.buttons.values(), self.more):
            self._flow.removeWidget(old)
            old.hide()
        self.buttons = {}
        choices = [(one.value, one.label) for one in sitting.situation.choices(key)]
        for value, words in (*choices, (UNKNOWN, STATE_LABELS[State.UNKNOWN])):
            button = QPushButton(words, self._choices)
            button.setCheckable(True)
            button.setProperty("role", "basis")
            button.setAccessibleName(words)
            button.clicked.connect(lambda _on, value=value: self.said.emit(key, value))
            self.buttons[value] = button
            self._flow.addWidget(button)
            button.show()
        self._flow.addWidget(self.more)
        self.more.show()
