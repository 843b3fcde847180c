"""Writing papers in the background: one at a time, its row says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jukiself.gui import background
from jukiself.gui.desk import AS_IS
from jukiself.gui.elsewhere import show_file, show_folder
from jukiself.gui.telling import Stopped, Telling
from jukiself.gui.words import place_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from jukiself.gui.desk import Desk, Leaving, Paper
    from jukiself.gui.leaving import LeavingCard
    from jukiself.gui.paper_row import PaperRow
    from jukiself.work.inspect import Sitting


class PaperWriter(QObject):
    """Serves the rows of one page; ``ready`` keeps what is typed there first."""

    print_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        rows: Iterable[PaperRow],
        ready: Callable[[], bool],
        owner: QWidget,
        card: LeavingCard | None = None,
    ) -> None:
        super().__init__(owner)
        self.sitting: Sitting | None = None
        self._desk = desk
        self._ready = ready
        self._card = card
        self._rows = {row.card.paper: row for row in rows}
        self._task: background.Task | None = None
        self._telling = Telling(self)
        for row in self._rows.values():
            row.wanted.connect(self.write)
            row.folder_wanted.connect(lambda path: show_folder(path, owner))
            row.open_wanted.connect(lambda path: show_file(path, owner))
            row.print_wanted.connect(self.print_wanted)

    @property
    def _leaving(self) -> Leaving:
        return AS_IS if self._card is None else self._card.leaving

    def show_folder(self, sitting: Sitting, folder: Path) -> None:
        """Papers of this sitting are written there from now on."""
        self.sitting = sitting
        for paper, row in self._rows.items():
            row.show_path(self._desk.export_path(sitting, paper, folder, self._leaving))

    def write(self, paper: Paper) -> None:
        """Write a paper; its row says what came of it."""
        sitting, row = self.sitting, self._rows[paper]
        path = row.path
        if sitting is None or path is None or not self._ready():
            return
        if self._card is not None and self._card.fault:
            row.refuse(self._card.fault)
            return
        self._busy(busy=True)
        row.writing(stops=True)
        leaving = self._leaving
        telling = self._telling = Telling(self)
        telling.moved.connect(row.moved)
        row.stop_wanted.connect(telling.stop)
        told: list[str] = []
        work = lambda: told.append(self._desk.export(sitting, paper, path, leaving, telling.tell))  # noqa: E731 - one line, used once
        self._task = background.run(work, self, lambda error: self._written(row, path, "".join(told), error))

    def _written(self, row: PaperRow, path: Path, told: str, error: BaseException | None) -> None:
        self._busy(busy=False)
        self._telling.deleteLater()
        if isinstance(error, Stopped):
            row.left()
        elif error is None:
            row.done(place_words(path), told)
        elif isinstance(error, self._desk.refusals):
            row.refuse(str(error))
        else:
            row.refuse("書き出せませんでした。")
            raise error
        row.come_back()

    def _busy(self, *, busy: bool) -> None:
        for row in self._rows.values():
            row.busy(busy=busy)
