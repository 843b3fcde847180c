"""Reading 事業者確認用 back: facts about one contract, each as heard; whatever else stands in the file is refused."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from openpyxl.utils.cell import coordinate_from_string

from jukiself.answers.model import Answer, Basis, Key
from jukiself.checklist.model import NOT_APPLICABLE, UNKNOWN
from jukiself.excel import vendor_layout
from jukiself.excel.guard import inspect_package
from jukiself.excel.identify import identify
from jukiself.excel.problem import CellProblem, WorkbookRefused
from jukiself.excel.sheets import Grid, Spot, grids, question_header
from jukiself.excel.take import Taker
from jukiself.excel.words import UNKNOWN_LABEL, Said, as_text, blank, labels, shown, understand, understand_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jukiself.checklist.model import Checklist, Question
    from jukiself.checklist.provision import Provision
    from jukiself.excel.guard import Package
    from jukiself.excel.layout import Identity
    from jukiself.excel.words import Content

SAID = "事業者の回答："
MORE = "補足："
_HEADER_DEPTH = 200


@dataclass(frozen=True)
class VendorReading:
    """What a contractor stated about one contract; ``answers`` have the basis 聞いた and say in 備考 whose words they are."""

    identity: Identity
    office_name: str
    contract_id: str
    company: str
    filled_by: str
    filled_on: str
    answers: Mapping[Key, Answer]
    problems: tuple[CellProblem, ...]

    @property
    def taken(self) -> int:
        """How many rows said something."""
        return len(self.answers)


def read_vendor(
    data: bytes,
    checklists: Callable[[str, str], Checklist | None],
    provisions: Callable[[Checklist], tuple[Provision, ...]],
) -> VendorReading:
    """Read a reply; raises `WorkbookRefused` where the file as a whole cannot be used."""
    package = inspect_package(data)
    book = grids(data)
    found = [(grid, row) for grid in book.values() if (row := vendor_header(grid))]
    if not found:
        raise WorkbookRefused(_not_a_reply(book))
    if len(found) > 1:
        raise WorkbookRefused(
            f"「{vendor_layout.ANSWER}」のシートが2枚以上あります（{'、'.join(grid.name for grid, _ in found)}）。1枚だけを残してください。"
        )
    front = identify(book, package)
    checklist = checklists(front.identity.form, front.identity.edition)
    if checklist is None:
        raise WorkbookRefused(
            f"この確認票の様式（{front.identity.form} の {front.identity.edition} 年版）は、このプログラムにありません。新しいプログラムで開いてください。"
        )
    taker = _Taker(book, package, vendor_layout.asked(provisions(checklist), checklist), list(front.problems))
    rows = taker.rows(*found[0])
    contract = taker.contract(rows)
    filled_on = taker.beside(vendor_layout.FILLED_ON)
    answers = taker.answers(rows, contract, filled_on)
    return VendorReading(
        identity=front.identity,
        office_name=front.office_name,
        contract_id=contract,
        company=taker.beside(vendor_layout.COMPANY),
        filled_by=taker.beside(vendor_layout.FILLED_BY),
        filled_on=filled_on,
        answers=MappingProxyType(answers),
        problems=tuple(taker.problems),
    )


def vendor_header(grid: Grid) -> int:
    """The row whose cells read お尋ねすること and お答え; 0 where a sheet is none of ours."""
    rows: dict[int, set[str]] = {}
    for row, _, text in grid.cells(_HEADER_DEPTH):
        if text in {vendor_layout.ASKED, vendor_layout.ANSWER}:
            rows.setdefault(row, set()).add(text)
    return next((row for row, found in rows.items() if len(found) > 1), 0)


def is_vendor_reply(book: Mapping[str, Grid]) -> bool:
    """Whether somebody took 事業者確認用 for a return workbook."""
    return any(vendor_header(grid) for grid in book.values())


def _not_a_reply(book: Mapping[str, Grid]) -> str:
    if any(question_header(grid) for grid in book.values()):
        return "これは回答書です。事業者確認用のお答えではありません。回答書は import で取り込んでください。"
    return (
        f"事業者確認用の「{vendor_layout.ROWS}」が見つかりません（見出しに「{vendor_layout.ASKED}」と"
        f"「{vendor_layout.ANSWER}」のあるシートがありません）。もとのファイルにお答えを書いて、送り直してもらってください。"
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: whose key it has, and its two cells to write in."""

    key: Key
    answer: Spot
    more: Spot | None


class _Taker(Taker):
    """Takes the rows of a contractor, cell by cell."""

    mend = "文字で入れ直してもらってください。"

    def __init__(
        self, book: Mapping[str, Grid], package: Package, asked: Mapping[str, Question], problems: list[CellProblem]
    ) -> None:
        super().__init__(book, package, problems)
        self.asked = asked

    # -- where things stand ---------------------------------------------------------------------------------------

    def rows(self, grid: Grid, header: int) -> list[_Row]:
        """Every row below the header that has a key; an answer without one is refused."""
        columns = {grid.word(header, column): column for column in range(1, len(grid.rows[header - 1]) + 1)}
        more = next((column for word, column in columns.items() if word.startswith("補足")), None)
        ids = self._id_column(grid, header)
        found = []
        for number in range(header + 1, len(grid.rows) + 1):
            key = Key.parse(_code(grid.word(number, ids)))
            answer = Spot(grid.name, number, columns[vendor_layout.ANSWER])
            row = _Row(key, answer, Spot(grid.name, number, more) if more else None)
            if key.member and key.question:
                found.append(row)
            elif self._filled(row):
                self.say(answer, "relation", "refused", "IDのない行です。IDのある元の行に書き写してください。")
        if not found:
            raise WorkbookRefused(
                "事業者確認用の行にIDが1つもありません。IDの列を消していないファイルを送り直してもらってください。"
            )
        return found

    def _id_column(self, grid: Grid, header: int) -> int:
        width = len(grid.rows[header - 1])
        known = Counter(
            column
            for row in range(header + 1, len(grid.rows) + 1)
            for column in range(1, width + 1)
            if Key.parse(_code(grid.word(row, column))).question in self.asked
        )
        return known.most_common(1)[0][0] if known else 1

    def contract(self, rows: list[_Row]) -> str:
        """The contract all this is about: the hidden line, the cover and the rows say so, and two may be lost."""
        hidden, shown_id = self._hidden(), _code(self.beside(vendor_layout.CONTRACT_NUMBER))
        members = Counter(str(one.key.member) for one in rows)
        if hidden and shown_id and hidden != shown_id:
            spot = self._label(vendor_layout.CONTRACT_NUMBER)
            message = f"契約の番号「{shown(shown_id)}」が、ファイルの中の記録と違います。記録のとおり「{hidden}」として読みました。"
            self.say(spot or rows[0].answer, "relation", "refused", message)
        found = hidden or shown_id or (next(iter(members)) if len(members) == 1 else "")
        if not found or found not in members:
            raise WorkbookRefused(
                "どの契約についてのお答えか分かりません（表紙の契約の番号と行のIDが合いません）。もとのファイルにお答えを書いて、送り直してもらってください。"
            )
        return found

    def _hidden(self) -> str:
        for grid, row, column in self._hidden_places():
            if found := vendor_layout.contract_of(grid.content(row, column)):
                return found
        return ""

    def _hidden_places(self) -> Iterator[tuple[Grid, int, int]]:
        """Two rows below the form's line, and where the line used to be if its name is lost."""
        named = self.book.get(self.package.form_sheet)
        if named and self.package.form_cell:
            yield named, coordinate_from_string(self.package.form_cell)[1] + 2, 1
        for grid in self.book.values():
            yield grid, 3, 1

    def _label(self, label: str) -> Spot | None:
        return next(
            (
                Spot(grid.name, row, column)
                for grid in self.book.values()
                for row, column, text in grid.cells()
                if text == label
            ),
            None,
        )

    def beside(self, label: str) -> str:
        """The first thing that stands to the right of a label."""
        spot = self._label(label)
        if spot is None:
            return ""
        grid = self.book[spot.sheet]
        width = len(grid.rows[spot.row - 1])
        contents = (grid.content(spot.row, column) for column in range(spot.column + 1, width + 1))
        return understand_text(next((one for one in contents if not blank(one)), None)).value.strip()

    # -- what is said -----------------------------------------------------------------------------------------------

    def answers(self, rows: list[_Row], contract: str, filled_on: str) -> dict[Key, Answer]:
        """Answers of this contract's own rows; a row found twice counts only where both say the same."""
        said: dict[Key, list[tuple[_Row, Answer]]] = {}
        for row in rows:
            if self._refused(row, contract):
                continue
            answer = self._answer(row, filled_on)
            said.setdefault(row.key, [])
            if not answer.empty:
                said[row.key].append((row, answer))
        found = {}
        for key, given in said.items():
            if len({answer for _, answer in given}) > 1:
                for row, _ in given:
                    message = f"{key} の行が2つ以上あり、お答えが違います。どれも取り込みません。正しい1行だけを残してください。"
                    self.say(row.answer, "relation", "refused", message)
            elif given:
                found[key] = given[0][1]
        return found

    def _refused(self, row: _Row, contract: str) -> bool:
        """Whether a row is none of this file's business; only what was written there is worth a word."""
        if row.key.member == contract and row.key.question in self.asked:
            return False
        if self._filled(row):
            about = "ほかの契約の行です" if row.key.question in self.asked else "事業者に尋ねていない設問です"
            message = f"ID「{shown(str(row.key))}」は、{about}。取り込みません。"
            self.say(row.answer, "relation", "refused", message)
        return True

    def _answer(self, row: _Row, filled_on: str) -> Answer:
        question = self.asked[row.key.question]
        value = self.take(row.answer, _within(question, self.content(row.answer)))
        more = self._more(row.more) if row.more else ""
        if not value and not more.strip():
            return Answer()
        word = labels(question).get(value, UNKNOWN_LABEL if value == UNKNOWN else "（選んだ言葉はありません）")
        note = f"{SAID}{word}" + (f"\n{MORE}{more}" if more.strip() else "")
        basis = Basis.HEARD if value not in {"", UNKNOWN, NOT_APPLICABLE} else None
        return Answer(value=value, basis=basis, note=note, evidence=_paper(filled_on))

    def _more(self, spot: Spot) -> str:
        """What the contractor adds, as long as it leaves room in 備考 for what the office has written."""
        text = self.take(spot, understand_text(self.content(spot)))
        if len(text) > vendor_layout.LONGEST_MORE:
            message = f"{len(text):,}文字あります。先頭の{vendor_layout.LONGEST_MORE:,}文字だけを読みました。"
            self.say(spot, "range", "repaired", message)
        return text[: vendor_layout.LONGEST_MORE]

    def _filled(self, row: _Row) -> bool:
        return any(spot is not None and not blank(self.content(spot)) for spot in (row.answer, row.more))


def _code(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _within(question: Question, content: Content) -> Said:
    """What an answer cell says, held against the choices this question offers a contractor."""
    said = understand(question, content)
    if said.value == NOT_APPLICABLE and question.choice(NOT_APPLICABLE) is None:
        entries = "".join(f"「{one}」" for one in (*labels(question).values(), UNKNOWN_LABEL))
        return Said(
            kind="range",
            refused=f"「{shown(as_text(content))}」は選べません。{entries}のどれかを入れてもらってください。",
        )
    return said


def _paper(filled_on: str) -> str:
    return f"事業者確認用の回答（{filled_on}）" if filled_on else "事業者確認用の回答"
