"""Small charts with two logarithmic scales on one sheet, drawn with what draws our reports, as a PNG."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from jukiself import places

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_FONT, _ACROSS = "Bench", 2
_WIDE, _HIGH, _GAP, _LEFT, _BOTTOM, _TOP = 330.0, 196.0, 16.0, 44.0, 26.0, 40.0
_INKS, _DASHES = ((0.10, 0.34, 0.60), (0.75, 0.36, 0.05), (0.25, 0.50, 0.25)), ((), (4, 2), (1.5, 2))
_SCALE = 2.0


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves by what they are called; ``flat`` ones should stay level, the others rise no steeper than the dotted line."""

    title: str
    unit: str
    curves: Mapping[str, Sequence[tuple[float, float]]]
    flat: bool = False


def drawn(charts: Sequence[Chart]) -> bytes:
    """The sheet."""
    pdfmetrics.registerFont(TTFont(_FONT, places.fonts() / "BIZUDPGothic-Regular.ttf"))
    rows = -(-len(charts) // _ACROSS)
    size = (_ACROSS * (_WIDE + _GAP) + _GAP, rows * (_HIGH + _GAP) + _GAP + 16)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(0, 0, *size, stroke=0, fill=1)
    for number, chart in enumerate(charts):
        across, down = number % _ACROSS, number // _ACROSS
        canvas.saveState()
        canvas.translate(_GAP + across * (_WIDE + _GAP), size[1] - (down + 1) * (_HIGH + _GAP))
        _draw(canvas, chart)
        canvas.restoreState()
    _write(canvas, _GAP, 12, "横：団体の数（10～10,000）。縦横とも対数。細い点線の傾きが「団体の数に比例」。", 8.5)
    canvas.save()
    picture = io.BytesIO()
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        document[0].render(scale=_SCALE).to_pil().save(picture, "PNG", optimize=True)
    return picture.getvalue()


def _write(canvas: Canvas, x: float, y: float, text: str, size: float = 8.0, *, right: bool = False) -> None:
    canvas.setFont(_FONT, size)
    canvas.setFillColorRGB(0.15, 0.15, 0.15)
    (canvas.drawRightString if right else canvas.drawString)(x, y, text)


def _decades(values: Sequence[float], most: float) -> tuple[int, int]:
    """The powers of ten around what is shown, at least two of them."""
    low, high = math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(*values, most)) - 1e-9)
    return low, max(high, low + 2)


def _draw(canvas: Canvas, chart: Chart) -> None:
    every = [one for points in chart.curves.values() for one in points]
    left, right = _decades([x for x, _ in every], 1)
    low, high = _decades([y for _, y in every], 0)
    wide, high_of = _WIDE - _LEFT - 8, _HIGH - _BOTTOM - _TOP

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            _LEFT + (math.log10(x) - left) / (right - left) * wide,
            _BOTTOM + (math.log10(y) - low) / (high - low) * high_of,
        )

    _write(canvas, 0, _HIGH - 10, chart.title, 10)
    canvas.setLineWidth(0.4)
    for power in range(low, high + 1):
        x, y = place(10**left, 10**power)
        canvas.setStrokeColorRGB(0.82, 0.82, 0.82)
        canvas.line(x, y, x + wide, y)
        _write(canvas, x - 4, y - 3, f"{10**power:,g} {chart.unit}", 7.5, right=True)
    for power in range(left, right + 1):
        x, y = place(10**power, 10**low)
        canvas.setStrokeColorRGB(0.82, 0.82, 0.82)
        canvas.line(x, y, x, y + high_of)
        canvas.setFont(_FONT, 7.5)
        canvas.drawCentredString(x, y - 11, f"{10**power:,}")
    if not chart.flat:
        _reference(canvas, place, (left, right), (low, high))
    along = _LEFT
    for number, (said, points) in enumerate(chart.curves.items()):
        canvas.setStrokeColorRGB(*_INKS[number])
        canvas.setFillColorRGB(*_INKS[number])
        canvas.setLineWidth(1.6)
        canvas.setDash(*_DASHES[number]) if _DASHES[number] else canvas.setDash()
        spots = [place(*one) for one in points]
        canvas.lines([(*one, *other) for one, other in pairwise(spots)])
        for spot in spots:
            canvas.circle(*spot, 2.2, stroke=0, fill=1)
        canvas.line(along, _HIGH - 22, along + 18, _HIGH - 22)
        canvas.setDash()
        most = points[-1][1]
        words = f"{said}　{most:,.{0 if most >= 10 else 1}f} {chart.unit}"
        _write(canvas, along + 22, _HIGH - 25, words, 8)
        along += 30 + pdfmetrics.stringWidth(words, _FONT, 8)


def _reference(
    canvas: Canvas,
    place: Callable[[float, float], tuple[float, float]],
    across: tuple[int, int],
    up: tuple[int, int],
) -> None:
    """A line as steep as the number of offices, from the lower right corner's decade upwards."""
    powers = min(across[1] - across[0], up[1] - up[0])
    start = place(10 ** (across[1] - powers), 10 ** up[0])
    end = place(10 ** across[1], 10 ** (up[0] + powers))
    canvas.setStrokeColorRGB(0.45, 0.45, 0.45)
    canvas.setLineWidth(0.7)
    canvas.setDash(1, 2)
    canvas.line(*start, *end)
    canvas.setDash()
