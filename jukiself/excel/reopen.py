"""A stranger's workbook opened to be written in, after the guard let it through.

openpyxl, which keeps what people did to a file, makes a cell of every place that a range names, and lets through
whatever a damaged part causes: ranges are bounded first, and what fails is refused with a sentence.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from jukiself.excel.pack import packed
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.unpack import TOO_BIG, Box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Cells in merged places, links and comments together; tags of all parts: each takes openpyxl some ten microseconds.
MOST_CELLS = 200_000
MOST_TAGS = 1_000_000
_SPREAD = {"mergeCell", "hyperlink", "comment"}
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_DAMAGED = (
    "ブックの書式や結合が壊れていて、答えを書き込めません。Excel で開いて保存し直すか、もとのファイルを使ってください。"
)


def rewritten(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook with a change made to it; raises `WorkbookRefused` where it cannot be opened or saved."""
    try:
        _bound(Box(data).texts().values())
        book = load_workbook(io.BytesIO(data))
        change(book)
        return packed(book)
    except WorkbookRefused:
        raise
    except Exception as error:  # the library lets through whatever a broken part causes
        raise WorkbookRefused(_DAMAGED) from error


def _bound(parts: Iterable[bytes]) -> None:
    cells = tags = 0

    def opened(name: str, attrs: dict[str, str]) -> None:
        nonlocal cells
        if name.rpartition(":")[2] in _SPREAD and attrs.get("ref"):
            left, top, right, bottom = range_boundaries(attrs["ref"])
            cells += ((right or _LAST_COLUMN) - (left or 1) + 1) * ((bottom or _LAST_ROW) - (top or 1) + 1)
            if cells > MOST_CELLS:
                raise WorkbookRefused(TOO_BIG.format(what="結合した所やリンクが広すぎる"))

    for part in parts:
        tags += part.count(b"<")
        if tags > MOST_TAGS:
            raise WorkbookRefused(TOO_BIG.format(what="書かれたセルや書式が多すぎる"))
        parser = expat.ParserCreate()
        parser.StartElementHandler = opened
        parser.Parse(part, True)
