"""The same text on a bare reportlab canvas: what a report cannot be faster than, for the bench and its test."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas

from jukiself import places
from jukiself.pdf.fonts import Fonts
from jukiself.pdf.press import Press
from jukiself.pdf.render import render

if TYPE_CHECKING:
    from jukiself.report.outline import Document

Drawn = tuple[str, float, float, float, str]


def text_of(document: Document) -> list[list[Drawn]]:
    """Page by page what a document's last printing draws: font, size, place, words."""
    pages: list[list[Drawn]] = []
    usual = Press.write_lines

    def write_lines(press: Press, canvas: Any, place: tuple[float, float], lines: list[str], style: Any) -> None:
        at = canvas.absolutePosition(*place)
        number = canvas.getPageNumber()
        while len(pages) < number:
            pages.append([])
        for down, line in enumerate(lines):
            along = 0.0
            for font, words in _runs(press.fonts, line, bold=style.bold):
                pages[number - 1].append((font, style.size, at[0] + along, at[1] - down * style.leading, words))
                along += press.width(words, style)
        usual(press, canvas, place, lines, style)

    swap: Any = Press
    swap.write_lines = write_lines
    try:
        render(document, places.fonts())
    finally:
        swap.write_lines = usual
    return pages


def _runs(fonts: Fonts, line: str, *, bold: bool) -> list[tuple[str, str]]:
    """The line as pieces of one font each."""
    chosen = [fonts.choose(one, bold=bold) for one in line]
    return [
        (font, "".join(drawn for _, drawn, _ in some))
        for font, some in groupby(chosen, key=lambda one: one[0].fontName)
    ]


def draw(pages: list[list[Drawn]]) -> bytes:
    """The same words at the same places, and nothing else."""
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=Fonts(places.fonts()).initial, pageCompression=1)
    for page in pages:
        for font, size, x, y, words in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
