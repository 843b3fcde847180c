"""The pages of finished PDFs as pictures, for the window and for the printer."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
from pypdfium2 import PdfiumError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: pdfium keeps one state for the whole process.
_one_at_a_time = Lock()


class SheetsRefused(Exception):
    """Pages that cannot be drawn; the message is a Japanese sentence saying what to do."""


class Shot(NamedTuple):
    """A page in dots: one byte each where it is grey, else four (blue, green, red, nothing)."""

    width: int
    height: int
    stride: int
    dots: bytes
    grey: bool


class Box(NamedTuple):
    """A place on a page in points, counted from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Sheets:
    """The pages of one or several files, one after the other; close it. Raises `SheetsRefused`."""

    def __init__(self, files: Sequence[bytes]) -> None:
        self._files: list[Any] = []
        with _one_at_a_time:
            try:
                self._files += [pypdfium2.PdfDocument(data) for data in files]
            except PdfiumError as error:
                for one in self._files:
                    one.close()
                locked = "password" in str(error).lower()
                raise SheetsRefused(_LOCKED if locked else _DAMAGED) from error
            self._pages = [(one, place) for one in self._files for place in range(len(one))]

    def __len__(self) -> int:
        return len(self._pages)

    def size(self, place: int) -> tuple[float, float]:
        """How wide and how high a page is, in points."""
        file, number = self._pages[place]
        with _one_at_a_time:
            width, height = file.get_page_size(number)
        return float(width), float(height)

    def text(self, place: int) -> str:
        """What stands on a page, as a search would find it."""
        file, number = self._pages[place]
        with _one_at_a_time:
            page = file[number]
            kept = page.get_textpage()
            found = kept.get_text_bounded()
            kept.close()
            page.close()
        return str(found)

    def ink(self, place: int) -> Box:
        """The smallest box that holds all that is drawn on a page."""
        file, number = self._pages[place]
        with _one_at_a_time:
            page = file[number]
            width, height = page.get_size()
            found = [one.get_bounds() for one in page.get_objects(max_depth=1)]
            page.close()
        if not found:
            return Box(0, 0, 0, 0)
        return Box(
            max(0, min(one[0] for one in found)),
            max(0, height - max(one[3] for one in found)),
            min(width, max(one[2] for one in found)),
            min(height, height - min(one[1] for one in found)),
        )

    def draw(self, place: int, dots: float, *, grey: bool = False, turned: bool = False) -> Shot:
        """A page with so many dots to a point; ``turned`` by a quarter to the right."""
        file, number = self._pages[place]
        with _one_at_a_time:
            page = file[number]
            made = page.render(scale=dots, rotation=90 if turned else 0, grayscale=grey, prefer_bgrx=True)
            shot = Shot(made.width, made.height, made.stride, bytes(made.buffer), grey)
            made.close()
            page.close()
        return shot

    def close(self) -> None:
        """Let the files go."""
        with _one_at_a_time:
            for one in self._files:
                one.close()


_LOCKED = "合言葉の付いたファイルは、この画面では開けません。「いつものプログラムで開く」から、合言葉を入れて印刷してください。"
_DAMAGED = "PDF を読めません。もう一度書き出してください。"
