"""The prefecture's pages over a whole country: how long each takes to show, and the longest freeze meanwhile.

python -m tests.bench.desk_window BOOK
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


from jukiself.app.desk import OfficeDesk
from jukiself.app.main import make_application
from jukiself.gui import background, theme
from jukiself.gui.pages import PREFECTURE
from jukiself.gui.shell import Shell
from jukiself.settings import Settings
from jukiself.store import verdicts
from jukiself.store.book import Book
from tests.bench.at_work import told
from tests.bench.memory import most, shared
from tests.bench.session import Heart
from tests.bench.table import Fact
from tests.bench.waiting import wait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.bench.table import Line

_BEAT_MS, OFFICES = 5, 1741
_NAMES = {"open": "開く", "board": "状況", "request": "依頼", "across": "見渡す", "remarks": "講評", "overview": "概要"}


def main() -> None:
    """Measure and print one line of JSON: seconds and the longest freeze by what was done, megabytes."""
    application = make_application()
    found: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory(prefix="jukiself-bench-") as name:
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
            found[what] = took, heart.longest[what]

        do("open", lambda: shell.open_book(Path(sys.argv[1])))
        for again in ("", " again"):
            for row in PREFECTURE:
                do(f"{row.name}{again}", lambda row=row: shell.show_page(row.name))  # type: ignore[misc]
        said = json.dumps({"pages": found, "memory": {"pss": shared(), "most": most()}})
        shell.close()
        background.finish()
    sys.stdout.write(said + "\n")


def country(offices: int = OFFICES) -> Iterator[Line]:
    """The rows of a country's book in the window, in processes of their own."""
    with tempfile.TemporaryDirectory(prefix="jukiself-bench-") as name:
        path = told("tests.bench.grown", name, str(offices), "0")
        with Book.open(Path(path), datetime.now, "bench") as book:
            # As after a change of the form: every record is worked out anew.
            verdicts.drop(book)
        found = told("tests.bench.desk_window", path)
    pages = found["pages"]
    first = "、".join(f"{_NAMES[one]} {took:.2f} s" for one, (took, _) in pages.items() if one in _NAMES)
    again = "、".join(
        f"{_NAMES[one.removesuffix(' again')]} {took:.2f} s"
        for one, (took, _) in pages.items()
        if one.endswith("again")
    )
    worst = max(pages, key=lambda one: pages[one][1])
    yield Fact(f"the window over {offices:,} offices after a change of the form: pages first shown", first)
    yield Fact("the same pages again", again)
    yield Fact("the longest freeze meanwhile", f"{pages[worst][1] * 1000:.0f} ms ({worst})")
    yield Fact(
        "memory of that window", f"PSS {found['memory']['pss']} MB, at the most RSS {found['memory']['most']} MB"
    )


if __name__ == "__main__":
    main()
