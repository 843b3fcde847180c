"""What the pages of a round have in common: a notice, a band for long work, two halves that go below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from jukiself.gui.notice import Notice
from jukiself.gui.prefecture.progress import ProgressBand
from jukiself.gui.theme import space
from jukiself.gui.words import Centred, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QResizeEvent

    from jukiself.gui.desk import Desk
    from jukiself.gui.prefecture.gathering import Gathering

_WIDEST = 1600
#: Where there is nothing to look at yet.
NO_REPLIES = "回答がまだありません。「状況」で取り込むと、ここに出ます。"


class RoundPage(QWidget):
    """A page of the round that is open in ``gathering``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.gathering: Gathering | None = None
        self.notice = Notice()
        self.band = ProgressBand(self.notice)
        self._halves: QBoxLayout | None = None
        self._beside = 0

    # -- layout
    def _column(self, name: str, widest: int = _WIDEST, top: str = "small", bottom: str = "small") -> QVBoxLayout:
        column = fill(self, Centred(name, widest))
        column.setContentsMargins(space("large"), space(top), space("large"), space(bottom))
        column.setSpacing(space("small"))
        return column

    def _two(self, halves: Iterable[tuple[QWidget, int]], letters: int) -> QBoxLayout:
        """Beside each other where there is room for so many full-width letters, else below each other."""
        made = self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside = letters
        made.setSpacing(space("middle"))
        for widget, stretch in halves:
            made.addWidget(widget, stretch)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where letters are large, one half stands below the other."""
        super().resizeEvent(event)
        if self._halves is not None:
            ways = QBoxLayout.Direction
            narrow = self.width() < self._beside * self.fontMetrics().horizontalAdvance("国")
            self._halves.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    # -- the round
    def close_gathering(self) -> None:
        """The book is closed; whatever is at work stops."""
        self.band.give_up()
        self.gathering = None

    def _attempt(self, act: Callable[[], object], *more: type[Exception]) -> bool:
        """Whether it was done; a refusal is said."""
        if self.gathering is None:
            return False
        refusals: tuple[type[Exception], ...] = (*self.gathering.refusals, *more)
        try:
            act()
        except refusals as error:
            self.notice.refuse(str(error))
            return False
        return True
