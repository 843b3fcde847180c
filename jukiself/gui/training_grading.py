"""What is read on the window beside a practice or after a room: the story, and 答え合わせ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from jukiself.gui import training_grading_text, training_text
from jukiself.gui.training_reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.gui.desk import Desk
    from jukiself.gui.training_text import Chapter
    from jukiself.report.training_kit import Kit
    from jukiself.work.inspect import Sitting

_NONE = "この研修の点検は、題材から始めたものではありません。「研修の部屋」の「1人で点検してみる」から始めてください。"


class _Practice(Reading):
    """A page of a practice that is open; another practice begins at its first chapter."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.sitting: Sitting | None = None

    def show_sitting(self, sitting: Sitting) -> None:
        """Read anew."""
        if sitting is not self.sitting:
            self.begin(sitting)
        try:
            kit, chapters = self.read(sitting)
        except self.desk.refusals:
            self.say(self.name, [(self.name, training_text.plain(_NONE))])
            self.print.hide()
            return
        self.print.show()
        self.say(f"{self.name}　{kit.story.title}", chapters)

    def begin(self, sitting: Sitting) -> None:
        """Another practice."""
        self.sitting, self.shown = sitting, 0
        self.notice.clear()

    def read(self, sitting: Sitting) -> tuple[Kit, list[Chapter]]:
        """What is shown."""
        raise NotImplementedError

    def close_sitting(self) -> None:
        """Let the sitting go."""
        self.sitting = None


class PracticeStory(_Practice):
    """題材: what the answers are read from."""

    name = "題材"

    def read(self, sitting: Sitting) -> tuple[Kit, list[Chapter]]:
        """The story and the rest of the record."""
        kit = self.desk.training().practice_kit(sitting)
        return kit, training_text.story(kit)

    def maker(self) -> Callable[[], Path] | None:
        """The story on paper."""
        sitting = self.sitting
        return None if sitting is None else lambda: self.desk.training().write_story(sitting)


class PracticeGrading(_Practice):
    """From a difference to its question, and by the bar back to where one was."""

    name = "答え合わせ"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._left = ""

    def show_sitting(self, sitting: Sitting) -> None:
        """Compare anew; the place one left for a question is found again."""
        super().show_sitting(sitting)
        if self._left:
            self.text.scrollToAnchor(self._left)

    def begin(self, sitting: Sitting) -> None:
        """Another practice has no place one left."""
        super().begin(sitting)
        self._left = ""

    def read(self, sitting: Sitting) -> tuple[Kit, list[Chapter]]:
        """As it stands now."""
        kit, found = self.desk.training().graded(sitting)
        return kit, training_grading_text.practice(kit, found)

    def turn(self, number: int) -> None:
        """Another chapter begins at its top."""
        if number != self.shown:
            self._left = ""
        super().turn(number)

    def _follow(self, link: QUrl) -> None:
        self._left = link.path()
        super()._follow(link)

    def maker(self) -> Callable[[], Path] | None:
        """The practice that is shown."""
        sitting = self.sitting
        return None if sitting is None else lambda: self.desk.training().write_grading(sitting)


class RoomGrading(Reading):
    """The room led last: where it split first."""

    name = "部屋の答え合わせ"
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.back = QPushButton("研修の部屋へ戻る")
        super().__init__(desk, parent)
        self._story = ""
        self.back.setAccessibleName(self.back.text())
        self.back.clicked.connect(self.left)

    def beside(self) -> tuple[QPushButton, ...]:
        """The way back: no bar leads there."""
        return (self.back,)

    def show_story(self, story: str) -> None:
        """The cards kept of a story."""
        self._story, self.shown = story, 0
        self.notice.clear()
        kit, found = self.desk.training().room_graded(story)
        self.say(f"{self.name}　{kit.story.title}", training_grading_text.room(kit, found))

    def maker(self) -> Callable[[], Path] | None:
        """The room that is shown."""
        story = self._story
        return (lambda: self.desk.training().write_room_grading(story)) if story else None
