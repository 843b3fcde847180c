"""The same text on a bare reportlab canvas: what a report cannot be faster than, for the bench and its test."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas

from jukiself import places
from jukiself.pdf import blocks
from jukiself.pdf.fonts import Fonts
from jukiself.pdf.render import render

if TYPE_CHECKING:
    from jukiself.report.outline import Document

Drawn = tuple[str, float, float, float, str]


def text_of(document: Document) -> list[list[Drawn]]:
    """Page by page what a document's last printing draws: font, size, place, words."""
    pages: list[list[Drawn]] = []
    usual, usual_lines = blocks.Press.write, blocks.Press.write_lines

    def write(press: blocks.Press, canvas: Any, x: float, y: float, line: str, style: Any) -> None:
        if press.silent:
            return
        at = canvas.absolutePosition(x, y)
        number = canvas.getPageNumber()
        while len(pages) < number:
            pages.append([])
        along = 0.0
        for run in press.fonts.runs(line, bold=style.bold):
            pages[number - 1].append((run.font, style.size, at[0] + along, at[1], run.text))
            along += run.width * style.size
        usual(press, canvas, x, y, line, style)

    def write_lines(press: blocks.Press, canvas: Any, place: tuple[float, float], lines: list[str], style: Any) -> None:
        for number, line in enumerate(lines):
            write(press, canvas, place[0], place[1] - number * style.leading, line, style)

    swap: Any = blocks.Press
    swap.write, swap.write_lines = write, write_lines
    try:
        render(document, places.fonts())
    finally:
        swap.write, swap.write_lines = usual, usual_lines
    return pages


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
