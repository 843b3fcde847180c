"""Whether a workbook is one of a 研修: any mark that is left of it counts, because a practice answer must not leave."""

from __future__ import annotations

import io
import re
import zipfile

from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.excel.look import band

#: What a 研修 carries at the top of its sheets, and in the header and footer of every page.
_BAND = band(Nature.TRAINING).encode()
_LABEL = NATURE_LABELS[Nature.TRAINING]
_HEADER = re.compile(rf"<(?:\w+:)?oddHeader[^>]*>[^<]*(?:【{_LABEL}】|回 {_LABEL})[^<]*<".encode())


def marked_as_training(data: bytes) -> bool:
    """Whether a workbook that the guard let through says 研修 on a sheet's top or in a page's header."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = name.lower()
            if not part.endswith(".xml") or not part.startswith("xl/"):
                continue
            if part.startswith("xl/worksheets/"):
                text = archive.read(name)
                if _BAND in text or _HEADER.search(text):
                    return True
            elif part == "xl/sharedstrings.xml" and _BAND in archive.read(name):
                return True
    return False
