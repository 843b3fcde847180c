"""What is paid before the first paint, and that what is put off until after it is there and moves nothing.

No clock here: each kind of cost that was once taken out of the start (docs/bench.md) is looked for by its trace.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from jukiself import places
from jukiself.app.desk import OfficeDesk
from jukiself.gui import theme
from jukiself.gui.shell import Shell
from jukiself.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

_BARE = "from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication, QMainWindow; tell()"
_OURS = """
from jukiself.gui import shell
made = shell.Shell.__init__
def make(self, desk):
    made(self, desk)
    self.painted.connect(tell)
shell.Shell.__init__ = make
sys.argv = ["jukiself"]
from jukiself.cli import main
main()
"""
_TELL = """
import json, linecache, os, sys
def tell():
    modules = sorted(sys.modules)
    types = [name for module in modules if module.startswith("PySide6.Qt") for name in vars(sys.modules[module])]
    ours = [value for name in modules if name.startswith("jukiself") for value in vars(sys.modules[name]).values()]
    compiled = [one.__name__ for one in ours if isinstance(one, type) and hasattr(one, "_fields")]
    found = {"modules": modules, "types": types, "read": sorted(linecache.cache), "compiled": compiled}
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)
"""

#: Everything of ours that is imported before the first paint. A module more is a four-hundredth of the start more.
OURS = {
    "jukiself",
    "jukiself.app",
    "jukiself.app.desk",
    "jukiself.app.main",
    "jukiself.cli",
    "jukiself.gui",
    "jukiself.gui.card_button",
    "jukiself.gui.curtain",
    "jukiself.gui.lines",
    "jukiself.gui.look",
    "jukiself.gui.notice",
    "jukiself.gui.pages",
    "jukiself.gui.reception",
    "jukiself.gui.shell",
    "jukiself.gui.start",
    "jukiself.gui.theme",
    "jukiself.gui.top",
    "jukiself.gui.words",
    "jukiself.places",
    "jukiself.settings",
}
#: PySide makes a type when its name is first touched; those full of enums cost up to a tenth of the start.
DEAR = {
    "Qt",
    "QTextOption",
    "QSizePolicy",
    "QPen",
    "QBrush",
    "QTextDocument",
    "QKeySequence",
    "QShortcut",
    "QFileDialog",
}


def _told(script: str, checkout: Path, home: Path) -> dict[str, set[str]]:
    surroundings = {**os.environ, "XDG_CONFIG_HOME": str(home), "LOCALAPPDATA": str(home)}
    command = [sys.executable, "-c", _TELL + script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=checkout, env=surroundings)
    return {name: set(found) for name, found in json.loads(done.stdout).items()}


def test_little_is_imported_and_made_before_the_first_paint(checkout: Path, tmp_path: Path) -> None:
    bare, ours = (_told(script, checkout, tmp_path) for script in (_BARE, _OURS))
    assert ours["modules"] - bare["modules"] == OURS | {"gc"}
    assert not ours["types"] & DEAR
    # A NamedTuple, like a dataclass, is written and compiled anew at every start.
    assert not ours["compiled"]
    # PySide's hook on imports would have read the source of each of our modules.
    assert not [path for path in ours["read"] if "jukiself" in path]


def test_a_letter_the_font_lacks_is_drawn_with_the_one_shipped_for_it(dressed: QApplication) -> None:
    if theme.FAMILIES[0] not in theme.load_fonts(places.fonts()):
        pytest.skip("fonts are taken at setup and are not here")
    layout = QTextLayout("原𠮷", dressed.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    assert {run.rawFont().familyName() for run in layout.glyphRuns()} == {"BIZ UDPGothic", "Noto Sans JP"}


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(1093, 560), (1536, 864), (800, 600)])
def test_what_comes_after_the_first_paint_moves_nothing(
    dressed: QApplication, home: Path, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    theme.dress(dressed, scale)
    desk = OfficeDesk(Settings(home / "settings.json"))
    shell = Shell(desk)
    qtbot.addWidget(shell)
    try:
        shell.resize(*size)
        with qtbot.waitSignal(shell.painted):
            shell.show()
        before = _places(shell)
        assert len(before) > 8
        desk.load()
        shell.ready()
        qtbot.waitUntil(lambda: len(_places(shell)) > len(before))
        after = _places(shell)
        assert {one: after[one] for one in before} == before
    finally:
        shell.close()
        desk.close()
        theme.dress(dressed)


def _places(shell: Shell) -> dict[QWidget, tuple[int, int, int, int]]:
    """Where every button and text stands."""
    seen = [one for kind in (QAbstractButton, QLabel) for one in shell.findChildren(kind) if one.isVisible()]
    return {
        one: (one.mapTo(shell, one.rect().topLeft()).x(), one.mapTo(shell, one.rect().topLeft()).y(), *_size(one))
        for one in seen
    }


def _size(widget: QWidget) -> tuple[int, int]:
    return widget.width(), widget.height()
