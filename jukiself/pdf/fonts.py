"""The fonts of a document: BIZ UDPGothic, with Noto Sans JP for what it lacks, all embedded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts

REGULAR = "BIZUDPGothic-Regular.ttf"
BOLD = "BIZUDPGothic-Bold.ttf"
FALLBACK = "NotoSansJP-Regular.ttf"
#: Stands for a character no font has (下駄).
GETA = "〓"


class FontMissing(ValueError):
    """A font the document needs is not there; the message says where it was looked for."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one font."""

    font: str
    text: str
    width: float  # at size 1
    thicken: bool = False  # a regular face that stands for a bold one


class Fonts:
    """Regular and bold with their fallback; measures text and splits it into runs by what each font can draw."""

    def __init__(self, folder: Path) -> None:
        fallback = folder / FALLBACK
        self._fallback = _font(fallback) if fallback.is_file() else None
        self._faces = {False: _font(folder / REGULAR), True: _font(folder / BOLD)}

    @property
    def initial(self) -> str:
        """Name of the font a canvas starts with; without it reportlab adds an un-embedded Helvetica."""
        return str(self._faces[False].fontName)

    def width(self, text: str, *, bold: bool) -> float:
        """Width of the text at size 1."""
        widths = self._widths[bold]
        return sum(widths[one] if one in widths else self._add_width(one, bold=bold) for one in text)

    @cached_property
    def _widths(self) -> dict[bool, dict[str, float]]:
        return {False: {}, True: {}}

    def _add_width(self, one: str, *, bold: bool) -> float:
        font, drawn = self._choose(one, bold=bold)
        found = float(font.face.getCharWidth(ord(drawn))) / 1000
        self._widths[bold][one] = found
        return found

    def _choose(self, one: str, *, bold: bool) -> tuple[Any, str]:
        """The font to draw a character with, and the character drawn."""
        face = self._faces[bold]
        if ord(one) in face.face.charToGlyph:
            return face, one
        if self._fallback is not None and ord(one) in self._fallback.face.charToGlyph:
            return self._fallback, one
        return face, GETA

    def runs(self, text: str, *, bold: bool) -> list[Run]:
        """The text as pieces of one font each."""
        pieces: list[list[str]] = []
        for one in text:
            font, drawn = self._choose(one, bold=bold)
            if pieces and pieces[-1][0] == font.fontName:
                pieces[-1][1] += drawn
            else:
                pieces.append([font.fontName, drawn])
        thin = self._fallback.fontName if bold and self._fallback is not None else None
        return [Run(name, piece, self.width(piece, bold=bold), name == thin) for name, piece in pieces]

    def lacking(self, text: str) -> int:
        """How many characters no font can draw."""
        return sum(one != GETA and self._choose(one, bold=False)[1] == GETA for one in text)


@cache
def _font(path: Path) -> Any:
    if not path.is_file():
        raise FontMissing(
            f"フォント {path.name} が {path.parent} にありません。setup（make fonts）をもう一度行ってください。"
        )
    # The name is a key inside reportlab only; it carries the folder so that two folders do not mix.
    font = ttfonts.TTFont(str(path), str(path))
    pdfmetrics.registerFont(font)
    return font


def _unicode_map(font_name: str, subset: list[int]) -> str:
    """What reportlab's makeToUnicodeCMap should write: UTF-16 also above U+FFFF (𠮷), at most 100 entries a block."""
    entries = [
        f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>" for code, value in enumerate(subset) if value
    ]
    lines = ["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo"]
    lines += [f"<< /Registry ({font_name})", f"/Ordering ({font_name})", "/Supplement 0", ">> def"]
    lines += [
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


# reportlab writes %04X, which readers take for another character when somebody copies or searches.
ttfonts.makeToUnicodeCMap = _unicode_map
