"""The fonts taken at setup are the pinned ones, and Qt and the PDF can both draw with the same files."""

from __future__ import annotations

import ast
import hashlib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFontDatabase
from reportlab.pdfbase import ttfonts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FAMILIES = {
    "BIZUDPGothic-Regular.ttf": "BIZ UDPGothic",
    "BIZUDPGothic-Bold.ttf": "BIZ UDPGothic",
    "BIZUDGothic-Regular.ttf": "BIZ UDGothic",
    "NotoSansJP-Regular.ttf": "Noto Sans JP",
}
#: The bound of the basic plane, named in code that counts UTF-16 units.
_LAST_PLANE = 0x10000


@pytest.fixture
def folder(checkout: Path) -> Path:
    return checkout / "resources" / "fonts"


def test_the_fonts_are_the_pinned_ones(checkout: Path, folder: Path) -> None:
    lines = (checkout / "installer" / "fonts.sha256").read_text("utf-8").splitlines()
    pins = [line.split() for line in lines if not line.startswith("#")]
    assert {Path(name).name for _, name in pins} == set(FAMILIES)
    if (folder / "unpinned.sha256").exists():
        pytest.skip("this distribution ships another edition of BIZ UD; setup has said so")
    for font in FAMILIES:
        found = hashlib.sha256((folder / font).read_bytes()).hexdigest()
        assert found in {value for value, name in pins if Path(name).name == font}, font


def test_the_licences_lie_beside(folder: Path) -> None:
    for name in ("LICENSE-BIZUD.txt", "LICENSE-NotoSansJP.txt"):
        assert "SIL OPEN FONT LICENSE" in (folder / name).read_text("utf-8").upper()


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_each_font_is_static_truetype(folder: Path, name: str) -> None:
    font = TTFont(folder / name)
    assert "glyf" in font
    assert "fvar" not in font
    assert {"髙", "﨑", "①"} <= {chr(code) for code in font.getBestCmap()}


def test_noto_has_what_biz_ud_lacks(folder: Path) -> None:
    assert ord("𠮷") in TTFont(folder / "NotoSansJP-Regular.ttf").getBestCmap()


def test_all_that_the_window_says_has_a_shape_in_our_own_fonts(checkout: Path, folder: Path) -> None:
    """A system without many fonts shows a box for every other sign."""
    ours = {code for name in FAMILIES for code in TTFont(folder / name).getBestCmap()}
    sources = [*(checkout / "jukiself/gui").rglob("*.py"), *(checkout / "jukiself/app").rglob("*.py")]
    said = {
        (path.name, letter)
        for path in sources
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for letter in node.value
    }
    data = [path for part in ("forms", "resources") for path in (checkout / part).rglob("*.toml")]
    said |= {(path.name, letter) for path in data for letter in path.read_text("utf-8")}
    shapes = [(name, letter) for name, letter in said if unicodedata.category(letter)[0] not in "CZ"]
    assert [one for one in shapes if ord(one[1]) not in ours and ord(one[1]) < _LAST_PLANE] == []


@pytest.mark.parametrize(("name", "family"), sorted(FAMILIES.items()))
def test_qt_loads_it(qtbot: QtBot, folder: Path, name: str, family: str) -> None:
    assert qtbot is not None  # the application must exist
    number = QFontDatabase.addApplicationFont(str(folder / name))
    assert number >= 0
    assert family in QFontDatabase.applicationFontFamilies(number)
    QFontDatabase.removeApplicationFont(number)


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_reportlab_loads_it(folder: Path, name: str) -> None:
    font = ttfonts.TTFont(name, str(folder / name))
    assert font.stringWidth("住基", 10) == pytest.approx(20, abs=0.1)
