"""How cells look and how sheets print: one accent colour, legible in grey, answer cells marked by fill, border and lock."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList

from jukiself.answers.model import NATURE_LABELS, Life, Nature
from jukiself.answers.seal import Issued, SealState, compared, issued
from jukiself.answers.years import fiscal_year
from jukiself.excel.escape import escaped, looks_like_formula
from jukiself.report.standing import mark as review_mark
from jukiself.report.standing import short_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jukiself.answers.model import Inspection
    from jukiself.excel.words import Content

TYPEFACE = "BIZ UDPゴシック"
#: The even-pitched sister: every client counts column widths in digits of the Normal style's font.
NORMAL = "BIZ UDゴシック"
INK, GREY, ACCENT, PALE, FILL, DONE, OFF = "222222", "595959", "1F5673", "E4EDF2", "FFF6D6", "FFFFFF", "E4E4E4"

#: A longer cell makes Excel call the file damaged.
_LONGEST = 32_767
_LONGEST_NAME = 18  # in a header, which has three parts


@dataclass(frozen=True, slots=True)
class Look:
    """The dress of a cell."""

    name: str
    size: float = 11
    bold: bool = False
    ink: str = INK
    fill: str = ""
    border: str = ""
    edge: str = "BFBFBF"
    unlocked: bool = False
    wrap: bool = True
    across: str = "left"
    down: str = "top"
    form: str = "@"
    indent: int = 0
    italic: bool = False


TITLE = Look("jk title", 16, bold=True, ink=ACCENT, wrap=False, down="center")
PLAIN = Look("jk plain", wrap=False, down="center")
TEXT = Look("jk text")
SMALL = Look("jk small", 9, ink=GREY)
GAP = Look("jk gap")
HEAD = Look("jk head", 11, bold=True, ink="FFFFFF", fill=ACCENT, border="thin", across="center", down="center")
BAND = Look("jk band", 12, bold=True, ink=ACCENT, fill=PALE, wrap=False, down="center")
LABEL = Look("jk label", 11, bold=True, ink=ACCENT, fill=PALE, border="thin", down="center", indent=1)
FACT = Look("jk fact", 11, border="thin", down="center", indent=1)
FACT_ENTRY = Look("jk fact entry", 11, fill=FILL, border="medium", edge=ACCENT, unlocked=True, down="center", indent=1)
CELL = Look("jk cell", 10.5, border="thin")
CELL_OPEN = Look("jk cell open", 10.5, border="thin", unlocked=True)
CELL_BOLD = Look("jk cell bold", 10.5, bold=True, border="thin")
CELL_CENTRE = Look("jk cell centre", 10.5, border="thin", across="center")
CELL_SMALL = Look("jk cell small", 9, border="thin")
CELL_TINY = Look("jk cell tiny", 8, border="thin")
COUNT = Look("jk count", 11, border="thin", across="center", down="center", form="0")
KEY = Look("jk key", 7, ink=GREY, border="thin")
OFF_CELL = Look("jk off", 10.5, ink=GREY, fill=OFF, border="thin")
OFF_SMALL = Look("jk off small", 9, ink=GREY, fill=OFF, border="thin")
OFF_KEY = Look("jk off key", 7, ink=GREY, fill=OFF, border="thin")
SAMPLE = Look("jk sample", 11, fill=FILL, border="medium", edge=ACCENT)
ENTRY = Look("jk entry", 11, fill=FILL, border="medium", edge=ACCENT, unlocked=True)
ENTRY_FREE = Look("jk entry free", 11, fill=FILL, border="medium", edge=ACCENT, unlocked=True, form="General")
ENTRY_DATE = Look(
    "jk entry date", 11, fill=FILL, border="medium", edge=ACCENT, unlocked=True, across="left", form="yyyy-mm-dd"
)
ENTRY_SMALL = Look("jk entry small", 9, fill=FILL, border="medium", edge=ACCENT, unlocked=True)
ENTRY_TINY = Look("jk entry tiny", 7, fill=FILL, border="medium", edge=ACCENT, unlocked=True)
ENTRY_OFF = Look("jk entry off", 11, ink=GREY, fill="F2F2F2", border="medium", edge="8C8C8C", unlocked=True)
FLAT_HEAD = Look("jk flat head", 9, bold=True, fill=PALE, border="thin", wrap=False)
FLAT_TEXT = Look("jk flat text", 9, wrap=False)
FLAT_NUMBER = Look("jk flat number", 9, wrap=False, form="0")


@cache
def _style(look: Look) -> NamedStyle:
    side = Side(look.border, look.edge) if look.border else None
    return NamedStyle(
        look.name,
        font=Font(
            name=TYPEFACE, size=look.size, bold=look.bold, italic=look.italic, color=look.ink, charset=128, family=3
        ),
        fill=PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill(),
        border=Border(left=side, right=side, top=side, bottom=side) if side else Border(),
        alignment=Alignment(horizontal=look.across, vertical=look.down, wrap_text=look.wrap, indent=look.indent),
        protection=Protection(locked=not look.unlocked),
        number_format=look.form,
    )


def dress(cell: Any, look: Look) -> None:
    """Give a cell its look; the style enters the workbook the first time it is used."""
    book = cell.parent.parent
    known = book.__dict__.setdefault("_jukiself_looks", {})
    if look.name not in known:
        if look.name not in book.named_styles:
            book.add_named_style(_copy(look))
        # Asking for a style by name walks all names: let openpyxl do it once per look, not once per cell.
        cell.style = look.name
        known[look.name] = cell._style  # noqa: SLF001 the style's numbers in this workbook have no public name
    cell._style = known[look.name]  # noqa: SLF001 as above; shared, so `fill_cell` copies before it changes one


def _copy(look: Look) -> NamedStyle:
    # A named style belongs to one workbook once it is added.
    made = _style(look)
    return NamedStyle(
        made.name,
        font=made.font,
        fill=made.fill,
        border=made.border,
        alignment=made.alignment,
        protection=made.protection,
        number_format=made.number_format,
    )


def lay_ground(book: Any) -> None:
    """Give a new workbook the Normal font, so that columns are equally wide in every client."""
    font = Font(name=NORMAL, size=11, charset=128, family=3)
    book._fonts = IndexedList()  # noqa: SLF001 openpyxl has no public way to the first font, which Normal points to
    book._fonts.add(font)  # noqa: SLF001 as above
    book._named_styles["Normal"].font = font  # noqa: SLF001 as above


def put(cell: Any, content: Content, look: Look) -> None:
    """Write one cell: a text stays a text whatever it begins with, numbers and dates keep their kind."""
    dress(cell, look)
    fill_cell(cell, content)


def fill_cell(cell: Any, content: Content) -> None:
    """Put content into a cell that has its look already."""
    if isinstance(content, str):
        # Put past openpyxl's own door: it takes "=1+1" for a formula and "#N/A" for an error, which are somebody's
        # words, and looks once more for what `escaped` has taken out already.
        cell._value = escaped(content)[:_LONGEST]  # noqa: SLF001 as said
        cell.data_type = "s"
        quoted = looks_like_formula(content)
        if quoted or cell.quotePrefix:
            cell._style = copy(cell._style)  # noqa: SLF001 see `dress`
            cell.quotePrefix = quoted
    elif isinstance(content, date):
        form = cell.number_format
        cell._style = copy(cell._style)  # noqa: SLF001 see `dress`
        cell.value = content
        cell.number_format = "yyyy-mm-dd" if form == "@" else form
    elif content is not None or cell.value is not None:
        cell.value = content


def row(sheet: Any, number: int, contents: Iterable[tuple[Content, Look]], first: int = 1) -> None:
    """Write neighbouring cells of one row."""
    for column, (content, look) in enumerate(contents, first):
        put(sheet.cell(number, column), content, look)


def widths(sheet: Any, columns: Sequence[float]) -> None:
    """Set the widths of the first columns."""
    for number, width in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def a4(sheet: Any, *, landscape: bool, one_page: bool = False) -> None:
    """A4, one page wide, with room at the edge that is punched."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    # 20 mm at the edge that is bound: the top of a landscape page, the left of a portrait one.
    margins.left, margins.top = (0.4, 0.8) if landscape else (0.8, 0.8)
    margins.right, margins.bottom, margins.header, margins.footer = 0.4, 0.6, 0.4, 0.3


def paper(sheet: Any, inspection: Inspection, *, landscape: bool, seal: str, one_page: bool = False) -> None:
    """A4, one page wide, with office, year, nature and code on every page; room at the edge that is punched."""
    a4(sheet, landscape=landscape, one_page=one_page)
    nature = NATURE_LABELS[inspection.nature]
    mark = "" if inspection.nature is Nature.REAL else f"【{nature}】"
    head, foot = sheet.oddHeader, sheet.oddFooter
    # A longer name would run into the middle of the line; 表紙 has it whole.
    name = inspection.office.name
    head.left.text = _plain(
        f"{inspection.office.code} {name if len(name) <= _LONGEST_NAME else f'{name[: _LONGEST_NAME - 1]}…'}"
    )
    if inspection.review.life is not Life.OPEN:
        mark += f"【{short_mark(review_mark(inspection.review))}】"
    head.center.text = _plain(f"{sheet.title}{mark}")
    head.right.text = _plain(f"{fiscal_year(inspection.year)} 第{inspection.submission}回 {nature}")
    foot.left.text = _plain(Issued(seal, seal_state(inspection, seal)).line)
    foot.center.text = "住基ネット自己点検　取扱注意"
    foot.right.text = "&P / &N ページ"
    for part in (head.left, head.center, head.right, foot.left, foot.center, foot.right):
        part.size = 9


def seal_state(inspection: Inspection, code: str) -> SealState:
    """How the code printed stands to the answers printed."""
    if code and inspection.review.life is not Life.OPEN:
        return issued(inspection).state
    return compared(code, inspection).state


def _plain(text: str) -> str:
    # A header is at most 255 characters long in all, and & begins a code there.
    return "".join(text.split("\n"))[:70].replace("&", "&&")


def start_at(sheet: Any, cell: str) -> None:
    """The cell a person stands in when the sheet opens."""
    for one in sheet.sheet_view.selection:
        one.activeCell = one.sqref = cell


def protect(sheet: Any) -> None:
    """Protect without a password, so that only a slip is prevented; widths, heights and filters stay free."""
    guard = sheet.protection
    guard.sheet = True
    guard.formatColumns = False
    guard.formatRows = False
    guard.autoFilter = False


def band(nature: Nature) -> str:
    """What every sheet of a 見本 or 研修 says at its top; nothing for 本番."""
    if nature is Nature.SAMPLE:
        return "【見本】公表された調査などから作った見本です。本番の回答ではありません。"
    if nature is Nature.TRAINING:
        return "【研修】練習用です。県へ送らないでください。"
    return ""
