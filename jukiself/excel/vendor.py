"""事業者確認用: a small workbook for one contractor, who states facts about one contract and sees nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from jukiself.excel import layout, letter, look, vendor_layout
from jukiself.excel.fit import height
from jukiself.excel.lists import PullDowns
from jukiself.excel.pack import packed
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.questions import mark_answered
from jukiself.excel.reply import VendorReading, read_vendor
from jukiself.excel.words import as_text, offered

if TYPE_CHECKING:
    from jukiself.answers.model import Contract
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Question
    from jukiself.checklist.provision import Provision
    from jukiself.excel.words import Content

__all__ = ["VendorReading", "read_vendor", "vendor_questions", "write_vendor"]

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
    book = letter.begin(inspection, f"事業者確認用 {inspection.office.name} {contract.name}", program)
    _cover(book.create_sheet(layout.COVER), situation, contract, deadline)
    _rows(book.create_sheet(vendor_layout.ROWS), situation, contract, questions, PullDowns(book))
    letter.sign(book, inspection, vendor_layout.vendor_line(contract_id))
    return packed(book)


def _cover(sheet: Any, situation: Situation, contract: Contract, deadline: str) -> None:
    inspection = situation.inspection
    cover = letter.Cover(sheet, "お尋ね（事業者確認用）")
    cover.paragraphs(part for part in (look.band(inspection.nature), _REQUEST) if part)
    for label, content in letter.identity_facts(situation):
        cover.fact(label, content)
    cover.fact(vendor_layout.CONTRACT_NUMBER, contract.id)
    for name, label in layout.CONTRACT_FIELDS.items():
        cover.fact(label, str(getattr(contract, name)))
    asks = letter.contact_line(inspection.contact)
    cover.fact(vendor_layout.ASK_US, asks, entry=not asks)
    cover.fact(vendor_layout.REPLY_UNTIL, deadline, entry=not deadline)
    cover.entries("貴社でお書きになる欄", (vendor_layout.COMPANY, vendor_layout.FILLED_BY, vendor_layout.FILLED_ON))
    cover.heading(layout.GUIDE)
    cover.paragraphs(f"・{one}" for one in _HOW)
    cover.close()
    letter.paper(sheet, inspection, "事業者確認用", contract.id, one_page=True)


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
        letter.pull_down(sheet, lists, offered(question, delegated=None), f"D{number}")
    mark_answered(sheet, f"D{_HEADER_ROW + 1}:D{number}")
    lists.texts(sheet, [f"E{_HEADER_ROW + 1}:E{number}"], vendor_layout.LONGEST_MORE)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 4)
    look.start_at(sheet, f"D{_HEADER_ROW + 1}")
    look.protect(sheet)
    letter.paper(sheet, situation.inspection, "事業者確認用", contract.id, one_page=False)
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
