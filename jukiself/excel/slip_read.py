"""Reading 聞取り票 and 分担票 back: answers by their IDs, each with who said so; whatever does not fit is refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer, Basis, Key
from jukiself.answers.text import LONGEST
from jukiself.checklist.model import NOT_APPLICABLE, UNKNOWN
from jukiself.excel import slip_layout
from jukiself.excel.guard import inspect_package
from jukiself.excel.identify import identify
from jukiself.excel.problem import CellProblem, WorkbookRefused
from jukiself.excel.reply import is_vendor_reply
from jukiself.excel.sheets import Spot, grids, header_row, question_header
from jukiself.excel.slip_layout import TITLES, Kind
from jukiself.excel.taking import LetterTaker, code, within
from jukiself.excel.training import traces
from jukiself.excel.words import shown, understand_basis

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jukiself.checklist.model import Checklist
    from jukiself.excel.layout import Identity
    from jukiself.excel.sheets import Grid

_COLUMNS = {
    "value": slip_layout.ANSWER,
    "basis": slip_layout.BASIS,
    "note": "補足",
    "evidence": slip_layout.EVIDENCE,
    "answered_by": slip_layout.ANSWERED_BY,
}


@dataclass(frozen=True)
class SlipReading:
    """What a slip says; ``about`` is the person or area it was made for, empty where the file has lost it."""

    identity: Identity
    office_name: str
    kind: Kind
    about: str
    filled_by: str
    filled_on: str
    answers: Mapping[Key, Answer]
    problems: tuple[CellProblem, ...]
    #: Marks of 研修.
    traces: tuple[str, ...] = ()


def slip_header(grid: Grid) -> int:
    """The row whose cells read お聞きすること and お答え; 0 where a sheet is none of ours."""
    return header_row(grid, slip_layout.ASKED, slip_layout.ANSWER)


def is_slip(book: Mapping[str, Grid]) -> bool:
    """Whether a workbook is a 聞取り票 or a 分担票."""
    return any(slip_header(grid) for grid in book.values())


class Sort(StrEnum):
    """What kind of workbook of ours a file is."""

    SLIP = "slip"
    VENDOR = "vendor"


def sort_of(data: bytes) -> Sort:
    """Which reader a reply is for; raises `WorkbookRefused` for a file that is no reply."""
    book = grids(inspect_package(data))
    if is_slip(book):
        return Sort.SLIP
    if is_vendor_reply(book):
        return Sort.VENDOR
    if any(question_header(grid) for grid in book.values()):
        raise WorkbookRefused(
            "これは回答書です。聞取り票・分担票・事業者確認用ではありません。最初のページの「回答書を開く」（import）で取り込んでください。"
        )
    raise WorkbookRefused(
        "聞取り票・分担票・事業者確認用のどれでもありません。役場から渡したファイルに書いて、返してもらってください。"
    )


def read_slip(data: bytes, checklists: Callable[[str, str], Checklist | None]) -> SlipReading:
    """Read a slip; raises `WorkbookRefused` where the file as a whole cannot be used."""
    package = inspect_package(data)
    book = grids(package)
    found = [(grid, row) for grid in book.values() if (row := slip_header(grid))]
    if len(found) != 1:
        many = f"2枚以上あります（{'、'.join(grid.name for grid, _ in found)}）。1枚だけを残してください。"
        none = "見つかりません。もとのファイルにお答えを書いて、送り直してもらってください。"
        raise WorkbookRefused(
            f"見出しに「{slip_layout.ASKED}」と「{slip_layout.ANSWER}」のあるシートが{many if found else none}"
        )
    front = identify(book, package)
    checklist = checklists(front.identity.form, front.identity.edition)
    if checklist is None:
        raise WorkbookRefused(
            f"この票の様式（{front.identity.form} の {front.identity.edition} 年版）は、このプログラムにありません。新しいプログラムで開いてください。"
        )
    taker = _Taker(book, package, list(front.problems))
    grid, header = found[0]
    columns = _columns(grid, header)
    kind = Kind.SHARE if "basis" in columns else Kind.HEARING
    filler = "　".join(part for part in map(taker.beside, (slip_layout.SECTION, slip_layout.FILLED_BY)) if part)
    filled_on = taker.beside(slip_layout.FILLED_ON)
    said = _Said(kind, filler, _paper(kind, filled_on))
    answers = dict(taker.answers(checklist, grid, header, columns, said))
    return SlipReading(
        identity=front.identity,
        office_name=front.office_name,
        kind=kind,
        about=taker.hidden(slip_layout.slip_of).partition(";")[2],
        filled_by=filler,
        filled_on=filled_on,
        answers=MappingProxyType(answers),
        problems=tuple(taker.problems),
        traces=traces(data, front.identity.nature, front.problems),
    )


def _columns(grid: Grid, header: int) -> dict[str, int]:
    """Where each field stands; people shorten what is in brackets."""
    found: dict[str, int] = {}
    for column in range(1, len(grid.rows[header - 1]) + 1):
        word = grid.word(header, column)
        for name, label in _COLUMNS.items():
            if name not in found and (word == label or (name not in {"value", "basis"} and word.startswith(label[:4]))):
                found[name] = column
    return found


def _paper(kind: Kind, filled_on: str) -> str:
    return f"{TITLES[kind]}の回答（{filled_on}）" if filled_on else f"{TITLES[kind]}の回答"


@dataclass(frozen=True, slots=True)
class _Said:
    """What holds for every row: the kind of slip, who filled it in, and what it is called as evidence."""

    kind: Kind
    filler: str
    paper: str


class _Taker(LetterTaker):
    """Takes the rows of a slip."""

    def answers(
        self, checklist: Checklist, grid: Grid, header: int, columns: Mapping[str, int], said: _Said
    ) -> list[tuple[Key, Answer]]:
        """Every row that says something, by its key."""
        ids = self.id_column(grid, header, checklist.question)
        given, known = [], False
        for number in range(header + 1, len(grid.rows) + 1):
            spots = {name: Spot(grid.name, number, column) for name, column in columns.items()}
            key = Key.parse(code(grid.word(number, ids)))
            question = checklist.question.get(key.question)
            if question and bool(question.group) == bool(key.member):
                known = True
                given.append((key, spots["value"], self._answer(checklist, key, spots, said)))
            elif self.filled(*spots.values()):
                named = f"ID「{shown(str(key))}」は、この様式にありません。" if key.question else "IDのない行です。"
                self.say(spots["value"], "relation", "refused", f"{named}IDのある元の行に書き写してもらってください。")
        if not known:
            raise WorkbookRefused(
                "お答えの行にIDが1つもありません。IDの列を消していないファイルを送り直してもらってください。"
            )
        return list(self.agreed(given))

    def _answer(self, checklist: Checklist, key: Key, spots: Mapping[str, Spot], said: _Said) -> Answer:
        value = self.take(spots["value"], within(checklist.question[key.question], self.content(spots["value"])))
        note = self.text(spots.get("note"), slip_layout.LONGEST_MORE)
        if said.kind is Kind.HEARING:
            if not value:
                return Answer(note=note) if note.strip() else Answer()
            basis = None if value in {UNKNOWN, NOT_APPLICABLE} else Basis.HEARD
            return Answer(value, basis, note if note.strip() else "", evidence=said.paper, answered_by=said.filler)
        word = self.take(spots["basis"], understand_basis(self.content(spots["basis"]))) if "basis" in spots else ""
        evidence, by = (self.text(spots.get(name), LONGEST) for name in ("evidence", "answered_by"))
        if not value:
            kept = Answer(note=note if note.strip() else "", evidence=evidence)
            return kept if note.strip() or evidence.strip() else Answer()
        known = Basis(word) if word and value not in {UNKNOWN, NOT_APPLICABLE} else None
        return Answer(value, known, note if note.strip() else "", evidence=evidence, answered_by=by or said.filler)
