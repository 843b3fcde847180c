"""Whether this PC has what the program needs, in sentences."""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
import sqlite3
import tempfile
from pathlib import Path

import jukiself
from jukiself import journal, places, settings
from jukiself.checklist.check import check_form
from jukiself.checklist.read import FormError, read_checklist
from jukiself.findings.examples import run_examples
from jukiself.survey.examples import run_cross_examples
from jukiself.work.offices import known_offices

_SUMS = "SHA256SUMS.txt"
_FONTS = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "NotoSansJP-Regular.ttf")
_LIBRARIES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "alembic",
    "openpyxl",
    "python-calamine",
    "reportlab",
    "pypdf",
    "cryptography",
    "pypdfium2",
    "python-docx",
    "msoffcrypto-tool",
)


def examine() -> tuple[list[str], bool]:
    """Lines to read, and whether everything needed is there."""
    lines = [
        f"jukiself {jukiself.__version__}  Python {platform.python_version()}  {platform.platform()}  SQLite {sqlite3.sqlite_version}"
    ]
    sound = True
    for good, line in (*_libraries(), *_fonts(), _form(), *_folders(), *bundle(Path(jukiself.__file__))):
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


def _folders() -> list[tuple[bool, str]]:
    """Where a person's files, the settings and the journal go; the latter two are made when there is something to keep."""
    places_asked = (
        ("自分のフォルダー", Path.home()),
        ("設定", settings.default_path().parent),
        ("誤りの記録", journal.path().parent),
    )
    return [_writable(words, folder) for words, folder in places_asked]


def _writable(words: str, folder: Path) -> tuple[bool, str]:
    there = next((one for one in (folder, *folder.parents) if one.is_dir()), folder)
    try:
        with tempfile.TemporaryFile(dir=there):
            return True, f"{words}「{folder}」に書けます"
    except OSError as error:
        return False, f"{words}「{folder}」に書けません（{error.strerror}）"


def bundle(inside: Path) -> list[tuple[bool, str]]:
    """Of a program that was unpacked or installed: whether its files are those that were handed out."""
    folder = next((one for one in inside.parents if (one / "sbom.json").is_file() and (one / _SUMS).is_file()), None)
    if folder is None:
        return []
    listed = [line.split("  ", 1) for line in (folder / _SUMS).read_text("utf-8").splitlines()]
    other = [name for value, name in listed if _digest(folder / name) != value]
    if other:
        return [
            (
                False,
                f"「{folder}」の {len(other)} 個のファイルが、配った物と違います（{other[0]} など）。入れ直してください。",
            )
        ]
    return [(True, f"「{folder}」のファイル {len(listed)} 個は、配った物と同じです")]


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
