"""Starting the window: first the page, then what is heavy; our own bugs go to the journal."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from jukiself import places
from jukiself.app.desk import OfficeDesk
from jukiself.gui import theme
from jukiself.gui.shell import NAME, Shell
from jukiself.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

DONE, OUR_BUG = 0, 3
#: A window that nobody sees, minimised or covered, is never painted; it loads all the same.
_UNSEEN_MS = 2000
#: After everything is loaded, the pages not yet seen are made ready.
_QUIET_MS = 300


def _write_crash(error: BaseException) -> Path:
    from jukiself import journal  # noqa: PLC0415 - after the first paint

    return journal.write_crash(error)


def settings_path() -> Path:
    """`jukiself.settings.default_path`, from Qt: platformdirs alone would cost a thirtieth of the start."""
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(where) / "jukiself" / "settings.json"


class CrashBook:
    """Writes what nobody caught to the journal and tells the window."""

    def __init__(self, write: Callable[[BaseException], Path] = _write_crash) -> None:
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


def _application() -> QApplication:
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([NAME, "-style", "Fusion"])
    application.setApplicationName("jukiself")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("jukiself")
    return application


def _load_fonts(names: tuple[str, ...]) -> None:
    try:
        theme.load_fonts(places.fonts(), names)
    except FileNotFoundError:
        return  # the system's own fonts will do


def make_application() -> QApplication:
    """The one application, with everything that the window does after its first paint done at once."""
    application = _application()
    theme.stand_in()
    _load_fonts(theme.FIRST_FONTS + theme.RARE_FONTS)
    theme.speak_japanese(application)
    return application


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window until it is closed; ``--book FILE`` opens a book. Exit code 3 after a bug of ours."""
    given = list(argv or [])
    application = _application()
    _load_fonts(theme.FIRST_FONTS)
    desk = OfficeDesk(Settings(settings_path()))
    theme.dress(application, desk.text_scale())
    crashes = CrashBook()
    sys.excepthook = crashes
    shell = Shell(desk)
    crashes.shell = shell
    if "--book" in given[:-1]:
        place = given[given.index("--book") + 1]
        shell.open_book(place if "://" in place else Path(place))
    behind = Behind(application, shell, desk)
    shell.painted.connect(behind.load)
    QTimer.singleShot(_UNSEEN_MS, behind.load)
    shell.show_on_screen()
    application.exec()
    behind.settle()
    desk.close()
    sys.excepthook = sys.__excepthook__
    return OUR_BUG if crashes.crashed else DONE


class Behind:
    """What is heavy, loaded once behind the first page."""

    def __init__(self, application: QApplication, shell: Shell, desk: OfficeDesk) -> None:
        self._application, self._shell, self._desk = application, shell, desk
        self._begun = False

    def load(self) -> None:
        """Begin, unless it has begun."""
        if self._begun:
            return
        self._begun = True
        from jukiself.gui import background  # noqa: PLC0415 - after the first paint

        self._application.setWindowIcon(QIcon(str(places.resources() / "icon" / "jukiself.svg")))
        theme.speak_japanese(self._application)
        theme.stand_in()
        _load_fonts(theme.RARE_FONTS)
        background.run(self._desk.load, self._shell, self._loaded)

    def settle(self) -> None:
        """The window is closed; a thread cannot be left behind."""
        from jukiself.gui import background  # noqa: PLC0415 - loaded by now

        background.settle()

    def _loaded(self, error: BaseException | None) -> None:
        # The collector itself wakes with the end of this task.
        gc.freeze()
        if error is not None:
            raise error
        self._shell.ready()
        from jukiself.gui import news  # noqa: PLC0415 - after the first paint

        news.tell(self._shell)
        # What was wished for meanwhile comes first.
        QTimer.singleShot(_QUIET_MS, self._shell, self._make_ready)

    def _make_ready(self) -> None:
        from jukiself.gui import background, pages  # noqa: PLC0415 - loaded by now

        steps = pages.fetch()

        def step() -> None:
            # One a turn of the window: none takes long.
            if next(steps, self) is not self:
                QTimer.singleShot(0, self._shell, step)
            else:
                background.run(work, self._shell, _raise)

        def work() -> None:
            self._desk.handbook()
            from jukiself.app import asking_works, contract_works, paper_works, year_works  # noqa: PLC0415

            _ = (asking_works, contract_works, paper_works, year_works)

        step()


def _raise(error: BaseException | None) -> None:
    if error is not None:
        raise error
