"""A list to pull down, named for screen readers with all its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from jukiself.gui.choices import dress_choices

if TYPE_CHECKING:
    from collections.abc import Iterable


class PullDown(QComboBox):
    """Each choice is words and a thing behind them."""

    def __init__(self, name: str, choices: Iterable[tuple[str, object]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        dress_choices(self.view(), f"{name}の候補")
        self.offer(choices)

    def offer(self, choices: Iterable[tuple[str, object]]) -> None:
        """Other choices; one stays at the thing chosen, where it is still offered."""
        before = self.currentData()
        blocked = self.blockSignals(True)
        self.clear()
        for words, thing in choices:
            self.addItem(words, thing)
        self.blockSignals(blocked)
        self.choose(before)

    def choose(self, thing: object) -> bool:
        """The choice of a thing; whether it is offered."""
        for row in range(self.count()):
            if self.itemData(row) == thing:
                self.setCurrentIndex(row)
                return True
        return False
