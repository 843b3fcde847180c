"""Slides as PDF, 16:9: dark letters on white, large enough for the last row; smaller only where a slide is full."""

from __future__ import annotations

import io
from dataclasses import replace
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
_SHEET = Sheet(_PAGE, left=22 * mm, right=22 * mm, top=34 * mm, bottom=20 * mm, header=12 * mm)
_ABOVE = TextStyle(size=20, leading=26, bold=True, colour=WHITE)
_LARGE = TextStyle(size=38, leading=52, bold=True)
_LINE = TextStyle(size=28, leading=42, after=10)
_FOOT = TextStyle(size=13, leading=18, colour=QUIET)
_BAR = 16 * mm
_STEP = 0.94
_SMALLEST = 0.5


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
    for number, slide in enumerate(slides, 1):
        _draw(canvas, press, slide, f"【研修】{title}　{number} / {len(slides)}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Pages, press: Press, slide: Slide, said: str) -> None:
    sheet, edge = press.sheet, press.sheet.page[1]
    canvas.setFillColor(ACCENT)
    canvas.rect(0, edge - _BAR, sheet.page[0], _BAR, stroke=0, fill=1)
    press.write(canvas, sheet.left, edge - _BAR + 15, slide.above, _ABOVE)
    scale = 1.0
    while scale > _SMALLEST and _height(press, slide, scale) > sheet.height:
        scale *= _STEP
    top = edge - sheet.top
    for text, style in _texts(slide, scale):
        lines = press.lines(text, style, sheet.width)
        press.write_lines(canvas, (sheet.left, top - style.size), lines, style)
        top -= len(lines) * style.leading + style.after
    if slide.foot:
        press.write(canvas, sheet.left, 14 * mm, press.one_line(slide.foot, _FOOT, sheet.width), _FOOT)
    press.write(canvas, sheet.left, 7 * mm, said, _FOOT)


def _texts(slide: Slide, scale: float) -> list[tuple[str, TextStyle]]:
    large, line = (
        replace(one, size=one.size * scale, leading=one.leading * scale, after=one.after * scale + extra)
        for one, extra in ((_LARGE, 14), (_LINE, 0))
    )
    return [(slide.large, large), *((one, line) for one in slide.lines)]


def _height(press: Press, slide: Slide, scale: float) -> float:
    return sum(
        len(press.lines(text, style, press.sheet.width)) * style.leading + style.after
        for text, style in _texts(slide, scale)
    )
