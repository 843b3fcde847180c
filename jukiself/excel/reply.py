"""Reading 事業者確認用 back: facts about one contract, each as heard; whatever else stands in the file is refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer, Basis, Key
from jukiself.checklist.model import NOT_APPLICABLE, UNKNOWN
from jukiself.excel import vendor_layout
from jukiself.excel.guard import inspect_package
from jukiself.excel.identify import identify
from jukiself.excel.problem import CellProblem, WorkbookRefused
from jukiself.excel.sheets import Grid, Spot, grids, header_row, question_header
from jukiself.excel.taking import LetterTaker, code, within
from jukiself.excel.training import traces
from jukiself.excel.words import UNKNOWN_LABEL, labels, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jukiself.checklist.model import Checklist, Question
    from jukiself.checklist.provision import Provision
    from jukiself.excel.guard import Package
    from jukiself.excel.layout import Identity

SAID = "事業者の回答："
MORE = "補足："


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
    #: Marks of 研修.
    traces: tuple[str, ...] = ()

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
    book = grids(package)
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
        traces=traces(data, front.identity.nature, front.problems),
    )


def vendor_header(grid: Grid) -> int:
    """The row whose cells read お尋ねすること and お答え; 0 where a sheet is none of ours."""
    return header_row(grid, vendor_layout.ASKED, vendor_layout.ANSWER)


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


class _Taker(LetterTaker):
    """Takes rows of one contract."""

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
        ids = self.id_column(grid, header, self.asked)
        found = []
        for number in range(header + 1, len(grid.rows) + 1):
            key = Key.parse(code(grid.word(number, ids)))
            answer = Spot(grid.name, number, columns[vendor_layout.ANSWER])
            row = _Row(key, answer, Spot(grid.name, number, more) if more else None)
            if key.member and key.question:
                found.append(row)
            elif self.filled(row.answer, row.more):
                self.say(answer, "relation", "refused", "IDのない行です。IDのある元の行に書き写してください。")
        if not found:
            raise WorkbookRefused(
                "事業者確認用の行にIDが1つもありません。IDの列を消していないファイルを送り直してもらってください。"
            )
        return found

    def contract(self, rows: list[_Row]) -> str:
        """The contract all this is about: the hidden line, the cover and the rows say so, and two may be lost."""
        hidden, shown_id = self.hidden(vendor_layout.contract_of), code(self.beside(vendor_layout.CONTRACT_NUMBER))
        members = Counter(str(one.key.member) for one in rows)
        if hidden and shown_id and hidden != shown_id:
            spot = self.label(vendor_layout.CONTRACT_NUMBER)
            message = f"契約の番号「{shown(shown_id)}」が、ファイルの中の記録と違います。記録のとおり「{hidden}」として読みました。"
            self.say(spot or rows[0].answer, "relation", "refused", message)
        found = hidden or shown_id or (next(iter(members)) if len(members) == 1 else "")
        if not found or found not in members:
            raise WorkbookRefused(
                "どの契約についてのお答えか分かりません（表紙の契約の番号と行のIDが合いません）。もとのファイルにお答えを書いて、送り直してもらってください。"
            )
        return found

    # -- what is said -----------------------------------------------------------------------------------------------

    def answers(self, rows: list[_Row], contract: str, filled_on: str) -> dict[Key, Answer]:
        """Answers of this contract's own rows."""
        own = [row for row in rows if not self._refused(row, contract)]
        return dict(self.agreed([(row.key, row.answer, self._answer(row, filled_on)) for row in own]))

    def _refused(self, row: _Row, contract: str) -> bool:
        """Whether a row is none of this file's business; only what was written there is worth a word."""
        if row.key.member == contract and row.key.question in self.asked:
            return False
        if self.filled(row.answer, row.more):
            about = "ほかの契約の行です" if row.key.question in self.asked else "事業者に尋ねていない設問です"
            message = f"ID「{shown(str(row.key))}」は、{about}。取り込みません。"
            self.say(row.answer, "relation", "refused", message)
        return True

    def _answer(self, row: _Row, filled_on: str) -> Answer:
        question = self.asked[row.key.question]
        value = self.take(row.answer, within(question, self.content(row.answer)))
        more = self.text(row.more, vendor_layout.LONGEST_MORE)
        if not value and not more.strip():
            return Answer()
        word = labels(question).get(value, UNKNOWN_LABEL if value == UNKNOWN else "（選んだ言葉はありません）")
        note = f"{SAID}{word}" + (f"\n{MORE}{more}" if more.strip() else "")
        basis = Basis.HEARD if value not in {"", UNKNOWN, NOT_APPLICABLE} else None
        return Answer(value=value, basis=basis, note=note, evidence=_paper(filled_on))


def _paper(filled_on: str) -> str:
    return f"事業者確認用の回答（{filled_on}）" if filled_on else "事業者確認用の回答"
