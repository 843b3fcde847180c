"""The gate before any library: what a file is, how large it would become, and how far its cells reach."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jukiself.excel.aside import set_aside
from jukiself.excel.layout import FORM_NAME
from jukiself.excel.plain import Look, look
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.sniff import Kind, kind_of
from jukiself.excel.unpack import DAMAGED, TOO_BIG, Box, packed_again
from jukiself.excel.walk import (
    MOST_AREA,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    WORKBOOK_LINKS,
    Seen,
    Walk,
    sound,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES = 20_000_000
MOST_TEXT = 20_000_000

#: What says which part is which sheet.
_FRAME = ("xl/workbook.xml", WORKBOOK_LINKS)
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_SMALL = 1 << 16
_SAVE_AS = "Excel で開き、「名前を付けて保存」で「Excel ブック（.xlsx）」を選んで保存し直してください。"
_ORIGINAL = "名前を変えても読めません。もとの Excel ブックを使ってください。"
_REFUSED = {
    Kind.EMPTY: "空のファイルです（0バイト）。もとの回答書を送り直してください。",
    Kind.LOCKED: "合言葉（パスワード）で暗号化されたブックです。合言葉を入れて読むか（命令では jukiself unlock）、Excel の「ファイル」「情報」「ブックの保護」でパスワードを空にして、保存し直してください。",
    Kind.OLE: f"古い形式（.xls など）のブックです。{_SAVE_AS}",
    Kind.HTML: f"Web ページの形（HTML）のファイルです。Excel ブック（.xlsx）ではありません。{_SAVE_AS}",
    Kind.XML: f"XML の形のファイルです。Excel ブック（.xlsx）ではありません。{_SAVE_AS}",
    Kind.TEXT: f"文字だけのファイル（CSV など）です。Excel ブック（.xlsx）ではありません。{_SAVE_AS}",
    Kind.PDF: f"PDF です。Excel ブック（.xlsx）ではありません。{_ORIGINAL}",
    Kind.PICTURE: f"画像です。Excel ブック（.xlsx）ではありません。{_ORIGINAL}",
    Kind.OTHER: f"Excel ブック（.xlsx）ではありません。{_SAVE_AS}",
}
_LINKED = "ほかのファイルへのリンクがあります。リンク先は読まず、ブックに残っている値だけを読みました。"


@dataclass(slots=True)
class Package:
    """What the gate saw on the way: where the form's line is named to be, and cells whose value cannot be read.

    ``unreadable`` are, by sheet, the rows and columns of errors and of formulas nobody has calculated: the reader's
    library takes them for empty cells. ``data`` holds the parts that were looked at, and nothing else. ``aside`` are
    sheets nothing is taken from.
    """

    data: bytes = b""
    remarks: tuple[str, ...] = ()
    form_sheet: str = ""
    form_cell: str = ""
    unreadable: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    aside: frozenset[str] = frozenset()


def inspect_package(data: bytes, *, whole: bool = True) -> Package:
    """Let only a plain, reasonable .xlsx through; raises `WorkbookRefused` with what to do instead.

    Where not the ``whole`` is wanted, sheets set aside are neither looked at nor handed on.
    """
    _sniff(data)
    box = Box(data)
    _refuse_others(box)
    box.bound()
    parts = box.texts()
    seen = Seen()
    frame = {name: parts[name] for name in _FRAME if name in parts}
    for name, part in frame.items():
        _examine(name, part, seen)
    aside = frozenset() if whole else set_aside(parts, seen.sheets)
    if aside:
        left_out = {part for name, part in seen.sheets if name in aside}
        parts = {name: part for name, part in parts.items() if name not in left_out}
    for name, part in parts.items():
        if name not in frame:
            _examine(name, part, seen)
    if any(not one.endswith(".xml") for one in seen.targets):
        raise WorkbookRefused(DAMAGED.format(where="シートの置き場所が違います"))
    _refuse_long_texts(seen)
    linked = any(one.startswith("xl/externalLinks/") for one in parts)
    return _package(seen, parts, aside, (_LINKED,) if linked else ())


def _examine(name: str, part: bytes, seen: Seen) -> None:
    found = _glance(name, part)
    if found is None or not _plain(found, seen):
        sound(name, part, Walk(seen, name))


def _sniff(data: bytes) -> None:
    kind = kind_of(data)
    if kind in _REFUSED:
        raise WorkbookRefused(_REFUSED[kind])
    if len(data) > MOST_BYTES:
        raise WorkbookRefused(TOO_BIG.format(what=f"{len(data) // 1_000_000} MB"))


def _refuse_others(box: Box) -> None:
    names = box.names
    if b"opendocument" in box.first("mimetype", _SMALL):
        raise WorkbookRefused(
            "LibreOffice の形式（.ods）のブックです。LibreOffice で開き、「名前を付けて保存」で「Excel 2007-365（.xlsx）」を選んで保存し直してください。"
        )
    if "xl/workbook.bin" in names:
        raise WorkbookRefused(f"バイナリ形式（.xlsb）のブックです。{_SAVE_AS}")
    if "xl/workbook.xml" not in names:
        if any(one.lower().endswith((".xlsx", ".xls")) for one in names):
            raise WorkbookRefused(
                "圧縮ファイルです。中の Excel ブック（.xlsx）を取り出して、そのまま送り直してください。"
            )
        raise WorkbookRefused(_REFUSED[Kind.OTHER])
    if any("vbaproject" in one.lower() or one.lower().startswith("xl/macrosheets/") for one in names):
        raise WorkbookRefused(f"マクロの入ったブックです。この回答書にマクロはありません。{_SAVE_AS}")


def _glance(name: str, part: bytes) -> Look | None:
    return look(part) if sound(name, part) else None


def _plain(found: Look, seen: Seen) -> bool:
    """Count a part at a glance; False where it comes near a limit, because the glance counts empty cells as well."""
    area = found.rows * found.columns
    near = found.rows > MOST_ROWS or found.columns > MOST_COLUMNS
    if near or seen.cells + found.cells > MOST_CELLS or seen.area + area > MOST_AREA:
        return False
    seen.cells += found.cells
    seen.area += area
    seen.used.update(found.used)
    seen.add_strings(found.strings)
    return True


def _refuse_long_texts(seen: Seen) -> None:
    # A short file can name one long text in every cell; count the text as it would be read.
    if seen.text() > MOST_TEXT or len(seen.strings) > MOST_CELLS:
        raise WorkbookRefused(TOO_BIG.format(what="文字の量が多い"))


def _package(seen: Seen, parts: Mapping[str, bytes], aside: frozenset[str], remarks: tuple[str, ...]) -> Package:
    sheet, _, cell = seen.names.get(FORM_NAME, "").rpartition("!")
    cell = cell.replace("$", "")
    named = {part.removeprefix("xl/"): name for name, part in seen.sheets}
    return Package(
        data=packed_again(parts),
        remarks=remarks,
        form_sheet=sheet.strip("'").replace("''", "'"),
        form_cell=cell if _CELL.fullmatch(cell) else "",
        unreadable={named.get(part, ""): cells for part, cells in seen.unreadable.items()},
        aside=aside,
    )
