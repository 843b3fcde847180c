"""Writing the return workbook, and putting answers into one that exists."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from jukiself.answers.model import BASIS_LABELS, Answer, Contract, Key, Review
from jukiself.answers.situation import Situation
from jukiself.checklist.local import as_data
from jukiself.excel import comment_layout, layout, look
from jukiself.excel.comments import returned_comments
from jukiself.excel.contracts import contracts
from jukiself.excel.cover import cover, guide
from jukiself.excel.fit import height
from jukiself.excel.flat import flat
from jukiself.excel.guard import inspect_package
from jukiself.excel.layout import Identity
from jukiself.excel.lists import PullDowns
from jukiself.excel.pack import dated, packed
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.questions import questions
from jukiself.excel.reopen import rewritten
from jukiself.excel.results import findings, plan, totals
from jukiself.excel.rows import open_group
from jukiself.excel.sheets import find_places
from jukiself.excel.words import as_text, spell
from jukiself.report.progress import nobody

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist
    from jukiself.excel.sheets import Spot
    from jukiself.excel.words import Content
    from jukiself.findings.judge import Finding
    from jukiself.report.progress import Tell


@dataclass(frozen=True)
class Issue:
    """Everything a return workbook is made from; an empty ``seal`` is 未発行, ``mark`` is how far 確認と決裁 has come."""

    situation: Situation
    findings: tuple[Finding, ...]
    seal: str
    last_year: Mapping[Key, str] = field(default_factory=lambda: MappingProxyType({}))
    blank: bool = False
    program: str = ""
    mark: str = ""


def write(issue: Issue, tell: Tell = nobody) -> bytes:
    """The return workbook; a blank one has no answers and nothing that would follow from them.

    ``tell`` hears of each sheet.
    """
    situation = _emptied(issue.situation) if issue.blank else issue.situation
    inspection = situation.inspection
    identity = Identity.of(inspection, inspection.network_set or _default_set(situation))
    seal = "" if issue.blank else issue.seal
    book = Workbook()
    book.remove(book.active)
    look.lay_ground(book)
    book.properties.title = f"住基ネット自己点検 回答書 {inspection.office.name} {inspection.year}"
    book.properties.creator = f"jukiself {issue.program}".strip()
    book.properties.language = "ja"
    dated(book, inspection.year)
    lists = PullDowns(book)

    def sheet(name: str) -> Any:
        tell(len(book.worksheets), 0)
        return book.create_sheet(name)

    cover(sheet(layout.COVER), situation, identity, seal, issue)
    guide(sheet(layout.GUIDE), situation, seal, blank=issue.blank)
    questions(sheet(layout.QUESTIONS), situation, seal, issue.last_year, lists)
    if open_group(situation.checklist):
        contracts(sheet(layout.CONTRACTS), situation, seal, issue.last_year, lists)
    if not issue.blank:
        findings(sheet(layout.FINDINGS), situation, seal, issue.findings)
        plan(sheet(layout.PLAN), situation, seal, issue.findings)
        totals(sheet(layout.TOTALS), situation, seal)
        if inspection.comments:
            returned_comments(sheet(comment_layout.RETURNED), situation, issue.findings, seal, lists)
    flat(sheet(layout.FLAT), situation, identity, seal, issue.last_year)
    _sign(book, identity, inspection)
    return packed(book)


def _emptied(situation: Situation) -> Situation:
    return Situation(situation.checklist, replace(situation.inspection, answers={}, steps=(), review=Review()))


def _default_set(situation: Situation) -> str:
    return next((one.default_set for one in situation.checklist.groups if one.fixed), "")


def _sign(book: Any, identity: Identity, inspection: Inspection) -> None:
    """The line that says whose file it is: a cell of a hidden sheet with a name to it survives every client."""
    sheet = book.create_sheet(layout.FORM)
    look.put(sheet.cell(1, 1), identity.line, look.FLAT_TEXT)
    look.put(sheet.cell(2, 1), inspection.office.name, look.FLAT_TEXT)
    if inspection.locals:
        row = 1 + layout.LOCAL_BELOW
        said = json.dumps(as_data(inspection.locals), ensure_ascii=False)
        look.put(sheet.cell(row, 1), f"{layout.LOCAL_MARK}{said}", look.FLAT_TEXT)
        place = f"'{layout.FORM}'!$A${row}"
        book.defined_names[layout.LOCAL_NAME] = DefinedName(layout.LOCAL_NAME, attr_text=place)
    sheet.sheet_state = "hidden"
    book.defined_names[layout.FORM_NAME] = DefinedName(layout.FORM_NAME, attr_text=f"'{layout.FORM}'!$A$1")
    lists = [one for one in book.worksheets if one.title == layout.LISTS]
    # Hidden sheets stand last, so that the tabs a person sees keep their order in every client.
    for one in lists:
        book.move_sheet(one, len(book.worksheets))
    book.active = 0


def fill(
    data: bytes, answers: Mapping[Key, Answer], checklist: Checklist, contracts: tuple[Contract, ...] = ()
) -> bytes:
    """Put answers (and contracts named for them) into an existing workbook; its cover and its seal stay as they are.

    A value brings its basis with it; other fields are written where they say something, because blank never erases.
    Raises `WorkbookRefused` where the workbook has no cell for an answer.
    """
    places = find_places(inspect_package(data), checklist)
    missing = [str(key) for key, answer in answers.items() if not answer.empty and key not in places.answers]
    missing += [one.id for one in contracts if one.id not in places.contracts]
    if missing:
        raise WorkbookRefused(
            f"回答書に、次の答えを書く欄がありません：{'、'.join(missing)}。点検票と契約のシートの ID を確かめてください。"
        )

    def put(book: Any) -> None:
        for key, answer in answers.items():
            if not answer.empty:
                _fill_answer(book, places.answers[key].spots, answer, _spelled(checklist, key, answer))
        for one in contracts:
            for name in layout.CONTRACT_FIELDS:
                if text := str(getattr(one, name)):
                    _fill_spot(book, places.contracts[one.id][name], text)

    return rewritten(data, put)


def _spelled(checklist: Checklist, key: Key, answer: Answer) -> Content:
    return spell(checklist.question[key.question], answer.value)


def _fill_answer(book: Any, spots: Mapping[str, Spot], answer: Answer, value: Content) -> None:
    contents: dict[str, Content] = {name: str(getattr(answer, name)) or None for name in layout.TEXT_FIELDS}
    if answer.value:
        contents["value"] = value
        contents["basis"] = BASIS_LABELS[answer.basis] if answer.basis else ""
    elif answer.basis:
        contents["basis"] = BASIS_LABELS[answer.basis]
    for name, content in contents.items():
        if content is not None and name in spots:
            _fill_spot(book, spots[name], content)


def _fill_spot(book: Any, spot: Spot, content: Content) -> None:
    sheet = book[spot.sheet]
    cell = sheet.cell(spot.row, spot.column)
    look.fill_cell(cell, None if content == "" else content)
    width = sheet.column_dimensions[cell.column_letter].width
    size = float(cell.font.size or look.ENTRY.size)
    least = sheet.row_dimensions[spot.row].height or 0.0
    sheet.row_dimensions[spot.row].height = height([(as_text(content), width, size)], least)
