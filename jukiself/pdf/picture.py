"""The area × stage picture: stacked bars that read in grey, with their numbers as real text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus.flowables import Flowable

from jukiself.findings.score import PART_LABELS, PARTS
from jukiself.pdf.look import ACCENT, FAINT, INK, QUIET, RULE, WASH, WHITE, TextStyle

if TYPE_CHECKING:
    from jukiself.findings.score import Share
    from jukiself.pdf.press import Press
    from jukiself.report.outline import AreaStage, PictureRow

_AREA_WIDTH = 74.0
_LEGEND = "数字は「できている件数／当てはまる件数」。「？」の後はわからない、「空」の後は未回答の件数。「－」は尋ねる設問がない所。"


class Picture(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The picture with its legend; it never splits."""

    def __init__(self, press: Press, data: AreaStage, scale: float = 1.0) -> None:
        super().__init__()
        self.press, self.data, self.scale = press, data, scale
        self.clings = False
        self.text = TextStyle(size=8.5, leading=12).scaled(scale)
        self.row = 14.5 * scale

    def getSpaceAfter(self) -> float:  # noqa: N802 — reportlab's name
        """Empty height below."""
        return 6 * self.scale

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Head, rows and two lines of legend."""
        self.width = width
        self.legend = self.press.lines(self.data.legend or _LEGEND, self.text, width)
        self.height = self.row * (len(self.data.rows) + 1) + 20 * self.scale + self.text.leading * len(self.legend)
        return width, self.height

    @property
    def first_height(self) -> float:
        """The whole picture."""
        return self.wrap(400, 0)[1]

    def draw(self) -> None:
        """Called by reportlab with its origin at the lower left."""
        step = (self.width - _AREA_WIDTH) / len(self.data.stages)
        top = self.height
        self._head(top, step)
        for row in self.data.rows:
            top -= self.row
            self._row(row, top, step, last=row is self.data.rows[-1])
        self._legend(top - self.row)

    def _head(self, top: float, step: float) -> None:
        self.canv.setFillColor(ACCENT)
        self.canv.rect(0, top - self.row, self.width, self.row, stroke=0, fill=1)
        style = TextStyle(size=self.text.size, bold=True, colour=WHITE)
        for number, stage in enumerate(self.data.stages):
            self.press.write(self.canv, _AREA_WIDTH + number * step + 4, self._base(top), stage, style)

    def _base(self, top: float) -> float:
        return top - self.row + 4.0 * self.scale

    def _row(self, row: PictureRow, top: float, step: float, *, last: bool) -> None:
        if last:
            self.canv.setFillColor(WASH)
            self.canv.rect(0, top - self.row, self.width, self.row, stroke=0, fill=1)
        self.canv.setStrokeColor(RULE if last else FAINT)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, top, self.width, top)
        title = TextStyle(size=self.text.size, bold=last)
        self.press.write(self.canv, 2, self._base(top), row.title, title)
        for number, share in enumerate(row.cells):
            self._cell(share, _AREA_WIDTH + number * step + 3, top, step - 6, bold=last)

    def _cell(self, share: Share | None, x: float, top: float, width: float, *, bold: bool) -> None:
        if share is None or not share.total:
            said = "該当なし" if share else "－"
            self.press.write(self.canv, x, self._base(top), said, TextStyle(size=self.text.size, colour=QUIET))
            return
        bar = width * 0.34
        draw_bar(self.canv, share, (x, top - self.row + 2.8 * self.scale, bar, self.row - 5.6 * self.scale))
        said = _figures(share, brief=self.data.brief)
        style = TextStyle(size=self.text.size * 0.94, bold=bold, colour=INK)
        room = width - bar - 3
        wide = self.press.fonts.width(said, bold=bold) * style.size
        self.press.write(self.canv, x + bar + 4, self._base(top), said, style.scaled(min(1.0, room / wide)))

    def _legend(self, top: float) -> None:
        x, base = 2.0, top - 13 * self.scale
        for name in PARTS:
            draw_part(self.canv, name, (x, base - 1, 16, 8 * self.scale))
            self.press.write(self.canv, x + 20, base, PART_LABELS[name], self.text)
            x += 20 + self.press.fonts.width(PART_LABELS[name], bold=False) * self.text.size + 16
        for number, line in enumerate(self.legend, 1):
            self.press.write(
                self.canv, 2, base - number * self.text.leading - 1, line, TextStyle(size=self.text.size, colour=QUIET)
            )


def _figures(share: Share, *, brief: bool) -> str:
    said = f"{share.met}/{share.total}"
    if brief:
        return said
    return (
        said + (f" ？{share.unknown}" if share.unknown else "") + (f" 空{share.unanswered}" if share.unanswered else "")
    )


def draw_bar(canvas: Any, share: Share, box: tuple[float, float, float, float]) -> None:
    """A stacked bar of the five parts, widths by count."""
    x, y, width, height = box
    for name in PARTS:
        wide = width * getattr(share, name) / share.total if share.total else 0
        if wide:
            draw_part(canvas, name, (x, y, wide, height))
        x += wide


def draw_part(canvas: Any, name: str, box: tuple[float, float, float, float]) -> None:
    """One part: full, hatched, crossed, dotted or empty, so that no colour is needed to tell them apart."""
    x, y, width, height = box
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setFillColor(ACCENT if name == "met" else WHITE)
    canvas.rect(x, y, width, height, stroke=0, fill=1)
    canvas.setStrokeColor(ACCENT)
    canvas.setFillColor(ACCENT)
    _PATTERNS[name](canvas, x, y, width, height)
    canvas.restoreState()
    canvas.setStrokeColor(RULE if name == "unanswered" else ACCENT)
    canvas.setLineWidth(0.6)
    canvas.rect(x, y, width, height, stroke=1, fill=0)


def _nothing(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    del canvas, x, y, width, height


def _hatched(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    canvas.setLineWidth(0.9)
    start = x - height
    while start < x + width:
        canvas.line(start, y, start + height, y + height)
        start += 2.6


def _crossed(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    canvas.setLineWidth(1.1)
    canvas.line(x, y, x + width, y + height)
    canvas.line(x, y + height, x + width, y)


def _dotted(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    # Dashes of no length with round ends: a circle each would be forty times as much to write.
    canvas.setLineWidth(1.1)
    canvas.setLineCap(1)
    canvas.setDash([0, 2.8])
    for up in (y + height * 0.3, y + height * 0.7):
        canvas.line(x + 2, up, x + width, up)


_PATTERNS = {"met": _nothing, "partly": _hatched, "unmet": _crossed, "unknown": _dotted, "unanswered": _nothing}
