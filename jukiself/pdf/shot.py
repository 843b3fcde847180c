"""A picture of the screen on paper: framed, its words below, never split."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reportlab.lib.utils import ImageReader
from reportlab.platypus.flowables import Flowable

from jukiself.pdf.look import PARAGRAPHS, RULE
from jukiself.report.outline import Style

if TYPE_CHECKING:
    from jukiself.pdf.press import Press
    from jukiself.report.outline import Figure

_STYLE = PARAGRAPHS[Style.SMALL]


class Shot(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The picture in the middle of the column."""

    clings = False

    def __init__(self, press: Press, data: Figure, scale: float = 1.0) -> None:
        super().__init__()
        self.press, self.data = press, data
        self.picture = ImageReader(io.BytesIO(data.png))
        across, down = self.picture.getSize()
        self.across = press.sheet.width * data.share * scale
        self.down = self.across * down / across

    def getSpaceBefore(self) -> float:  # noqa: N802 — reportlab's name
        """Empty height above."""
        return 6.0

    def getSpaceAfter(self) -> float:  # noqa: N802 — reportlab's name
        """Empty height below."""
        return 6.0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """The picture and one line."""
        self.width = width
        self.height = self.down + _STYLE.leading
        return width, self.height

    @property
    def first_height(self) -> float:
        """The whole."""
        return float(self.down) + _STYLE.leading

    def draw(self) -> None:
        """Called by reportlab with its origin at the lower left."""
        left = (self.width - self.across) / 2
        self.canv.drawImage(self.picture, left, _STYLE.leading, self.across, self.down)
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.6)
        self.canv.rect(left, _STYLE.leading, self.across, self.down, stroke=1, fill=0)
        said: Any = self.press.one_line(self.data.caption, _STYLE, self.across)
        self.press.write(self.canv, left, 3, said, _STYLE)
