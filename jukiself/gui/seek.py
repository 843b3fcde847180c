"""Going to the place in a page where some words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QTextCursor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextBrowser


def seek(page: QTextBrowser, words: str) -> bool:
    """Mark the words where they stand as a heading, else where they stand first; whether they stand there at all."""
    first: QTextCursor | None = None
    cursor = page.document().find(words)
    while not cursor.isNull():
        first = first or QTextCursor(cursor)
        if cursor.charFormat().fontWeight() >= QFont.Weight.DemiBold:
            first = cursor
            break
        cursor = page.document().find(words, cursor)
    if first is None:
        return False
    page.setTextCursor(first)
    down = page.cursorRect().top() - page.fontMetrics().height()
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() + down)
    return True
