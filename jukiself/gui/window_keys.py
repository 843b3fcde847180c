"""The keys of the whole window: its pages, undo, hiding, the size of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from jukiself.gui.pages import PREFECTURE, TABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.gui.shell import Shell


def bind(shell: Shell) -> None:
    """Give the window its keys."""
    for key, act in keys(shell).items():
        QShortcut(QKeySequence(key), shell).activated.connect(act)


def keys(shell: Shell) -> dict[str, Callable[[], object]]:
    """Every key with what it does."""
    found: dict[str, Callable[[], object]] = {
        row.keys: lambda pressed=row.keys: shell.show_page_of(pressed)  # type: ignore[misc]
        for row in (*TABLE, *PREFECTURE)
    }
    return found | {
        "F1": shell.show_manual,
        "Ctrl+F": shell.seek,
        "Ctrl+Z": shell.undo,
        **dict.fromkeys(("Ctrl+Y", "Ctrl+Shift+Z"), lambda: shell.undo(again=True)),
        "Shift+F1": lambda: shell.reception.show_round(again=True),
        **dict.fromkeys(("F12", "Ctrl+H"), shell.hide_all),
        **dict.fromkeys(("Ctrl++", "Ctrl+;", "Ctrl+="), lambda: shell.grow(0.1)),
        "Ctrl+-": lambda: shell.grow(-0.1),
        "Ctrl+0": lambda: shell.grow(1.0 - shell.scale),
    }
