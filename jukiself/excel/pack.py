"""The same workbook, the same bytes: no clock in the parts, no time on the entries."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from functools import lru_cache
from typing import Any

from openpyxl.writer.excel import ExcelWriter

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_NUMBERED = re.compile(rb"&#([1-9][0-9]{2,6});")
_CREATED = re.compile(rb"<dcterms:created[^>]*>([^<]*)</dcterms:created>")


def packed(book: Any) -> bytes:
    """The workbook as bytes; its day of change is its day of making."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).save()
    made = io.BytesIO()
    with zipfile.ZipFile(raw) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in archive.namelist():
            data = archive.read(name)
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, _still(data) if name == _CORE else _spelled(data))
    return made.getvalue()


def _spelled(data: bytes) -> bytes:
    """Letters as letters: the library writes numbers for them, which is longer, and which some clients misread (𠮷)."""
    return _NUMBERED.sub(lambda found: _letter(found[1]), data)


@lru_cache(maxsize=10_000)
def _letter(number: bytes) -> bytes:
    return chr(int(number)).encode()


def _still(core: bytes) -> bytes:
    created = _CREATED.search(core)
    day = created[1] if created else b"2000-01-01T00:00:00Z"
    return _MODIFIED.sub(rb"\g<1>" + day + rb"\g<2>", core)


def dated(book: Any, year: int) -> None:
    """Give a new workbook the first day of its 年度, because below work there is no clock."""
    book.properties.created = book.properties.modified = datetime(max(year, 1900), 4, 1)  # noqa: DTZ001 a label, no moment
