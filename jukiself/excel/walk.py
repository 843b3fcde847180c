"""A part walked through by a parser: what it holds is counted as python-calamine, which reads it next, will count it.

That library believes every number in a file and makes room for it: a cell named A999999999999, or a list that says it
holds a million million texts, ends the whole process. So whatever it reads otherwise than a parser does is refused here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from jukiself.excel.plain import TEXTS_ROOT
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.unpack import DAMAGED, TOO_BIG

if TYPE_CHECKING:
    from collections.abc import Callable

    Attributes = dict[str, str]

MOST_ROWS = 20_000
MOST_COLUMNS = 500
MOST_CELLS = 300_000
#: Rows times columns over all sheets: an empty cell between two written ones takes room as well.
MOST_AREA = 4_000_000
#: Tags of all parts that are walked through: two million take some seconds.
MOST_TAGS = 4_000_000

WORKBOOK_LINKS = "xl/_rels/workbook.xml.rels"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ROW = re.compile(r"[0-9]{1,7}")
#: An element that begins and holds a number, or nothing.
_NUMBER = re.compile(rb"<[^<>]*>([0-9]{1,9})?")
_TWICE = "同じシートが2回出てきます"


@dataclass(slots=True)
class Seen:
    """Running counts over all parts.

    ``strings`` are the lengths of shared texts; ``used`` how often cells name which, by number; ``exact`` whether the
    library numbers them alike. ``oddly`` is how often cells name one in a way it may understand otherwise.
    """

    cells: int = 0
    area: int = 0
    tags: int = 0
    strings: list[int] = field(default_factory=list)
    exact: bool = True
    used: Counter[bytes] = field(default_factory=Counter)
    oddly: int = 0
    names: dict[str, str] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)
    sheet_names: set[str] = field(default_factory=set)
    sheet_ids: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, set[tuple[int, int]]] = field(default_factory=dict)

    @property
    def sheets(self) -> list[tuple[str, str]]:
        """Sheets by name, each with its part."""
        return [(self.sheet_ids.get(ident, ""), f"xl/{part}") for part, ident in self.parts.items()]

    def add_strings(self, lengths: list[int], *, exact: bool = True) -> None:
        """Shared texts of one part; where two parts hold some, nobody knows which the library takes."""
        self.exact = self.exact and exact and not (lengths and self.strings)
        self.strings += lengths

    def text(self) -> int:
        """How long all shared texts become, each as often as cells name it."""
        longest = max(self.strings, default=0)
        if not self.exact:
            return longest * (self.oddly + self.used.total())
        known = ((int(one), times) for one, times in self.used.items())
        return longest * self.oddly + sum(self.strings[one] * times for one, times in known if one < len(self.strings))


class _DefinitionFound(Exception):
    """A part declares a document type, which no spreadsheet program writes."""


def _refuse_definition(*_: object) -> None:
    raise _DefinitionFound


def sound(name: str, part: bytes, walk: Walk | None = None) -> bool:
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
    if walk:
        walk.begin(part, parser)
    try:
        parser.Parse(part, True)
        if walk:
            walk.end()
    except WorkbookRefused:
        raise
    except _DefinitionFound as error:
        raise WorkbookRefused(
            f"ブックの中（{name}）に、読んではいけない定義があります。もとの回答書に答えを書き写して、送り直してください。"
        ) from error
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise WorkbookRefused(DAMAGED.format(where=name)) from error
    return not odd


class Walk:
    """Counts cells that hold something and how far they reach; names are compared without their prefix.

    Rows and columns are counted as the library counts them: a cell that names its place stands there, whatever its row
    is called; one that does not stands after the one before, in the row as its row was called.
    """

    def __init__(self, seen: Seen, part: str) -> None:
        self._seen = seen
        self._part = part
        self._whole = b""
        self._parser: expat.XMLParserType | None = None
        self._line = 1
        self._row = self._column = self._began = 0
        self._shared = self._error = self._formula = self._value = self._held = self._inside = False
        self._text: list[str] | None = None
        self._name = self._reference = ""
        self._strings: list[int] = []
        self._exact = True
        self._in_string = False
        self._length = 0
        self._last_row = self._last_column = 0
        self._opened: dict[str, Callable[[Attributes], None]] = {
            "row": self._open_row,
            "c": self._open_cell,
            "f": self._open_formula,
            "v": self._open_value,
            "is": self._open_content,
            "sst": self._open_strings,
            "si": self._open_string,
            "definedName": self._open_name,
            "sheet": self._open_sheet,
            "Relationship": self._open_link,
        }
        self._closed: dict[str, Callable[[str], None]] = {
            "row": self._close_row,
            "c": self._close_cell,
            "v": self._close_value,
            "si": self._close_string,
            "definedName": self._close_name,
        }

    @property
    def area(self) -> int:
        """Rows times columns of what is written."""
        return self._last_row * self._last_column

    def begin(self, part: bytes, parser: expat.XMLParserType) -> None:
        """Let the parser tell of this part."""
        self._whole, self._parser = part, parser
        self._exact = bool(TEXTS_ROOT.match(part))
        self._seen.tags += part.count(b"<")
        if self._seen.tags > MOST_TAGS:
            raise WorkbookRefused(TOO_BIG.format(what="書かれたセルや書式が多すぎる"))
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._open, self._close
        parser.CharacterDataHandler = self._add

    def end(self) -> None:
        """Everything has been told; parser and part would otherwise stay until somebody looks for rings."""
        self._whole, self._parser = b"", None
        self._seen.area += self.area
        self._seen.add_strings(self._strings, exact=self._exact or not self._strings)
        if self._seen.area > MOST_AREA:
            raise WorkbookRefused(TOO_BIG.format(what="書かれたセルが離れすぎている"))

    def _open(self, name: str, attrs: Attributes) -> None:
        known = self._opened.get(name) or self._opened.get(name.rpartition(":")[2])
        if known:
            known(attrs)

    def _close(self, name: str) -> None:
        known = self._closed.get(name) or self._closed.get(name.rpartition(":")[2])
        if known:
            known("".join(self._text or ()))
            self._text = None

    def _add(self, content: str) -> None:
        self._length += len(content)
        if self._text is not None:
            self._text.append(content)

    def _damaged(self, where: str) -> WorkbookRefused:
        return WorkbookRefused(DAMAGED.format(where=f"{self._part} の{where}"))

    def _open_row(self, attrs: Attributes) -> None:
        if self._inside:
            raise self._damaged("セルの中に行があります")
        if "r" in attrs:
            if not _ROW.fullmatch(attrs["r"]):
                raise self._damaged("行の番号が違います")
            self._line = int(attrs["r"])

    def _close_row(self, _: str) -> None:
        self._line += 1
        self._column = 0
        self._reference = ""

    def _open_cell(self, attrs: Attributes) -> None:
        if self._inside:
            raise self._damaged("セルの中にセルがあります")
        self._inside = True
        kind = attrs.get("t")
        self._shared, self._error = kind == "s", kind == "e"
        self._formula = self._value = self._held = False
        if "r" not in attrs:
            self._resolve()
            self._row = self._line
            self._column += 1
        self._reference = attrs.get("r", "")

    def _resolve(self) -> None:
        """Where the cell last opened stands; asked only of cells that hold something, because most do not."""
        if not self._reference:
            return
        found = _CELL.fullmatch(self._reference)
        if not found:
            raise self._damaged("セルの番地が違います")
        self._column = 0
        for one in found[1]:
            self._column = self._column * 26 + ord(one) - 64
        self._row = int(found[2])

    def _open_content(self, _: Attributes) -> None:
        self._held = True
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
        self._text = [] if self._formula else None
        self._began = self._at()

    def _at(self) -> int:
        return self._parser.CurrentByteIndex if self._parser else 0

    def _open_strings(self, attrs: Attributes) -> None:
        # The library makes room for as many as are said to come.
        said = attrs.get("uniqueCount", "").strip(" +")
        if said.isdecimal() and (len(said) > len(str(MOST_CELLS)) or int(said) > MOST_CELLS):
            raise WorkbookRefused(TOO_BIG.format(what="文字の量が多い"))

    def _open_string(self, _: Attributes) -> None:
        self._exact = self._exact and not self._in_string
        self._in_string = True
        self._length = 0

    def _open_name(self, attrs: Attributes) -> None:
        self._name = attrs.get("name", "")
        self._text = []

    def _open_sheet(self, attrs: Attributes) -> None:
        if not self._part.lower().endswith("workbook.xml"):
            return
        name = attrs.get("name", "")
        idents = [value for attribute, value in attrs.items() if attribute.rpartition(":")[2] == "id"] or [""]
        # The library reads a sheet as often as it is named.
        if name in self._seen.sheet_names or not self._seen.sheet_ids.keys().isdisjoint(idents):
            raise WorkbookRefused(DAMAGED.format(where=_TWICE))
        self._seen.sheet_names.add(name)
        self._seen.sheet_ids.update(dict.fromkeys(idents, name))

    def _open_link(self, attrs: Attributes) -> None:
        target = within(attrs.get("Target", ""))
        if attrs.get("Type", "").rpartition("/")[2] in {"worksheet", "sharedStrings", "styles"}:
            if target.lower() in self._seen.targets:
                raise WorkbookRefused(DAMAGED.format(where=_TWICE))
            self._seen.targets.add(target.lower())
        if self._part == WORKBOOK_LINKS:
            self._seen.parts[target] = attrs.get("Id", "")

    def _close_cell(self, _: str) -> None:
        self._inside = False
        if (self._error and self._held) or (self._formula and not self._value):
            self._seen.unreadable.setdefault(within(self._part), set()).add((self._row, self._column))

    def _close_value(self, text: str) -> None:
        self._value = bool(text)
        if not self._shared:
            return
        found = _NUMBER.fullmatch(self._whole[self._began : self._at()])
        if found is None:
            # What the library cannot read is to it the first text.
            self._seen.oddly += 1
        elif found[1]:
            self._seen.used[found[1]] += 1

    def _close_string(self, _: str) -> None:
        self._in_string = False
        self._strings.append(self._length)

    def _close_name(self, text: str) -> None:
        self._seen.names[self._name] = text


def within(part: str) -> str:
    """A part's path below xl/, however it is written."""
    return part.removeprefix("/").removeprefix("xl/")
