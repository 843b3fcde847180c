"""A text of links that changes under somebody's hands: scroll and the link reached by Tab stay where they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument
    from PySide6.QtWidgets import QTextBrowser


def refill(view: QTextBrowser, html: str) -> None:
    """Put another text in place of the one shown."""
    place, link = view.verticalScrollBar().value(), view.textCursor().charFormat().anchorHref()
    view.setHtml(html)
    found = _find(view.document(), link) if link else None
    if found is not None:
        view.setTextCursor(found)
    view.verticalScrollBar().setValue(place)


def _find(document: QTextDocument, link: str) -> QTextCursor | None:
    block = document.begin()
    while block.isValid():
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            if fragment.charFormat().anchorHref() == link:
                cursor = QTextCursor(document)
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                return cursor
            walk += 1
        block = block.next()
    return None
