"""One printing of a document: text into the stream of a page, and what can be told only when all pages are drawn."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jukiself.pdf.lines import break_lines, drawable
from jukiself.pdf.look import UPRIGHT, Sheet, TextStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.pdf.fonts import Fonts


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the document that something leads to."""

    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Entrance:
    """An entry of the document's outline, drawn with the text it names."""

    key: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Late:
    """A text that names a page; it ends at ``right``."""

    right: float
    base: float
    said: Callable[[], str]
    style: TextStyle


@dataclass(frozen=True, slots=True)
class Way:
    """A piece of a page, left, bottom, right, top, that leads to a place."""

    box: tuple[float, float, float, float]
    to: str


@dataclass
class Side:
    """What is put onto one page at the end."""

    late: list[Late] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    entrances: list[tuple[Entrance, float, float]] = field(default_factory=list)


@dataclass
class Press:
    """The fonts, and what comes to light while pages are drawn."""

    fonts: Fonts
    sheet: Sheet = UPRIGHT
    lacking: int = 0  # characters of the present page that no font can draw
    keys: int = 0
    places: dict[str, Place] = field(default_factory=dict)
    sides: dict[int, Side] = field(default_factory=lambda: defaultdict(Side))
    broken: dict[tuple[str, float, bool, float], list[str]] = field(default_factory=dict)
    _letters: dict[bool, _Letters] = field(default_factory=dict)

    def new_key(self) -> str:
        """A name for an entry of the outline."""
        self.keys += 1
        return f"place-{self.keys}"

    # -- measuring ------------------------------------------------------------------------------------------------

    def lines(self, text: str, style: TextStyle, width: float) -> list[str]:
        """The text broken for a width."""
        asked = (text, style.size, style.bold, width)
        if asked not in self.broken:
            measure = self.fonts.measure(style.size, bold=style.bold)
            self.broken[asked] = break_lines(drawable(text), width, measure)
        return self.broken[asked]

    def one_line(self, text: str, style: TextStyle, width: float) -> str:
        """The text in one line, its end replaced by … where it is too long."""
        text = drawable(text).replace("\n", " ")
        shown = text
        while shown and self.width(shown, style) > width:
            shown = f"{shown[:-2]}…"
        return shown

    def width(self, text: str, style: TextStyle) -> float:
        """Width of a line."""
        return self.fonts.width(text, bold=style.bold) * style.size

    # -- drawing --------------------------------------------------------------------------------------------------

    def write(self, canvas: Any, x: float, y: float, line: str, style: TextStyle) -> None:
        """Draw one line with its baseline at ``y``."""
        self.write_lines(canvas, (x, y), [line], style)

    def write_lines(self, canvas: Any, place: tuple[float, float], lines: list[str], style: TextStyle) -> None:
        """Lines one below the other, the first baseline at a place.

        Straight into the stream: half of a report's time went into reportlab's text objects, which look up every
        letter anew.
        """
        letters = self._letters.get(style.bold)
        if letters is None:
            letters = self._letters[style.bold] = _Letters(self.fonts, canvas, bold=style.bold)
        if canvas._fillColorObj is not style.colour:  # noqa: SLF001 - said only where it changes: half of a page otherwise
            canvas.setFillColor(style.colour)
        code = [f"BT 1 0 0 1 {place[0]:.2f} {place[1]:.2f} Tm {style.leading:.2f} TL"]
        face, thick = "", False
        for number, line in enumerate(lines):
            if number:
                code.append("T*")
            shown: list[str] = []
            for wanted, letter in map(letters.__getitem__, line):
                if wanted is not face:
                    if shown:
                        code.append(f"({''.join(shown)}) Tj")
                        shown = []
                    face = wanted
                    thick |= face.endswith(_THICK)
                    code.append(f"{face.removesuffix(_THICK)} {style.size:.2f} Tf")
                    if thick:
                        code.append(_thickness(style) if face.endswith(_THICK) else "0 Tr")
                shown.append(letter)
            code.append(f"({''.join(shown)}) Tj")
        code.append("ET")
        canvas._code += ["q", *code, "Q"] if thick else code  # noqa: SLF001 - as above
        self.lacking += sum(map(self.fonts.lacking, lines))

    # -- what is put in at the end --------------------------------------------------------------------------------

    def late(self, canvas: Any, right: float, base: float, said: Callable[[], str], style: TextStyle) -> None:
        """A text that names a page, ending at ``right``."""
        edge, height = canvas.absolutePosition(right, base)
        self.sides[canvas.getPageNumber()].late.append(Late(edge, height, said, style))

    def name(self, canvas: Any, names: tuple[str, ...], x: float, top: float) -> None:
        """Things lead here from now on."""
        left, height = canvas.absolutePosition(x, top)
        for one in names:
            self.places.setdefault(one, Place(canvas.getPageNumber(), left, height))

    def enter(self, canvas: Any, entrance: Entrance, x: float, top: float) -> None:
        """An entry of the outline leads here."""
        self.sides[canvas.getPageNumber()].entrances.append((entrance, *canvas.absolutePosition(x, top)))

    def lead(self, canvas: Any, box: tuple[float, float, float, float], to: str) -> None:
        """A piece of the page leads to a place, if there is such a place in this document."""
        left, bottom = canvas.absolutePosition(box[0], box[1])
        self.sides[canvas.getPageNumber()].ways.append(Way((left, bottom, left + box[2], bottom + box[3]), to))

    def page_of(self, name: str) -> str:
        """33ページ; empty where this document has no such place."""
        place = self.places.get(name)
        return f"{place.page}ページ" if place else ""


_THICK = "*"


def _thickness(style: TextStyle) -> str:
    """A regular face that stands for a bold one is drawn with an edge."""
    red, green, blue = style.colour.rgb()
    return f"2 Tr {style.size * 0.03:.2f} w {red:.3f} {green:.3f} {blue:.3f} RG"


class _Letters(dict[str, tuple[str, str]]):
    """Name of a subset of a font (with ``*`` where it stands for bold) and escaped code, by character."""

    def __init__(self, fonts: Fonts, canvas: Any, *, bold: bool) -> None:
        super().__init__()
        self._fonts, self._bold, self._canvas = fonts, bold, canvas
        self._names: dict[str, str] = {}

    def __missing__(self, one: str) -> tuple[str, str]:
        font, drawn, thick = self._fonts.choose(one, bold=self._bold)
        document = self._canvas._doc  # noqa: SLF001 - reportlab's own text objects do the same
        ((subset, code),) = font.splitString(drawn, document)
        name = font.getSubsetInternalName(subset, document) + (_THICK if thick else "")
        # The same string each time, so that a change is seen by identity.
        self[one] = found = (self._names.setdefault(name, name), self._canvas._escape(code))  # noqa: SLF001
        return found
