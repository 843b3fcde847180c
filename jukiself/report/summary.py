"""総括 on one page: what got better since last year, what is good, this month's free steps, what needs money or others, the picture, 報告日・指示."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS, Cost, Severity
from jukiself.findings.judge import Status
from jukiself.findings.score import Share, total
from jukiself.report.asking import by_addressee
from jukiself.report.differences import WAY_LABELS, Differences, Turn, Way, from_last_year, only
from jukiself.report.outline import (
    AreaStage,
    Bullets,
    Heading,
    KeyValues,
    OnePage,
    Paragraph,
    PictureRow,
    Style,
    WriteIn,
)
from jukiself.report.references import by_rule, leading
from jukiself.report.words import clip, counted, era_day, members_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Remedy
    from jukiself.findings.judge import Finding
    from jukiself.report.outline import Part
    from jukiself.report.references import References
    from jukiself.report.sort import Sorted

#: How many of each fit a page that is read in two minutes; the rest is counted and follows later in the report.
BETTER, STRENGTHS, FREE_STEPS, OTHER_STEPS = 3, 5, 3, 2
_WAYS = (Way.BETTER, Way.WORSE, Way.LEARNT, Way.LOST)
_LONGEST_TITLE = 60
_WHAT = (
    "住民票の情報を国や県とつなぐ「住基ネット」と、その周りの守りについて、役場が自分で答えを調べた結果です。"
    "人を評価するものではなく、次に何をするかを決めるためのものです。"
)


def summary(
    situation: Situation, found: Sorted, references: References, shares: Mapping[tuple[str, str], Share]
) -> OnePage:
    """The page a 首長 reads, who never saw the program; inside a report it leads to what it names."""
    review = situation.inspection.review
    return OnePage(
        (
            Heading(1, "総括"),
            Paragraph(_WHAT, Style.SMALL),
            *_better(situation),
            *_strengths(found, references),
            *_steps(situation, found, references),
            Heading(2, "数で見ると"),
            KeyValues(tuple(_counts(situation, found))),
            Heading(2, "分野と段階"),
            Paragraph(
                "左だけが濃く、右へ行くほど薄い分野は、決まりはあっても、確かめて直すところまで届いていません。",
                Style.SMALL,
            ),
            picture(situation, shares),
            WriteIn((("報告日", _day(review.reported_on)), ("指示", review.instruction or "\n"))),
        )
    )


def _day(day: str) -> str:
    return era_day(date.fromisoformat(day)) if day else "　　　　年　　月　　日"


def picture(situation: Situation, shares: Mapping[tuple[str, str], Share]) -> AreaStage:
    """Areas down, stages across, and the sum of each stage."""
    checklist = situation.checklist
    stages = [one.id for one in checklist.stages]
    rows = [PictureRow(area.title, tuple(shares.get((area.id, stage)) for stage in stages)) for area in checklist.areas]
    sums = (total([share for (_, stage), share in shares.items() if stage == one]) for one in stages)
    return AreaStage(
        stages=tuple(one.title for one in checklist.stages),
        rows=(*rows, PictureRow("全分野の計", tuple(one if one.total or one.not_applicable else None for one in sums))),
    )


def _counts(situation: Situation, found: Sorted) -> Iterator[tuple[str, str]]:
    progress = situation.progress
    yield "答え", counted(progress) + ("　【暫定】" if progress.unanswered else "")
    good = f"良い点{len(found.strengths)}件、参考{len(found.notes)}件"
    yield "所見", f"改善が必要{found.defect_count}件{by_severity(found)}、調べること{len(found.checks)}件、{good}"
    groups = by_addressee(situation)
    if groups:
        most = sorted(groups, key=lambda one: -one.count)[:3]
        named = "、".join(f"{one.title}{one.count}件" for one in most)
        count = sum(one.count for one in groups)
        yield "調べる答え", f"わからない・たぶんが{count}件。{'多い順に、' if len(groups) > 1 else ''}{named}"


def by_severity(found: Sorted) -> str:
    """（重い2・中くらい9）; empty where nothing was found."""
    if not found.defects:
        return ""
    heaviest = [one.severity for one in found.defects]
    inner = [one.severity for box in found.defects for one in box.refinements if one.severity]
    count = Counter([*heaviest, *inner])
    return f"（{'・'.join(f'{SEVERITY_LABELS[one]}{count[one]}' for one in Severity if count[one])}）"


def _better(situation: Situation) -> Iterator[Part]:
    """What got better since last year, and the counts of what did not; nothing in a first year."""
    before = from_last_year(situation)
    if before is None:
        return
    compared = Differences(before, situation)
    # A refinement that is over went with its plain finding, which is named.
    over = [one for one in only(compared.turned(Status.DEFECT), Turn.OVER) if not one.refines]
    gone = [_Item(f"「{clip(one, _LONGEST_TITLE)}」がなくなりました") for one in members_of(over)]
    title = "前年度から良くなったこと"
    if gone:
        yield from _list(title, len(over), gone, BETTER, numbered=False)
    else:
        yield Heading(2, title)
    told = "、".join(f"{WAY_LABELS[one]}{compared.counts[one]}件" for one in _WAYS)
    pending = compared.counts[Way.PENDING]
    yield Paragraph(
        f"答えを前年度と比べると、{told}。" + (f"片方が未回答{pending}件。" if pending else ""), Style.SMALL
    )


def _strengths(found: Sorted, references: References) -> Iterator[Part]:
    if found.strengths:
        titles = (clip(one, _LONGEST_TITLE) for one in members_of(found.strengths))
        groups = by_rule(found.strengths)
        items = [_Item(title, see=references.place(one[0])) for title, one in zip(titles, groups, strict=True)]
        yield from _list("良い点", len(found.strengths), items, STRENGTHS, numbered=False)
    else:
        yield Heading(2, "良い点")
        yield Paragraph("良い点として書ける答えは、まだありません。「たぶん」の答えは良い点に数えません。", Style.SMALL)


def _steps(situation: Situation, found: Sorted, references: References) -> Iterator[Part]:
    plain = [one.plain for one in found.defects]
    for title, costs, most in (
        ("今月、0円でできること", {Cost.FREE}, FREE_STEPS),
        ("予算や、ほかの人の力が要ること", {Cost.BUDGET, Cost.OTHERS}, OTHER_STEPS),
    ):
        chosen = _with_cost(plain, costs)
        if chosen:
            yield from _list(title, len(chosen), _list_of_steps(situation, chosen, references), most, numbered=True)
        else:
            yield Heading(2, title)
            yield Paragraph("今の答えからは、挙がっていません。", Style.SMALL)


def _with_cost(findings: Iterable[Finding], costs: set[Cost]) -> list[Finding]:
    return [one for one in findings if one.rule and one.rule.remedy and one.rule.remedy.cost in costs]


def _list_of_steps(situation: Situation, findings: list[Finding], references: References) -> list[_Item]:
    """A step for each rule, with the findings it helps and who decides."""
    items = []
    for title, group in zip(members_of(findings), by_rule(findings), strict=True):
        first = group[0]
        if first.rule and first.rule.remedy:
            deciding = f"　{_deciding(situation, first.rule.remedy)}"
            items.append(_Item(first.rule.remedy.step, clip(title, _LONGEST_TITLE), deciding, references.place(first)))
    return items


def _deciding(situation: Situation, remedy: Remedy) -> str:
    person = situation.checklist.titles.get(f"person:{remedy.decides}", remedy.decides)
    cost = "" if remedy.cost is Cost.FREE else f"{COST_LABELS[remedy.cost]}／"
    return f"［{cost}決める人：{person}］"


@dataclass(frozen=True, slots=True)
class _Item:
    """A point of a list, the title and other words below it, and the place it is about."""

    text: str
    title: str = ""
    more: str = ""
    see: str = ""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        if not self.title:
            return (leading((self.text, self.see), see=self.see),)
        return Paragraph(self.text), leading((self.title, self.see), self.more, style=Style.SMALL, see=self.see)


def _list(title: str, total: int, items: list[_Item], most: int, *, numbered: bool) -> Iterator[Part]:
    """A heading that says how many findings there are, and the first of them; one item may stand for several members."""
    yield Heading(2, f"{title}（{total}件から{most}つ）" if len(items) > most else f"{title}（{total}件）")
    yield Bullets(tuple(one.paragraphs for one in items[:most]), numbered=numbered)
