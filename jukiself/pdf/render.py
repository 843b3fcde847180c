"""An outline as PDF: embedded fonts, 禁則, real text, outline entries; the same input gives the same bytes."""

from __future__ import annotations

import io
from hashlib import md5
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import CondPageBreak
from reportlab.platypus.flowables import PageBreak as NewPage
from reportlab.platypus.frames import Frame

from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.pdf.blocks import Grid, Text
from jukiself.pdf.fonts import FontMissing, Fonts
from jukiself.pdf.look import ACCENT, ACROSS, FAINT, QUIET, UPRIGHT, WHITE, Sheet, TextStyle
from jukiself.pdf.pages import Pages
from jukiself.pdf.parts import Maker, top_titles
from jukiself.pdf.press import Press
from jukiself.report.progress import nobody

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jukiself.report.outline import Document
    from jukiself.report.progress import Tell

__all__ = ["FontMissing", "render"]

# Streams as bytes: as letters, reportlab's usual way, they take a quarter more room and a fifth of the time.
rl_config.useA85 = 0

_SMALL = TextStyle(size=8, colour=QUIET)
_BAND = TextStyle(size=10.5, bold=True, colour=WHITE)
_BAND_HEIGHT = 7.5 * mm
#: What a practice says across every page and at its foot, besides the band.
_PRACTICE = NATURE_LABELS[Nature.TRAINING]
_ACROSS = TextStyle(size=170, bold=True, colour=HexColor(0xF0F2F4))
_LEAD_IN = 3  # lines


def render(document: Document, fonts: Path, tell: Tell = nobody) -> bytes:
    """The document as PDF, with fonts from that folder; ``tell`` hears of each page. Raises `FontMissing`."""
    press = Press(Fonts(fonts), ACROSS if document.landscape else UPRIGHT)
    buffer = io.BytesIO()
    template = _Template(document, press, buffer, tell)
    template.build(
        _with_breaks(Maker(press, top_titles(document.parts)).flowables(document.parts), press.sheet.height),
        canvasmaker=template.canvas,
    )
    return buffer.getvalue()


class _Template(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """A4 with header, band and footer."""

    def __init__(self, document: Document, press: Press, buffer: io.BytesIO, tell: Tell) -> None:
        sheet = self.sheet = press.sheet
        about = {"title": document.title, "author": document.author, "subject": document.subject}
        super().__init__(buffer, pagesize=sheet.page, **about)
        self.creator = self.producer = "jukiself"
        self.lang = "ja-JP"
        self.document, self.press, self.tell = document, press, tell
        frame = Frame(sheet.left, sheet.bottom, sheet.width, sheet.height, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._begin, onPageEnd=self._end))

    def canvas(self, *arguments: Any, **options: Any) -> Pages:
        """A canvas without the time of day and without reportlab's un-embedded Helvetica."""
        options |= {"invariant": 1, "initialFontName": self.press.fonts.initial, "lang": "ja-JP", "pageCompression": 1}
        made = Pages(*arguments, **options)
        made.press = self.press
        # The canvas offers no way to leave the time out; SOURCE_DATE_EPOCH would get into the file's id.
        made._doc.info = _Info(self.document.made_on)  # noqa: SLF001
        made._doc.signature = md5(usedforsecurity=False)  # noqa: SLF001
        made.setViewerPreference("DisplayDocTitle", "true")
        made.showOutline()
        return made

    def _begin(self, canvas: Any, _: Any) -> None:
        self.tell(canvas.getPageNumber(), 0)
        self.press.lacking = 0
        sheet, edge = self.sheet, self.sheet.page[1]
        top = edge - sheet.header
        if self.document.band:
            band = edge - sheet.header + 6 * mm - _BAND_HEIGHT
            canvas.setFillColor(ACCENT)
            canvas.rect(sheet.left, band, sheet.width, _BAND_HEIGHT, stroke=0, fill=1)
            self.press.write(canvas, sheet.left + 8, band + 7, self.document.band, _BAND)
            top -= 6 * mm
        if self.document.band.startswith(_PRACTICE):
            self._mark(canvas)
        if canvas.getPageNumber() > 1 or not self.document.cover:
            said = self.press.one_line(self.document.header, _SMALL, sheet.width)
            self.press.write(canvas, sheet.left, top, said, _SMALL)
            _rule(canvas, sheet, top - 5)

    def _mark(self, canvas: Any) -> None:
        """The word across the page, pale enough to read over and to print in grey."""
        canvas.saveState()
        canvas.translate(self.sheet.page[0] / 2, self.sheet.page[1] / 2)
        canvas.rotate(35)
        self.press.write(canvas, -self.press.width(_PRACTICE, _ACROSS) / 2, -_ACROSS.size / 3, _PRACTICE, _ACROSS)
        canvas.restoreState()

    def _end(self, canvas: Any, _: Any) -> None:
        sheet = self.sheet
        _rule(canvas, sheet, sheet.bottom - 12)
        lacking = self.press.lacking
        said = self.document.footer
        if self.document.band.startswith(_PRACTICE) and _PRACTICE not in said:
            said = f"【{_PRACTICE}】{said}"
        if lacking:
            said += f"　このページに、印刷できない文字が{lacking}文字あり、〓で示しました。"
        self.press.write(canvas, sheet.left, sheet.bottom - 24, said, _SMALL)
        page = canvas.getPageNumber()
        self.press.late(
            canvas,
            sheet.left + sheet.width,
            sheet.bottom - 24,
            lambda: f"{page} / {canvas.count} ページ",
            _SMALL,
        )


def _rule(canvas: Any, sheet: Sheet, y: float) -> None:
    canvas.setStrokeColor(FAINT)
    canvas.setLineWidth(0.6)
    canvas.line(sheet.left, y, sheet.left + sheet.width, y)


class _Info(PDFInfo):  # type: ignore[misc]  # reportlab has no types
    """What a document says of itself; the only time it knows is the day it says it was printed on."""

    def __init__(self, day: date | None) -> None:
        super().__init__()
        self.day = day

    def format(self, document: Any) -> Any:
        """Called by reportlab."""
        said = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Creator": self.creator,
            "Producer": self.producer,
        }
        if self.day:
            said["CreationDate"] = said["ModDate"] = f"D:{self.day:%Y%m%d}000000+09'00'"
        return PDFDictionary({name: PDFString(text) for name, text in said.items()}).format(document)


def _with_breaks(flowables: list[Any], page: float) -> list[Any]:
    """The same, with a condition before each heading: it goes to the next page rather than stand alone at a foot."""
    found: list[Any] = []
    for place, one in enumerate(flowables):
        before = flowables[place - 1] if place else None
        if _clings(one) and not _clings(before):
            found.append(_Need(_needed(flowables[place:], page)))
        found.append(one)
    return found


class _Need(CondPageBreak):  # type: ignore[misc]  # reportlab has no types
    """A condition that leaves the space after the flowable before it as it is."""

    _SPACETRANSFER = True


def _clings(flowable: Any) -> bool:
    """Whether it must not stand alone at a foot; what is measured to stand on one page is left as it is."""
    return getattr(flowable, "clings", False) and not getattr(flowable, "settled", False)


def _needed(flowables: list[Any], page: float) -> float:
    height = 0.0
    for one, after in zip_longest(flowables, flowables[1:]):
        if isinstance(one, NewPage):
            break
        leads = _leads_in(one, after)
        high = one.height_of(len(one.lines)) if leads else one.first_height
        height += float(high) + float(one.getSpaceBefore()) + float(one.getSpaceAfter())
        if not (_clings(one) or leads):
            break
    return float(min(height, page * 0.95))


def _leads_in(flowable: Any, after: Any) -> bool:
    """Whether it is a line or two below a heading that a table follows: they say nothing without it."""
    return isinstance(flowable, Text) and len(flowable.lines) <= _LEAD_IN and isinstance(after, Grid)
