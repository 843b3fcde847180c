"""The gate before any library: what a file is, how large it would become, and how far its cells reach."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from jukiself.excel.aside import set_aside
from jukiself.excel.layout import FORM_NAME
from jukiself.excel.plain import Look, look
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.sniff import Kind, kind_of
from jukiself.excel.unpack import DAMAGED, TOO_BIG, Box, packed_again

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Attributes = dict[str, str]

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 500
MOST_CELLS = 300_000
#: Rows times columns over all sheets: an empty cell between two written ones takes room as well.
MOST_AREA = 4_000_000
MOST_TEXT = 20_000_000

_WORKBOOK_LINKS = "xl/_rels/workbook.xml.rels"
#: What says which part is which sheet.
_FRAME = ("xl/workbook.xml", _WORKBOOK_LINKS)
_CELL = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")
_SMALL = 1 << 16
_SAVE_AS = "Excel で開き、「名前を付けて保存」で「Excel ブック（.xlsx）」を選んで保存し直してください。"
_REFUSED = {
    Kind.EMPTY: "空のファイルです（0バイト）。もとの回答書を送り直してください。",
    Kind.LOCKED: "合言葉（パスワード）で暗号化されたブックです。jukiself unlock で開くか、Excel の「ファイル」「情報」「ブックの保護」でパスワードを空にして、保存し直してください。",
    Kind.OLE: f"古い形式（.xls など）のブックです。{_SAVE_AS}",
    Kind.HTML: f"Web ページの形（HTML）のファイルです。Excel ブック（.xlsx）ではありません。{_SAVE_AS}",
    Kind.XML: f"XML の形のファイルです。Excel ブック（.xlsx）ではありません。{_SAVE_AS}",
    Kind.TEXT: f"文字だけのファイル（CSV など）です。Excel ブック（.xlsx）ではありません。{_SAVE_AS}",
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


@dataclass(slots=True)
class _Seen:
    """Running counts over all parts."""

    cells: int = 0
    area: int = 0
    strings: list[int] = field(default_factory=list)
    used: Counter[bytes] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)
    sheet_ids: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, set[tuple[int, int]]] = field(default_factory=dict)

    @property
    def sheets(self) -> list[tuple[str, str]]:
        """Sheets by name, each with its part."""
        return [(self.sheet_ids.get(ident, ""), f"xl/{part}") for part, ident in self.parts.items()]


def inspect_package(data: bytes, *, whole: bool = True) -> Package:
    """Let only a plain, reasonable .xlsx through; raises `WorkbookRefused` with what to do instead.

    Where not the ``whole`` is wanted, sheets set aside are neither looked at nor handed on.
    """
    _sniff(data)
    box = Box(data)
    _refuse_others(box)
    box.bound()
    parts = box.texts()
    seen = _Seen()
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
    if any(not one.lower().endswith(".xml") for one in seen.targets):
        raise WorkbookRefused(DAMAGED.format(where="シートの置き場所が違います"))
    _refuse_long_texts(seen)
    linked = any(one.startswith("xl/externalLinks/") for one in parts)
    return _package(seen, parts, aside, (_LINKED,) if linked else ())


def _examine(name: str, part: bytes, seen: _Seen) -> None:
    found = _glance(name, part)
    if found is None or not _plain(found, seen):
        _scan(name, part, seen)


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


class _DefinitionFound(Exception):
    """A part declares a document type, which no spreadsheet program writes."""


def _refuse_definition(*_: object) -> None:
    raise _DefinitionFound


def _sound(name: str, part: bytes, watch: _Watch | None = None) -> bool:
    """Refuse a part that is no well-formed XML, or defines entities; whether it is plain: UTF-8, tags and text only."""
    parser = expat.ParserCreate()
    odd: list[str] = []

    def note(*_: object) -> None:
        odd.append(name)

    def declared(_: str, encoding: str | None, __: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            odd.append(name)

    # Entities can only come from a document type, so nothing is ever expanded.
    parser.StartDoctypeDeclHandler = _refuse_definition
    parser.CommentHandler = parser.StartCdataSectionHandler = parser.ProcessingInstructionHandler = note
    parser.XmlDeclHandler = declared
    if watch:
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = watch.opened, watch.closed
        parser.CharacterDataHandler = watch.text
    try:
        parser.Parse(part, True)
    except WorkbookRefused:
        raise
    except _DefinitionFound as error:
        raise WorkbookRefused(
            f"ブックの中（{name}）に、読んではいけない定義があります。もとの回答書に答えを書き写して、送り直してください。"
        ) from error
    except (expat.ExpatError, ValueError) as error:
        raise WorkbookRefused(DAMAGED.format(where=name)) from error
    return not odd


def _glance(name: str, part: bytes) -> Look | None:
    return look(part) if _sound(name, part) else None


def _plain(found: Look, seen: _Seen) -> bool:
    """Count a part at a glance; False where it comes near a limit, because the glance counts empty cells as well."""
    area = found.rows * found.columns
    near = found.rows > MOST_ROWS or found.columns > MOST_COLUMNS
    if near or seen.cells + found.cells > MOST_CELLS or seen.area + area > MOST_AREA:
        return False
    seen.cells += found.cells
    seen.area += area
    seen.used.update(found.used)
    seen.strings += found.strings
    return True


def _scan(name: str, part: bytes, seen: _Seen) -> None:
    watch = _Watch(seen, name)
    _sound(name, part, watch)
    seen.area += watch.area
    if seen.area > MOST_AREA:
        raise WorkbookRefused(TOO_BIG.format(what="書かれたセルが離れすぎている"))


class _Watch:
    """Counts cells that hold something and how far they reach; names are compared without their prefix."""

    def __init__(self, seen: _Seen, part: str) -> None:
        self._seen = seen
        self._part = part
        self._row = self._column = 0
        self._shared = self._error = self._formula = self._value = False
        self._text: list[str] | None = None
        self._name = self._reference = ""
        self._length = 0
        self._last_row = self._last_column = 0
        self._opened: dict[str, Callable[[Attributes], None]] = {
            "row": self._open_row,
            "c": self._open_cell,
            "f": self._open_formula,
            "v": self._open_value,
            "is": self._open_content,
            "si": self._open_string,
            "t": self._open_text,
            "definedName": self._open_name,
            "sheet": self._open_sheet,
            "Relationship": self._open_link,
        }
        self._closed: dict[str, Callable[[str], None]] = {
            "c": self._close_cell,
            "v": self._close_value,
            "t": self._close_text,
            "si": self._close_string,
            "definedName": self._close_name,
        }

    @property
    def area(self) -> int:
        """Rows times columns of what is written."""
        return self._last_row * self._last_column

    def opened(self, name: str, attrs: Attributes) -> None:
        """An element begins."""
        known = self._opened.get(name) or self._opened.get(name.rpartition(":")[2])
        if known:
            known(attrs)

    def closed(self, name: str) -> None:
        """An element ends."""
        known = self._closed.get(name) or self._closed.get(name.rpartition(":")[2])
        if known:
            known("".join(self._text or ()))
            self._text = None

    def text(self, content: str) -> None:
        """Text is kept only where it matters."""
        if self._text is not None:
            self._text.append(content)

    def _open_row(self, attrs: Attributes) -> None:
        self._resolve()
        self._row = int(attrs.get("r", str(self._row + 1)))
        self._column = 0
        self._reference = ""

    def _open_cell(self, attrs: Attributes) -> None:
        kind = attrs.get("t")
        self._shared, self._error = kind == "s", kind == "e"
        self._formula = self._value = False
        if "r" not in attrs:
            self._resolve()
            self._column += 1
        self._reference = attrs.get("r", "")

    def _resolve(self) -> None:
        """Where the cell last opened stands; asked only of cells that hold something, because most do not."""
        found = _CELL.fullmatch(self._reference)
        if found:
            self._column = sum((ord(one) - 64) * 26**place for place, one in enumerate(reversed(found[1])))
            self._row = int(found[2])

    def _open_content(self, _: Attributes) -> None:
        self._resolve()
        self._seen.cells += 1
        self._last_row, self._last_column = max(self._last_row, self._row), max(self._last_column, self._column)
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            raise WorkbookRefused(
                f"遠く離れたセル（{self._row}行 {self._column}列）に何か書かれています。余分な行と列を削除して、保存し直してください。"
            )
        if self._seen.cells > MOST_CELLS:
            raise WorkbookRefused(TOO_BIG.format(what=f"書かれたセルが {MOST_CELLS:,} より多い"))

    def _open_formula(self, attrs: Attributes) -> None:
        self._open_content(attrs)
        self._formula = True

    def _open_value(self, attrs: Attributes) -> None:
        self._open_content(attrs)
        self._text = [] if self._shared or self._formula else None

    def _open_string(self, _: Attributes) -> None:
        self._length = 0

    def _open_text(self, _: Attributes) -> None:
        self._text = []

    def _open_name(self, attrs: Attributes) -> None:
        self._name = attrs.get("name", "")
        self._text = []

    def _open_sheet(self, attrs: Attributes) -> None:
        for attribute, value in attrs.items():
            if attribute.endswith(":id"):
                self._seen.sheet_ids[value] = attrs.get("name", "")

    def _open_link(self, attrs: Attributes) -> None:
        target = attrs.get("Target", "")
        if attrs.get("Type", "").rpartition("/")[2] in {"worksheet", "sharedStrings", "styles"}:
            self._seen.targets.append(target)
        if self._part == _WORKBOOK_LINKS:
            self._seen.parts[_within(target)] = attrs.get("Id", "")

    def _close_cell(self, _: str) -> None:
        if self._error or (self._formula and not self._value):
            self._seen.unreadable.setdefault(_within(self._part), set()).add((self._row, self._column))

    def _close_value(self, text: str) -> None:
        self._value = bool(text)
        if self._shared:
            self._seen.used[text.encode()] += 1

    def _close_text(self, text: str) -> None:
        self._length += len(text)

    def _close_string(self, _: str) -> None:
        self._seen.strings.append(self._length)

    def _close_name(self, text: str) -> None:
        self._seen.names[self._name] = text


def _refuse_long_texts(seen: _Seen) -> None:
    # A short file can name one long text in every cell; count the text as it would be read.
    lengths = seen.strings
    total = sum(
        lengths[int(one)] * times for one, times in seen.used.items() if one.isdigit() and int(one) < len(lengths)
    )
    if total > MOST_TEXT or len(lengths) > MOST_CELLS:
        raise WorkbookRefused(TOO_BIG.format(what="文字の量が多い"))


def _package(seen: _Seen, parts: Mapping[str, bytes], aside: frozenset[str], remarks: tuple[str, ...]) -> Package:
    sheet, _, cell = seen.names.get(FORM_NAME, "").rpartition("!")
    named = {part.removeprefix("xl/"): name for name, part in seen.sheets}
    return Package(
        data=packed_again(parts),
        remarks=remarks,
        form_sheet=sheet.strip("'").replace("''", "'"),
        form_cell=cell.replace("$", ""),
        unreadable={named.get(part, ""): cells for part, cells in seen.unreadable.items()},
        aside=aside,
    )


def _within(part: str) -> str:
    """A part's path below xl/, however it is written."""
    return part.removeprefix("/").removeprefix("xl/")
