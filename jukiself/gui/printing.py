"""Pages onto a printer: at their own size where the printer reaches, turned where the paper lies the other way."""

from __future__ import annotations

from math import ceil, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.work.printing import Sheets

_POINTS = 72.0  # to an inch
#: Finer dots nobody sees; coarser ones make letters hard to read.
_FINEST, _COARSEST = 600, 300
#: A spooler may keep four bytes for every dot; a long paper is drawn coarser than a short one.
_ROOM = 1_000_000_000
_STRIP = 64  # rows looked at together: what is white is not sent
_TOLERANCE = 1.0  # points


class PrintingFailed(Exception):
    """The printer took no more; the message is a Japanese sentence."""


class Fit(NamedTuple):
    """Where a page lies on the paper, in points, how large, and whether turned."""

    left: float
    top: float
    scale: float
    turned: bool


def wanted_pages(printer: QPrinter, count: int, shown: int) -> list[int]:
    """The places of the pages to print, in order; copies repeated where the printer makes none itself."""
    places = list(range(count))
    match printer.printRange():
        case QPrinter.PrintRange.CurrentPage:
            places = [shown]
        case QPrinter.PrintRange.PageRange:
            ranges = printer.pageRanges()
            if ranges.isEmpty():
                places = [one for one in places if printer.fromPage() <= one + 1 <= (printer.toPage() or count)]
            else:
                places = [one for one in places if ranges.contains(one + 1)]
        case _:
            pass
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        places.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return places * copies if printer.collateCopies() else [one for one in places for _ in range(copies)]


def fit(sheets: Sheets, place: int, layout: QPageLayout) -> Fit:
    """At its own size, unless the printer would cut something off or the paper is smaller."""
    points = QPageLayout.Unit.Point
    paper, edge = layout.fullRect(points), layout.minimumMargins()
    to_points = {QPageLayout.Unit.Millimeter: _POINTS / 25.4, QPageLayout.Unit.Inch: _POINTS}.get(layout.units(), 1.0)
    left, top = edge.left() * to_points, edge.top() * to_points
    right, bottom = paper.width() - edge.right() * to_points, paper.height() - edge.bottom() * to_points
    width, height = sheets.size(place)
    box = sheets.ink(place)
    turned = (width > height) != (paper.width() > paper.height())
    if turned:
        box = box._replace(left=height - box.bottom, top=box.left, right=height - box.top, bottom=box.right)
        width, height = height, width
    at_left, at_top = (paper.width() - width) / 2, (paper.height() - height) / 2
    whole = (
        at_left + box.left >= left - _TOLERANCE
        and at_top + box.top >= top - _TOLERANCE
        and at_left + box.right <= right + _TOLERANCE
        and at_top + box.bottom <= bottom + _TOLERANCE
    )
    if whole:
        return Fit(at_left, at_top, 1.0, turned)
    scale = min(1.0, (right - left) / width, (bottom - top) / height)
    at_left = left + (right - left - width * scale) / 2
    at_top = top + (bottom - top - height * scale) / 2
    return Fit(at_left, at_top, scale, turned)


def dots(resolution: int, pages: int) -> int:
    """Dots to an inch a page is drawn with: a whole part of the printer's own, so that no seam shows."""
    inches = 8.27 * 11.69
    room = sqrt(_ROOM / max(1, pages) / (4 * inches))
    return resolution // ceil(resolution / min(_FINEST, max(_COARSEST, room)))


def in_grey(printer: QPrinter) -> bool:
    """Whether the printer has one colour, or was told to use one."""
    modes = QPrinterInfo(printer).supportedColorModes()
    able = not modes or QPrinter.ColorMode.Color in modes
    return not able or printer.colorMode() is QPrinter.ColorMode.GrayScale


def print_sheets(sheets: Sheets, printer: QPrinter, places: list[int], tell: Callable[[int, int], object]) -> None:
    """Send the pages; may run in a thread. ``tell`` hears of each page and may raise to stop. Raises `PrintingFailed`."""
    printer.setFullPage(True)
    grey, fine = in_grey(printer), dots(printer.resolution(), len(places))
    painter = QPainter()
    if not places or not painter.begin(printer):
        raise PrintingFailed(
            "印刷を始められませんでした。プリンターの電源、紙、つながりを確かめて、もう一度押してください。"
        )
    try:
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        for number, place in enumerate(places):
            tell(number, len(places))
            if number:
                _next_sheet(printer, number)
            _page(painter, sheets, place, fit(sheets, place, printer.pageLayout()), fine, grey=grey)
        tell(len(places), len(places))
    except BaseException:
        printer.abort()
        painter.end()
        if printer.outputFileName():  # 「PDF ファイルに出力」: half a file helps nobody
            Path(printer.outputFileName()).unlink(missing_ok=True)
        raise
    painter.end()


def _next_sheet(printer: QPrinter, sent: int) -> None:
    if not printer.newPage():
        raise PrintingFailed(
            f"{sent}ページまで送った所で止まりました。紙とつながりを確かめ、残りのページだけ印刷してください。"
        )


def _page(painter: QPainter, sheets: Sheets, place: int, where: Fit, fine: int, *, grey: bool) -> None:
    resolution = painter.device().logicalDpiX()
    step = resolution // fine
    shot = sheets.draw(place, fine / _POINTS * where.scale, grey=grey, turned=where.turned)
    left, top = (round(one * resolution / _POINTS) for one in (where.left, where.top))
    form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
    for first, last in _inked(shot.dots, shot.stride, shot.height):
        rows = shot.dots[first * shot.stride : last * shot.stride]
        strip = QImage(rows, shot.width, last - first, shot.stride, form)
        painter.drawImage(QRect(left, top + first * step, shot.width * step, (last - first) * step), strip)


def _inked(found: bytes, stride: int, height: int) -> list[tuple[int, int]]:
    """The rows that are not white, in strips."""
    strips: list[tuple[int, int]] = []
    white = b"\xff" * (stride * _STRIP)
    for first in range(0, height, _STRIP):
        last = min(height, first + _STRIP)
        if found[first * stride : last * stride] == white[: (last - first) * stride]:
            continue
        if strips and strips[-1][1] == first:
            strips[-1] = (strips[-1][0], last)
        else:
            strips.append((first, last))
    return strips
