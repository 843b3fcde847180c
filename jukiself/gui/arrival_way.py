"""From a file that came to the book: a return workbook is looked at, unlocked, taken in or back; 講評 is shown its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from jukiself.gui.errand import Errand
from jukiself.gui.pages import ASIDE
from jukiself.work.comments import CommentsFile
from jukiself.work.locking import WrongPassphrase

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.gui.comment_page import CommentPage
    from jukiself.gui.desk import Arrival
    from jukiself.gui.notice import Notice
    from jukiself.gui.reception import Reception
    from jukiself.gui.shell import Shell

_TAKING = "取り込んでいます… できたら、そのまま進みます。"


class ArrivalWay:
    """Remembers where one came from."""

    def __init__(self, shell: Shell, reception: Reception) -> None:
        self._shell, self._reception = shell, reception
        self._came_from = "start"

    def open(self, path: Path) -> None:
        """What a return workbook says, before anything is written."""
        shell = self._shell
        if not shell.flush():
            return
        if shell.pages.shown() not in ASIDE:
            self._came_from = shell.pages.shown()
        self._read(path, "", shell.start.notice if self._came_from == "start" else shell.notice)

    def unlock(self, path: Path, passphrase: str) -> None:
        """The same for one whose passphrase was asked for."""
        if self._reception.free_for((path, passphrase)):
            self._read(path, passphrase, self._shell.locked.notice)

    def _read(self, path: Path, passphrase: str, notice: Notice) -> None:
        shell = self._shell

        def then(arrival: Arrival) -> None:
            shell.arrival.show_arrival(arrival)
            shell.turn("arrival")

        def refused(error: Exception) -> None:
            if isinstance(error, CommentsFile):
                self._show_comments(path, passphrase, notice, str(error))
            elif passphrase or isinstance(error, WrongPassphrase):
                shell.locked.ask(path, str(error) if passphrase else "")
                shell.turn("locked")
            else:
                notice.refuse(str(error))

        errand = Errand((path, passphrase), lambda: shell.desk.read_workbook(path, passphrase))
        self._reception.send(errand, f"「{path.name}」を読んでいます…", notice, then, refused, patience=0)

    def _show_comments(self, path: Path, passphrase: str, notice: Notice, where: str) -> None:
        """講評 goes beside the findings of the inspection that is open; ``where`` says which is to be opened."""
        shell = self._shell
        if shell.sitting is None:
            notice.refuse(where)
            return
        shell.show_page("comments")
        page = cast("CommentPage", shell.page("comments"))
        if shell.pages.shown() == "comments":
            page.receive(path, passphrase)

    def turn_back(self) -> None:
        """Nothing was taken: back to where one came from, or to the first page."""
        shell = self._shell
        if shell.sitting is None or self._came_from == "start":
            shell.go_home()
        else:
            shell.turn(self._came_from)

    def take_in(self, arrival: Arrival) -> None:
        """A return workbook, as it was shown."""
        shell = self._shell
        wish = ("take in", arrival.source)
        self._reception.sit_down(
            wish, lambda: shell.desk.take_in(arrival), shell.arrival.notice, shell.open_sitting, writes=_TAKING
        )

    def take_back(self, arrival: Arrival) -> None:
        """The import before, undone as a whole."""
        shell = self._shell
        wish = ("take back", arrival.source)
        self._reception.sit_down(
            wish, lambda: shell.desk.take_back(arrival), shell.arrival.notice, shell.open_sitting, writes=_TAKING
        )
