"""The way to the handbook and back: from whatever page, before everything is loaded, and on to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.manual import PREFECTURE, VILLAGE, page_about
from jukiself.gui.manual_text import name_of

if TYPE_CHECKING:
    from jukiself.gui.shell import Shell


class HandbookWay:
    """Remembers where one came from."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._before = "start"

    def show(self, guide_id: str) -> None:
        """A guide, or without an id the words; a refusal leaves one where one is."""
        shell = self._shell
        if not shell.loaded:
            shell.reception.when_loaded(lambda: self.show(guide_id))
            return
        before = shell.pages.shown()
        checklist = shell.sitting.checklist if shell.sitting else shell.desk.checklist()
        if shell.flush() and shell.attempt(lambda: shell.guide.open(guide_id, checklist, self._desk), shell.notice):
            if before != "guide":
                self._before = before
            shell.turn("guide")
        else:
            shell.top.show_place(shell.sitting, before, shell.gathering)

    def show_manual(self) -> None:
        """The page of the manual about the page shown."""
        shell = self._shell
        if shell.loaded:
            # A page that two desks have is told in the part of the desk one sits at.
            parts = sorted(shell.desk.manuals(), key=lambda one: one.id != self._desk)
            self.show(name_of(*page_about(parts, shell.pages.shown())))
        else:
            shell.reception.when_loaded(self.show_manual)

    @property
    def _desk(self) -> str:
        """The part of the manual for the desk one sits at."""
        return PREFECTURE if self._shell.gathering is not None and self._shell.sitting is None else VILLAGE

    def leave(self) -> None:
        """Back to where one was."""
        self._shell.turn(self._before)

    def go_to_question(self, question: str) -> None:
        """A question the handbook names, where it is asked."""
        shell = self._shell
        if shell.sitting is None:
            shell.guide.notice.say("点検を始めると、この設問に答えられます。")
            return
        keys = [key for key in shell.sitting.situation.keys if key.question == question]
        if keys:
            shell.go_to(keys[0])
        else:
            shell.guide.notice.say("この設問は、ほかの答えから、いまは尋ねていません。")
