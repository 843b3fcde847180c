"""The look is one table, and everything in it can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QFontInfo

from jukiself import places
from jukiself.gui.look import EDGES, TEXT
from jukiself.gui.theme import load_fonts, sheet, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def _light(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(theme().colour(one)), _light(theme().colour(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_stands_out_at_four_and_a_half_to_one(ink: str, paper: str) -> None:
    assert _contrast(ink, paper) >= 4.5


@pytest.mark.parametrize(("edge", "paper"), EDGES)
def test_edges_stand_out_at_three_to_one(edge: str, paper: str) -> None:
    assert _contrast(edge, paper) >= 3


def test_every_colour_of_text_and_edges_is_held_to_its_contrast() -> None:
    held = {name for pair in (*TEXT, *EDGES) for name in pair}
    assert set(theme().colours) - held == {"line"}


def test_nothing_is_smaller_than_eleven_points() -> None:
    assert min(theme().sizes.values()) >= 11


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    raw = (places.resources() / "style" / "window.qss").read_text(encoding="utf-8")
    assert not re.findall(r":\s*#[0-9A-Fa-f]{3,8}\b", raw)


def test_no_page_names_a_colour_of_its_own() -> None:
    for path in (places.resources().parent / "jukiself" / "gui").glob("*.py"):
        if path.name == "look.py":
            continue
        assert not re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8")), path


def test_a_larger_scale_enlarges_every_size() -> None:
    small, large = (re.findall(r"([\d.]+)pt", sheet(scale)) for scale in (1.0, 2.0))
    assert [float(one) * 2.0 for one in small] == pytest.approx([float(one) for one in large], abs=0.06)


def test_the_shipped_font_is_used(dressed: QApplication) -> None:
    if "BIZ UDPGothic" not in load_fonts(places.fonts()):
        pytest.skip("fonts are taken at setup and are not here")
    assert QFontInfo(dressed.font()).family() == "BIZ UDPGothic"
