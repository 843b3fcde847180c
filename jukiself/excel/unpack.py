"""A stranger's zip taken apart with every size bounded, and packed again so that nobody reads anything else from it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from jukiself.excel.problem import WorkbookRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_ENTRIES = 500
MOST_UNZIPPED = 100_000_000
MOST_XML = 40_000_000
#: Parts that are read; everything else (pictures, printer settings) stays behind.
TEXT_PARTS = (".xml", ".rels", ".vml")

TOO_BIG = "大きすぎるブックです（{what}）。もとの回答書に答えだけを書き写して、送り直してください。"
DAMAGED = "ブックが壊れていて読めません（{where}）。Excel で開いて保存し直すか、もとのファイルを送り直してください。"
_SHAPE = "圧縮の形が違います"
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class Box:
    """The entries of a zip; raises `WorkbookRefused` where it is no sound one or would become too large."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._entries = archive.infolist()
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise WorkbookRefused(DAMAGED.format(where=_SHAPE)) from error
        self.names = [one.filename for one in self._entries]

    def bound(self) -> None:
        """Refuse what no spreadsheet program packs: too much, twice, outside the package, or behind a password."""
        if len(self._entries) > MOST_ENTRIES:
            raise WorkbookRefused(TOO_BIG.format(what=f"中の部品が {len(self._entries)} 個"))
        if len({one.lower() for one in self.names}) != len(self.names):
            raise WorkbookRefused(DAMAGED.format(where="同じ名前の部品が2つあります"))
        if any(one.startswith("/") or "\\" in one or ".." in one.split("/") for one in self.names):
            raise WorkbookRefused(DAMAGED.format(where="部品の名前がフォルダーの外を指しています"))
        if any(one.flag_bits & 1 for one in self._entries):
            raise WorkbookRefused(
                "パスワードで暗号化された圧縮ファイルです。パスワードを付けずに、Excel ブック（.xlsx）のまま送り直してください。"
            )
        if sum(one.file_size for one in self._entries) > MOST_UNZIPPED:
            raise WorkbookRefused(TOO_BIG.format(what="開くと 100 MB より大きい"))
        if sum(one.file_size for one in self._texts()) > MOST_XML:
            raise WorkbookRefused(TOO_BIG.format(what="文字の量が 40 MB より多い"))

    def _texts(self) -> list[zipfile.ZipInfo]:
        return [one for one in self._entries if one.filename.lower().endswith(TEXT_PARTS)]

    def texts(self) -> dict[str, bytes]:
        """The parts that are read, by name."""
        return {one.filename: self._unpacked(one) for one in self._texts()}

    def first(self, name: str, most: int) -> bytes:
        """A small part; empty where it is missing or not small."""
        found = next((one for one in self._entries if one.filename == name), None)
        return self._unpacked(found) if found and found.file_size <= most else b""

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        """A part, exactly as long as it says it is: libraries differ in what they believe where it is not."""
        try:
            mark, name, extra = _LOCAL_HEADER.unpack_from(self._data, entry.header_offset)
            start = entry.header_offset + _LOCAL_HEADER.size + name + extra
            packed = self._data[start : start + entry.compress_size]
            found, whole = packed, True
            if entry.compress_type == zipfile.ZIP_DEFLATED:
                stream = zlib.decompressobj(-zlib.MAX_WBITS)
                found = stream.decompress(packed, entry.file_size + 1)
                whole = stream.eof
            known = entry.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
            sound = mark == b"PK\x03\x04" and known and whole and len(found) == entry.file_size
        except (struct.error, zlib.error, ValueError, OverflowError) as error:
            raise WorkbookRefused(DAMAGED.format(where=_SHAPE)) from error
        if not sound or zlib.crc32(found) != entry.CRC:
            raise WorkbookRefused(DAMAGED.format(where=_SHAPE))
        return found


def packed_again(parts: Mapping[str, bytes]) -> bytes:
    """A plain zip of just these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), data)
    return made.getvalue()
