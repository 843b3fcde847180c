"""Sitting somebody down: a new inspection, a book, a returned workbook or a case.

What is heavy loads behind the first page; a wish spoken before that waits, in words, and is then granted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.gui.desk import Arrival, Wish
    from jukiself.gui.notice import Notice
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

_WAIT = "準備しています… できたら、そのまま進みます。"


class Reception:
    """Carries what the first pages want to the desk."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._waiting: Callable[[], object] | None = None
        start = shell.start
        start.new_wanted.connect(self.open_new)
        start.book_wanted.connect(self.open_book)
        start.workbook_wanted.connect(self.open_workbook)
        start.case_wanted.connect(self.try_case)

    # -- waiting
    def when_loaded(self, act: Callable[[], object]) -> None:
        """Now, or as soon as everything is loaded; of several wishes the last one counts."""
        if self._shell.loaded:
            act()
        else:
            self._waiting = act
            self._shell.start.notice.say(_WAIT)

    def loaded(self) -> None:
        """Grant what waits."""
        act, self._waiting = self._waiting, None
        if act is not None:
            self._shell.start.notice.clear()
            act()

    # -- wishes
    def open_new(self) -> None:
        """The page for a new inspection."""
        self.when_loaded(self._open_new)

    def _open_new(self) -> None:
        shell = self._shell
        shell.turn("new")
        shell.attempt(shell.new.open, shell.new.notice)

    def begin(self, wish: Wish) -> None:
        """A new inspection."""
        self._sit_down(lambda: self._shell.desk.new_inspection(wish), self._shell.new.notice)

    def try_case(self, case: str) -> None:
        """A published case."""
        self.when_loaded(lambda: self._sit_down(lambda: self._shell.desk.try_case(case), self._shell.start.notice))

    def open_book(self, path: Path, inspection_id: int | None = None) -> None:
        """A book; where it holds several inspections, ask which."""
        self.when_loaded(lambda: self._open_book(path, inspection_id))

    def _open_book(self, path: Path, inspection_id: int | None) -> None:
        desk, start = self._shell.desk, self._shell.start
        if inspection_id is None:
            listed: list[object] = []
            if not self._shell.attempt(lambda: listed.extend(desk.listed(path)), start.notice):
                return
            if len(listed) > 1:
                start.choose_of(path, desk.listed(path))
                return
        self._sit_down(lambda: desk.open_book(path, inspection_id), start.notice)

    def open_workbook(self, path: Path) -> None:
        """What a return workbook says, before anything is written."""
        self.when_loaded(lambda: self._open_workbook(path))

    def _open_workbook(self, path: Path) -> None:
        shell = self._shell

        def look() -> None:
            arrival = shell.desk.read_workbook(path)
            shell.arrival.show_arrival(arrival)
            shell.turn("arrival")

        shell.attempt(look, shell.start.notice)

    def take_in(self, arrival: Arrival) -> None:
        """A return workbook, as it was shown."""
        self._sit_down(lambda: self._shell.desk.take_in(arrival), self._shell.arrival.notice)

    def _sit_down(self, open_sitting: Callable[[], Sitting], notice: Notice) -> None:
        if not self._shell.leave():
            return
        found: list[Sitting] = []
        if self._shell.attempt(lambda: found.append(open_sitting()), notice):
            self._shell.open_sitting(found[0])
