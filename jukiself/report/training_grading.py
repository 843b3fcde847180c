"""答え合わせ on paper and on the window: each difference with what the record says, where, and a sentence why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.report.outline import Column, Heading, KeyValues, Notice, Paragraph, Row, Style, Table
from jukiself.report.training_kit import NOT_STATED, paper
from jukiself.report.words import with_member
from jukiself.training.explain import why
from jukiself.training.grading import OUTCOME_LABELS, OUTCOME_MEANS, RULES, SURE, SURE_MEANS, Outcome, agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.report.outline import Document, Part
    from jukiself.report.training_kit import Kit
    from jukiself.training.grading import Agreement, Grading, Mark
    from jukiself.training.room_grading import RoomGrading, RoomMark

TITLE = "答え合わせ"
ROOM_TITLE = "部屋の答え合わせ"
#: The order in which differences are told: what was added first, it is the lesson of the day.
TOLD = (Outcome.INVENTED, Outcome.WRONG, Outcome.MISSED, Outcome.NEAR)
ROOM_LEAD = (
    "割れた問いから話します。数は組の数で、どの組かは数えません。札には根拠がないので、言い切りすぎは数えません。"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One answer beside the record, in words; ``sure`` where it was said to have been seen."""

    question: str
    given: str
    right: str
    fact: str
    place: str
    why: str
    sure: bool


def told(kit: Kit, mark: Mark) -> Told:
    """An answer explained. One of the questions of the room has its own words."""
    situation = kit.situation
    reveal = next((one.reveal for one in kit.story.items if one.key == mark.key), "")
    return Told(
        with_member(situation, mark.key),
        situation.words(mark.key, mark.given.value),
        situation.label(mark.key),
        kit.fact(mark.key) if mark.facts else NOT_STATED,
        kit.cited(mark.facts) if mark.facts else "",
        why(kit.checklist.question[mark.key.question], mark) or reveal,
        mark.sure,
    )


def halves(found: Grading) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
    """What the record states, and what it does not; each has its own share of the points."""
    return (("書かれていること", found.stated), ("書かれていない・はっきりしないこと", found.silent))


def score_words(found: Grading) -> str:
    """The points, and what they are for."""
    return f"{found.score}点（100点のうち）。点は、読み方のくせを知るためのものです。"


def split_words(mark: RoomMark, groups: int) -> str:
    """How the room stood to a question."""
    if mark.split:
        return f"{mark.groups}組の答えが{len(mark.raised)}つに割れました。"
    rest = f"（札は{groups}組のうち{mark.groups}組）" if mark.groups < groups else ""
    return f"どの組も同じ札でした{rest}。"


def grading_paper(kit: Kit, found: Grading) -> Document:
    """One practice compared."""
    return paper(kit, TITLE, _parts(kit, found))


def _parts(kit: Kit, found: Grading) -> Iterator[Part]:
    yield Heading(1, TITLE)
    if not found.answered:
        yield Notice("まだ答えがありません", "題材を読んで答えてから、もう一度作ってください。")
    yield Paragraph(score_words(found), Style.STRONG)
    heads = (Column("", 34), *(Column(one, 11) for one in OUTCOME_LABELS.values()))
    counts = ((f"{words}（{len(marks)}問）", agreement(marks).counts) for words, marks in halves(found))
    rows = tuple(Row((words, *(str(each[name]) for name in OUTCOME_LABELS))) for words, each in counts)
    yield Table(heads, rows, whole=True)
    yield Heading(2, "分野ごとの一致")
    yield _areas(kit, found.areas, "設問")
    for name in TOLD:
        if marks := found.of(name):
            yield Heading(2, f"{OUTCOME_LABELS[name]}（{len(marks)}問）")
            yield Paragraph(OUTCOME_MEANS[name])
            yield _table(kit, marks)
    if found.sure:
        yield Heading(2, f"{SURE}（{len(found.sure)}問）")
        yield Paragraph(SURE_MEANS)
        yield Paragraph("・".join(told(kit, one).question.partition("　")[0] for one in found.sure))
    yield Heading(2, "点の数え方")
    yield from (Paragraph(one, Style.SMALL) for one in RULES)


def _areas(kit: Kit, areas: dict[str, Agreement], what: str) -> Table:
    heads = (("分野", 40), (what, 15), ("一致", 15), ("足した", 15), ("読み落とし", 15))
    return Table(
        tuple(Column(*one) for one in heads),
        tuple(Row((kit.checklist.titles[f"area:{area}"], *area_cells(one))) for area, one in areas.items()),
        whole=True,
    )


def area_cells(one: Agreement) -> tuple[str, ...]:
    """How many, which share agrees, how many were added and how many missed."""
    added, missed = one.counts[Outcome.INVENTED], one.counts[Outcome.MISSED]
    return (str(one.asked), f"{one.share:.0%}", str(added), str(missed))


def _table(kit: Kit, marks: Iterable[Mark]) -> Table:
    columns = (Column("設問", 30), Column("答え", 18), Column("記録", 30), Column("なぜ", 22))
    return Table(columns, tuple(_row(told(kit, one)) for one in marks), compact=True)


def _row(one: Told) -> Row:
    given = one.given + (f"（{SURE}）" if one.sure else "")
    record = f"{one.right}\n{one.fact}\n{one.place}" if one.place else one.fact
    return Row((one.question, given, record, one.why))


def room_paper(kit: Kit, found: RoomGrading) -> Document:
    """A room compared: where it split, then where it agreed."""
    return paper(kit, ROOM_TITLE, _room_parts(kit, found))


def _room_parts(kit: Kit, found: RoomGrading) -> Iterator[Part]:
    yield Heading(1, ROOM_TITLE)
    if not found.marks:
        yield Notice("まだ札がありません", "「部屋で進める」で札を入れてから、もう一度作ってください。")
        return
    yield Paragraph(ROOM_LEAD)
    for title, marks in (("割れた問い", found.split), ("そろった問い", found.agreed)):
        if marks:
            yield Heading(2, f"{title}（{len(marks)}問）")
        for mark in marks:
            yield from _room_mark(kit, mark, found.groups)
    yield Heading(2, "分野ごとの一致（札の数）")
    yield _areas(kit, found.areas, "札")


def _room_mark(kit: Kit, mark: RoomMark, groups: int) -> Iterator[Part]:
    first = told(kit, mark.raised[0].mark)
    yield Heading(3, f"問{mark.item + 1}　{first.question.partition('　')[2]}")
    yield Paragraph(split_words(mark, groups))
    yield Table(
        (Column("札", 34), Column("組", 8), Column("記録と比べると", 22), Column("なぜ", 36)),
        tuple(
            Row((one.given, str(raised.groups), OUTCOME_LABELS[raised.mark.outcome], one.why))
            for raised in mark.raised
            for one in (told(kit, raised.mark),)
        ),
        compact=True,
        whole=True,
    )
    record = first.fact if not first.place else f"{first.right}。{first.fact}（{first.place}）"
    yield KeyValues((("記録", record), ("話し合い", kit.story.items[mark.item].talk)))
