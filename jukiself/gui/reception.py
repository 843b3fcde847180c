"""Sitting somebody down: a new inspection, a book, a returned workbook or a case.

What is heavy loads behind the first page; a wish spoken before that waits, in words, and is then granted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.gui.pages import ASIDE

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
        self._came_from = "start"
        start = shell.start
        start.new_wanted.connect(self.open_new)
        start.next_wanted.connect(self.open_next)
        start.book_wanted.connect(self.open_book)
        start.workbook_wanted.connect(self.open_workbook)
        start.case_wanted.connect(self.try_case)

    def greet(self, name: str) -> None:
        """A page one comes to from the first one was built: carry what it wants."""
        shell = self._shell
        if name == "new":
            shell.new.begun.connect(self.begin)
            shell.new.left.connect(shell.go_home)
        elif name == "arrival":
            shell.arrival.taken.connect(self.take_in)
            shell.arrival.taken_back.connect(self.take_back)
            shell.arrival.left.connect(self.turn_back)
        elif name == "locked":
            shell.locked.given.connect(self.unlock_workbook)
            shell.locked.left.connect(self.turn_back)

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
        shell = self._shell
        if not shell.flush():
            return
        if shell.pages.shown() not in ASIDE:
            self._came_from = shell.pages.shown()
        notice = shell.start.notice if self._came_from == "start" else shell.notice
        notice.say(f"「{path.name}」を読んでいます…", "やめる", self._give_up)
        self._read(path, "", notice)

    def unlock_workbook(self, path: Path, passphrase: str) -> None:
        """The same for one whose passphrase was asked for."""
        self._read(path, passphrase, self._shell.locked.notice)

    def _read(self, path: Path, passphrase: str, notice: Notice) -> None:
        from jukiself.gui import background  # noqa: PLC0415 - after the first paint

        shell = self._shell
        found: list[Arrival] = []
        self._reading = found

        def done(error: BaseException | None) -> None:
            if self._reading is not found:
                return  # something else was wanted meanwhile
            self._reading = None
            notice.clear()
            refused = isinstance(error, shell.desk.refusals)
            if error is None:
                shell.arrival.show_arrival(found[0])
                shell.turn("arrival")
            elif passphrase or _is_locked(error):
                shell.locked.ask(path, str(error) if passphrase and refused else "")
                shell.turn("locked")
            elif refused:
                notice.refuse(str(error))
            if error is not None and not refused:
                raise error

        background.run(lambda: found.append(shell.desk.read_workbook(path, passphrase)), shell, done)

    def _give_up(self) -> None:
        self._reading = None
        for notice in (self._shell.start.notice, self._shell.notice):
            notice.clear()

    def turn_back(self) -> None:
        """Nothing was taken: back to where one came from, or to the first page."""
        shell = self._shell
        self._reading = None
        if shell.sitting is None or self._came_from == "start":
            shell.go_home()
        else:
            shell.turn(self._came_from)

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


def _is_locked(error: BaseException) -> bool:
    from jukiself.work.locking import WrongPassphrase  # noqa: PLC0415 - after the first paint

    return isinstance(error, WrongPassphrase)
