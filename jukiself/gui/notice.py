"""What would be a message box elsewhere: a bar in its place, with the one thing one may want to do about it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from jukiself.gui.words import Prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStyle


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a changed property."""
    style: QStyle = widget.style()
    style.unpolish(widget)
    style.polish(widget)


class Notice(QFrame):
    """Hidden while there is nothing to say; what it says it with is made when it first speaks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName("お知らせ")
        self._action: Callable[[], object] | None = None
        self.hide()

    @cached_property
    def words(self) -> Prose:
        """The sentence."""
        made = Prose().in_middle()
        self._row.insertWidget(0, made, 1)
        return made

    @cached_property
    def button(self) -> QPushButton:
        """The one thing to do about it."""
        made = QPushButton()
        made.setAccessibleName("お知らせの操作")
        made.clicked.connect(self._act)
        self._row.addWidget(made)
        return made

    @cached_property
    def _row(self) -> QHBoxLayout:
        policies = QtWidgets.QSizePolicy.Policy
        self.setSizePolicy(policies.Preferred, policies.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        return row

    @property
    def text(self) -> str:
        """What is being said; empty while hidden."""
        return self.words.accessibleName() if not self.isHidden() else ""

    def say(self, text: str, offer: str = "", action: Callable[[], object] | None = None) -> None:
        """Tell something that is as it should be."""
        self._show("said", text, offer, action)

    def refuse(self, text: str, offer: str = "", action: Callable[[], object] | None = None) -> None:
        """Tell something that did not work, and what to do."""
        self._show("wrong", f"！ {text}", offer, action)

    def clear(self) -> None:
        """Nothing to say."""
        self.hide()

    def _show(self, kind: str, text: str, offer: str, action: Callable[[], object] | None) -> None:
        self.setProperty("kind", kind)
        self._action = action
        self.words.say(text)
        self.button.setText(offer)
        self.button.setAccessibleName(offer or "お知らせの操作")
        self.button.setVisible(bool(offer))
        restyle(self)
        restyle(self.words)
        self.show()

    def _act(self) -> None:
        if self._action:
            self._action()
