"""講評 as a workbook of its own, and the sheet of replies in a return workbook: rows of findings with a cell to reply in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from jukiself.answers.comment import OPINION_LABELS, Comment, Opinion
from jukiself.answers.text import LONGEST
from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import SEVERITY_LABELS
from jukiself.excel import comment_layout as words
from jukiself.excel import layout, letter, look
from jukiself.excel.fit import height
from jukiself.excel.lists import PullDowns
from jukiself.excel.pack import packed
from jukiself.excel.results import arranged
from jukiself.excel.words import as_text
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.report.words import long_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jukiself.answers.situation import Situation
    from jukiself.excel.words import Content
    from jukiself.findings.judge import Finding

_HEADER_ROW = 3
_LEAST_HEIGHT = 34.0
_ABOUT = (
    "ことしの点検の回答書を拝見しました。所見ごとに、県の意見とコメントをお返しします。",
    "良し悪しを競うものではありません。どこから手を付けるとよいかを、いっしょに考えるためのものです。",
)
_HOW = (
    "このプログラムをお使いのときは、点検を開いた窓にこのファイルを落とすと、コメントが所見の横に並びます。返事も窓で書けます。",
    "Excel だけのときは、シート「講評」の色の付いた欄に返事を書き、このファイルをそのままお返しください。",
    "コメントのある所見を上に並べています。返事は、すべての行に要るものではありません。直したこと、決めた日、事情、県に聞きたいことがあるときに書いてください。",
    "住民の個人情報とパスワードは書かないでください。IDの列は消さないでください。シートの保護にパスワードはありません。",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a finding as it stands now, and what was said about it."""

    comment: Comment
    kind: str
    title: str


def comment_id(comment: Comment) -> str:
    """``rule`` or ``rule@member``; a word of its own for the whole reply."""
    if not comment.rule:
        return words.WHOLE
    return f"{comment.rule}@{comment.member}" if comment.member else comment.rule


def lines(
    situation: Situation, findings: Sequence[Finding], comments: Iterable[Comment], *, every: bool = False
) -> list[Line]:
    """This year's rows first, those in which something is said before the others, in the order of 所見.

    ``every`` finding that is to be mended or looked at has a row, or only those spoken of.
    """
    said: dict[tuple[str, str], list[Comment]] = {}
    for one in comments:
        said.setdefault((one.rule, one.member), []).append(one)
    rows = [Line(one, "", words.WHOLE_TITLE) for one in said.pop(("", ""), [])]
    for finding in arranged(findings):
        on = (finding.id, finding.member.id if finding.member else "")
        shown = every and finding.status in {Status.DEFECT, Status.CHECK}
        mine = said.pop(on, [Comment(situation.inspection.year, *on)] if shown else [])
        rows += [Line(one, _kind(finding), finding.title) for one in mine]
    titles = {one.id: one.title for one in situation.checklist.rules}
    rows += [Line(one, "いまはない所見", titles.get(one.rule, one.rule)) for some in said.values() for one in some]
    return sorted(rows, key=lambda row: (-row.comment.year, not row.comment.speaks and not row.comment.reply))


def _kind(finding: Finding) -> str:
    weight = SEVERITY_LABELS[finding.severity] if finding.severity and finding.status is Status.DEFECT else ""
    return f"{STATUS_LABELS[finding.status]}\n{weight}".strip()


def write_comments(
    situation: Situation, rows: Sequence[Line], sender: str, day: str, ask_us: str, program: str
) -> bytes:
    """The workbook for one office: nothing of another one is in it, and no 庁内メモ."""
    inspection = situation.inspection
    book = letter.begin(inspection, f"講評 {inspection.office.name} {inspection.year}", program)
    cover = letter.Cover(book.create_sheet(layout.COVER), "住基ネット自己点検　講評")
    cover.paragraphs(part for part in (look.band(inspection.nature), *_ABOUT) if part)
    for label, content in letter.identity_facts(situation):
        cover.fact(label, content)
    cover.fact(layout.SUBMISSION, f"第{inspection.submission}回")
    for label, content in ((words.SENDER, sender), (words.DAY, long_day(day)), (words.ASK_US, ask_us)):
        cover.fact(label, content)
    cover.entries("お書きになる欄", (words.ANSWERED_BY, words.ANSWERED_ON))
    cover.heading("使い方")
    cover.paragraphs(f"・{one}" for one in _HOW)
    cover.close()
    letter.paper(cover.sheet, inspection, words.SHEET, inspection.office.name, one_page=True)
    sheet = book.create_sheet(words.SHEET)
    note = "← この色と太い枠の欄に、役場の返事をお書きください。"
    _write(
        sheet,
        PullDowns(book),
        rows,
        words.COLUMNS,
        f"講評　{inspection.office.name}　{look.band(inspection.nature)}",
        note,
    )
    letter.paper(sheet, inspection, words.SHEET, inspection.office.name, one_page=False)
    letter.sign(book, inspection, f"{words.LINE};{day}")
    return packed(book)


def returned_comments(
    sheet: Any, situation: Situation, findings: Sequence[Finding], seal: str, lists: PullDowns
) -> None:
    """講評への返事: a sheet of a return workbook that is there only where 講評 was received."""
    inspection = situation.inspection
    about = (
        f"{words.RETURNED}　{inspection.office.name}　{fiscal_year(inspection.year)}　{look.band(inspection.nature)}"
    )
    note = "← 講評へのお返事です。この色の欄は書き直せます。照合コードには入りません。"
    _write(sheet, lists, lines(situation, findings, inspection.comments), words.RETURNED_COLUMNS, about, note)
    look.paper(sheet, inspection, landscape=True, seal=seal)


def _write(
    sheet: Any, lists: PullDowns, rows: Sequence[Line], columns: Mapping[str, float], title: str, note: str
) -> None:
    look.widths(sheet, tuple(columns.values()))
    sheet.sheet_view.showGridLines = False
    look.put(sheet.cell(1, 1), title.strip(), look.TITLE)
    sheet.row_dimensions[1].height = 30
    look.dress(sheet.cell(2, 1), look.SAMPLE)
    look.put(sheet.cell(2, 2), note, look.PLAIN)
    sheet.row_dimensions[2].height = 22
    look.row(sheet, _HEADER_ROW, ((one, look.HEAD) for one in columns))
    sheet.row_dimensions[_HEADER_ROW].height = 24
    number = _HEADER_ROW
    for number, row in enumerate(rows, _HEADER_ROW + 1):
        said = _cells(row)
        cells = [said[header] for header in columns]
        look.row(sheet, number, cells)
        sized = zip(cells, columns.values(), strict=True)
        sheet.row_dimensions[number].height = height(
            ((as_text(content), width, dress.size) for (content, dress), width in sized), _LEAST_HEIGHT
        )
    places = {header: get_column_letter(place) for place, header in enumerate(columns, 1)}
    last = max(number, _HEADER_ROW + 1)
    lists.texts(sheet, [f"{places[words.REPLY]}{_HEADER_ROW + 1}:{places[words.REPLY]}{last}"], LONGEST)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, list(columns).index(words.FINDING) + 2)
    look.start_at(sheet, f"{places[words.REPLY]}{_HEADER_ROW + 1}")
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(len(columns))}{last}"
    look.protect(sheet)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{last}"


def _cells(row: Line) -> dict[str, tuple[Content, look.Look]]:
    one = row.comment
    weight = f"{SEVERITY_LABELS[one.severity]}{words.BECAUSE}{one.reason}" if one.severity else None
    return {
        words.ID: (comment_id(one), look.KEY),
        words.KIND: (row.kind or None, look.CELL_SMALL),
        words.FINDING: (row.title, look.CELL_BOLD),
        words.OPINION: (OPINION_LABELS[one.opinion] if one.opinion is not Opinion.NONE else None, look.CELL),
        words.WEIGHT: (weight, look.CELL_SMALL),
        words.COMMENT: (one.text or None, look.CELL),
        words.REPLY: (one.reply or None, look.ENTRY),
        words.YEAR: (one.year, look.COUNT),
        words.SENDER: (one.sender or None, look.CELL_SMALL),
        words.DAY: (one.day or None, look.CELL_SMALL),
    }
