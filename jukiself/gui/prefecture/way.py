"""The prefecture's way through the window: a round is opened, a reply is looked at and left, the book is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from jukiself.gui import background

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.gui.shell import Shell

FIRST = "board"


class PrefectureWay:
    """Remembers from which page a reply was opened."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._before = FIRST
        QShortcut(QKeySequence("Alt+Left"), shell).activated.connect(shell.go_back)

    def open(self, gathering: Gathering, page: str = FIRST) -> None:
        """Show a round."""
        shell = self._shell
        shell.gathering = gathering
        shell.notice.clear()
        shell.say_whose()
        shell.show_page(page)
        shell.rest.touch()
        shell.say_copy()

    def close(self) -> None:
        """The reply looked at, if there is one, and the book of the round; what is being written comes to its end."""
        shell = self._shell
        self._put_away_reply()
        gathering, shell.gathering = shell.gathering, None
        for page in shell.pages.built.values():
            if hasattr(page, "close_gathering"):
                page.close_gathering()
        background.settle()
        if gathering is not None:
            shell.desk.leave_gathering(gathering)

    # -- one reply
    def show_reply(self, inspection: int) -> None:
        """A reply in the pages of an inspection; nothing can be changed there."""
        shell = self._shell
        gathering = shell.gathering
        if gathering is None or not shell.flush():
            return
        self._put_away_reply()
        try:
            sitting = gathering.reply(inspection)
        except gathering.refusals as error:
            shell.notice.refuse(str(error))
            return
        self._before = shell.pages.shown()
        shell.open_sitting(sitting)
        shell.show_page("findings")

    def leave_reply(self) -> None:
        """Back to where it was opened."""
        shell = self._shell
        if not shell.flush():
            return
        self._put_away_reply()
        shell.holder.clear()
        shell.say_whose()
        shell.show_page(self._before)

    def _put_away_reply(self) -> None:
        if self._shell.sitting is not None and (sitting := self._shell.close_sitting()) is not None:
            sitting.book.close()

    def say_reply(self) -> None:
        """Whose reply it is, and the way back."""
        sitting = self._shell.sitting
        if sitting is not None:
            words = f"{sitting.inspection.office.name}の回答を見ています（第{sitting.inspection.submission}回）。読むことだけできます。"
            self._shell.holder.say(words, "元の画面へ戻る Alt+←", self.leave_reply)

    # -- the book among others
    def look_again(self) -> None:
        """Somebody may have written meanwhile."""
        shell = self._shell
        if shell.gathering is None:
            return
        shell.gathering.take_lock()
        shell.say_whose()
        page = shell.page(shell.pages.shown())
        if shell.sitting is None and hasattr(page, "show_gathering"):
            page.show_gathering(shell.gathering)

    def seek(self) -> None:
        """The box a page of the round is searched with, where it has one."""
        page = self._shell.page(self._shell.pages.shown())
        if hasattr(page, "search"):
            page.search.setFocus()

    def take(self, files: Sequence[Path]) -> None:
        """Files dropped anywhere on the window are returned workbooks."""
        shell = self._shell
        shell.show_page(FIRST)
        if shell.pages.shown() == FIRST:
            shell.page(FIRST).take(files)  # type: ignore[attr-defined]
