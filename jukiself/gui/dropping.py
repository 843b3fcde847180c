"""A file dropped on the window: a book is opened, anything else is read as a return workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from jukiself.gui.shell import Shell

_BOOK = ".jukiself"
_ONE = "ファイルは1つずつ入れてください。"


class Dropping(QObject):
    """Takes files for the whole window."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        shell.setAcceptDrops(True)
        shell.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Nothing happens to the file itself: it is read where it lies."""
        kinds = QEvent.Type
        if event.type() in {kinds.DragEnter, kinds.Drop} and isinstance(event, QDropEvent):
            files = _files(event.mimeData())
            if files and not self._shell.curtain.drawn:
                event.acceptProposedAction()
                if event.type() == kinds.Drop:
                    self.take(files)
            return True
        return False

    def take(self, files: list[Path]) -> None:
        """Open what was dropped."""
        shell = self._shell
        gathers = shell.gathering is not None and shell.sitting is None
        if gathers and any(one.suffix.lower() != _BOOK for one in files):
            shell.prefecture.take(files)
        elif len(files) > 1:
            notice = shell.start.notice if shell.sitting is None else shell.notice
            notice.refuse(_ONE)
        elif files[0].suffix.lower() == _BOOK:
            shell.open_book(files[0])
        else:
            shell.open_workbook(files[0])


def _files(data: QMimeData) -> list[Path]:
    return [Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile()]
