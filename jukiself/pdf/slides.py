"""Slides as PDF, 16:9: dark letters on white, never smaller than the last row reads; what is much takes more pages."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from hashlib import md5
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from jukiself.pdf.fonts import Fonts
from jukiself.pdf.look import ACCENT, QUIET, WHITE, Sheet, TextStyle
from jukiself.pdf.pages import Pages
from jukiself.pdf.press import Press

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.report.training_slides import Slide

_PAGE = (338.67 * mm, 190.5 * mm)
_SHEET = Sheet(_PAGE, left=16 * mm, right=16 * mm, top=26 * mm, bottom=20 * mm, header=12 * mm)
_ABOVE = TextStyle(size=22, leading=28, bold=True, colour=WHITE)
_LARGE = TextStyle(size=40, leading=54, bold=True, after=14)
_LINE = TextStyle(size=32, leading=44, after=12)
_FOOT = TextStyle(size=14, leading=18, colour=QUIET)
_BAR = 16 * mm
#: No letter of what is read is smaller, on a page 13⅓ inches wide.
LEAST = 28
_STEPS = (1.0, 0.95, 0.9, 0.88)
_HEADING = 2  # a heading of no more lines stands on every page
_MORE = "（つづき）"


def render_slides(slides: Sequence[Slide], fonts: Path, title: str) -> bytes:
    """All slides, one page each; the same input gives the same bytes. Raises `FontMissing`."""
    press = Press(Fonts(fonts), _SHEET)
    buffer = io.BytesIO()
    canvas = Pages(
        buffer, pagesize=_PAGE, invariant=1, initialFontName=press.fonts.initial, lang="ja-JP", pageCompression=1
    )
    canvas.press = press
    canvas._doc.signature = md5(usedforsecurity=False)  # noqa: SLF001 - as `jukiself.pdf.render`
    canvas.setTitle(f"研修　{title}")
    canvas.setAuthor("住基セルフ点検ブック")
    pages = [page for slide in slides for page in pages_of(press, slide)]
    for number, page in enumerate(pages, 1):
        _draw(canvas, press, page, f"【研修】{title}　{number} / {len(pages)}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Text:
    """A text broken into lines."""

    lines: list[str]
    style: TextStyle

    @property
    def height(self) -> float:
        """With the gap below it."""
        return len(self.lines) * self.style.leading + self.style.after


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page."""

    above: str
    texts: list[Text]
    foot: str


def pages_of(press: Press, slide: Slide) -> list[Page]:
    """One page where it fits in some size; else as many as the least size takes."""
    texts: list[Text] = []
    for scale in _STEPS:
        texts = _texts(press, slide, scale)
        if sum(one.height for one in texts) <= press.sheet.height:
            return [Page(slide.above, texts, slide.foot)]
    head = texts[:1] if len(texts[0].lines) <= _HEADING else []
    room = press.sheet.height - sum(one.height for one in head)
    filled: list[list[Text]] = [[]]
    for one in texts[len(head) :]:
        # The words of a long question stand alone, its cards together on the next page.
        alone = not head and filled == [[texts[0]]]
        if filled[-1] and (alone or sum(text.height for text in filled[-1]) + one.height > room):
            filled.append([])
        filled[-1].append(one)
    return [
        Page(slide.above + (_MORE if number else ""), [*head, *some], slide.foot) for number, some in enumerate(filled)
    ]


def _texts(press: Press, slide: Slide, scale: float) -> list[Text]:
    large, line = (
        replace(one, size=max(LEAST, one.size * scale), leading=one.leading * scale, after=one.after * scale)
        for one in (_LARGE, _LINE)
    )
    told = [(slide.large, large), *((one, line) for one in slide.lines)]
    return [Text(press.lines(text, style, press.sheet.width), style) for text, style in told]


def _draw(canvas: Pages, press: Press, page: Page, said: str) -> None:
    sheet, edge = press.sheet, press.sheet.page[1]
    canvas.setFillColor(ACCENT)
    canvas.rect(0, edge - _BAR, sheet.page[0], _BAR, stroke=0, fill=1)
    press.write(canvas, sheet.left, edge - _BAR + 15, page.above, _ABOVE)
    top = edge - sheet.top
    for text in page.texts:
        press.write_lines(canvas, (sheet.left, top - text.style.size), text.lines, text.style)
        top -= text.height
    if page.foot:
        press.write(canvas, sheet.left, 14 * mm, press.one_line(page.foot, _FOOT, sheet.width), _FOOT)
    press.write(canvas, sheet.left, 7 * mm, said, _FOOT)
