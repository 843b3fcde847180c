"""The same workbook, the same bytes: no clock in the parts, no time on the entries."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from collections.abc import Mapping

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_NUMBERED = re.compile(rb"&#([1-9][0-9]{2,6});")
_DRAWINGS = "xl/drawings/drawing"
_BARE = re.compile(rb"(</?)(?=[a-zA-Z]+[\s/>])")
_CREATED = re.compile(rb"<dcterms:created[^>]*>([^<]*)</dcterms:created>")


def packed(book: Any) -> bytes:
    """The workbook as bytes; its day of change is its day of making."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).save()
    with zipfile.ZipFile(raw) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: _plain(name, data) for name, data in parts.items()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a workbook, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            # Otherwise a workbook would tell, in each entry, the system it was made on.
            entry.create_system = _UNIX
            target.writestr(entry, data)
    return made.getvalue()


def _plain(name: str, data: bytes) -> bytes:
    if name == _CORE:
        return _still(data)
    return _prefixed(data) if name.startswith(_DRAWINGS) else _spelled(data)


def _prefixed(drawing: bytes) -> bytes:
    """A drawing with the prefix Excel writes: ExcelJS knows its elements by that alone."""
    return _BARE.sub(rb"\1xdr:", drawing.replace(b"<wsDr xmlns=", b"<wsDr xmlns:xdr=", 1))


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
