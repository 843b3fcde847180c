"""What is shipped of each part: Qt by a list of what we use, the rest without what nobody reaches."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from installer.pack import archive, program, take
from installer.pack.trim import ships, ships_python


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/__init__.py",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/QtPrintSupport.pyd",
        "PySide6/Qt6Svg.dll",
        "PySide6/pyside6.abi3.dll",
        "PySide6/msvcp140_1.dll",
        "PySide6/libpyside6.abi3.so.6.11",
        "PySide6/Qt/lib/libQt6XcbQpa.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/translations/qtbase_ja.qm",
        "PySide6/Qt/translations/qtbase_ja.qm",
        "jukiself/data/resources/icon/jukiself.svg",
        "jukiself/data/forms/juki/2026/form.toml",
        "lxml/includes/__init__.py",
        "pypdf-7.1.0.dist-info/licenses/LICENSE",
        "olefile/olefile.py",
        "_cffi_backend.cp311-win_amd64.pyd",
        "PIL/_imaging.cp311-win_amd64.pyd",
        "lxml/etree.cp311-win_amd64.pyd",
    ],
)
def test_what_is_used_ships(name: str) -> None:
    assert ships(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/QtQml.abi3.so",
        "PySide6/Qt6Quick.dll",
        "PySide6/QtNetwork.pyd",
        "PySide6/opengl32sw.dll",
        "PySide6/designer.exe",
        "PySide6/QtCore.pyi",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/Qt/qml/QtQuick/plugin.so",
        "PySide6/translations/qtbase_de.qm",
        "PIL/_avif.cp311-win_amd64.pyd",
        "PIL/_imagingft.cp311-win_amd64.pyd",
        "reportlab/fonts/Vera.ttf",
        "lxml/objectify.cp311-win_amd64.pyd",
        "cffi/api.py",
        "olefile/olefile2.py",
        "alembic-1.20.1.dist-info/RECORD",
        "some/",
    ],
)
def test_what_is_not_used_stays_behind(name: str) -> None:
    assert not ships(name)


def test_every_qt_module_the_program_imports_ships() -> None:
    text = "".join(path.read_text("utf-8") for path in (take.ROOT / "jukiself").rglob("*.py"))
    modules = set(re.findall(r"(?:from|import) PySide6\.(Qt\w+)", text))
    assert "QtWidgets" in modules
    assert [name for name in modules if not ships(f"PySide6/{name}.pyd")] == []
    assert [name for name in modules if not ships(f"PySide6/{name}.abi3.so")] == []


def test_python_ships_without_what_is_never_reached_and_with_what_the_server_needs() -> None:
    behind = ["ensurepip/__init__.py", "idlelib/idle.py", "lib-dynload/_dbm.cpython-311-x86_64-linux-gnu.so"]
    assert [name for name in behind if ships_python(name)] == []
    needed = ["_sqlite3.pyd", "_ssl.pyd", "libffi-8.dll", "lib-dynload/_ctypes.cpython-311-x86_64-linux-gnu.so"]
    assert [name for name in needed if not ships_python(name)] == []


def test_modules_of_the_same_name_as_ours_are_not_swept_away() -> None:
    # The program's own code ships whole, whatever its folders are called.
    package = importlib.util.find_spec("jukiself")
    assert package is not None
    assert ships("jukiself/gui/tests/x.py")


def test_others_modules_ship_as_bytecode_and_ours_and_the_copyleft_ones_as_text_too(tmp_path: Path) -> None:
    for name in ("jukiself/a.py", "psycopg/b.py", "openpyxl/c.py", "openpyxl/d/__init__.py", "six.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("NUMBER = 1\n", "utf-8")
    program.compile_all(Path(sys.executable), tmp_path)
    program.bytecode_alone(tmp_path)
    texts = {name for name, path in archive.files(tmp_path) if path.suffix == ".py"}
    assert texts == {"jukiself/a.py", "psycopg/b.py"}
    script = "import six, openpyxl.c, openpyxl.d, jukiself.a; print(six.NUMBER + openpyxl.c.NUMBER)"
    run = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {script}"]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "2\n"
    (tmp_path / "six.py").write_text("NUMBER = 2\n", "utf-8")
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "3\n"


_ASKING = """
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from installer.pack.trim import ships

class Shipped(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        spec = PathFinder.find_spec(name, path, target)
        place = Path(spec.origin) if spec is not None and spec.origin else None
        if place is not None and "site-packages" in place.parts:
            inside = place.as_posix().rsplit("site-packages/", 1)[1]
            if not ships(inside):
                raise ModuleNotFoundError(f"{inside} is not shipped", name=name)
        return spec

sys.meta_path = [Shipped if one is PathFinder else one for one in sys.meta_path]
from jukiself.cli import main
out = Path(sys.argv[1])
book = str(out / "b.jukiself")
(out / "words").write_text("tamori-kesune hakote 7")
lock = ["--passphrase-file", str(out / "words")]
for command in (
    ["samples", str(out / "s")],
    ["import", str(out / "s" / "nagano-a.xlsx"), "--book", book],
    ["report", str(out / "s" / "nagano-a.xlsx"), str(out / "r.docx"), "--shape", "2006", *lock],
    ["report", str(out / "s" / "nagano-a.xlsx"), str(out / "r.pdf"), *lock],
    ["collect", str(out / "s"), "--book", str(out / "c.jukiself"), "--xlsx", str(out / "c.xlsx")],
):
    assert main(command) == 0, command
# A server that is not there: the whole way up to its door.
assert main(["board", "--book", "postgresql+psycopg://nobody@127.0.0.1:1/none"]) == 1
"""


def test_what_is_left_out_is_never_asked_for(tmp_path: Path) -> None:
    ask = [sys.executable, "-c", _ASKING, str(tmp_path)]
    done = subprocess.run(ask, cwd=take.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "つながりません" in done.stderr
