"""A newcomer who does only what the manual says: its steps are read, and what they name is pressed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea

from jukiself.checklist.manual import MARKED, VILLAGE, Mark
from jukiself.work.manual import manual

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from jukiself.gui.shell import Shell

#: What stands on a button around the words the manual gives: a mark before them, the key behind them.
_AROUND = re.compile(r"^[□✓] | [A-Z][A-Za-z0-9+]*$")


class Reader:
    """Sits before the window with one part of the manual beside it."""

    def __init__(self, shell: Shell, part: str = VILLAGE) -> None:
        self.shell = shell
        self._manual = manual(part)

    def lead(self, page: str) -> None:
        """What the first sentence of a page says: the key or the button that leads there."""
        self._do(self._manual.page[page].lead)

    def step(self, page: str, section: str, begins: str, nth: int = 0) -> None:
        """The step or point that begins so, and what it names as the ``nth`` thing."""
        found = next(one for one in self._manual.page[page].sections if one.title.startswith(section))
        texts = [*found.steps, *found.points, *found.texts]
        text = next(one for one in texts if MARKED.sub(r"\2", one).startswith(begins))
        self._do(text, nth)

    def _do(self, text: str, nth: int = 0) -> None:
        acts = [(Mark(kind), words) for kind, words in MARKED.findall(text) if kind != Mark.SEE]
        kind, words = acts[nth]
        if kind is Mark.KEY:
            stroke = QKeySequence(words)[0]  # type: ignore[index]  # the stubs know no []
            QTest.keyClick(focused(), stroke.key(), stroke.keyboardModifiers())
            QApplication.processEvents()
        else:
            self.press(words)

    def press(self, words: str, within: QWidget | None = None) -> None:
        """With the mouse, on the button of these words that can be pressed now; one below the fold is scrolled to."""
        QApplication.processEvents()
        buttons = (within or self.shell).findChildren(QAbstractButton)
        button = next(
            one
            for one in buttons
            if one.isVisible() and one.isEnabled() and words in {one.text(), _AROUND.sub("", one.text())}
        )
        above = button.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(button)
            above = above.parentWidget()
        assert button.visibleRegion().boundingRect().contains(button.rect().center()), f"{words} is out of sight"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
