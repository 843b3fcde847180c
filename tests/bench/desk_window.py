"""The prefecture's pages over a whole country: how long each takes to show, and the longest freeze meanwhile.

    python -m tests.bench.desk_window BOOK

``BOOK`` is a collected one, as `make samples-japan` leaves it; a copy is opened.
"""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


from jukiself.app.desk import OfficeDesk
from jukiself.app.main import make_application
from jukiself.gui import background, theme
from jukiself.gui.pages import PREFECTURE
from jukiself.gui.shell import Shell
from jukiself.settings import Settings
from tests.bench.session import Heart
from tests.bench.waiting import wait

if TYPE_CHECKING:
    from collections.abc import Callable

_BEAT_MS = 5


def main() -> None:
    application = make_application()
    with tempfile.TemporaryDirectory() as name:
        book = Path(name, "県.jukiself")
        shutil.copy(sys.argv[1], book)
        begun = time.perf_counter()
        connection = sqlite3.connect(book)
        rows = len(connection.execute("select * from verdict").fetchall())
        connection.close()
        bare = time.perf_counter() - begun
        print(f"{rows} 団体の行を SQL だけで読む {bare * 1000:.0f} ms")  # noqa: T201
        desk = OfficeDesk(Settings(Path(name, "settings.json")))
        desk.load()
        theme.dress(application)
        shell = Shell(desk)
        shell.resize(1093, 560)
        shell.show()
        shell.ready()
        heart = Heart()

        def do(what: str, act: Callable[[], object]) -> None:
            heart.doing = what
            heart.settled()
            begun = time.perf_counter()
            act()
            while background.at_work() or shell.reception.busy:
                wait(_BEAT_MS)
            took = time.perf_counter() - begun
            heart.settled()
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{what}\t{took:.2f} 秒\t最も長く止まった {heart.longest[what] * 1000:.0f} ms\t{peak} MB")  # noqa: T201

        do("開く", lambda: shell.open_book(book))
        for row in PREFECTURE:
            do(row.name, lambda row=row: shell.show_page(row.name))  # type: ignore[misc]
        for row in PREFECTURE:
            do(f"{row.name} もう一度", lambda row=row: shell.show_page(row.name))  # type: ignore[misc]
        shell.close()
        background.finish()


if __name__ == "__main__":
    main()
