"""所見, 改善計画 and 集計: what followed from the answers when the workbook was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.utils import get_column_letter

from jukiself.answers.model import BASIS_LABELS, STEP_LABELS
from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS
from jukiself.excel import look
from jukiself.excel.fit import height
from jukiself.excel.words import as_text
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.findings.score import PART_LABELS, PARTS, Share, shares, total
from jukiself.report.words import long_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jukiself.answers.model import Key, Step
    from jukiself.answers.situation import Situation
    from jukiself.excel.words import Content
    from jukiself.findings.judge import Finding

HEADER_ROW = 3
_FINDINGS = (
    ("番号", 5.5),
    ("区分", 10),
    ("重さ", 8),
    ("分野", 11),
    ("段階", 9),
    ("所見", 25),
    ("内容", 40),
    ("まず一歩", 37),
    ("手間・決める人", 14),
    ("理由にした答え", 26),
    ("出典", 24),
)
_PLAN = (
    ("番号", 6),
    ("区分", 11),
    ("重さ", 8),
    ("所見", 30),
    ("行うこと", 40),
    ("手間・決める人", 18),
    ("担当", 13),
    ("期限", 19),
    ("状態", 9),
    ("結果・理由", 26),
    ("計画した年度", 14),
)
_OWN_COLUMNS = 5
_REFINED = "└ "
_OWN_COPY = "担当から計画した年度までの欄は手元の控えで、回答としては読みません。"


def _stamp(seal: str, more: str) -> str:
    code = f"照合コード {seal}" if seal else "発行した時"
    return f"{code} の答えから作った写しです。点検票を書き直しても、この表は変わりません。{more}"


def _frame(sheet: Any, situation: Situation, seal: str, columns: Sequence[tuple[str, float]], more: str = "") -> None:
    look.widths(sheet, [width for _, width in columns])
    sheet.sheet_view.showGridLines = False
    inspection = situation.inspection
    about = f"{inspection.office.name}　{fiscal_year(inspection.year)}　{look.band(inspection.nature)}"
    look.put(sheet.cell(1, 1), f"{sheet.title}　{about}".strip(), look.TITLE)
    sheet.row_dimensions[1].height = 30
    look.put(sheet.cell(2, 1), _stamp(seal, more), look.PLAIN)
    sheet.row_dimensions[2].height = 20
    look.row(sheet, HEADER_ROW, ((title, look.HEAD) for title, _ in columns))
    sheet.row_dimensions[HEADER_ROW].height = 24


def _close(sheet: Any, situation: Situation, seal: str, columns: Sequence[tuple[str, float]], last: int) -> None:
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(columns))}{max(last, HEADER_ROW)}"
    look.protect(sheet)
    look.paper(sheet, situation.inspection, landscape=True, seal=seal)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{max(last, HEADER_ROW)}"


def _line(
    sheet: Any, number: int, columns: Sequence[tuple[str, float]], cells: list[tuple[Content, look.Look]]
) -> None:
    look.row(sheet, number, cells)
    sized = zip(cells, columns, strict=True)
    sheet.row_dimensions[number].height = height(
        (as_text(content), width, dress.size) for (content, dress), (_, width) in sized
    )


def arranged(findings: Sequence[Finding]) -> list[Finding]:
    """By 改善が必要, 調べること, 良い点, 参考; a refinement right after its plain finding."""
    plain = [one for one in findings if not one.refines]
    refined = [one for one in findings if one.refines]
    order = list(Status)
    found: list[Finding] = []
    for one in sorted(plain, key=lambda finding: order.index(finding.status)):
        found.append(one)
        found += [other for other in refined if other.refines == one.id and other.member == one.member]
    return [*found, *(one for one in refined if one not in found)]


def findings(sheet: Any, situation: Situation, seal: str, found: Sequence[Finding]) -> None:
    """所見: one row per finding."""
    _frame(sheet, situation, seal, _FINDINGS)
    number = HEADER_ROW
    for number, one in enumerate(arranged(found), HEADER_ROW + 1):
        _line(sheet, number, _FINDINGS, _finding(situation, one, number - HEADER_ROW))
    _close(sheet, situation, seal, _FINDINGS, number)


def _finding(situation: Situation, one: Finding, place: int) -> list[tuple[Content, look.Look]]:
    titles = situation.checklist.titles
    defect = one.status is Status.DEFECT
    remedy = one.rule.remedy if one.rule and defect else None
    risk = f"\n［放っておくと］{one.rule.risk}" if one.rule and defect and one.rule.risk else ""
    return [
        (place, look.COUNT),
        (STATUS_LABELS[one.status], look.CELL_BOLD),
        (_weight(one), look.CELL_CENTRE),
        (titles[f"area:{one.area}"], look.CELL),
        (titles[f"stage:{one.stage}"], look.CELL),
        (f"{_REFINED if one.refines else ''}{one.title}", look.CELL_BOLD),
        (f"{one.text}{risk}", look.CELL),
        (f"{remedy.step}\n［言い方］{remedy.say}" if remedy else _first_look(situation, one), look.CELL),
        (_effort(situation, one), look.CELL),
        ("\n".join(_reason(situation, key) for key in one.because), look.CELL_SMALL),
        ("\n".join(_cited(situation, one.sources)), look.CELL_TINY),
    ]


def _weight(one: Finding) -> str:
    return SEVERITY_LABELS[one.severity] if one.severity and one.status is Status.DEFECT else ""


def _effort(situation: Situation, one: Finding) -> str:
    remedy = one.rule.remedy if one.rule and one.status is Status.DEFECT else None
    if remedy is None:
        return ""
    decides = situation.checklist.titles.get(f"person:{remedy.decides}", remedy.decides)
    return f"{COST_LABELS[remedy.cost]}\n決める人：{decides}"


def _first_look(situation: Situation, one: Finding) -> str:
    if one.status is not Status.CHECK:
        return ""
    asks = [situation.checklist.question[key.question].ask for key in one.because]
    return "\n".join(dict.fromkeys(asks))


def _reason(situation: Situation, key: Key) -> str:
    question = situation.checklist.question[key.question]
    member = situation.member(key)
    basis = situation.inspection.answer(key).basis
    about = f"（{member.name}）" if member else ""
    return f"{question.number}{about} {situation.label(key)}" + (f"［{BASIS_LABELS[basis]}］" if basis else "")


def _cited(situation: Situation, sources: Iterable[str]) -> list[str]:
    clauses = situation.checklist.clauses
    return list(dict.fromkeys(clauses[one].cited if one in clauses else one for one in sources))


def plan(sheet: Any, situation: Situation, seal: str, found: Sequence[Finding]) -> None:
    """改善計画: the steps decided, and the first step for every finding that has none yet."""
    _frame(sheet, situation, seal, _PLAN, _OWN_COPY)
    number = HEADER_ROW
    for number, cells in enumerate(_steps(situation, found), HEADER_ROW + 1):
        _line(sheet, number, _PLAN, [(number - HEADER_ROW, look.COUNT), *cells])
    _close(sheet, situation, seal, _PLAN, number)


def _steps(situation: Situation, found: Sequence[Finding]) -> list[list[tuple[Content, look.Look]]]:
    steps = list(situation.inspection.steps)
    rows: list[list[tuple[Content, look.Look]]] = []
    for one in arranged(found):
        if one.status in {Status.DEFECT, Status.CHECK}:
            member = one.member.id if one.member else None
            own = [step for step in steps if (step.rule, step.member) == (one.id, member)]
            steps = [step for step in steps if step not in own]
            rows += [_step(situation, one, step) for step in own] or [_step(situation, one, None)]
    return [*rows, *(_left_over(situation, step) for step in steps)]


def _step(situation: Situation, one: Finding, step: Step | None) -> list[tuple[Content, look.Look]]:
    remedy = one.rule.remedy if one.rule and one.status is Status.DEFECT else None
    proposed = remedy.step if remedy else one.text
    return [
        (STATUS_LABELS[one.status], look.CELL_BOLD),
        (_weight(one), look.CELL_CENTRE),
        (f"{_REFINED if one.refines else ''}{one.title}", look.CELL_BOLD),
        (step.what if step else proposed, look.CELL),
        (_effort(situation, one), look.CELL),
        *_owner(situation, step),
    ]


def _owner(situation: Situation, step: Step | None) -> list[tuple[Content, look.Look]]:
    if step is None:
        return [(None, look.CELL_OPEN)] * _OWN_COLUMNS
    since = fiscal_year(step.since or situation.inspection.year)
    contents = (step.who or None, long_day(step.until) or None, STEP_LABELS[step.state], step.result or None, since)
    return [(one, look.CELL_OPEN) for one in contents]


def _left_over(situation: Situation, step: Step) -> list[tuple[Content, look.Look]]:
    return [
        ("計画のみ", look.CELL_BOLD),
        (None, look.CELL_CENTRE),
        (step.about or "今回の所見にはありません。", look.CELL_BOLD),
        (step.what, look.CELL),
        (None, look.CELL),
        *_owner(situation, step),
    ]


def totals(sheet: Any, situation: Situation, seal: str) -> None:
    """集計: shares by area with their denominators, a stacked bar of them, and area × stage below."""
    inspection, checklist = situation.inspection, situation.checklist
    found = shares(situation)
    columns = [
        ("分野", 20.0),
        *((PART_LABELS[one], 15.0) for one in PARTS),
        ("合計（分母）", 15.0),
        ("該当なし（外数）", 16.0),
    ]
    _frame(sheet, situation, seal, columns)
    number = HEADER_ROW
    for area in checklist.areas:
        number += 1
        share = total([one for (place, _), one in found.items() if place == area.id])
        look.row(sheet, number, [(area.title, look.LABEL), *_counts(share)])
        sheet.row_dimensions[number].height = 20
    stacked_bars(sheet, number, "分野ごとの答えの数", f"J{HEADER_ROW}")
    look.row(sheet, number + 1, [("計", look.LABEL), *_counts(total(list(found.values())))])
    sheet.row_dimensions[number + 1].height = 20
    number = _matrix(sheet, situation, found, number + 3)
    look.protect(sheet)
    look.paper(sheet, inspection, landscape=True, seal=seal, one_page=True)
    sheet.print_area = f"A1:R{number}"


def _counts(share: Share) -> list[tuple[Content, look.Look]]:
    counts = [*(getattr(share, one) for one in PARTS), share.total, share.not_applicable]
    return [(one, look.COUNT) for one in counts]


def _matrix(sheet: Any, situation: Situation, found: dict[tuple[str, str], Share], number: int) -> int:
    checklist = situation.checklist
    look.put(
        sheet.cell(number, 1), "分野と段階：できている数／合計。「？」はわからない、「空」は未回答の数。", look.PLAIN
    )
    number += 1
    look.row(sheet, number, [("分野", look.HEAD), *((one.title, look.HEAD) for one in checklist.stages)])
    for area in checklist.areas:
        number += 1
        places = [found.get((area.id, stage.id)) for stage in checklist.stages]
        look.row(sheet, number, [(area.title, look.LABEL), *((_cell(one), look.COUNT) for one in places)])
        sheet.row_dimensions[number].height = 20
    return number


def _cell(share: Share | None) -> str:
    if share is None or not share.total:
        return "－"
    open_ones = [f"？{share.unknown}" if share.unknown else "", f"空{share.unanswered}" if share.unanswered else ""]
    return " ".join([f"{share.met}／{share.total}", *(one for one in open_ones if one)])


#: Fills that differ in lightness and pattern, so that a grey printer keeps them apart.
_FILLS = (("solid", look.ACCENT), ("solid", "B9D3E0"), ("solid", "C8713A"), ("wdUpDiag", "595959"), ("solid", "FFFFFF"))


def stacked_bars(sheet: Any, last: int, title: str, at: str) -> None:
    """A bar for each row below the header down to the last: its five parts stand in the columns after the first."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 40
    chart.title = title
    chart.add_data(
        Reference(sheet, min_col=2, max_col=1 + len(PARTS), min_row=HEADER_ROW, max_row=last), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=HEADER_ROW + 1, max_row=last))
    for series, (pattern, colour) in zip(chart.series, _FILLS, strict=True):
        series.graphicalProperties = _dress(pattern, colour)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.y_axis.number_format = "0"
    chart.legend.position = "b"
    chart.width, chart.height = 15, 16
    sheet.add_chart(chart, at)


def _dress(pattern: str, colour: str) -> GraphicalProperties:
    if pattern == "solid":
        dress = GraphicalProperties(solidFill=colour)
    else:
        fill = PatternFillProperties(prst=pattern)
        fill.foreground, fill.background = ColorChoice(srgbClr=colour), ColorChoice(srgbClr="FFFFFF")
        dress = GraphicalProperties(pattFill=fill)
    dress.line.solidFill = look.INK
    return dress
