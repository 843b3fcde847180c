"""The members a question is asked about, as tabs: each has its own answer, and a shape says how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from jukiself.answers.model import Key
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.marks import STATE_SIGNS, STATE_WORDS

if TYPE_CHECKING:
    from jukiself.answers.situation import Member, Situation

_LETTERS = 13


class MemberRow(QWidget):
    """Hidden where a question is asked once for the whole office."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("対象")
        self.buttons: dict[Key, QPushButton] = {}
        self._row = FlowLayout(self, 4)

    def show_members(self, situation: Situation, key: Key) -> None:
        """The members this question is asked about now."""
        group = situation.checklist.question[key.question].group
        members = {Key(key.question, one.id): one for one in situation.members[group]} if group else {}
        asked = {one: member for one, member in members.items() if one in situation.keys}
        if list(asked) != list(self.buttons):
            self._rebuild(list(asked))
        for one, button in self.buttons.items():
            _describe(button, asked[one], situation, one)
            button.setChecked(one == key)
        self.setVisible(bool(asked))

    def _rebuild(self, keys: list[Key]) -> None:
        for button in self.buttons.values():
            button.hide()
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = {}
        for key in keys:
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("role", "member")
            button.clicked.connect(lambda _on, key=key: self.wanted.emit(key))
            self.buttons[key] = button
            self._row.addWidget(button)
            button.show()

    def beside(self, key: Key, way: int) -> Key | None:
        """The member before or after, going round."""
        keys = list(self.buttons)
        return keys[(keys.index(key) + way) % len(keys)] if key in keys else None


def _describe(button: QPushButton, member: Member, situation: Situation, key: Key) -> None:
    state = situation.state(key)
    sign = "！" if situation.lacks_reason(key) else STATE_SIGNS[state]
    short = member.name if len(member.name) <= _LETTERS else f"{member.name[: _LETTERS - 1]}…"
    button.setText(f"{sign} {short}")
    button.setToolTip(f"{member.name}（{STATE_WORDS[state]}）")
    button.setAccessibleName(f"対象 {member.name} {STATE_WORDS[state]}")
