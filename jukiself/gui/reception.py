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
    from jukiself.gui.tour import Tour
    from jukiself.work.inspect import Sitting

_WAIT = "準備しています… できたら、そのまま進みます。"


class Reception:
    """Carries what the first pages want to the desk."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._waiting: Callable[[], object] | None = None
        self.tour: Tour | None = None
        self._reading: list[Arrival] | None = None
        start = shell.start
        start.new_wanted.connect(self.open_new)
        start.next_wanted.connect(self.open_next)
        start.book_wanted.connect(self.open_book)
        start.workbook_wanted.connect(self.open_workbook)
        start.case_wanted.connect(self.try_case)

    # -- waiting
    def when_loaded(self, act: Callable[[], object]) -> None:
        """Now, or as soon as everything is loaded; of several wishes the last one counts."""
        self._reading = None
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

    def open_next(self, code: str) -> None:
        """The same for an office inspected in an earlier year."""
        shell = self._shell
        shell.turn("new")
        shell.attempt(lambda: shell.new.open_next(code), shell.new.notice)

    def begin(self, wish: Wish) -> None:
        """A new inspection."""
        self._sit_down(lambda: self._shell.desk.new_inspection(wish), self._shell.new.notice)
        self.show_round()

    def show_round(self, *, again: bool = False) -> None:
        """The tour: by itself on the first inspection of this PC, later when it is asked for."""
        shell = self._shell
        if shell.sitting is None or (shell.desk.setting("tour_seen") and not again):
            return
        if self.tour is None:
            from jukiself.gui.tour import Tour  # noqa: PLC0415 - seldom wanted

            self.tour = Tour(shell)
        self.tour.begin()

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
        from jukiself.gui import background  # noqa: PLC0415 - after the first paint

        shell = self._shell
        found: list[Arrival] = []
        self._reading = found
        shell.start.notice.say(f"「{path.name}」を読んでいます…", "やめる", self._give_up)

        def done(error: BaseException | None) -> None:
            if self._reading is not found:
                return  # something else was wanted meanwhile
            self._give_up()
            if error is None:
                shell.arrival.show_arrival(found[0])
                shell.turn("arrival")
            elif isinstance(error, shell.desk.refusals):
                shell.start.notice.refuse(str(error))
            else:
                raise error

        background.run(lambda: found.append(shell.desk.read_workbook(path)), shell, done)

    def _give_up(self) -> None:
        self._reading = None
        self._shell.start.notice.clear()

    def take_in(self, arrival: Arrival) -> None:
        """A return workbook, as it was shown."""
        self._sit_down(lambda: self._shell.desk.take_in(arrival), self._shell.arrival.notice)

    def take_back(self, arrival: Arrival) -> None:
        """The import before, undone as a whole."""
        self._sit_down(lambda: self._shell.desk.take_back(arrival), self._shell.arrival.notice)

    def _sit_down(self, open_sitting: Callable[[], Sitting], notice: Notice) -> None:
        if not self._shell.leave():
            return
        found: list[Sitting] = []
        if self._shell.attempt(lambda: found.append(open_sitting()), notice):
            self._shell.open_sitting(found[0])
