"""Reading a return workbook: every answer taken, repaired or refused with its cell, and whose file it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Nature, Office
from jukiself.answers.situation import Situation
from jukiself.checklist.local import with_local
from jukiself.excel import layout
from jukiself.excel.comments_read import is_comments, taken
from jukiself.excel.guard import inspect_package
from jukiself.excel.identify import Front, identify
from jukiself.excel.problem import CellProblem, CommentsFile, WorkbookRefused
from jukiself.excel.reply import is_vendor_reply
from jukiself.excel.rows import contract_questions, is_contract, open_group, question_keys
from jukiself.excel.sheets import AnswerRow, Grid, Places, Spot, grids, locate, question_header
from jukiself.excel.slip_read import is_slip
from jukiself.excel.take import Taker
from jukiself.excel.words import blank, understand, understand_basis, understand_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.checklist.local import LocalQuestion
    from jukiself.checklist.model import Checklist
    from jukiself.excel.guard import Package
    from jukiself.excel.words import Content

__all__ = ["CellProblem", "Reading", "WorkbookRefused", "read"]

_NAMED_ROWS = 5
_NOTHING = Answer()


@dataclass(frozen=True)
class Reading:
    """What a workbook says.

    ``mark`` is what its cover says of 確認と決裁; it is printed again and decides nothing. ``strays`` are answers in rows
    that are none of the form's. ``traces`` are the marks of a 研修 (`jukiself.excel.training`), where they were looked for.
    """

    inspection: Inspection
    seal_on_cover: str | None
    problems: tuple[CellProblem, ...]
    taken: int
    mark: str = ""
    strays: int = 0
    traces: tuple[str, ...] = ()


def read(
    data: bytes,
    checklists: Callable[[str, str], Checklist | None],
    asked: Callable[[int, Nature], tuple[LocalQuestion, ...]] = lambda _year, _nature: (),
) -> Reading:
    """Read a return workbook; raises `WorkbookRefused` where the file as a whole cannot be used.

    ``asked`` are the local questions of a round, for a workbook that has rows of them and has lost what they are.
    """
    package = inspect_package(data, whole=False)
    book = grids(package, package.aside)
    if not any(question_header(grid) for grid in book.values()):
        raise _no_return(grids(inspect_package(data)))
    front = identify(book, package)
    checklist = checklists(front.identity.form, front.identity.edition)
    if checklist is None:
        raise WorkbookRefused(
            f"この回答書の様式（{front.identity.form} の {front.identity.edition} 年版）は、このプログラムにありません。新しいプログラムで開いてください。"
        )
    if front.line_lost:
        known = asked(front.identity.year, front.identity.nature)
        if any(grid.find([one.id for one in known]) for grid in book.values()):
            front.locals = known
    checklist = with_local(checklist, front.locals)
    places = locate(book, checklist)
    if not places.rows:
        raise WorkbookRefused(
            f"点検票に、様式 {front.identity.form} {front.identity.edition} の設問のIDが1つもありません。IDの列を消していない回答書を送り直してください。"
        )
    remarks = [CellProblem("ブック", "relation", "note", one) for one in package.remarks]
    return _reading(_Taker(book, checklist, package, [*front.problems, *places.problems, *remarks]), front, places)


def _no_return(book: Mapping[str, Grid]) -> WorkbookRefused:
    if is_comments(book):
        return CommentsFile(
            "これは講評です。回答書ではありません。役場では、点検を開いた窓に落とすか import で取り込んでください。"
            "県では、返事を remarks take で取り込んでください。"
        )
    if is_vendor_reply(book):
        said = "これは事業者確認用のお答えです。回答書ではありません。vendor-import で、回答書に取り込んでください。"
    elif is_slip(book):
        said = "これは聞取り票か分担票です。回答書ではありません。「頼む・聞く」のページか ask-import で取り込んでください。"
    else:
        said = "回答書の「点検票」が見つかりません（見出しに「設問」と「回答」のあるシートがありません）。もとの回答書を送り直してください。"
    return WorkbookRefused(said)


def _reading(taker: _Taker, front: Front, places: Places) -> Reading:
    contracts = taker.contracts(places)
    answers = taker.answers(places)
    identity = front.identity
    inspection = Inspection(
        office=Office(identity.code, front.office_name),
        year=identity.year,
        form=identity.form,
        edition=identity.edition,
        nature=identity.nature,
        submission=identity.submission,
        network_set=identity.network_set,
        full=identity.full,
        extras=identity.extras,
        contracts=contracts,
        answers=MappingProxyType(answers),
        contact=front.contact,
        deadline=front.deadline,
        free_text=front.free_text,
        locals=front.locals,
        comments=taken(taker, identity.year),
    )
    situation = Situation(taker.checklist, inspection)
    taker.problems += _missing(situation, places)
    taker.problems += _relations(situation, places)
    return Reading(inspection, front.seal, tuple(taker.problems), len(answers), front.mark, places.strays)


class _Taker(Taker):
    """Takes answers of the office, cell by cell."""

    mend = "答えを文字で入れ直してください。"

    def __init__(
        self, book: Mapping[str, Grid], checklist: Checklist, package: Package, problems: list[CellProblem]
    ) -> None:
        super().__init__(book, package, problems)
        self.checklist = checklist

    def contracts(self, places: Places) -> tuple[Contract, ...]:
        """The columns whose name cell is filled, in their order."""
        found = []
        used = {row.key.member for row in places.rows if row.key.member in places.contracts and self._filled(row)}
        for member, spots in places.contracts.items():
            texts = {name: self._text(spot) for name, spot in spots.items()}
            if texts.get("name", "").strip():
                found.append(Contract(member, **texts))
            elif member in used or any(texts.values()):
                # The answers below are kept; only what describes the contract has nowhere to go.
                effect = "refused" if any(texts.values()) else "note"
                message = "契約の名前がないので、この列を契約として数えません。契約の名前を書いてください。"
                self.say(spots.get("name") or next(iter(spots.values())), "required", effect, message)
        return tuple(found)

    def answers(self, places: Places) -> dict[Key, Answer]:
        """Every answer; a row found twice counts once where both say the same, and not at all where they do not."""
        by_key: dict[Key, list[AnswerRow]] = {}
        for row in places.rows:
            by_key.setdefault(row.key, []).append(row)
        found = {}
        for key, rows in by_key.items():
            said = [(row, answer) for row in rows if not (answer := self._answer(row)).empty or answer.basis]
            if len({answer for _, answer in said}) > 1:
                self._say_twice(key, said)
            elif said:
                found[key] = said[0][1]
                if len(rows) > 1:
                    others = "、".join(row.spots["value"].place for row in rows[1:] if "value" in row.fields)
                    self.say(
                        _spot(rows[0]),
                        "relation",
                        "note",
                        f"{key} の行が2つ以上あります（{others}）。同じ答えとして1つ読みました。",
                    )
        return found

    def _say_twice(self, key: Key, said: list[tuple[AnswerRow, Answer]]) -> None:
        named = "と".join(_spot(row).place for row, _ in said)
        for row, _ in said:
            message = f"{key} の行が2つ以上あり、答えが違います（{named}）。どれも取り込みません。正しい1行だけを残してください。"
            self.say(_spot(row), "relation", "refused", message)

    def _answer(self, row: AnswerRow) -> Answer:
        # Most rows of 契約 are empty; only cells that cannot be read are worth a word.
        if not self.package.unreadable and all(one is None for one in self._contents(row)):
            return _NOTHING
        spots = row.spots
        value = basis = ""
        if "value" in spots:
            content = self.content(spots["value"])
            value = self.take(spots["value"], understand(self.checklist.question[row.key.question], content))
        if "basis" in spots:
            basis = self.take(spots["basis"], understand_basis(self.content(spots["basis"])))
        texts = {name: self._text(spots[name]) for name in layout.TEXT_FIELDS if name in spots}
        return Answer(value=value, basis=Basis(basis) if basis else None, **texts)  # type: ignore[arg-type]

    def _filled(self, row: AnswerRow) -> bool:
        return not all(map(blank, self._contents(row)))

    def _contents(self, row: AnswerRow) -> list[Content]:
        return row.contents(self.book[row.sheet])

    def _text(self, spot: Spot) -> str:
        content = self.content(spot)
        # Most cells are empty; only one that cannot be read is worth a word.
        if content is None and spot.sheet not in self.package.unreadable:
            return ""
        return self.take(spot, understand_text(content))


def _spot(row: AnswerRow) -> Spot:
    spots = row.spots
    return spots.get("value") or next(iter(spots.values()))


def _missing(situation: Situation, places: Places) -> list[CellProblem]:
    """Rows of the form that the workbook no longer has."""
    unanswered = Situation(situation.checklist, replace(situation.inspection, answers={}))
    have = {row.key for row in places.rows}
    gone = [key for key in question_keys(unanswered) if key not in have]
    problems = []
    if gone:
        problems.append(_gone(layout.QUESTIONS, [str(key) for key in gone]))
    if open_group(situation.checklist):
        asked = {row.key.question for row in places.rows if row.key.member in places.contracts}
        lost = [one.id for one in contract_questions(unanswered) if one.id not in asked]
        if lost:
            problems.append(_gone(layout.CONTRACTS, lost))
    return problems


def _gone(sheet: str, ids: list[str]) -> CellProblem:
    named = "、".join(ids[:_NAMED_ROWS]) + ("など" if len(ids) > _NAMED_ROWS else "")
    message = f"設問の行が {len(ids)} 行ありません（{named}）。未回答として扱います。もとの回答書のその行に答えを書いてください。"
    return CellProblem(sheet, "required", "note", message)


def _relations(situation: Situation, places: Places) -> list[CellProblem]:
    """What the answers say about each other; a contract without a name has been named already."""
    cells = places.answers
    found = []
    for one in situation.problems():
        question = situation.checklist.question.get(one.key.question)
        if (
            question
            and is_contract(situation.checklist, question)
            and situation.member(one.key) is None
            and one.key.member in places.contracts
        ):
            continue
        row = cells.get(one.key)
        place = _spot(row).place if row else layout.QUESTIONS
        found.append(CellProblem(place, one.kind, "note", one.message))
    return found
