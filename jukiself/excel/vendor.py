"""事業者確認用: a small workbook for one contractor, who states facts about one contract and sees nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from jukiself.answers.model import NATURE_LABELS
from jukiself.answers.years import fiscal_year
from jukiself.excel import layout, look, vendor_layout
from jukiself.excel.fit import height
from jukiself.excel.layout import Identity
from jukiself.excel.lists import PullDowns
from jukiself.excel.pack import dated, packed
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.questions import mark_answered
from jukiself.excel.reply import VendorReading, read_vendor
from jukiself.excel.words import as_text, offered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.answers.model import Contact, Contract
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Question
    from jukiself.checklist.provision import Provision
    from jukiself.excel.words import Content

__all__ = ["VendorReading", "read_vendor", "vendor_questions", "write_vendor"]

_COVER_WIDTHS = (3, 24, 66)
_WIDTHS = (9, 6, 50, 34, 44)
_HEADER_ROW = 3
_REQUEST = (
    "いつもお世話になっております。この役場では、住民の情報を扱う仕事の守りを自分たちで点検しています。"
    "下の契約について、貴社でおわかりになる事実をお答えください。"
    "良し悪しをお決めいただくものではありません。「わからない」も、大切なお答えです。"
)
_HOW = (
    f"「{vendor_layout.ROWS}」のシートの、色が付いて太い枠の欄にお書きください。{vendor_layout.ANSWER}は▼から1つ選びます。",
    "おわかりにならないときは「わからない」を選びます。お答えにならない欄は、空けておいてかまいません。",
    f"{vendor_layout.MORE}には、会社名、日付、理由など、選んだ言葉で足りないことをお書きください。住民の個人情報と合言葉は書かないでください。",
    "会社の中での確かめ方（だれに聞いたか、何を見たか）も、お書きいただけると助かります。",
    "お答えは、聞き取った事実として点検の記録に写し、県へ出す回答書の備考に入ることがあります。",
    "Excel ブック（.xlsx）のまま、1つのファイルでお返しください。シートの保護にパスワードはありません。IDの列は消さないでください。",
)


def vendor_questions(situation: Situation, provisions: tuple[Provision, ...]) -> tuple[Question, ...]:
    """What is asked of a contractor at the inspection's depth, in the order of the 条項."""
    theirs = vendor_layout.asked(provisions, situation.checklist)
    return tuple(one for one in theirs.values() if situation.offered(one))


def write_vendor(
    situation: Situation, contract_id: str, provisions: tuple[Provision, ...], *, deadline: str = "", program: str = ""
) -> bytes:
    """The workbook for one contract: its description and empty rows, no answer of anybody.

    Raises `WorkbookRefused` where the inspection has no such contract, or asks nothing a contractor could state.
    """
    inspection = situation.inspection
    contract = next((one for one in inspection.running if one.id == contract_id), None)
    if contract is None:
        known = "、".join(f"{one.id}（{one.name}）" for one in inspection.running) or "挙がっていません"
        raise WorkbookRefused(f"契約「{contract_id}」はありません。挙がっている契約：{known}。")
    questions = vendor_questions(situation, provisions)
    if not questions:
        raise WorkbookRefused("この点検の設問の範囲（簡易・詳細）には、事業者に尋ねる設問がありません。")
    book = Workbook()
    book.remove(book.active)
    look.lay_ground(book)
    book.properties.title = f"事業者確認用 {inspection.office.name} {contract.name}"
    book.properties.creator = f"jukiself {program}".strip()
    book.properties.language = "ja"
    dated(book, inspection.year)
    identity = Identity.of(inspection, inspection.network_set)
    _cover(book.create_sheet(layout.COVER), situation, contract, identity, deadline)
    _rows(book.create_sheet(vendor_layout.ROWS), situation, contract, questions, PullDowns(book))
    _sign(book, identity, inspection.office.name, contract_id)
    return packed(book)


def _cover(sheet: Any, situation: Situation, contract: Contract, identity: Identity, deadline: str) -> None:
    inspection = situation.inspection
    look.widths(sheet, _COVER_WIDTHS)
    sheet.sheet_view.showGridLines = False
    look.put(sheet.cell(1, 2), "お尋ね（事業者確認用）", look.TITLE)
    sheet.row_dimensions[1].height = 34
    number = _paragraphs(sheet, 2, [part for part in (look.band(inspection.nature), _REQUEST) if part])
    edition = f"{situation.checklist.title}［{identity.form}/{identity.edition}］"
    for label, content, dress in (
        (layout.CODE, inspection.office.code, look.FACT),
        (layout.NAME, inspection.office.name, look.FACT),
        (layout.YEAR, fiscal_year(inspection.year), look.FACT),
        (layout.NATURE, NATURE_LABELS[inspection.nature], look.FACT),
        (layout.EDITION, edition, look.FACT),
        (vendor_layout.CONTRACT_NUMBER, contract.id, look.FACT),
        *((label, str(getattr(contract, name)), look.FACT) for name, label in layout.CONTRACT_FIELDS.items()),
        (
            vendor_layout.ASK_US,
            _contact(inspection.contact),
            look.FACT if _contact(inspection.contact) else look.FACT_ENTRY,
        ),
        (vendor_layout.REPLY_UNTIL, deadline, look.FACT if deadline else look.FACT_ENTRY),
    ):
        number = _fact(sheet, number, label, content, dress)
    number = _heading(sheet, number + 1, "貴社でお書きになる欄")
    look.start_at(sheet, f"C{number}")
    for label in (vendor_layout.COMPANY, vendor_layout.FILLED_BY, vendor_layout.FILLED_ON):
        number = _fact(sheet, number, label, "", look.FACT_ENTRY)
    number = _heading(sheet, number + 1, layout.GUIDE)
    number = _paragraphs(sheet, number, [f"・{one}" for one in _HOW])
    look.protect(sheet)
    _paper(sheet, situation, contract, one_page=True)
    sheet.print_area = f"A1:C{number - 1}"


def _contact(contact: Contact) -> str:
    return "　".join(part for part in (contact.section, contact.person, contact.phone, contact.mail) if part)


def _fact(sheet: Any, number: int, label: str, content: str, dress: look.Look) -> int:
    look.put(sheet.cell(number, 2), label, look.LABEL)
    look.put(sheet.cell(number, 3), content or None, dress)
    sheet.row_dimensions[number].height = height([(content, _COVER_WIDTHS[2], dress.size)], 24)
    return number + 1


def _heading(sheet: Any, number: int, text: str) -> int:
    look.put(sheet.cell(number, 2), text, look.BAND)
    look.dress(sheet.cell(number, 3), look.BAND)
    sheet.row_dimensions[number].height = 24
    return number + 1


def _paragraphs(sheet: Any, number: int, texts: Iterable[str]) -> int:
    width = _COVER_WIDTHS[1] + _COVER_WIDTHS[2]
    for text in texts:
        # No answer stands here, so the two cells may be one.
        sheet.merge_cells(start_row=number, start_column=2, end_row=number, end_column=3)
        look.put(sheet.cell(number, 2), text, look.TEXT)
        sheet.row_dimensions[number].height = height([(text, width, look.TEXT.size)])
        number += 1
    return number


def _rows(
    sheet: Any, situation: Situation, contract: Contract, questions: tuple[Question, ...], lists: PullDowns
) -> None:
    look.widths(sheet, _WIDTHS)
    sheet.sheet_view.showGridLines = False
    title = f"{vendor_layout.ROWS}　{contract.name}　{look.band(situation.inspection.nature)}"
    look.put(sheet.cell(1, 1), title.strip(), look.TITLE)
    sheet.row_dimensions[1].height = 30
    look.dress(sheet.cell(2, 1), look.SAMPLE)
    look.put(sheet.cell(2, 2), "← この色と太い枠の欄にお書きください。お答えは▼から選べます。", look.PLAIN)
    sheet.row_dimensions[2].height = 22
    look.row(sheet, _HEADER_ROW, ((one, look.HEAD) for one in vendor_layout.HEADERS))
    sheet.row_dimensions[_HEADER_ROW].height = 24
    number = _HEADER_ROW
    for count, question in enumerate(questions, 1):
        number += 1
        _row(sheet, number, question, f"{question.id}@{contract.id}", count)
        _pull_down(sheet, lists, question, f"D{number}")
    mark_answered(sheet, f"D{_HEADER_ROW + 1}:D{number}")
    lists.texts(sheet, [f"E{_HEADER_ROW + 1}:E{number}"], vendor_layout.LONGEST_MORE)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 4)
    look.start_at(sheet, f"D{_HEADER_ROW + 1}")
    look.protect(sheet)
    _paper(sheet, situation, contract, one_page=False)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{number}"


def _row(sheet: Any, number: int, question: Question, key: str, count: int) -> None:
    choices = "／".join(one.label for one in question.choices)
    cells: list[tuple[Content, look.Look]] = [
        (key, look.KEY),
        (count, look.COUNT),
        (f"{question.text}\n［{choices}］", look.CELL),
        (None, look.ENTRY),
        (None, look.ENTRY),
    ]
    look.row(sheet, number, cells)
    sized = zip(cells, _WIDTHS, strict=True)
    sheet.row_dimensions[number].height = height(
        ((as_text(content), width, dress.size) for (content, dress), width in sized), 44
    )


def _pull_down(sheet: Any, lists: PullDowns, question: Question, cell: str) -> None:
    words = offered(question, delegated=None)
    rule = DataValidation("list", formula1=lists.source(words), allow_blank=True)
    rule.showErrorMessage = True
    rule.errorStyle = "stop"
    rule.errorTitle = "一覧から選んでください"
    rule.error = "▼を押して、一覧から選んでください。一覧にないことは、補足の欄にお書きください。"
    rule.add(cell)
    sheet.add_data_validation(rule)


def _paper(sheet: Any, situation: Situation, contract: Contract, *, one_page: bool) -> None:
    """As every sheet of ours, but the footer speaks to a contractor."""
    look.paper(sheet, situation.inspection, landscape=not one_page, seal="", one_page=one_page)
    sheet.oddHeader.right.text = "事業者確認用"
    sheet.oddFooter.left.text = contract.id
    sheet.oddFooter.center.text = "住民の情報を扱う仕事の点検　取扱注意"


def _sign(book: Any, identity: Identity, name: str, contract_id: str) -> None:
    sheet = book.create_sheet(layout.FORM)
    for number, text in enumerate((identity.line, name, vendor_layout.vendor_line(contract_id)), 1):
        look.put(sheet.cell(number, 1), text, look.FLAT_TEXT)
    sheet.sheet_state = "hidden"
    book.defined_names[layout.FORM_NAME] = DefinedName(layout.FORM_NAME, attr_text=f"'{layout.FORM}'!$A$1")
    for one in [one for one in book.worksheets if one.title == layout.LISTS]:
        book.move_sheet(one, len(book.worksheets))
    book.active = 0
