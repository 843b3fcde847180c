"""A card of a page: a heading, a quiet line, and what one can do there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label

if TYPE_CHECKING:
    from collections.abc import Iterable


def row(*widgets: QWidget) -> QWidget:
    """Beside each other, as far as there is room."""
    made = FlowRow(space("middle"))
    for one in widgets:
        made.flow.addWidget(one)
    return made


def card(title: str, said: str, widgets: Iterable[QWidget]) -> QFrame:
    """Around widgets."""
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(space("middle"), space("small"), space("middle"), space("middle"))
    column.setSpacing(space("small"))
    column.addWidget(label(title, "strong"))
    column.addWidget(Prose(said, "quiet"))
    for one in widgets:
        column.addWidget(one)
    return card
