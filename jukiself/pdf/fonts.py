"""The fonts of a document: BIZ UDPGothic, with Noto Sans JP for what it lacks, all embedded."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


class Fonts:
    """Regular and bold with their fallback; measures text and knows which font draws a character."""

    def __init__(self, folder: Path) -> None:
        fallback = folder / FALLBACK
        self._fallback = _font(fallback) if fallback.is_file() else None
        self._faces = {False: _font(folder / REGULAR), True: _font(folder / BOLD)}
        self._unknown: set[str] = set()  # of what was measured so far

    @property
    def initial(self) -> str:
        """Name of the font a canvas starts with; without it reportlab adds an un-embedded Helvetica."""
        return str(self._faces[False].fontName)

    def width(self, text: str, *, bold: bool) -> float:
        """Width of the text at size 1."""
        known = self._known[bold]
        return sum([known[one] for one in text])

    def measure(self, size: float, *, bold: bool) -> Callable[[str], float]:
        """The same for texts of one size; many are single characters."""
        known = self._known[bold]

        def width(text: str) -> float:
            return known[text] * size if len(text) == 1 else sum([known[one] for one in text]) * size

        return width

    @cached_property
    def _known(self) -> dict[bool, _Widths]:
        return {bold: _Widths(self, bold=bold) for bold in (False, True)}

    def choose(self, one: str, *, bold: bool) -> tuple[Any, str, bool]:
        """The font to draw a character with, the character drawn, and whether a regular face stands for a bold one."""
        face = self._faces[bold]
        if ord(one) in face.face.charToGlyph:
            return face, one, False
        if self._fallback is not None and ord(one) in self._fallback.face.charToGlyph:
            return self._fallback, one, bold
        self._unknown.add(one)
        return face, GETA, False

    def lacks(self, one: str) -> bool:
        """Whether no font can draw a character."""
        return self.choose(one, bold=False)[1] != one

    def lacking(self, text: str) -> int:
        """How many characters of a text that was measured no font can draw."""
        return sum([one in self._unknown for one in text]) if self._unknown else 0


class _Widths(dict[str, float]):
    """At size 1, found once for each character: a report draws a few hundred of them, many thousand times."""

    def __init__(self, fonts: Fonts, *, bold: bool) -> None:
        super().__init__()
        self._fonts, self._bold = fonts, bold

    def __missing__(self, one: str) -> float:
        font, drawn, _ = self._fonts.choose(one, bold=self._bold)
        self[one] = found = float(font.face.getCharWidth(ord(drawn))) / 1000
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
