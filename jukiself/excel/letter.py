"""A small workbook sent to somebody who fills in a few rows: its cover, its pull-downs and the line that says whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from jukiself.answers.model import NATURE_LABELS
from jukiself.answers.years import fiscal_year
from jukiself.excel import layout, look
from jukiself.excel.fit import height
from jukiself.excel.layout import Identity
from jukiself.excel.pack import dated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.answers.model import Contact, Inspection
    from jukiself.answers.situation import Situation
    from jukiself.excel.lists import PullDowns

_WIDTHS = (3, 24, 66)


def begin(inspection: Inspection, title: str, program: str) -> Any:
    """An empty workbook with its title and its year."""
    book = Workbook()
    book.remove(book.active)
    look.lay_ground(book)
    book.properties.title = title
    book.properties.creator = f"jukiself {program}".strip()
    book.properties.language = "ja"
    dated(book, inspection.year)
    return book


def identity_facts(situation: Situation) -> list[tuple[str, str]]:
    """The part of the cover that says whose file it is, should the hidden line be lost."""
    inspection = situation.inspection
    return [
        (layout.CODE, inspection.office.code),
        (layout.NAME, inspection.office.name),
        (layout.YEAR, fiscal_year(inspection.year)),
        (layout.NATURE, NATURE_LABELS[inspection.nature]),
        (layout.EDITION, f"{situation.checklist.title}［{inspection.form}/{inspection.edition}］"),
    ]


def contact_line(contact: Contact) -> str:
    """Whom to ask back, in one line."""
    return "　".join(part for part in (contact.section, contact.person, contact.phone, contact.mail) if part)


class Cover:
    """Written from top to bottom; ``number`` is the next free row."""

    def __init__(self, sheet: Any, title: str) -> None:
        self.sheet = sheet
        self.number = 2
        look.widths(sheet, _WIDTHS)
        sheet.sheet_view.showGridLines = False
        look.put(sheet.cell(1, 2), title, look.TITLE)
        sheet.row_dimensions[1].height = 34

    def fact(self, label: str, content: str, *, entry: bool = False) -> None:
        """A label with what stands beside it; ``entry`` for what somebody may write in."""
        dress = look.FACT_ENTRY if entry else look.FACT
        look.put(self.sheet.cell(self.number, 2), label, look.LABEL)
        look.put(self.sheet.cell(self.number, 3), content or None, dress)
        self.sheet.row_dimensions[self.number].height = height([(content, _WIDTHS[2], dress.size)], 24)
        self.number += 1

    def heading(self, text: str) -> None:
        """A band below an empty row."""
        self.number += 1
        look.put(self.sheet.cell(self.number, 2), text, look.BAND)
        look.dress(self.sheet.cell(self.number, 3), look.BAND)
        self.sheet.row_dimensions[self.number].height = 24
        self.number += 1

    def paragraphs(self, texts: Iterable[str]) -> None:
        """Running text over both columns."""
        for text in texts:
            # No answer stands here, so the two cells may be one.
            self.sheet.merge_cells(start_row=self.number, start_column=2, end_row=self.number, end_column=3)
            look.put(self.sheet.cell(self.number, 2), text, look.TEXT)
            self.sheet.row_dimensions[self.number].height = height([(text, _WIDTHS[1] + _WIDTHS[2], look.TEXT.size)])
            self.number += 1

    def entries(self, heading: str, labels: Iterable[str]) -> None:
        """What the other side writes on the cover; a person begins there."""
        self.heading(heading)
        look.start_at(self.sheet, f"C{self.number}")
        for one in labels:
            self.fact(one, "", entry=True)

    def close(self) -> None:
        """Protect and say what is printed."""
        look.protect(self.sheet)
        self.sheet.print_area = f"A1:C{self.number - 1}"


def paper(sheet: Any, inspection: Inspection, title: str, about: str, *, one_page: bool) -> None:
    """As every sheet of ours, but header and footer speak to whoever fills it in."""
    look.paper(sheet, inspection, landscape=not one_page, seal="", one_page=one_page)
    sheet.oddHeader.right.text = title
    sheet.oddFooter.left.text = about
    sheet.oddFooter.center.text = "住民の情報を扱う仕事の点検　取扱注意"


def pull_down(sheet: Any, lists: PullDowns, words: tuple[str, ...], cell: str, *, free: bool = False) -> None:
    """The words a cell offers; a ``free`` one takes others as well."""
    rule = DataValidation("list", formula1=lists.source(words), allow_blank=True)
    rule.showErrorMessage = not free
    rule.errorStyle = "stop"
    rule.errorTitle = "一覧から選んでください"
    rule.error = "▼を押して、一覧から選んでください。一覧にないことは、補足の欄にお書きください。"
    rule.add(cell)
    sheet.add_data_validation(rule)


def sign(book: Any, inspection: Inspection, line: str) -> None:
    """The hidden sheet: whose file it is, and below it which of our letters."""
    sheet = book.create_sheet(layout.FORM)
    identity = Identity.of(inspection, inspection.network_set)
    for number, text in enumerate((identity.line, inspection.office.name, line), 1):
        look.put(sheet.cell(number, 1), text, look.FLAT_TEXT)
    sheet.sheet_state = "hidden"
    book.defined_names[layout.FORM_NAME] = DefinedName(layout.FORM_NAME, attr_text=f"'{layout.FORM}'!$A$1")
    for one in [one for one in book.worksheets if one.title == layout.LISTS]:
        book.move_sheet(one, len(book.worksheets))
    book.active = 0
