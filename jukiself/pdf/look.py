"""How things look on paper: A4, one accent colour, everything readable in grey."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from jukiself.report.outline import Style


@dataclass(frozen=True, slots=True)
class Sheet:
    """One way to lay A4: its edges, and where the header line stands below the upper edge."""

    page: tuple[float, float]
    left: float
    right: float
    top: float
    bottom: float
    header: float

    @property
    def width(self) -> float:
        """Room for text from left to right."""
        return self.page[0] - self.left - self.right

    @property
    def height(self) -> float:
        """Room for text from top to bottom."""
        return self.page[1] - self.top - self.bottom


#: The edge that is bound leaves room for the holes of a binder: the left of an upright page, the top of one laid across.
UPRIGHT = Sheet((210 * mm, 297 * mm), left=25 * mm, right=18 * mm, top=23 * mm, bottom=20 * mm, header=12 * mm)
ACROSS = Sheet((297 * mm, 210 * mm), left=16 * mm, right=16 * mm, top=29 * mm, bottom=18 * mm, header=18 * mm)
WIDTH, HEIGHT = UPRIGHT.width, UPRIGHT.height

INK = HexColor(0x1F2328)
QUIET = HexColor(0x474F57)  # 8.3:1 on white
ACCENT = HexColor(0x1B4F72)  # 8.7:1 on white
RULE = HexColor(0x9AA4AE)
FAINT = HexColor(0xD5DBE1)
WASH = HexColor(0xEEF2F6)
WHITE = HexColor(0xFFFFFF)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Size and colour of a kind of text; measures in points."""

    size: float = 10.0
    leading: float = 15.5
    bold: bool = False
    colour: HexColor = INK
    before: float = 0.0
    after: float = 3.0
    centred: bool = False
    right: bool = False

    def scaled(self, factor: float) -> TextStyle:
        """The same style smaller or larger."""
        return replace(
            self,
            size=self.size * factor,
            leading=self.leading * factor,
            before=self.before * factor,
            after=self.after * factor,
        )


PARAGRAPHS = {
    Style.BODY: TextStyle(),
    Style.SMALL: TextStyle(size=8.6, leading=12.8, colour=QUIET, after=2.5),
    Style.STRONG: TextStyle(bold=True),
    Style.TITLE: TextStyle(size=11.5, leading=17.0, bold=True, after=2.0),
    Style.RIGHT: TextStyle(right=True),
    Style.SUBJECT: TextStyle(size=13, leading=20, bold=True, before=10, after=10, centred=True),
    Style.COVER_TITLE: TextStyle(size=30, leading=44, bold=True, colour=ACCENT, after=6),
    Style.COVER_OFFICE: TextStyle(size=20, leading=30, bold=True, after=2),
    Style.COVER_LINE: TextStyle(size=12, leading=20),
}
COMPACT_TITLE = TextStyle(size=10, leading=15, bold=True, after=0)
HEADINGS = {
    1: TextStyle(size=16, leading=24, bold=True, colour=ACCENT, before=14, after=7),
    2: TextStyle(size=12, leading=18, bold=True, colour=ACCENT, before=9, after=3),
    3: TextStyle(size=10.5, leading=16, bold=True, before=9, after=3),
}
CELL = TextStyle(size=9.0, leading=13.5, after=0)
CELL_COMPACT = TextStyle(size=8.5, leading=12.5, after=0)
CELL_HEAD = TextStyle(size=8.5, leading=13, bold=True, colour=WHITE, after=0)
CELL_GROUP = TextStyle(size=9.0, leading=13.5, bold=True, after=0)
CELL_MORE = TextStyle(size=8.5, leading=13.0, colour=QUIET, after=0)
LABEL = TextStyle(size=8.5, leading=15.5, bold=True, colour=ACCENT, after=0)
KEY = TextStyle(size=9.5, leading=14.5, bold=True, colour=ACCENT, after=0)
VALUE = TextStyle(size=10, leading=14.5, after=0)
