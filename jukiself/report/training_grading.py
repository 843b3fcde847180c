"""答え合わせ on paper: how a practice stands to the survey, area by area, each difference with the fact and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.report.outline import Column, Heading, Notice, Paragraph, Row, Style, Table
from jukiself.report.training_papers import paper
from jukiself.report.words import with_member
from jukiself.training.grading import OUTCOME_LABELS, OUTCOME_MEANS, RULES, SURE, SURE_MEANS, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.outline import Document, Part
    from jukiself.report.training_papers import Kit
    from jukiself.training.grading import Grading, Mark

TITLE = "答え合わせ"
_TOLD = (Outcome.INVENTED, Outcome.WRONG, Outcome.MISSED, Outcome.NEAR)


def grading_paper(kit: Kit, found: Grading) -> Document:
    """One practice compared."""
    return paper(kit, TITLE, _parts(kit, found))


def _parts(kit: Kit, found: Grading) -> Iterator[Part]:
    yield Heading(1, TITLE)
    if not found.answered:
        yield Notice("まだ答えがありません", "題材を読んで答えてから、もう一度作ってください。")
    yield Paragraph(f"{found.score}点（100点のうち）。点は、読み方のくせを知るためのものです。", Style.STRONG)
    heads = (Column("", 34), *(Column(one, 11) for one in OUTCOME_LABELS.values()))
    rows = [
        Row(
            (f"{words}（{len(marks)}問）", *(str(sum(one.outcome is name for one in marks)) for name in OUTCOME_LABELS))
        )
        for words, marks in (("書かれていること", found.stated), ("書かれていない・はっきりしないこと", found.silent))
    ]
    yield Table(heads, tuple(rows), whole=True)
    yield Heading(2, "分野ごとの一致")
    titles = kit.checklist.titles
    yield Table(
        (Column("分野", 40), Column("設問", 15), Column("一致", 15), Column("足した", 15), Column("読み落とし", 15)),
        tuple(
            Row((
                titles[f"area:{area}"],
                str(one.asked),
                f"{one.share:.0%}",
                str(one.counts[Outcome.INVENTED]),
                str(one.counts[Outcome.MISSED]),
            ))
            for area, one in found.areas.items()
        ),
    )  # fmt: skip
    for name in _TOLD:
        if marks := found.of(name):
            yield Heading(2, f"{OUTCOME_LABELS[name]}（{len(marks)}問）")
            yield Paragraph(OUTCOME_MEANS[name])
            columns = (Column("設問", 42), Column("答え", 20), Column("記録", 38))
            yield Table(columns, tuple(_row(kit, one) for one in marks), compact=True)
    if found.sure:
        yield Notice(f"{SURE}（{len(found.sure)}問）", SURE_MEANS)
    yield Heading(2, "点の数え方")
    yield from (Paragraph(one, Style.SMALL) for one in RULES)


def _row(kit: Kit, mark: Mark) -> Row:
    situation = kit.situation
    given = situation.words(mark.key, mark.given.value) + (f"（{SURE}）" if mark.sure else "")
    said = f"{situation.label(mark.key)}　{kit.cited(mark.facts)}" if mark.facts else "書かれていない"
    return Row((with_member(situation, mark.key), given, said))
