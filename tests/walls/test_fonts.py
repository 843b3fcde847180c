"""The fonts taken at setup are the pinned ones, and Qt and the PDF can both draw with the same files."""

from __future__ import annotations

import hashlib
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
