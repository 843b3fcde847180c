"""Starting the window: first the page, then what is heavy; our own bugs go to the journal."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from jukiself import journal, places
from jukiself.app.desk import OfficeDesk
from jukiself.gui import background, theme
from jukiself.gui.shell import NAME, Shell
from jukiself.settings import Settings, default_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

DONE, OUR_BUG = 0, 3


class CrashBook:
    """Writes what nobody caught to the journal and tells the window."""

    def __init__(self, write: Callable[[BaseException], Path] = journal.write_crash) -> None:
        self.crashed = False
        self.shell: Shell | None = None
        self._write = write

    def __call__(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """The shape of `sys.excepthook`."""
        self.crashed = True
        where = self._write(error)
        sys.stderr.write(f"jukiself: プログラムの誤りがありました。記録は {where} にあります。\n")
        if self.shell is not None:
            self.shell.say_bug(where)


def make_application() -> QApplication:
    """The one application, dressed."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([NAME])
    application.setApplicationName("jukiself")
    application.setApplicationDisplayName("")
    with contextlib.suppress(FileNotFoundError):  # the system's own fonts will do
        theme.load_fonts(places.fonts())
    theme.speak_japanese(application)
    return application


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window until it is closed; ``--book FILE`` opens a book. Exit code 3 after a bug of ours."""
    given = list(argv or [])
    book = Path(given[given.index("--book") + 1]) if "--book" in given[:-1] else None
    application = make_application()
    desk = OfficeDesk(Settings(default_path()))
    theme.dress(application, desk.text_scale())
    crashes = CrashBook()
    sys.excepthook = crashes
    shell = Shell(desk)
    crashes.shell = shell
    shell.start.show_recent()
    shell.show()

    def loaded(error: BaseException | None) -> None:
        if error is not None:
            raise error
        shell.ready()
        if book is not None:
            shell.open_book(book)

    QTimer.singleShot(0, lambda: background.run(desk.load, shell, loaded))
    application.exec()
    desk.close()
    sys.excepthook = sys.__excepthook__
    return OUR_BUG if crashes.crashed else DONE
