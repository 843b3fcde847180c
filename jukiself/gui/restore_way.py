"""The way to the page 控えに戻す, and what comes of it: the book is closed, goes back, and is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.gui.reception import Several
    from jukiself.gui.restore_page import RestorePage
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting
    from jukiself.work.restoring import Restored

_WRITES = "控えに戻しています… できたら、開きます。"


class RestoreWay:
    """Remembers from which page one came."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._came_from = "start"
        page = self._page
        page.back_wanted.connect(self.restore)
        page.rescue_wanted.connect(self._rescue)
        page.left.connect(self.leave)

    @property
    def _page(self) -> RestorePage:
        return cast("RestorePage", self._shell.page("restore"))

    def open(self, path: Path | None = None, *, broken: bool = False) -> None:
        """The copies of a book: of the one that is open, of the one named, or of the last one used."""
        shell = self._shell
        if not shell.flush():
            return
        if shell.pages.shown() != "restore":
            self._came_from = shell.pages.shown()
        kept = shell.gathering or (shell.sitting.book if shell.sitting else None)
        self._page.show_book(path or (kept.path if kept else None), broken=broken)
        shell.turn("restore")

    def leave(self) -> None:
        """Nothing was done: back to where one came from."""
        shell = self._shell
        if shell.sitting is None and shell.gathering is None:
            shell.go_home()
        else:
            shell.show_page(self._came_from)

    def _rescue(self, path: Path) -> None:
        from jukiself.gui import rescue  # noqa: PLC0415 - seldom wanted

        rescue.act(self._shell, self._shell.reception, path, self._page.notice)

    def restore(self, path: Path, copy: Path) -> None:
        """Close what is open, go back, open the book again, and say where the state before is."""
        shell = self._shell
        done: list[Restored] = []

        def look() -> Sitting | Several | Gathering:
            done.append(shell.desk.copies().restore(path, copy))
            return shell.reception.fetch(path)

        def then(found: Sitting | Several | Gathering) -> None:
            shell.reception.show_opened(path, found)
            self._say(done[0])

        shell.reception.sit_down(("restore", path, copy), look, self._page.notice, then, writes=_WRITES)

    def _say(self, done: Restored) -> None:
        shell, aside = self._shell, done.aside
        offer: tuple[str, Callable[[], object]] | tuple[()] = ()
        if aside is not None and done.readable:
            offer = ("戻す前に戻る", lambda: self.restore(done.path, aside))
        shell.say_passing(done.words, *offer)
