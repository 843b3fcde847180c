"""契約条項のたたき台 as a workbook: one row per contract and 条項 it lacks, with room for the legal section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from jukiself.answers.text import LONGEST
from jukiself.answers.years import fiscal_year
from jukiself.excel import look
from jukiself.excel.fit import height
from jukiself.excel.lists import PullDowns
from jukiself.excel.pack import dated, packed
from jukiself.excel.words import as_text
from jukiself.report.draft_clauses import ANSWERS_COME_FIRST, BANNER, EXPLAINED, WORDS, draft_gaps, reservation
from jukiself.report.words import cited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukiself.excel.words import Content
    from jukiself.report.contracts import Contracts, Gap

SHEET = "たたき台"
COLUMNS = (
    ("契約", 20),
    ("番号", 6),
    ("条項", 20),
    ("今", 15),
    ("今の答え", 18),
    ("たたき台", 56),
    ("使う前に・気をつけること", 34),
    ("出典", 28),
    ("法務の意見", 30),
    ("結論", 13),
)
CONCLUSIONS = ("入れる", "直して入れる", "入れない", "もうある")
_OPINION = len(COLUMNS) - 1


def write_drafts(material: Contracts, program: str = "") -> bytes:
    """The workbook; the wording is locked without a password, the legal section's two columns are open."""
    inspection = material.situation.inspection
    book = Workbook()
    book.remove(book.active)
    look.lay_ground(book)
    book.properties.title = f"契約条項のたたき台 {inspection.office.name} {inspection.year}"
    book.properties.creator = f"jukiself {program}".strip()
    book.properties.language = "ja"
    dated(book, inspection.year)
    _sheet(book.create_sheet(SHEET), material, PullDowns(book))
    return packed(book)


def _sheet(sheet: Any, material: Contracts, lists: PullDowns) -> None:
    inspection = material.situation.inspection
    look.widths(sheet, [width for _, width in COLUMNS])
    sheet.sheet_view.showGridLines = False
    about = (
        f"契約条項のたたき台　{inspection.office.name}　{fiscal_year(inspection.year)}　{look.band(inspection.nature)}"
    )
    look.put(sheet.cell(1, 1), about.strip(), look.TITLE)
    sheet.row_dimensions[1].height = 30
    look.row(sheet, 2, [(BANNER, look.BAND), *((None, look.BAND) for _ in COLUMNS[1:])])
    sheet.row_dimensions[2].height = 24
    header = _explain(sheet, 3)
    look.row(sheet, header, ((title, look.HEAD) for title, _ in COLUMNS))
    sheet.row_dimensions[header].height = 24
    gaps = [gap for contract in material.listed for gap in draft_gaps(material, contract)]
    last = header + max(len(gaps), 1)
    if gaps:
        for number, gap in enumerate(gaps, header + 1):
            _row(sheet, number, _cells(material, gap))
        _open(sheet, lists, header + 1, last)
    else:
        look.put(sheet.cell(last, 1), ANSWERS_COME_FIRST, look.PLAIN)
    sheet.freeze_panes = sheet.cell(header + 1, 4)
    sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(COLUMNS))}{last}"
    look.protect(sheet)
    look.paper(sheet, inspection, landscape=True, seal="")
    sheet.oddFooter.left.text = "法務の確認前のたたき台"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.print_area = f"A1:{get_column_letter(len(COLUMNS))}{last}"


def _explain(sheet: Any, number: int) -> int:
    words = "　".join(f"{word}＝{meaning}" for word, meaning in WORDS)
    for text in (*(f"{one}。" for one in EXPLAINED.rstrip("。").split("。")), words):
        look.put(sheet.cell(number, 1), text, look.PLAIN)
        sheet.row_dimensions[number].height = 18
        number += 1
    return number + 1


def _cells(material: Contracts, gap: Gap) -> list[tuple[Content, look.Look]]:
    provision = gap.provision
    care = "\n".join(part for part in (reservation([gap]), provision.note) if part)
    return [
        (material.name(gap.contract), look.CELL_SMALL),
        (str(provision.number), look.CELL_CENTRE),
        (provision.title, look.CELL_BOLD),
        (gap.cell.text, look.CELL),
        (gap.label, look.CELL_SMALL),
        (provision.draft, look.CELL),
        (care, look.CELL_SMALL),
        (cited(material.situation, provision.sources), look.CELL_SMALL),
        (None, look.ENTRY),
        (None, look.ENTRY),
    ]


def _row(sheet: Any, number: int, cells: Sequence[tuple[Content, look.Look]]) -> None:
    look.row(sheet, number, cells)
    sized = zip(cells, COLUMNS, strict=True)
    sheet.row_dimensions[number].height = height(
        ((as_text(content), width, dress.size) for (content, dress), (_, width) in sized), 48
    )


def _open(sheet: Any, lists: PullDowns, first: int, last: int) -> None:
    opinion, conclusion = get_column_letter(_OPINION), get_column_letter(_OPINION + 1)
    lists.texts(sheet, [f"{opinion}{first}:{opinion}{last}"], LONGEST)
    rule = DataValidation("list", formula1=lists.source(CONCLUSIONS), allow_blank=True)
    rule.add(f"{conclusion}{first}:{conclusion}{last}")
    sheet.add_data_validation(rule)
    look.start_at(sheet, f"{opinion}{first}")
