"""A survey as lines to choose from: each with its words, its numbers, and the offices behind each number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import SEVERITY_LABELS
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.survey.distribution import number_words
from jukiself.survey.then import COURSE_LABELS, Course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.survey import Survey
    from jukiself.survey.distribution import Bar, Codes, Distribution

_BLOCKS = 7
#: Whatever stands for many offices is told with its denominator.
_OF = "／"


@dataclass(frozen=True)
class Line:
    """One line of a view; ``behind`` are groups of offices by what they have in common; ``said`` is the whole of it."""

    name: str
    cells: tuple[str, ...]
    behind: tuple[tuple[str, Codes], ...]
    said: str = ""


def crossings(survey: Survey) -> Iterator[Line]:
    """What may be said across offices, with n of N and how many cannot tell."""
    for one in survey.across.crossings:
        if not one.counted and not one.unsure:
            continue
        groups = (
            ("当てはまる", one.holds),
            ("まだ言えない", one.unknown),
            ("当てはまらない", one.fails),
            ("数えるか分からない", one.unsure),
        )
        said = one.sentence or "数える団体がまだありません。"
        cells = (one.rule.title, f"{len(one.holds)}{_OF}{one.counted}", str(one.unclear or ""), said)
        yield Line(one.rule.id, cells, groups, said)


def spreads(survey: Survey) -> Iterator[Line]:
    """Findings with at least one office, the most frequent first within their severity as the form has them."""
    titles = survey.across.checklist.titles
    for name, one in survey.across.spreads.items():
        if not one.found:
            continue
        severity = SEVERITY_LABELS[one.rule.severity] if one.rule.severity else ""
        cells = (
            one.rule.title,
            titles.get(f"area:{one.rule.area}", one.rule.area),
            STATUS_LABELS[Status(one.rule.kind.value)],
            severity,
            f"{len(one.found)}{_OF}{one.asked}",
            str(len(one.unclear) or ""),
        )
        groups = (("ある", one.found), ("まだ言えない", one.unclear), ("ない", one.clear), ("尋ねていない", one.beside))
        yield Line(name, cells, groups, one.rule.title)


def answers(survey: Survey) -> Iterator[Line]:
    """Who answered what, a line for each answer."""
    for one in survey.across.distributions:
        first = True
        for bar in (*one.bars, one.unknown, one.not_applicable, one.unanswered):
            if not bar.count:
                continue
            question = f"{one.question.number}　{one.title}"
            cells = (question if first else "", bar.label, f"{bar.count}{_OF}{one.total}", _blocks(bar, one))
            said = f"{question}\n{bar.label}"
            if one.numbers and first:
                said += f"\n{number_words(one, exact=True)}"
            yield Line(f"{one.question.id}@{one.member}:{bar.value}", cells, ((bar.label, bar.codes),), said)
            first = False


def _blocks(bar: Bar, one: Distribution) -> str:
    return "■" * max(1, round(_BLOCKS * bar.count / max(one.total, 1)))


def unknown(survey: Survey) -> Iterator[Line]:
    """Everything somebody answered わからない to, what most cannot tell first."""
    for one in sorted(survey.across.open_questions, key=lambda each: -each.unknown.count):
        title = f"{one.question.number}　{one.title}"
        cells = (title, f"{one.unknown.count}{_OF}{one.total}", _blocks(one.unknown, one))
        yield Line(f"{one.question.id}@{one.member}", cells, (("わからない", one.unknown.codes),), title)


def then(survey: Survey) -> Iterator[Line]:
    """What became of areas and findings since an earlier 年度."""
    found = survey.then
    if found is None:
        return
    checklist = survey.across.checklist
    for area in checklist.areas:
        courses = found.areas.get(area.id, {})
        if courses:
            said = "、".join(f"{COURSE_LABELS[one]} {len(courses[one])}" for one in Course if one in courses)
            groups = tuple((COURSE_LABELS[one], courses[one]) for one in Course if one in courses)
            yield Line(f"area:{area.id}", ("分野", area.title, said), groups, f"{area.title}：{said}")
    for name, turned in found.rules.items():
        groups = (
            ("なくなった", turned.over),
            ("新しく出た", turned.new),
            ("続いている", turned.still),
            ("分からなくなった", turned.unsure),
        )
        if any(codes for _, codes in groups):
            said = "、".join(f"{words} {len(codes)}" for words, codes in groups if codes)
            title = checklist.rule[name].title
            yield Line(f"rule:{name}", ("所見", title, said), groups, f"{title}：{said}")


def whose(survey: Survey) -> str:
    """Which offices these numbers are of."""
    across = survey.across
    said = f"{len(across.replies)}団体の回答"
    if survey.asked > len(across.replies):
        said += f"（{survey.asked}団体のうち）"
    if survey.chosen:
        said += f"　しぼり込み：{survey.chosen}"
    if survey.then_year:
        said += f"　{fiscal_year(survey.then_year)}と比べています"
    return said
