"""Above the question: how one looks at it, what is left out, and the way to search; what is on is said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.notice import restyle
from jukiself.gui.theme import space
from jukiself.gui.words import Prose
from jukiself.work.sieve import SIEVE_LABELS, Sieve, counts

if TYPE_CHECKING:
    from jukiself.work.inspect import Sitting
    from jukiself.work.sieve import Trail

#: name, words, key, accessible name
_TOOLS = (
    ("one", "1問ずつ", "", "1問ずつ答える"),
    ("list", "一覧", "L", "分野の一覧で答える"),
    ("side", "並べる", "T", "対象を横に並べて答える"),
    ("sieve", "しぼる", "F", "しぼり込みを選ぶ"),
    ("find", "探す", "Ctrl+F", "設問・ことば・所見を探す"),
    ("areas", "分野", "A", "分野の一覧を開く"),
    ("beside", "なぜ", "I", "なぜ尋ねるか、確かめ方を開く"),
)


class ToolRow(QFrame):
    """Buttons only; what they do is the wizard's."""

    wanted = Signal(str)
    sieve_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tools")
        self.buttons: dict[str, QPushButton] = {}
        self.chips: dict[Sieve, QPushButton] = {}
        self.sieves = QWidget()
        self.band = QFrame()
        self.said = Prose("", "strong")
        self.off = _button("外す Esc", "しぼり込みを外す")
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), 4, space("middle"), 4)
        column.setSpacing(4)
        for widget in (self._tools(), self._sieves(), self._band()):
            column.addWidget(widget)
        self.sieves.hide()
        self.band.hide()

    def _tools(self) -> QWidget:
        line = QWidget()
        row = FlowLayout(line, 4)
        for name, words, key, spoken in _TOOLS:
            button = _button(f"{words} {key}".strip(), spoken)
            button.clicked.connect(lambda _on, name=name: self.wanted.emit(name))
            self.buttons[name] = button
            row.addWidget(button)
        return line

    def _sieves(self) -> QWidget:
        row = FlowLayout(self.sieves, 4)
        for sieve in Sieve:
            button = _button("", SIEVE_LABELS[sieve])
            button.clicked.connect(lambda _on, one=sieve: self.sieve_wanted.emit(one))
            self.chips[sieve] = button
            row.addWidget(button)
        return self.sieves

    def _band(self) -> QWidget:
        self.band.setObjectName("notice")
        self.band.setProperty("kind", "said")
        self.off.clicked.connect(lambda: self.sieve_wanted.emit(None))
        row = QHBoxLayout(self.band)
        row.setContentsMargins(space("middle"), 2, space("small"), 2)
        row.addWidget(self.said, 1)
        row.addWidget(self.off)
        return self.band

    def mark(self, *, view: str, hidden: frozenset[str], members: bool) -> None:
        """Which view is on, which columns need a button, and whether there are members to put side by side."""
        for name, button in self.buttons.items():
            _switch(button, on=name == view)
        self.buttons["side"].setVisible(members or view == "side")
        for name in ("areas", "beside"):
            self.buttons[name].setVisible(name in hidden)

    def show_trail(self, sitting: Sitting, trail: Trail) -> None:
        """What is left out, in words."""
        self.band.setVisible(trail.sieve is not None)
        if trail.sieve is not None:
            words, left, of = SIEVE_LABELS[trail.sieve], trail.left(sitting), len(trail.keys(sitting))
            self.said.say(f"「{words}」だけを見ています。残り {left}／{of}問")
        if not self.sieves.isHidden():
            self._count(sitting, trail)

    def open_sieves(self, sitting: Sitting, trail: Trail) -> None:
        """Offer the sieves; the keyboard goes to the one that is on, or the first that holds something."""
        self._count(sitting, trail)
        self.sieves.show()
        full = [one for one, chip in self.chips.items() if chip.isEnabled()]
        chosen = trail.sieve or next(iter(full), None)
        (self.chips[chosen] if chosen else self.buttons["sieve"]).setFocus()

    def close_sieves(self) -> bool:
        """Put the offer away; whether there was one."""
        was = not self.sieves.isHidden()
        self.sieves.hide()
        return was

    def _count(self, sitting: Sitting, trail: Trail) -> None:
        for sieve, count in counts(sitting).items():
            chip = self.chips[sieve]
            chip.setText(f"{SIEVE_LABELS[sieve]} {count}")
            chip.setAccessibleName(f"しぼり込み {SIEVE_LABELS[sieve]} {count}問")
            chip.setEnabled(count > 0 or sieve is trail.sieve)
            _switch(chip, on=sieve is trail.sieve)


def _button(words: str, spoken: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "tool")
    button.setAccessibleName(spoken)
    return button


def _switch(button: QPushButton, *, on: bool) -> None:
    if bool(button.property("on")) != on:
        button.setProperty("on", on)
        restyle(button)
    name = button.accessibleName().removesuffix("（表示中）")
    button.setAccessibleName(f"{name}（表示中）" if on else name)
