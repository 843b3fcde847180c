"""Long work beside the window: what is done in words, how far it is, and the button that stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from jukiself.gui import background
from jukiself.gui.telling import Stopped, Telling
from jukiself.gui.theme import space
from jukiself.gui.words import Prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.gui.notice import Notice
    from jukiself.gui.prefecture.gathering import Gathering, Tell

T = TypeVar("T")
_BUSY = "いまの仕事が終わるまで、少し待ってください。"
_STOPPED = "やめました。ここまでにできたものは残っています。"


class ProgressBand(QFrame):
    """One thing at a time; hidden while nothing is at work. ``changed`` says that it began or ended."""

    changed = Signal()

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("kind", "said")
        self._notice = notice
        self._telling: Telling | None = None
        self.words, self.bar, self.stop = Prose(), QProgressBar(), QPushButton("やめる")
        self.bar.setAccessibleName("進み具合")
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(200)
        self.bar.setFixedHeight(10)
        self.stop.setAccessibleName("いまの仕事をやめる")
        self.stop.clicked.connect(self.give_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(space("middle"), 6, space("middle"), 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether something is at work."""
        return self._telling is not None

    def give_up(self) -> None:
        """Stop at the next word; what is whole already stays."""
        if self._telling is not None:
            self._telling.stop()
            self.stop.setEnabled(False)

    def run(
        self,
        gathering: Gathering,
        words: str,
        work: Callable[[Tell], T],
        then: Callable[[T], object],
        *,
        stopped: Callable[[], object] | None = None,
        refused: Callable[[], object] | None = None,
    ) -> bool:
        """Do ``work`` beside the window, hand its outcome to ``then``, say a refusal; whether it began.

        ``stopped`` and ``refused`` are for what the page shows then; the refusal is said after it.
        """
        if self.busy:
            self._notice.say(_BUSY)
            return False
        telling = self._telling = Telling(self)
        telling.moved.connect(lambda done, of: self._move(words, done, of))
        got: list[T] = []

        def end(error: BaseException | None) -> None:
            self._telling = None
            telling.deleteLater()
            self.hide()
            self.changed.emit()
            if error is None:
                then(got[0])
            elif isinstance(error, Stopped):
                self._notice.say(_STOPPED)
                if stopped:
                    stopped()
            elif isinstance(error, gathering.refusals):
                if refused:
                    refused()
                self._notice.refuse(str(error))
            else:
                raise error

        self._notice.clear()
        self._move(words, 0, 0)
        self.stop.setEnabled(True)
        self.show()
        self.changed.emit()
        background.run(lambda: got.append(work(telling.tell)), self, end)
        return True

    def _move(self, words: str, done: int, of: int) -> None:
        self.words.say(f"{words}　{done}／{of}" if of else words)
        self.bar.setRange(0, of)
        self.bar.setValue(done)
