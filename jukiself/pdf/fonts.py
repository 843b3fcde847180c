"""The fonts of a document: BIZ UDPGothic, with Noto Sans JP for what it lacks, all embedded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfbase import pdfmetrics, ttfonts

if TYPE_CHECKING:
    from collections.abc import Callable

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
        known = self._known[bold]
        return sum([known[one].width for one in text])

    def measure(self, size: float, *, bold: bool) -> Callable[[str], float]:
        """The same for texts of one size; many are single characters."""
        known = self._known[bold]

        def width(text: str) -> float:
            return known[text].width * size if len(text) == 1 else sum([known[one].width for one in text]) * size

        return width

    @cached_property
    def _known(self) -> dict[bool, _Glyphs]:
        return {bold: _Glyphs(self, bold=bold) for bold in (False, True)}

    def choose(self, one: str, *, bold: bool) -> tuple[Any, str]:
        """The font to draw a character with, and the character drawn."""
        face = self._faces[bold]
        if ord(one) in face.face.charToGlyph:
            return face, one
        if self._fallback is not None and ord(one) in self._fallback.face.charToGlyph:
            return self._fallback, one
        return face, GETA

    def runs(self, text: str, *, bold: bool) -> list[Run]:
        """The text as pieces of one font each."""
        known = self._known[bold]
        pieces = [
            (font, "".join([one.drawn for one in some]))
            for font, some in groupby([known[one] for one in text], key=attrgetter("font"))
        ]
        thin = self._fallback.fontName if bold and self._fallback is not None else None
        return [Run(name, piece, self.width(piece, bold=bold), name == thin) for name, piece in pieces]

    def lacking(self, text: str) -> int:
        """How many characters no font can draw."""
        known = self._known[False]
        return sum([one != GETA and known[one].drawn == GETA for one in text])


class _Glyph(NamedTuple):
    """How one character is drawn."""

    font: str
    drawn: str
    width: float  # at size 1


class _Glyphs(dict[str, _Glyph]):
    """Found once for each character: a report draws a few hundred of them, many thousand times."""

    def __init__(self, fonts: Fonts, *, bold: bool) -> None:
        super().__init__()
        self._fonts, self._bold = fonts, bold

    def __missing__(self, one: str) -> _Glyph:
        font, drawn = self._fonts.choose(one, bold=self._bold)
        self[one] = found = _Glyph(font.fontName, drawn, float(font.face.getCharWidth(ord(drawn))) / 1000)
        return found


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
