"""Where things stand in a workbook: sheets found by what their cells say, never by name or order."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from jukiself.answers.model import Key
from jukiself.excel import layout
from jukiself.excel.problem import CellProblem, WorkbookRefused
from jukiself.excel.words import as_text, blank, shown

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from jukiself.checklist.model import Checklist
    from jukiself.excel.guard import Package
    from jukiself.excel.words import Content

_HEADER_DEPTH = 200
_CONTRACT_ID = re.compile(r"c[1-9][0-9]{0,3}")
#: Two cells that stand one below the other on 契約 only: the row of numbers and the row of names.
_CONTRACT_MARKS = {
    layout.CONTRACT_ID_LABEL: layout.CONTRACT_FIELDS["name"],
    layout.CONTRACT_IDS: "contract#name",
    layout.CONTRACT_FIELDS["name"]: "",
    "contract#name": "",
}
DAMAGED = "ブックが壊れていて読めません。Excel で開いて保存し直すか、もとのファイルを送り直してください。"
_TOO_LONG = "日付や時間として大きすぎる数が、セルに書かれています。その数を消して、保存し直してください。"


class Spot(NamedTuple):
    """One cell."""

    sheet: str
    row: int
    column: int

    @property
    def place(self) -> str:
        """As a message names it: 点検票!F12."""
        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"


@dataclass(slots=True)
class Grid:
    """One sheet's cells; rows and columns count from 1."""

    name: str
    rows: list[list[Content]]
    _words: dict[str, list[tuple[int, int]]] = field(default_factory=dict, init=False, repr=False)

    def content(self, row: int, column: int) -> Content:
        """What a cell holds; None for an empty or missing one."""
        if row < 1 or column < 1:
            return None
        try:
            found = self.rows[row - 1][column - 1]
        except IndexError:
            return None
        return None if found == "" else found

    def word(self, row: int, column: int) -> str:
        """A cell's text without the spaces around it."""
        return as_text(self.content(row, column)).strip()

    def find(self, words: Iterable[str]) -> list[tuple[int, int, str]]:
        """Every cell that reads as one of these words, as row, column and word, from the top."""
        if not self._words:
            # Many ask, and most cells are asked for by nobody: look through the sheet once.
            for row, contents in enumerate(self.rows, 1):
                for column, content in enumerate(contents, 1):
                    if content and isinstance(content, str):
                        self._words.setdefault(content.strip(), []).append((row, column))
        return sorted((row, column, word) for word in words for row, column in self._words.get(word, ()))


class AnswerRow(NamedTuple):
    """Where one answer stands: its fields across a row (``down`` a column) of a sheet."""

    key: Key
    sheet: str
    at: int
    fields: Mapping[str, int]
    down: bool = False

    @property
    def spots(self) -> dict[str, Spot]:
        """The cell of each field."""
        if self.down:
            return {name: Spot(self.sheet, row, self.at) for name, row in self.fields.items()}
        return {name: Spot(self.sheet, self.at, column) for name, column in self.fields.items()}

    def contents(self, grid: Grid) -> list[Content]:
        """What stands in these cells."""
        if self.down:
            return [grid.content(row, self.at) for row in self.fields.values()]
        return [grid.content(self.at, column) for column in self.fields.values()]


@dataclass(slots=True)
class Places:
    """Everything found: rows of answers (twice where a row was copied), contracts, and what is wrong with the frame."""

    rows: list[AnswerRow] = field(default_factory=list)
    contracts: dict[str, dict[str, Spot]] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    has_contracts: bool = False
    strays: int = 0

    @property
    def answers(self) -> dict[Key, AnswerRow]:
        """The first cells of every answer."""
        return {one.key: one for one in reversed(self.rows)}


def grids(package: Package, aside: Container[str] = ()) -> dict[str, Grid]:
    """Worksheets by name, of what the guard let through; but for those set aside."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(package.data))
        every = (one.name for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet)
        names = [name for name in every if name not in aside]
        return {
            name: Grid(name, cast("list[list[Content]]", book.get_sheet_by_name(name).to_python(skip_empty_area=False)))
            for name in names
        }
    except OverflowError as error:
        raise WorkbookRefused(_TOO_LONG) from error
    except (CalamineError, OSError, ValueError) as error:
        raise WorkbookRefused(DAMAGED) from error
    except BaseException as error:
        # A panic inside the library is no Exception; anything else of that rank is not ours to stop.
        if type(error).__name__ != "PanicException":
            raise
        raise WorkbookRefused(DAMAGED) from error


def find_places(package: Package, checklist: Checklist) -> Places:
    """Where the answers of a workbook stand."""
    return locate(grids(package), checklist)


def locate(book: Mapping[str, Grid], checklist: Checklist) -> Places:
    """The same for sheets already read."""
    places = Places()
    for grid in book.values():
        header = question_header(grid)
        if header:
            _question_rows(grid, header, checklist, places)
    for grid in book.values():
        row = contract_header(grid)
        if row and places.has_contracts:
            places.problems.append(
                CellProblem(
                    grid.name,
                    "relation",
                    "refused",
                    "契約のシートが2枚あります。1枚目だけを読みました。答えを1枚にまとめてください。",
                )
            )
        elif row:
            places.has_contracts = True
            _contract_rows(grid, row, checklist, places)
    return places


def header_row(grid: Grid, *words: str) -> int:
    """The first row in which all these words stand as cells; 0 where there is none."""
    rows: dict[int, set[str]] = {}
    for row, _, text in grid.find(words):
        if row <= _HEADER_DEPTH:
            rows.setdefault(row, set()).add(text)
    return next((row for row, found in rows.items() if len(found) == len(set(words))), 0)


def question_header(grid: Grid) -> int:
    """The row whose cells read exactly 設問 and 回答; 0 where a sheet is no 点検票."""
    header = header_row(grid, layout.ASKED, layout.ANSWER)
    ids = _id_row(grid) if header else 0
    return 0 if ids and header > ids else header


def contract_header(grid: Grid) -> int:
    """The row of the contracts' ids; 0 where a sheet is no 契約."""
    return 0 if question_header(grid) else _id_row(grid)


def _id_row(grid: Grid) -> int:
    """A row named as the contracts' numbers, with numbers in it, above a row named as their names."""
    found = [one for one in grid.find(_CONTRACT_MARKS) if one[0] <= _HEADER_DEPTH]
    for row, column, text in found:
        named = any((_CONTRACT_MARKS[text], column) == (other, place) for _, place, other in found)
        if named and any(_contract_id(content) for content in grid.rows[row - 1][column:]):
            return row
    return 0


def _contract_id(content: Content) -> str:
    code = _code(as_text(content))
    return code if _CONTRACT_ID.fullmatch(code) else ""


def _question_rows(grid: Grid, header: int, checklist: Checklist, places: Places) -> None:
    columns = _columns(grid, header)
    missing = [label for name, label in layout.FIELDS.items() if name not in columns]
    if missing:
        message = (
            f"列がありません：{'、'.join(missing)}。その列の答えは読めませんでした。見出しを元の言葉に戻してください。"
        )
        places.problems.append(CellProblem(grid.name, "form", "note", message))
    id_column = _id_column(grid, header, checklist)
    for row in range(header + 1, len(grid.rows) + 1):
        key = _key(grid, Spot(grid.name, row, id_column), places)
        if key and key.question in checklist.question:
            places.rows.append(AnswerRow(key, grid.name, row, columns))
        elif not blank(grid.content(row, columns["value"])) and grid.word(row, columns["value"]) != layout.ANSWER:
            _stray(key, Spot(grid.name, row, columns["value"]), grid, places)


def _columns(grid: Grid, header: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in range(1, len(grid.rows[header - 1]) + 1):
        word = grid.word(header, column)
        for name, label in layout.FIELDS.items():
            # 備考 carries its warning in brackets; people shorten it.
            if name not in found and (word == label or (name == "note" and word.startswith("備考"))):
                found[name] = column
    return found


def _id_column(grid: Grid, header: int, checklist: Checklist) -> int:
    """The column of the only key: by its heading, or by what stands in it."""
    width = len(grid.rows[header - 1])
    by_heading = [column for column in range(1, width + 1) if grid.word(header, column) == layout.ID]
    known = {
        column: sum(
            Key.parse(_code(grid.word(row, column))).question in checklist.question
            for row in range(header + 1, len(grid.rows) + 1)
        )
        for column in by_heading or range(1, width + 1)
    }
    return max(known, key=lambda column: known[column], default=1)


@lru_cache(maxsize=20_000)
def _code(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _key(grid: Grid, place: Spot, places: Places) -> Key | None:
    text = as_text(grid.content(place.row, place.column))
    code = _code(text)
    if not code:
        return None
    if code != text:
        places.problems.append(
            CellProblem(place.place, "form", "repaired", f"ID「{shown(text)}」を「{code}」と読みました。")
        )
    return Key.parse(code)


def _stray(key: Key | None, spot: Spot, grid: Grid, places: Places) -> None:
    said = shown(as_text(grid.content(spot.row, spot.column)))
    about = f"ID「{shown(str(key))}」は、この様式の設問にありません" if key else "ID のない行です"
    message = f"{about}。答え「{said}」は取り込みません。元の行に書き写してください。"
    places.strays += 1
    places.problems.append(CellProblem(spot.place, "relation", "note", message))


def _contract_rows(grid: Grid, id_row: int, checklist: Checklist, places: Places) -> None:
    ids = _contract_ids(grid, id_row, places)
    first = min(ids.values(), default=len(grid.rows[id_row - 1]) + 1)
    id_column = _contract_id_column(grid, checklist, first)
    blocks: dict[str, dict[str, int]] = {}
    for row in range(1, len(grid.rows) + 1):
        name, _, part = _code(grid.word(row, id_column)).partition("#")
        if name == "contract" and part in layout.CONTRACT_FIELDS:
            for member, column in ids.items():
                places.contracts.setdefault(member, {})[part] = Spot(grid.name, row, column)
            _refuse_unnumbered(grid, row, first, set(ids.values()), places)
        elif name in checklist.question:
            if not part and name in blocks:
                _block(grid, name, blocks.pop(name), ids, places)
            blocks.setdefault(name, {})[part or "value"] = row
    for name, rows in blocks.items():
        _block(grid, name, rows, ids, places)


def _contract_ids(grid: Grid, id_row: int, places: Places) -> dict[str, int]:
    ids: dict[str, int] = {}
    for column in range(1, len(grid.rows[id_row - 1]) + 1):
        code = _contract_id(grid.content(id_row, column))
        if not code:
            continue
        if code in ids:
            message = f"契約の番号「{code}」が2列にあります。この列は取り込みません。別の番号にしてください。"
            places.problems.append(CellProblem(Spot(grid.name, id_row, column).place, "relation", "refused", message))
        else:
            ids[code] = column
    return ids


def _contract_id_column(grid: Grid, checklist: Checklist, first: int) -> int:
    known = {
        column: sum(
            _code(grid.word(row, column)).partition("#")[0] in checklist.question
            for row in range(1, len(grid.rows) + 1)
        )
        for column in range(1, first)
    }
    return max(known, key=lambda column: known[column], default=1)


def _refuse_unnumbered(grid: Grid, row: int, first: int, known: set[int], places: Places) -> None:
    for column in range(first, len(grid.rows[row - 1]) + 1):
        if column not in known and not blank(grid.content(row, column)):
            message = "この列には「契約の番号」がないので、取り込みません。番号の行に、まだ使っていない番号（c7 など）を入れてください。"
            places.problems.append(CellProblem(Spot(grid.name, row, column).place, "required", "refused", message))


def _block(grid: Grid, question: str, rows: Mapping[str, int], ids: Mapping[str, int], places: Places) -> None:
    fields = {name: row for name, row in rows.items() if name in layout.FIELDS}
    if fields:
        places.rows += (
            AnswerRow(Key(question, member), grid.name, column, fields, down=True) for member, column in ids.items()
        )
