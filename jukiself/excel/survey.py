"""市町村調査結果の概要 as a workbook: the numbers, each with a way to its offices, and the lists behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from jukiself.answers.model import NATURE_LABELS
from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import SEVERITY_LABELS, RuleKind
from jukiself.excel import look
from jukiself.excel.fit import height
from jukiself.excel.pack import dated, packed
from jukiself.excel.results import HEADER_ROW, stacked_bars
from jukiself.excel.survey_lists import answers, lists, matrix, offices
from jukiself.excel.words import as_text
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.findings.score import PART_LABELS, PARTS
from jukiself.report.survey import TITLE
from jukiself.report.words import cited_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jukiself.excel.words import Content
    from jukiself.report.survey import Survey
    from jukiself.survey.across import Standing
    from jukiself.survey.distribution import Bar, Distribution

Columns = tuple[tuple[str, float], ...]
_KINDS = (RuleKind.DEFECT, RuleKind.STRENGTH, RuleKind.NOTE)
_CROSS: Columns = (
    ("分野", 14),
    ("段階", 10),
    ("言えること", 60),
    ("n", 7),
    ("N", 7),
    ("不明", 7),
    ("数えるか不明", 9),
    ("Nに数える団体", 24),
    ("当てはまる団体", 34),
    ("不明の団体", 34),
    ("選び方", 28),
    ("出典", 40),
)
_FINDINGS: Columns = (
    ("区分", 12),
    ("重さ", 9),
    ("分野", 14),
    ("段階", 10),
    ("所見", 40),
    ("n", 7),
    ("N", 7),
    ("不明", 7),
    ("選び方", 34),
    ("団体", 50),
)
_ANSWERS: Columns = (
    ("項番", 8),
    ("分野", 14),
    ("設問", 52),
    ("対象", 20),
    ("答え", 34),
    ("答えの数", 10),
    ("団体の数", 10),
    ("分母", 8),
    ("選び方", 44),
)
_UNKNOWN: Columns = (
    ("項番", 8),
    ("分野", 14),
    ("設問", 60),
    ("対象", 20),
    ("わからない団体", 12),
    ("尋ねた団体", 12),
    ("団体", 60),
)


def write_survey(survey: Survey) -> bytes:
    """The workbook; the same replies give the same bytes."""
    book = Workbook()
    book.remove(book.active)
    look.lay_ground(book)
    book.properties.title = f"{TITLE} {survey.year}"
    book.properties.creator = f"jukiself {survey.program}".strip()
    book.properties.language = "ja"
    dated(book, survey.year)
    _summary(book.create_sheet("概要"), survey)
    if survey.across.replies:
        _cross(book.create_sheet("全体の所見"), survey)
        _picture(book.create_sheet("分野と段階"), survey)
        _findings(book.create_sheet("所見"), survey)
        _answers(book.create_sheet("回答の分布"), survey)
        _unknown(book.create_sheet("わからない"), survey)
        offices(book.create_sheet("団体"), survey)
        if survey.few:
            lists(book.create_sheet("所見の一覧"), survey)
            answers(book.create_sheet("データ"), survey)
        else:
            matrix(book.create_sheet("団体と所見"), survey)
    return packed(book)


def _summary(sheet: Any, survey: Survey) -> None:
    look.widths(sheet, (24, 90))
    sheet.sheet_view.showGridLines = False
    across = survey.across
    look.put(sheet.cell(1, 1), f"{TITLE}　{fiscal_year(survey.year)}", look.TITLE)
    sheet.row_dimensions[1].height = 30
    # Beside the title it would end at the edge of the paper.
    look.put(sheet.cell(2, 1), look.band(survey.nature), look.PLAIN)
    facts = [
        ("県", survey.prefecture),
        ("件名", survey.title),
        ("区分", NATURE_LABELS[survey.nature]),
        ("選んだ団体", survey.chosen or "すべての団体"),
        ("調査対象", f"{survey.asked}団体"),
        ("回答", f"{len(across.replies)}団体"),
        ("回答のない団体", "、".join(one.name for one in survey.missing) or "ありません"),
        ("取扱い", f"{'匿名の写し　' if survey.anonymous else ''}{survey.handling}"),
        *(("団体が分かってしまう所", one) for one in survey.warnings),
        (
            "n・N・不明",
            "Nは、そのことが当てはまる団体の数、nは、そのうち書いてあることがあった団体の数です。不明は、答えが「わからない」か未回答の団体の数で、良いほうに数えません。",
        ),
        (
            "分野と段階",
            "1つの団体を、その所の一番弱い答えで数えています。「できている」は、当てはまる設問がすべてできている団体です。",
        ),
        (
            "選び方",
            "「選び方」の列は、その数の団体を選び出す書き方です。命令 survey の --filter に、そのまま書けます。",
        ),
        ("団体の一覧", _lists_words(survey)),
    ]
    for number, (name, said) in enumerate((one for one in facts if one[1]), 3):
        look.row(sheet, number, [(name, look.LABEL), (said, look.CELL)])
        sheet.row_dimensions[number].height = height([(said, 90.0, look.CELL.size)])
    look.protect(sheet)
    paper(sheet, survey, landscape=False)
    sheet.print_area = f"A1:B{sheet.max_row}"


def _lists_words(survey: Survey) -> str:
    if survey.few:
        return "「団体」は1団体1行、「所見の一覧」は1団体1所見1行、「データ」は1団体1設問1行です。オートフィルターで選べます。"
    return "「団体」は1団体1行です。「団体と所見」は、その所見のある団体の欄が1です。列の見出しのオートフィルターで、団体を選べます。すべての回答は、命令 survey OUT.csv で書き出せます。"


def frame(sheet: Any, survey: Survey, columns: Columns, said: str) -> None:
    """Title, one line of explanation, header."""
    look.widths(sheet, [width for _, width in columns])
    sheet.sheet_view.showGridLines = False
    look.put(
        sheet.cell(1, 1), f"{sheet.title}　{fiscal_year(survey.year)}　{look.band(survey.nature)}".strip(), look.TITLE
    )
    sheet.row_dimensions[1].height = 30
    look.put(sheet.cell(2, 1), said, look.PLAIN)
    sheet.row_dimensions[2].height = 20
    look.row(sheet, HEADER_ROW, ((title, look.HEAD) for title, _ in columns))
    sheet.row_dimensions[HEADER_ROW].height = 32


def _fill(sheet: Any, survey: Survey, columns: Columns, rows: Iterable[Sequence[Content]], *, tall: bool = True) -> int:
    number = HEADER_ROW
    for number, contents in enumerate(rows, HEADER_ROW + 1):
        look.row(sheet, number, ((one, look.COUNT if isinstance(one, int) else look.CELL) for one in contents))
        if tall:
            sized = zip(contents, columns, strict=True)
            sheet.row_dimensions[number].height = height(
                (as_text(one), width, look.CELL.size) for one, (_, width) in sized
            )
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(columns))}{number}"
    look.protect(sheet)
    paper(sheet, survey)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    return number


def paper(sheet: Any, survey: Survey, *, landscape: bool = True) -> None:
    """A4, one page wide, with year, nature and handling on every page."""
    look.a4(sheet, landscape=landscape)
    sheet.oddHeader.left.text = TITLE + ("（匿名）" if survey.anonymous else "")
    sheet.oddHeader.center.text = sheet.title
    sheet.oddHeader.right.text = f"{fiscal_year(survey.year)} {NATURE_LABELS[survey.nature]}"
    sheet.oddFooter.left.text = survey.handling[:70].replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N ページ"


def _cross(sheet: Any, survey: Survey) -> None:
    across, titles = survey.across, survey.across.checklist.titles
    rows = [
        (
            titles[f"area:{one.rule.area}"],
            titles[f"stage:{one.rule.stage}"],
            one.sentence,
            len(one.holds),
            one.counted,
            len(one.unknown),
            len(one.unsure),
            one.rule.counted,
            _named(survey, one.holds),
            _named(survey, one.unknown),
            f"cross={one.rule.id}",
            cited_of(across.checklist, one.rule.sources),
        )
        for one in across.crossings
        if one.sentence
    ]
    frame(
        sheet, survey, _CROSS, "全体を通して言えること。「すべて」は、nとNが同じで、不明が1つもないときにだけ使います。"
    )
    _fill(sheet, survey, _CROSS, rows)


def _named(survey: Survey, codes: Iterable[str]) -> str:
    """Offices by name; where they are very many the lists have them."""
    return "、".join(survey.across.names(codes)) if survey.few else ""


def _picture(sheet: Any, survey: Survey) -> None:
    across = survey.across
    columns: Columns = (("分野", 26), *((PART_LABELS[one], 13) for one in PARTS), ("計", 8), ("当てはまらない", 12))
    frame(sheet, survey, columns, "団体の数。1つの団体を、その所の一番弱い答えで数えています。")
    checklist = across.checklist
    areas = [(one.title, across.areas[one.id]) for one in checklist.areas if one.id in across.areas]
    areas = [(title, one) for title, one in areas if one.share.total]
    last = _fill(sheet, survey, columns, [(title, *_parts(one)) for title, one in areas])
    if areas:
        # Below the row that is repeated on every page, or its frame is too.
        stacked_bars(sheet, last, "分野ごとの団体の数", f"J{HEADER_ROW + 1}")
    number = last + 2
    look.row(sheet, number, [(one, look.HEAD) for one in ("分野・段階", *(title for title, _ in columns[1:]))])
    sheet.row_dimensions[number].height = 32
    for area in checklist.areas:
        for stage in checklist.stages:
            found = across.picture.get((area.id, stage.id))
            if found and found.share.total:
                number += 1
                sheet.row_dimensions[number].height = 20
                cells: list[tuple[Content, look.Look]] = [(f"{area.title}・{stage.title}", look.LABEL)]
                look.row(sheet, number, [*cells, *((one, look.COUNT) for one in _parts(found))])
    sheet.auto_filter.ref = None


def _parts(one: Standing) -> tuple[int, ...]:
    share = one.share
    return (*(getattr(share, part) for part in PARTS), share.total, share.not_applicable)


def _findings(sheet: Any, survey: Survey) -> None:
    across, titles = survey.across, survey.across.checklist.titles
    found = [one for one in across.spreads.values() if one.found or one.unclear]
    rows = [
        (
            STATUS_LABELS[Status(kind)],
            SEVERITY_LABELS[one.rule.severity] if one.rule.severity else "",
            titles[f"area:{one.rule.area}"],
            titles[f"stage:{one.rule.stage}"],
            f"{'└ ' if one.rule.refines else ''}{one.rule.title}",
            len(one.found),
            one.asked,
            len(one.unclear),
            f"finding={one.rule.id}",
            _named(survey, one.found),
        )
        for kind in _KINDS
        for one in found
        if one.rule.kind is kind
    ]
    frame(sheet, survey, _FINDINGS, "所見ごとの団体の数。n が 0 の行は、答えが足りない団体だけがある所見です。")
    _fill(sheet, survey, _FINDINGS, rows)


def _answers(sheet: Any, survey: Survey) -> None:
    frame(
        sheet,
        survey,
        _ANSWERS,
        "だれが何と答えたか。ネットワークごとの設問は網ごとに、契約ごとの設問は全団体の契約を合わせて数えます。",
    )
    rows = (row for one in survey.across.distributions for row in _bars(survey, one))
    _fill(sheet, survey, _ANSWERS, rows, tall=survey.few)


def _bars(survey: Survey, one: Distribution) -> Iterable[Sequence[Content]]:
    question = one.question
    area = survey.across.checklist.titles[f"area:{question.area}"]
    # Numbers of a single office could name it.
    bars = one.bars if question.choices or not survey.anonymous else ()
    beside = ((one.unknown, "unknown"), (one.not_applicable, "na"), (one.unanswered, ""))
    for bar, value in (*((bar, bar.value) for bar in bars), *((bar, value) for bar, value in beside if bar.count)):
        yield (
            question.number,
            area,
            question.text,
            one.member,
            *_counted(bar),
            one.total,
            f"answer={question.id}:{value}",
        )


def _counted(bar: Bar) -> tuple[Content, ...]:
    return bar.label, bar.count, len(bar.codes)


def _unknown(sheet: Any, survey: Survey) -> None:
    across = survey.across
    found = sorted(across.open_questions, key=lambda one: -len(one.unknown.codes))
    rows = [
        (
            one.question.number,
            across.checklist.titles[f"area:{one.question.area}"],
            one.question.text,
            one.member,
            len(one.unknown.codes),
            len(across.replies) - len(one.not_asked),
            _named(survey, one.unknown.codes),
        )
        for one in found
    ]
    frame(
        sheet,
        survey,
        _UNKNOWN,
        "「わからない」と答えた団体の多い順。多くの団体が分からないことは、県からまとめて尋ねられます。",
    )
    _fill(sheet, survey, _UNKNOWN, rows, tall=survey.few)
