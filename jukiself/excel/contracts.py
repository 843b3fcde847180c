"""契約: questions as rows, one column per contract; what belongs to an answer stands in the rows below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from jukiself.answers.model import BASIS_LABELS, NATURE_LABELS, Contract, Key
from jukiself.answers.text import LONGEST
from jukiself.answers.years import fiscal_year
from jukiself.excel import layout, look
from jukiself.excel.fit import height, size_that_fits
from jukiself.excel.overflow import append_long_texts
from jukiself.excel.paging import break_between
from jukiself.excel.questions import answer_look, mark_answered
from jukiself.excel.rows import asked_text, contract_columns, contract_questions, look_text
from jukiself.excel.words import as_text, spell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jukiself.answers.model import Answer
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Question
    from jukiself.excel.lists import PullDowns
    from jukiself.excel.words import Content

#: The question is 尋ねること here, because 設問 and 回答 together mark 点検票.
HEADERS = (layout.ID, "項番", "尋ねること", "書く欄")
LEFT = len(HEADERS)
WIDTHS = (15, 6, 44, 17)
WIDTH = 22.0
HEADER_ROW = 3
_LEGEND = "← この色と太い枠の欄に書きます。契約1つが1列で、契約の名前を書いた列だけを数えます。列が足りないときは右へ続けてください。"
_EXAMPLES = {
    "name": "例：住民記録システムの保守",
    "contractor": "例：会社の名前",
    "scope": "例：機器の修理、プログラムの直し",
    "period": "例：2026年4月〜2027年3月（毎年更新）",
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    sheet: Any
    situation: Situation
    columns: tuple[str, ...]
    last_year: Mapping[Key, str]
    lists: PullDowns

    @property
    def all_widths(self) -> tuple[float, ...]:
        return (*WIDTHS, *(WIDTH for _ in self.columns))


def contracts(sheet: Any, situation: Situation, seal: str, last_year: Mapping[Key, str], lists: PullDowns) -> None:
    """The whole sheet."""
    made = _Sheet(sheet, situation, contract_columns(situation), last_year, lists)
    inspection = situation.inspection
    look.widths(sheet, made.all_widths)
    sheet.sheet_view.showGridLines = False
    nature = NATURE_LABELS[inspection.nature]
    title = f"契約　{inspection.office.name}　{fiscal_year(inspection.year)}　{nature}　{look.band(inspection.nature)}"
    look.put(sheet.cell(1, 1), title.strip(), look.TITLE)
    sheet.row_dimensions[1].height = 30
    look.dress(sheet.cell(2, 1), look.SAMPLE)
    look.put(sheet.cell(2, 2), _LEGEND, look.PLAIN)
    sheet.row_dimensions[2].height = 22
    number = _top(made)
    starts = []
    for question in contract_questions(situation):
        starts.append(number + 1)
        number = _question(made, question, number)
    starts.append(number + 1)
    number = append_long_texts(sheet, number, LEFT - 1, WIDTHS[LEFT - 2], _long_texts(made))
    last = LEFT + len(made.columns)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 3, LEFT + 1)
    look.start_at(sheet, f"{get_column_letter(LEFT + 1)}{HEADER_ROW + 2}")
    look.protect(sheet)
    look.paper(sheet, inspection, landscape=True, seal=seal)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW + 2}"
    sheet.print_area = f"A1:{get_column_letter(last)}{number}"
    break_between(sheet, starts, number)


def _long_texts(made: _Sheet) -> Iterator[tuple[str, str, float]]:
    for one in made.situation.inspection.running:
        for field, label in layout.CONTRACT_FIELDS.items():
            yield f"{one.id}　{label}", str(getattr(one, field)), WIDTH
    for question in contract_questions(made.situation):
        for member in made.columns:
            answer = made.situation.inspection.answer(Key(question.id, member))
            for field, label in layout.FIELDS.items():
                yield f"{question.number}　{member}　{label}", str(getattr(answer, field) or ""), WIDTH


def _top(made: _Sheet) -> int:
    sheet = made.sheet
    heads = (*HEADERS, *(f"契約{number}" for number in range(1, len(made.columns) + 1)))
    look.row(sheet, HEADER_ROW, ((one, look.HEAD) for one in heads))
    sheet.row_dimensions[HEADER_ROW].height = 24
    number = HEADER_ROW + 1
    ids = (
        (layout.CONTRACT_IDS, look.KEY),
        (None, look.GAP),
        (None, look.GAP),
        (layout.CONTRACT_ID_LABEL, look.CELL_SMALL),
    )
    look.row(sheet, number, [*ids, *((one, look.CELL_SMALL) for one in made.columns)])
    sheet.row_dimensions[number].height = 18
    listed = {one.id: one for one in made.situation.inspection.running}
    for field, label in layout.CONTRACT_FIELDS.items():
        number += 1
        texts = [str(getattr(listed.get(one, _NOBODY), field)) for one in made.columns]
        left = (
            (f"contract#{field}", look.KEY),
            (None, look.GAP),
            (_EXAMPLES[field], look.SMALL),
            (label, look.LABEL),
        )
        cells = [*left, *((text or None, _roomy(text)) for text in texts)]
        _write(made, number, cells, 30)
        made.lists.texts(sheet, [_across(made, number)], LONGEST)
    return number


_NOBODY = Contract("", "")


def _roomy(text: str, dress: look.Look = look.ENTRY) -> look.Look:
    size = size_that_fits(text, WIDTH, dress.size)
    if size == dress.size:
        return dress
    return look.ENTRY_SMALL if size >= look.ENTRY_SMALL.size else look.ENTRY_TINY


def _across(made: _Sheet, number: int) -> str:
    return f"{get_column_letter(LEFT + 1)}{number}:{get_column_letter(LEFT + len(made.columns))}{number}"


def _write(made: _Sheet, number: int, cells: Sequence[tuple[Content, look.Look]], least: float) -> None:
    look.row(made.sheet, number, cells)
    sized = zip(cells, made.all_widths, strict=True)
    made.sheet.row_dimensions[number].height = height(
        ((as_text(content), width, dress.size) for (content, dress), width in sized), least
    )


def _question(made: _Sheet, question: Question, number: int) -> int:
    keys = [Key(question.id, one) for one in made.columns]
    answers = [made.situation.inspection.answer(key) for key in keys]
    for field, label in layout.FIELDS.items():
        number += 1
        left = _left(made, question, field, label)
        entries = [_entry(made, question, key, answer, field) for key, answer in zip(keys, answers, strict=True)]
        _write(made, number, [*left, *entries], 40 if field == "value" else 18)
        _rules(made, question, field, number)
    said = [made.last_year.get(key, "") for key in keys]
    if any(said):
        number += 1
        left = [(None, look.GAP), (None, look.GAP), (None, look.GAP), ("前年度", look.CELL_SMALL)]
        _write(made, number, [*left, *((one or None, look.CELL_SMALL) for one in said)], 18)
    return number


def _left(made: _Sheet, question: Question, field: str, label: str) -> list[tuple[Content, look.Look]]:
    key = layout.contract_field(question.id, field)
    if field == "value":
        return [
            (key, look.KEY),
            (question.number, look.CELL),
            (asked_text(made.situation, question), look.CELL),
            (label, look.LABEL),
        ]
    hint = look_text(made.situation, question) if field == "basis" else None
    return [(key, look.KEY), (None, look.GAP), (hint, look.SMALL), (label, look.CELL_SMALL)]


def _entry(made: _Sheet, question: Question, key: Key, answer: Answer, field: str) -> tuple[Content, look.Look]:
    listed = any(one.id == key.member for one in made.situation.inspection.running)
    off = listed and made.situation.asked(key).truth is False
    entry = look.ENTRY_OFF if off else look.ENTRY
    if field == "value":
        return spell(question, answer.value), answer_look(question, entry)
    if field == "basis":
        return (BASIS_LABELS[answer.basis] if answer.basis else None), entry
    text = str(getattr(answer, field))
    return text or None, _roomy(text, entry)


def _rules(made: _Sheet, question: Question, field: str, number: int) -> None:
    cells = [_across(made, number)]
    if field == "value":
        mark_answered(made.sheet, cells[0])
        made.lists.answers(made.sheet, question, cells, delegated=None)
    elif field == "basis":
        made.lists.bases(made.sheet, cells)
    else:
        made.lists.texts(made.sheet, cells, LONGEST)
