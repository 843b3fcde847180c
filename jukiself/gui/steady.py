"""A control that is switched off while something is at work, and the keyboard that waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WAITS = "keyboard_waits"


def switch(widget: QWidget, *, on: bool) -> None:
    """As `setEnabled`, but the keyboard comes back with the control.

    Qt hands it on to whatever is next, on some pages to 「はじめ」: the next Enter would leave, and a page that scrolls
    would run after it.
    """
    home, focus = widget.parentWidget(), QApplication.focusWidget()
    has = focus is not None and (focus is widget or widget.isAncestorOf(focus))
    if not on and has and home is not None:
        widget.setProperty(_WAITS, True)
        home.setFocus()
    widget.setEnabled(on)
    if on and widget.property(_WAITS):
        widget.setProperty(_WAITS, False)
        if focus in {None, home}:
            widget.setFocus()
