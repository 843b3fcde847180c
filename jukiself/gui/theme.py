"""The look of `jukiself.gui.look`, put on the application."""

from __future__ import annotations

import sys
from functools import cache
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette

from jukiself import places
from jukiself.gui.look import COLOURS, SIZES, SPACES

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

FAMILIES = ["BIZ UDPGothic", "BIZ UDPゴシック", "Yu Gothic UI", "Noto Sans JP", "Noto Sans CJK JP"]
SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0
#: What the first paint is written with; the others hold letters that are rare on the first page.
FIRST_FONTS = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")
RARE_FONTS = ("NotoSansJP-Regular.ttf",)


class Theme:
    """Colours by name, sizes in points, spaces in logical pixels."""

    def __init__(self) -> None:
        self.colours, self.sizes, self.spaces = COLOURS, SIZES, SPACES

    def colour(self, name: str) -> QColor:
        """A colour to paint with."""
        return QColor(self.colours[name])


@cache
def theme() -> Theme:
    """The theme shipped."""
    return Theme()


def space(name: str) -> int:
    """One of the spaces, in logical pixels."""
    return SPACES[name]


def sheet(scale: float) -> str:
    """The style sheet with the theme's values put in."""
    raw = (places.resources() / "style" / "window.qss").read_text(encoding="utf-8")
    sizes = {name: f"{size * scale:.1f}" for name, size in theme().sizes.items()}
    return Template(raw).substitute(theme().colours, **sizes, radius=theme().spaces["radius"])


def load_fonts(folder: Path, names: tuple[str, ...] = FIRST_FONTS + RARE_FONTS) -> list[str]:
    """Make shipped fonts known to Qt; the families found. An empty folder leaves the system's fonts."""
    found: list[str] = []
    for path in (folder / name for name in names):
        if path.exists():
            found += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return found


def stand_in() -> None:
    """Name the families that have the letters the first one lacks.

    Qt looks all of them up at the first letter drawn where it knows of them by then, which costs a seventieth of the
    start; told before the fonts of `RARE_FONTS` are loaded, which makes it think anew, it looks when one is wanted.
    """
    QFont.insertSubstitutions(FAMILIES[0], FAMILIES[1:])


def speak_japanese(application: QApplication) -> None:
    """Qt's own words, such as those of the file dialog, in Japanese."""
    from PySide6.QtCore import QLibraryInfo, QTranslator  # noqa: PLC0415 - after the first paint

    translator = QTranslator(application)
    if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


def dress(application: QApplication, scale: float = 1.0) -> None:
    """Put fonts, palette and style sheet on the whole application."""
    font = QFont(FAMILIES[:1])
    font.setPointSizeF(theme().sizes["body"] * scale)
    if sys.platform != "win32":  # there the system draws sharp letters fast; elsewhere hinting triples the time
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if QFontInfo(font).family() != FAMILIES[0]:
        font.setFamilies(FAMILIES)
    application.setFont(font)
    application.setPalette(_palette())
    application.setStyleSheet(sheet(scale))


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "paper",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "paper",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.PlaceholderText: "quiet",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "ink",
    }
    for role, name in roles.items():
        palette.setColor(role, theme().colour(name))
    return palette
