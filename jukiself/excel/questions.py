"""点検票: one row per question and member, answer cells marked by fill, border and lock."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from jukiself.answers.model import BASIS_LABELS, NATURE_LABELS
from jukiself.answers.text import LONGEST
from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import Kind
from jukiself.excel import layout, look
from jukiself.excel.fit import height, size_that_fits
from jukiself.excel.marks import mark
from jukiself.excel.overflow import append_long_texts
from jukiself.excel.paging import break_between
from jukiself.excel.rows import asked_text, look_text, member_name, question_keys
from jukiself.excel.words import as_text, spell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Question
    from jukiself.excel.lists import PullDowns
    from jukiself.excel.words import Content

HEADERS = (
    layout.ID,
    "項番",
    "対象",
    layout.ASKED,
    layout.ANSWER,
    "根拠",
    "備考（県へ渡ります）",
    "見る所・聞く相手",
    "根拠資料",
    "回答者",
    "確認者",
    "前年度",
)
WIDTHS = (11, 11.5, 12, 46, 23, 8.5, 30, 21, 15, 10, 10, 13)
HEADER_ROW = 3
_FIELD_OF = {label: field for field, label in layout.FIELDS.items()}
OFF_MARK = "今は対象外"
_LEAST = 42.0
_LEGEND = "← この色と太い枠の欄に書きます。回答と根拠は▼から選べます。調べても分からないときは「わからない」を選びます（次に調べることの一覧になります）。"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What writing the rows needs to know."""

    sheet: Any
    situation: Situation
    last_year: Mapping[Key, str]
    lists: PullDowns


def questions(sheet: Any, situation: Situation, seal: str, last_year: Mapping[Key, str], lists: PullDowns) -> None:
    """The whole sheet."""
    inspection = situation.inspection
    look.widths(sheet, WIDTHS)
    sheet.sheet_view.showGridLines = False
    nature = NATURE_LABELS[inspection.nature]
    title = (
        f"点検票　{inspection.office.name}　{fiscal_year(inspection.year)}　{nature}　{look.band(inspection.nature)}"
    )
    look.put(sheet.cell(1, 1), title.strip(), look.TITLE)
    sheet.row_dimensions[1].height = 30
    look.dress(sheet.cell(2, 1), look.SAMPLE)
    look.put(sheet.cell(2, 2), _LEGEND, look.PLAIN)
    sheet.row_dimensions[2].height = 22
    look.row(sheet, HEADER_ROW, ((one, look.HEAD) for one in HEADERS))
    sheet.row_dimensions[HEADER_ROW].height = 24
    last = _rows(_Sheet(sheet, situation, last_year, lists))
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 5)
    look.start_at(sheet, f"E{HEADER_ROW + 2}")
    look.protect(sheet)
    look.paper(sheet, inspection, landscape=True, seal=seal)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(HEADERS))}{last}"
    # The name of an area never stands alone at a foot.
    bands = {row for row in range(HEADER_ROW + 1, last + 1) if sheet.cell(row, 2).style == look.BAND.name}
    break_between(sheet, (row for row in range(HEADER_ROW + 1, last + 1) if row - 1 not in bands), last)


def _rows(made: _Sheet) -> int:
    checklist = made.situation.checklist
    number = HEADER_ROW
    rows: dict[Key, int] = {}
    for area, keys in groupby(question_keys(made.situation), key=lambda key: checklist.question[key.question].area):
        number += 1
        _area(made.sheet, number, f"{_place(made.situation, area)}　{checklist.titles[f'area:{area}']}")
        for question, members in groupby(keys, key=lambda key: checklist.question[key.question]):
            here = list(members)
            rows |= {key: row for row, key in enumerate(here, number + 1)}
            number = _question(made, question, here, number)
    first = HEADER_ROW + 1
    if number >= first:
        mark_answered(made.sheet, f"E{first}:E{number}")
        mark(made.sheet, made.situation, rows)
        made.lists.bases(made.sheet, [f"F{first}:F{number}"])
        made.lists.texts(made.sheet, [f"G{first}:G{number}", f"I{first}:K{number}"], LONGEST)
    return append_long_texts(
        made.sheet, number, HEADERS.index(layout.ASKED) + 1, WIDTHS[3], _long_texts(made.situation)
    )


def _long_texts(situation: Situation) -> Iterator[tuple[str, str, float]]:
    for key in question_keys(situation):
        answer = situation.inspection.answer(key)
        about = f"{situation.checklist.question[key.question].number}　{member_name(situation, key)}"
        for header, width in zip(HEADERS, WIDTHS, strict=True):
            field = _FIELD_OF.get(header)
            if field:
                yield f"{about}　{header}", str(getattr(answer, field) or ""), width


def _place(situation: Situation, area: str) -> int:
    return [one.id for one in situation.checklist.areas].index(area) + 1


def _area(sheet: Any, number: int, title: str) -> None:
    for column in range(1, len(HEADERS) + 1):
        look.dress(sheet.cell(number, column), look.BAND)
    look.fill_cell(sheet.cell(number, 2), title)
    sheet.row_dimensions[number].height = 24


def _question(made: _Sheet, question: Question, keys: list[Key], number: int) -> int:
    first = number + 1
    for number, key in enumerate(keys, first):  # noqa: PLR1704 the last row written is what the caller goes on from
        _row(made, number, key, question)
    for delegated, places in groupby(
        enumerate(keys, first), key=lambda place: made.situation.delegated(place[1]).truth
    ):
        rows = [row for row, _ in places]
        made.lists.answers(made.sheet, question, [f"E{rows[0]}:E{rows[-1]}"], delegated=delegated)
    return number


def _row(made: _Sheet, number: int, key: Key, question: Question) -> None:
    situation = made.situation
    answer = situation.inspection.answer(key)
    on = situation.asked(key).truth is not False
    member = member_name(situation, key)
    plain, small, tiny = (look.CELL, look.CELL_SMALL, look.KEY) if on else (look.OFF_CELL, look.OFF_SMALL, look.OFF_KEY)
    entry = look.ENTRY if on else look.ENTRY_OFF
    value = spell(question, answer.value)
    cells: list[tuple[Content, look.Look]] = [
        (str(key), tiny),
        (question.number, plain),
        (member if on else f"{OFF_MARK}\n{member}".strip(), plain),
        (asked_text(situation, question), plain),
        (value, answer_look(question, entry)),
        (BASIS_LABELS[answer.basis] if answer.basis else None, entry),
        (answer.note or None, _roomy(answer.note, WIDTHS[6], entry)),
        (look_text(situation, question), small),
        (answer.evidence or None, _roomy(answer.evidence, WIDTHS[8], entry)),
        (answer.answered_by or None, _roomy(answer.answered_by, WIDTHS[9], entry)),
        (answer.confirmed_by or None, _roomy(answer.confirmed_by, WIDTHS[10], entry)),
        (made.last_year.get(key) or None, small),
    ]
    look.row(made.sheet, number, cells)
    sized = zip(cells, WIDTHS, strict=True)
    made.sheet.row_dimensions[number].height = height(
        ((as_text(content), width, dress.size) for (content, dress), width in sized),
        _LEAST,
    )


def answer_look(question: Question, entry: look.Look) -> look.Look:
    """An answer cell's look: numbers and dates must stay such when somebody types them."""
    if entry is not look.ENTRY:
        return entry
    return {Kind.NUMBER: look.ENTRY_FREE, Kind.DATE: look.ENTRY_DATE}.get(question.kind, entry)


def _roomy(text: str, width: float, entry: look.Look) -> look.Look:
    size = size_that_fits(text, width, entry.size)
    if size == entry.size:
        return entry
    return look.ENTRY_SMALL if size >= look.ENTRY_SMALL.size else look.ENTRY_TINY


def mark_answered(sheet: Any, cells: str) -> None:
    """What has been answered turns white, so that what is left stands out."""
    first = cells.partition(":")[0]
    done = PatternFill("solid", bgColor=look.DONE)
    sheet.conditional_formatting.add(cells, FormulaRule([f"LEN({first})>0"], fill=done))
