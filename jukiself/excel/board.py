"""提出状況 as a workbook: one row per office, whom to call, and every file that came; sheets a person can sort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from jukiself.answers.model import NATURE_LABELS
from jukiself.answers.years import fiscal_year
from jukiself.excel import look
from jukiself.excel.fit import height
from jukiself.excel.pack import dated, packed
from jukiself.excel.words import as_text
from jukiself.report.words import era_day, long_day
from jukiself.survey.arrivals import HOW_LABELS, VERDICT_LABELS
from jukiself.survey.board import STANDING_LABELS, noticed
from jukiself.survey.request import OFFICE_KIND_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jukiself.answers.model import Nature
    from jukiself.excel.words import Content
    from jukiself.survey.arrivals import Arrival
    from jukiself.survey.board import Board, Row

_HEAD_ROW = 4
_OFFICES = (
    ("団体コード", 11),
    ("団体名", 16),
    ("種別", 9),
    ("状態", 14),
    ("届いた日", 13),
    ("遅れ（日）", 9),
    ("提出回", 8),
    ("届き方", 11),
    ("コードの状態", 13),
    ("読めない所", 11),
    ("気づいたこと", 44),
)
_CALLS = (
    ("団体コード", 11),
    ("団体名", 16),
    ("状態", 14),
    ("用件", 56),
    ("担当課", 14),
    ("担当者", 14),
    ("電話", 19),
    ("メール", 26),
)
_FILES = (
    ("届いた日時", 20),
    ("ファイル", 40),
    ("結果", 16),
    ("届き方", 11),
    ("団体コード", 11),
    ("団体名", 16),
    ("年度（西暦）", 11),
    ("提出回", 8),
    ("照合コード", 21),
    ("コードの状態", 13),
    ("取り込んだ答え", 12),
    ("直して読んだ所", 12),
    ("読めない所", 10),
    ("理由", 60),
)
_HANDLE = "{handling}。団体ごとの状況が書かれています。鍵のかかる所に置き、必要な人だけで見てください。"


def board_workbook(board: Board, arrivals: Sequence[Arrival], nature: Nature, program: str) -> bytes:
    """The whole workbook."""
    book = Workbook()
    book.remove(book.active)
    look.lay_ground(book)
    book.properties.title = f"提出状況 {board.year}"
    book.properties.creator = f"jukiself {program}".strip()
    book.properties.language = "ja"
    dated(book, board.year)
    offices = [_office(row) for row in board.rows]
    _sheet(book, "提出状況", _OFFICES, offices, board, nature, _summary(board))
    calls = [_call(row) for row in board.rows if row.to_call]
    _sheet(book, "連絡する団体", _CALLS, calls, board, nature, f"{len(calls)}団体")
    files = [_file(one) for one in arrivals]
    _sheet(book, "届いたもの", _FILES, files, board, nature, f"{len(files)}件（新しいものが下）")
    return packed(book)


def _summary(board: Board) -> str:
    said = [f"{STANDING_LABELS[one]} {count}" for one, count in board.counts.items() if count]
    until = f"　提出期限 {long_day(board.request.deadline)}" if board.request and board.request.deadline else ""
    return f"{len(board.rows)}団体：{'、'.join(said)}{until}"


def _sheet(
    book: Any,
    title: str,
    columns: Sequence[tuple[str, float]],
    rows: Iterable[Sequence[Content]],
    board: Board,
    nature: Nature,
    summary: str,
) -> None:
    sheet = book.create_sheet(title)
    look.widths(sheet, [width for _, width in columns])
    sheet.sheet_view.showGridLines = False
    asked = board.request.title if board.request and board.request.title else "住基ネット自己点検"
    look.put(sheet.cell(1, 1), f"{title}　{asked}　{fiscal_year(board.year)}", look.TITLE)
    sheet.row_dimensions[1].height = 30
    look.put(sheet.cell(2, 1), f"{era_day(board.today)}現在　{summary}　{look.band(nature)}".strip(), look.PLAIN)
    handling = board.request.handling if board.request else "取扱注意"
    over = "　保存期限を過ぎました。集めた回答を消してください。" if board.expired else ""
    look.put(sheet.cell(3, 1), _HANDLE.format(handling=handling) + over, look.PLAIN)
    look.row(sheet, _HEAD_ROW, ((name, look.HEAD) for name, _ in columns))
    sheet.row_dimensions[_HEAD_ROW].height = 24
    number = _HEAD_ROW
    for number, contents in enumerate(rows, _HEAD_ROW + 1):
        cells = [(one, look.COUNT if isinstance(one, int) else look.CELL) for one in contents]
        look.row(sheet, number, cells)
        sized = zip(contents, columns, strict=True)
        sheet.row_dimensions[number].height = height((as_text(one), width, look.CELL.size) for one, (_, width) in sized)
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 3)
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{get_column_letter(len(columns))}{number}"
    _paper(sheet, title, board, nature, get_column_letter(len(columns)), number)


def _paper(sheet: Any, title: str, board: Board, nature: Nature, column: str, last: int) -> None:
    look.a4(sheet, landscape=True)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.print_area = f"A1:{column}{last}"
    head, foot = sheet.oddHeader, sheet.oddFooter
    head.left.text = title
    head.right.text = f"{fiscal_year(board.year)} {NATURE_LABELS[nature]}"
    foot.center.text = board.request.handling.replace("&", "&&") if board.request else "取扱注意"
    foot.right.text = "&P / &N ページ"
    for part in (head.left, head.right, foot.center, foot.right):
        part.size = 9


def _office(row: Row) -> list[Content]:
    newest = row.newest
    return [
        row.listed.office.code,
        row.listed.office.name,
        OFFICE_KIND_LABELS[row.listed.kind] if row.listed.office.name else None,
        STANDING_LABELS[row.standing],
        row.came_on.isoformat() if row.came_on else None,
        row.days_late or None,
        "・".join(map(str, row.submissions)) or None,
        HOW_LABELS[newest.how] if newest else None,
        newest.state or None if newest else None,
        newest.refused or None if newest else None,
        noticed(row) or None,
    ]


def _call(row: Row) -> list[Content]:
    contact = row.listed.contact
    late = f"{row.days_late}日遅れています。" if row.days_late and not row.newest else ""
    why = "\n".join(one for one in (late, noticed(row)) if one)
    said: list[Content] = [row.listed.office.code, row.listed.office.name, STANDING_LABELS[row.standing], why or None]
    return [*said, *(one or None for one in (contact.section, contact.person, contact.phone, contact.mail))]


def _file(one: Arrival) -> list[Content]:
    return [
        one.at.isoformat(" ", "minutes"),
        one.file_name or None,
        VERDICT_LABELS[one.verdict],
        HOW_LABELS[one.how],
        one.office.code if one.office else None,
        one.office.name if one.office else None,
        one.year or None,
        one.submission or None,
        one.sealed or None,
        one.state or None,
        one.taken,
        one.repaired,
        one.refused,
        one.reason or None,
    ]
