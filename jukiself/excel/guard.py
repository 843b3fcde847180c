"""The gate before any library: what a file is, how large it would become, and how far its cells reach."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from jukiself.excel.layout import FORM_NAME
from jukiself.excel.problem import WorkbookRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    Attributes = dict[str, str]

MOST_BYTES = 20_000_000
MOST_ENTRIES = 500
MOST_UNZIPPED = 100_000_000
MOST_XML = 40_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 500
MOST_CELLS = 300_000
MOST_TEXT = 20_000_000

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_WORKBOOK_LINKS = "xl/_rels/workbook.xml.rels"
_CHUNK = 1 << 16
_CELL = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")
_SAVE_AS = "Excel で開き、「名前を付けて保存」で「Excel ブック（.xlsx）」を選んで保存し直してください。"
_TOO_BIG = "大きすぎるブックです（{what}）。もとの回答書に答えだけを書き写して、送り直してください。"
_DAMAGED = "ブックが壊れていて読めません（{where}）。Excel で開いて保存し直すか、もとのファイルを送り直してください。"


@dataclass(slots=True)
class Package:
    """What the gate saw on the way: where the form's line is named to be, and cells whose value cannot be read.

    ``unreadable`` are, by sheet, the rows and columns of errors and of formulas nobody has calculated: the reader's
    library takes them for empty cells.
    """

    form_sheet: str = ""
    form_cell: str = ""
    unreadable: dict[str, set[tuple[int, int]]] = field(default_factory=dict)


@dataclass(slots=True)
class _Seen:
    """Running counts over all parts."""

    xml: int = 0
    cells: int = 0
    strings: list[int] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)
    sheet_ids: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, set[tuple[int, int]]] = field(default_factory=dict)


def inspect_package(data: bytes) -> Package:
    """Let only a plain, reasonable .xlsx through; raises `WorkbookRefused` with what to do instead."""
    _sniff(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _inspect(archive)
    except WorkbookRefused:
        raise
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error) as error:
        raise WorkbookRefused(_DAMAGED.format(where="圧縮の形が違います")) from error


def _sniff(data: bytes) -> None:
    if not data:
        raise WorkbookRefused("空のファイルです（0バイト）。もとの回答書を送り直してください。")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise WorkbookRefused(
                "パスワードで暗号化されたブックです。Excel で開き、「ファイル」「情報」「ブックの保護」でパスワードを空にして、保存し直してください。"
            )
        raise WorkbookRefused(f"古い形式（.xls など）のブックです。{_SAVE_AS}")
    if not data.startswith(_ZIP):
        raise WorkbookRefused(f"Excel ブック（.xlsx）ではありません。{_SAVE_AS}")
    if len(data) > MOST_BYTES:
        raise WorkbookRefused(_TOO_BIG.format(what=f"{len(data) // 1_000_000} MB"))


def _inspect(archive: zipfile.ZipFile) -> Package:
    entries = archive.infolist()
    names = [one.filename for one in entries]
    _refuse_others(archive, names)
    if len(entries) > MOST_ENTRIES or len(set(names)) != len(names):
        raise WorkbookRefused(_TOO_BIG.format(what=f"中の部品が {len(entries)} 個"))
    if sum(one.file_size for one in entries) > MOST_UNZIPPED:
        raise WorkbookRefused(_TOO_BIG.format(what="開くと 100 MB より大きい"))
    if any(one.flag_bits & 1 for one in entries):
        raise WorkbookRefused(
            "パスワードで暗号化された圧縮ファイルです。パスワードを付けずに、Excel ブック（.xlsx）のまま送り直してください。"
        )
    seen = _Seen()
    for one in entries:
        if one.filename.lower().endswith((".xml", ".rels", ".vml")):
            _scan(archive, one, seen)
    if any(not one.lower().endswith(".xml") for one in seen.targets):
        raise WorkbookRefused(_DAMAGED.format(where="シートの置き場所が違います"))
    _refuse_long_texts(seen)
    return _package(seen)


def _refuse_others(archive: zipfile.ZipFile, names: list[str]) -> None:
    if (
        "mimetype" in names
        and archive.getinfo("mimetype").file_size < _CHUNK
        and b"opendocument" in archive.read("mimetype")
    ):
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
        raise WorkbookRefused(f"Excel ブック（.xlsx）ではありません。{_SAVE_AS}")


class _DefinitionFound(Exception):
    """A part declares a document type, which no spreadsheet program writes."""


def _refuse_definition(*_: object) -> None:
    raise _DefinitionFound


def _scan(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, seen: _Seen) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    # Entities can only come from a document type, so nothing is ever expanded.
    parser.StartDoctypeDeclHandler = _refuse_definition
    watch = _Watch(seen, entry.filename)
    parser.StartElementHandler, parser.EndElementHandler = watch.opened, watch.closed
    parser.CharacterDataHandler = watch.text
    try:
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                seen.xml += len(chunk)
                if seen.xml > MOST_XML:
                    raise WorkbookRefused(_TOO_BIG.format(what="文字の量が 40 MB より多い"))
                parser.Parse(chunk)
            parser.Parse(b"", True)
    except _DefinitionFound as error:
        raise WorkbookRefused(
            f"ブックの中（{entry.filename}）に、読んではいけない定義があります。もとの回答書に答えを書き写して、送り直してください。"
        ) from error
    except expat.ExpatError as error:
        raise WorkbookRefused(_DAMAGED.format(where=entry.filename)) from error


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
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            raise WorkbookRefused(
                f"遠く離れたセル（{self._row}行 {self._column}列）に何か書かれています。余分な行と列を削除して、保存し直してください。"
            )
        if self._seen.cells > MOST_CELLS:
            raise WorkbookRefused(_TOO_BIG.format(what=f"書かれたセルが {MOST_CELLS:,} より多い"))

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
            self._seen.used[text] += 1

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
        lengths[int(one)] * times for one, times in seen.used.items() if one.isdecimal() and int(one) < len(lengths)
    )
    if total > MOST_TEXT:
        raise WorkbookRefused(_TOO_BIG.format(what="文字の量が多い"))


def _package(seen: _Seen) -> Package:
    sheet, _, cell = seen.names.get(FORM_NAME, "").rpartition("!")
    unreadable = {seen.sheet_ids.get(seen.parts.get(part, ""), ""): cells for part, cells in seen.unreadable.items()}
    return Package(sheet.strip("'").replace("''", "'"), cell.replace("$", ""), unreadable)


def _within(part: str) -> str:
    """A part's path below xl/, however it is written."""
    return part.removeprefix("/").removeprefix("xl/")
