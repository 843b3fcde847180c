"""Whether this PC has what the program needs, in sentences."""

from __future__ import annotations

import importlib.metadata
import platform
import sqlite3
import tempfile
from pathlib import Path

import jukiself
from jukiself import places
from jukiself.checklist.check import check_form
from jukiself.checklist.read import FormError, read_checklist
from jukiself.findings.examples import run_examples
from jukiself.survey.examples import run_cross_examples
from jukiself.work.offices import known_offices

_FONTS = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "NotoSansJP-Regular.ttf")
_LIBRARIES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "alembic",
    "openpyxl",
    "python-calamine",
    "reportlab",
    "pikepdf",
    "msoffcrypto-tool",
)


def examine() -> tuple[list[str], bool]:
    """Lines to read, and whether everything needed is there."""
    lines = [
        f"jukiself {jukiself.__version__}  Python {platform.python_version()}  {platform.platform()}  SQLite {sqlite3.sqlite_version}"
    ]
    sound = True
    for good, line in (*_libraries(), *_fonts(), _form(), _folder()):
        lines.append(f"{'よい' if good else '要確認'}  {line}")
        sound = sound and good
    lines.append("どこにも送りません。ネットワークは使いません。")
    return lines, sound


def _libraries() -> list[tuple[bool, str]]:
    found = []
    for name in _LIBRARIES:
        try:
            found.append((True, f"{name} {importlib.metadata.version(name)}"))
        except importlib.metadata.PackageNotFoundError:
            found.append((False, f"{name} がありません。入れ直してください。"))
    return found


def _fonts() -> list[tuple[bool, str]]:
    folder = places.fonts()
    missing = [name for name in _FONTS if not (folder / name).is_file()]
    if missing:
        return [(False, f"書体がありません: {'、'.join(missing)}（{folder}）")]
    return [(True, f"書体 {len(_FONTS)} 個")]


def _form() -> tuple[bool, str]:
    try:
        checklist = read_checklist(places.default_form())
    except (FormError, FileNotFoundError) as error:
        return False, f"設問: {error}"
    faults = [*check_form(checklist), *run_examples(checklist), *run_cross_examples(checklist)]
    words = f"設問 {len(checklist.questions)}、所見の決まり {len(checklist.rules)}、団体 {len(known_offices())}"
    return not faults, words + (f"。問題 {len(faults)} 件: {faults[0]}" if faults else "")


def _folder() -> tuple[bool, str]:
    folder = Path.home()
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True, f"「{folder}」に書けます"
    except OSError as error:
        return False, f"「{folder}」に書けません（{error.strerror}）"
