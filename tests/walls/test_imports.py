"""The walls between the layers stand, and they fall when someone digs under them."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PURE = ("checklist", "answers", "findings", "report")
BELOW_WORK = (*PURE, "excel", "pdf", "store", "word")


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    # Wide, so that no complaint is broken over two lines.
    environment = {**os.environ, "COLUMNS": "250"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(folder, str(Path(sys.executable).parent / "lint-imports"), "--no-cache")


@pytest.fixture
def copy(tmp_path: Path, checkout: Path) -> Path:
    """The package and its contracts, to be damaged freely."""
    shutil.copytree(checkout / "jukiself", tmp_path / "jukiself", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(checkout / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def test_contracts_hold(checkout: Path) -> None:
    result = lint_imports(checkout)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("package", "planted", "complaint"),
    [
        ("findings", "from PySide6 import QtCore", "jukiself is not allowed to import PySide6"),
        ("work", "from PySide6 import QtCore", "jukiself is not allowed to import PySide6"),
        ("work", "import sqlalchemy.orm", "jukiself is not allowed to import sqlalchemy"),
        ("work", "import openpyxl", "jukiself is not allowed to import openpyxl"),
        ("excel", "import reportlab.pdfgen", "jukiself is not allowed to import reportlab"),
        ("report", "import docx.shared", "jukiself is not allowed to import docx"),
        ("word", "import jukiself.excel", "jukiself.word is not allowed to import jukiself.excel"),
        ("excel", "import jukiself.pdf", "jukiself.excel is not allowed to import jukiself.pdf"),
        ("gui", "import jukiself.store", "jukiself.gui is not allowed to import jukiself.store"),
        ("checklist", "import jukiself.answers", "jukiself.checklist is not allowed to import jukiself.answers"),
        ("work", "import jukiself.gui", "jukiself.work is not allowed to import jukiself.gui"),
        ("gui", "import jukiself.app", "jukiself.gui is not allowed to import jukiself.app"),
        ("store", "import jukiself.places", "jukiself.store is not allowed to import jukiself.places"),
        ("report", "import time", "jukiself.report is not allowed to import time"),
        ("answers", "import os", "jukiself.answers is not allowed to import os"),
    ],
)
def test_an_import_hidden_in_a_function_is_found(copy: Path, package: str, planted: str, complaint: str) -> None:
    (copy / "jukiself" / package / "planted.py").write_text(f"def f() -> None:\n    {planted}\n", "utf-8")
    result = lint_imports(copy)
    assert result.returncode == 1, result.stdout + result.stderr
    assert complaint in result.stdout
    assert f"jukiself.{package}.planted -> " in result.stdout


def test_a_new_module_needs_a_place(copy: Path) -> None:
    (copy / "jukiself" / "helpers.py").write_text("", "utf-8")
    result = lint_imports(copy)
    assert result.returncode == 1
    assert "helpers" in result.stdout


@pytest.mark.parametrize(
    ("planted", "name"),
    [
        ("import importlib\n\nX = importlib\n", "importlib"),
        ("import datetime\n\nX = datetime.datetime.now()\n", "datetime.datetime.now"),
        ("from datetime import datetime\n\nX = datetime.today()\n", "datetime.datetime.today"),
        ("from datetime import date\n\nX = date.today()\n", "datetime.date.today"),
        ("import time\n\nX = time.time()\n", "time"),
        ("import io\n\nX = io.open('x')\n", "io.open"),
    ],
)
@pytest.mark.parametrize("package", [*BELOW_WORK, "work"])
def test_bans_hold_below_work_only(copy: Path, package: str, planted: str, name: str) -> None:
    (copy / "jukiself" / package / "planted.py").write_text(planted, "utf-8")
    ruff = (sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID251", "jukiself")
    result = run(copy, *ruff)
    found = f"`{name}` is banned" in result.stdout
    assert found == (package in BELOW_WORK), result.stdout + result.stderr


def escapes(source: str, *, disk: bool) -> list[str]:
    """Names that slip past ruff's ban: builtins, and a path's own ways to the disk."""
    builtins = {"open", "__import__"}
    methods = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "glob", "rglob"}
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in builtins:
            found.append(f"line {node.lineno}: {node.id}")
        elif disk and isinstance(node, ast.Attribute) and node.attr in methods:
            found.append(f"line {node.lineno}: .{node.attr}")
    return found


def test_no_disk_below_work(checkout: Path) -> None:
    reader = checkout / "jukiself" / "checklist" / "table.py"
    found = {}
    for package in BELOW_WORK:
        for path in sorted((checkout / "jukiself" / package).rglob("*.py")):
            pure = package in PURE and path != reader
            found[path.name] = escapes(path.read_text("utf-8"), disk=pure)
    assert {name: where for name, where in found.items() if where} == {}


def test_the_look_for_escapes_sees_them() -> None:
    assert escapes("def f(p):\n    return open(p), p.read_text()", disk=True) == ["line 2: open", "line 2: .read_text"]
    assert escapes("def f(p):\n    return __import__(p), p.read_text()", disk=False) == ["line 2: __import__"]
