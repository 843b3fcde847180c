"""The way to the handbook and back: from whatever page, before everything is loaded, and on to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jukiself.gui.shell import Shell

_MANUAL = "manual"  # before the id of one of its pages


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
        if shell.flush() and shell.attempt(lambda: shell.guide.open(guide_id, checklist), shell.notice):
            if before != "guide":
                self._before = before
            shell.turn("guide")
        else:
            shell.top.show_place(shell.sitting, before, shell.gathering)

    def show_manual(self) -> None:
        """The page of the manual about the page shown."""
        shell = self._shell
        if shell.loaded:
            self.show(f"{_MANUAL}:{shell.desk.manual().for_window(shell.pages.shown()).id}")
        else:
            shell.reception.when_loaded(self.show_manual)

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
