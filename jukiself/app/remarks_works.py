"""What the page 講評 asks for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jukiself.answers.days import read_day
from jukiself.answers.text import text_problem
from jukiself.app.works import now
from jukiself.store.opening import BookChanged, user
from jukiself.survey.remarks import Remark
from jukiself.work import advising
from jukiself.work.remarks import RemarkRefused, Reviewing, keep_phrases, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jukiself.app.gathering import OpenGathering
    from jukiself.gui.prefecture.gathering import Tell
    from jukiself.gui.prefecture.remarks_desk import Heading
    from jukiself.survey.remarks import On
    from jukiself.survey.sorting import Item, Pile


class RemarksWorks:
    """Keeps `jukiself.gui.prefecture.remarks_desk.RemarksDesk`."""

    def __init__(self, gathering: OpenGathering) -> None:
        self._gathering = gathering
        self._kept: Reviewing | None = None
        self._stamp: object = None

    @property
    def _at(self) -> Reviewing:
        if self._kept is None:
            at = self._gathering
            self._kept = Reviewing(at.book, at.year, at.nature, at.editions, now, user())
        return self._kept

    def pile(self, tell: Tell) -> Pile:
        """Kept until other replies count."""
        tell(0, 0)
        stamp = self._gathering.across().stamp()
        if stamp != self._stamp:
            self._stamp = stamp
            self._at.reload()
        return self._gathered(tell)

    def offices(self) -> int:
        """Also those without any finding."""
        return len(self._at.newest)

    def again(self, tell: Tell) -> Pile:
        """Another reviewer may have written."""
        tell(0, 0)
        self._at.reload()
        return self._gathered(tell)

    def _gathered(self, tell: Tell) -> Pile:
        def told(done: int, of: int) -> bool:
            tell(done, of)
            return True

        return self._at.gather(told).counted()

    def put(self, items: Iterable[Item], **changes: Any) -> Pile:
        """All or none."""
        self._at.change(items, **changes)
        return self._at.pile

    def accept(self, items: Iterable[Item]) -> Pile:
        """Those that nobody has sorted."""
        self._at.accept(items)
        return self._at.pile

    def changed(self, error: Exception) -> tuple[Remark, Remark] | None:
        """Theirs and ours."""
        if isinstance(error, BookChanged) and isinstance(error.theirs, Remark) and isinstance(error.ours, Remark):
            return error.theirs, error.ours
        return None

    def past(self, on: On) -> Sequence[Remark]:
        """Oldest first."""
        return self._at.past(on)

    def phrases(self) -> Sequence[str]:
        """The book's own, or those that came with the program."""
        return phrases(self._gathering.book)

    def keep_phrase(self, text: str) -> Sequence[str]:
        """After those there are."""
        return keep_phrases(self._gathering.book, [*self.phrases(), text])

    def take_replies(self, path: Path) -> int:
        """From a 講評 workbook that came back."""
        return self._at.take_replies(path)

    def folder(self) -> Path:
        """Beside the book."""
        return self._gathering.folder() / f"講評_{self._gathering.year}年度"

    def write(self, folder: Path, heading: Heading, tell: Tell) -> Sequence[Path]:
        """Letters first, then workbooks; writing them again gives the same files."""
        at = self._at
        read = read_day(heading.day, self._gathering.year)
        when = date.fromisoformat(read) if read else None
        if fault := text_problem(heading.number):
            raise RemarkRefused(f"文書番号：{fault}")
        letters = advising.letters(at, folder, when, number=heading.number, no_seal=heading.no_seal)
        before, of = len(at.newest) + len(at.served), 2 * len(at.newest) + len(at.served)
        made = []
        tell(0, of)
        for done, making in ((0, letters), (before, advising.books(at, folder, when))):
            for one in making:
                made.append(one.path)
                tell(done + one.number, of)
        return made
