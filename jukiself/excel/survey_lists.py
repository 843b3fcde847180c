"""The lists behind a survey's numbers: one row per office, per finding, per answer; flat, by the unified rules of 2020."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from jukiself.answers.model import NATURE_LABELS, Key
from jukiself.checklist.model import SEVERITY_LABELS
from jukiself.excel import look
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.survey import record as kept
from jukiself.survey.choice import shared_of
from jukiself.survey.distribution import label
from jukiself.survey.traits import band_of, band_words, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jukiself.excel.words import Content
    from jukiself.report.survey import Survey
    from jukiself.survey.reply import Reply

_SHARED = {"yes": "はい", "no": "いいえ", "unknown": "わからない"}


def _flat(sheet: Any, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Content]]) -> None:
    look.widths(sheet, [width for _, width in columns])
    look.row(sheet, 1, ((title, look.FLAT_HEAD) for title, _ in columns))
    number = 1
    for number, contents in enumerate(rows, 2):
        look.row(
            sheet, number, ((one, look.FLAT_NUMBER if isinstance(one, int) else look.FLAT_TEXT) for one in contents)
        )
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{number}"
    look.protect(sheet)
    look.a4(sheet, landscape=True)
    sheet.print_title_rows = "1:1"


def _office(survey: Survey, reply: Reply) -> tuple[Content, Content]:
    """Code and name; an anonymous copy has no code."""
    return None if survey.anonymous else reply.code, reply.listed.office.name


def offices(sheet: Any, survey: Survey) -> None:
    """団体: one row each, with its counts by area."""
    across = survey.across
    areas = [one for one in across.checklist.areas if one.id in across.areas]
    traits = sorted({heading for one in across.replies for heading in one.listed.traits})
    columns = [
        ("団体コード", 10),
        ("団体名", 16),
        ("種類", 9),
        ("人口（人）", 14),
        ("共同運用", 9),
        *((one, 12.0) for one in traits),
        ("提出回", 7),
        ("だれの回答か", 16),
        *((one, 9.0) for one in ("尋ねた数", "答えた", "わからない", "該当なし", "未回答")),
        *((f"{one.title}（{part}）", 13.0) for one in areas for part in ("できている", "当てはまる")),
    ]
    _flat(sheet, columns, (_office_row(survey, one, [area.id for area in areas], traits) for one in across.replies))


def _office_row(survey: Survey, one: Reply, areas: list[str], traits: list[str]) -> Sequence[Content]:
    told = one.record.progress
    shares = survey.across.share_of(one.code)
    counts = [(share.met, share.total) if (share := shares.get(area)) else (None, None) for area in areas]
    population = band_words(band_of(one.listed)) if survey.anonymous else one.listed.population
    return [
        *_office(survey, one),
        kind_of(one.listed),
        population,
        _SHARED[shared_of(one, survey.across)],
        *(one.listed.traits.get(heading, "") for heading in traits),
        one.submission,
        one.by.name if one.by else "",
        *(getattr(told, part) for part in ("asked", "answered", "unknown", "not_applicable", "unanswered")),
        *(part for pair in counts for part in pair),
    ]


def lists(sheet: Any, survey: Survey) -> None:
    """所見の一覧: one row for each finding of each office; what is to be found out stands there too."""
    columns = (
        ("団体コード", 10),
        ("団体名", 16),
        ("所見ID", 28),
        ("区分", 11),
        ("重さ", 8),
        ("分野", 14),
        ("段階", 10),
        ("所見", 46),
        ("対象", 24),
        ("設問の目安（県が重さを変えたもの）", 16),
    )
    _flat(sheet, columns, (row for one in survey.across.replies for row in _findings(survey, one)))


def matrix(sheet: Any, survey: Survey) -> None:
    """団体と所見: one row for each office and one column for each finding, for so many offices that a list is too long.

    1 where the office has it; a filter on a column leads to its offices.
    """
    across = survey.across
    places = [number for number, rule in enumerate(across.checklist.rules) if across.spreads[rule.id].found]
    titles = [across.checklist.rules[one] for one in places]
    kinds = {one.id: STATUS_LABELS[Status(one.kind)] for one in titles}
    columns = [
        ("団体コード", 10.0),
        ("団体名", 16.0),
        *((f"{kinds[one.id]}：{one.title}［{one.id}］", 9.0) for one in titles),
    ]
    rows = (
        [*_office(survey, one), *(1 if kept.FOUND in one.record.rules[place] else None for place in places)]
        for one in across.replies
    )
    _flat(sheet, columns, rows)


def _findings(survey: Survey, reply: Reply) -> Iterator[Sequence[Content]]:
    checklist = survey.across.checklist
    wanted = {kept.FOUND, kept.CHECK}
    for rule, letters in zip(checklist.rules, reply.record.rules, strict=True):
        if not wanted.intersection(letters):
            continue
        for member, letter in zip(reply.members(checklist, rule.each), letters, strict=False):
            if letter in wanted:
                check = letter == kept.CHECK
                changed = None if check else reply.changed(rule, member)
                seen = changed or (None if check else rule.severity)
                yield (
                    *_office(survey, reply),
                    rule.id,
                    STATUS_LABELS[Status.CHECK if check else Status(rule.kind)],
                    SEVERITY_LABELS[seen] if seen else "",
                    checklist.titles[f"area:{rule.area}"],
                    checklist.titles[f"stage:{rule.stage}"],
                    rule.check_title if check else rule.title,
                    member.name if member else "",
                    SEVERITY_LABELS[rule.severity] if changed and rule.severity else "",
                )


#: The columns of データ, in a workbook and as CSV.
DATA = (
    ("団体コード", 10),
    ("団体名", 16),
    ("年度（西暦）", 11),
    ("区分", 7),
    ("提出回", 7),
    ("設問ID", 26),
    ("対象ID", 9),
    ("項番", 7),
    ("分野", 14),
    ("対象", 20),
    ("設問文", 50),
    ("回答コード", 18),
    ("回答", 30),
)


def answers(sheet: Any, survey: Survey) -> None:
    """データ: one row for each answer of each office."""
    _flat(sheet, DATA, data(survey))


def data(survey: Survey) -> Iterator[Sequence[Content]]:
    """The rows of データ."""
    checklist = survey.across.checklist
    for one in survey.across.replies:
        for question, cell in zip(checklist.questions, one.record.values, strict=True):
            members = one.members(checklist, question.group)
            for member, value in zip(members, cell.split(" ") if cell else (), strict=False):
                if value != kept.NOT_ASKED:
                    yield (
                        *_office(survey, one),
                        one.year,
                        NATURE_LABELS[survey.nature],
                        one.submission,
                        question.id,
                        member.id if member else None,
                        question.number,
                        checklist.titles[f"area:{question.area}"],
                        member.name if member else None,
                        question.text,
                        *_said(survey, one, Key(question.id, member.id if member else None), value),
                    )


def _said(survey: Survey, one: Reply, key: Key, value: str) -> tuple[Content, Content]:
    """Code and words; in an anonymous copy no number, day or text of a single office."""
    question = survey.across.checklist.question[key.question]
    if survey.anonymous and not question.choices and value not in kept.OPEN_VALUES:
        return None, "（匿名の写しには入れません）"
    if value == kept.WRITTEN:
        return None, one.record.texts.get(str(key), "")
    codes = {kept.UNSURE: "unknown", kept.UNANSWERED: None}
    return codes.get(value, value), label(question, value)
