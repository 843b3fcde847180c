"""講評 in words: what the prefecture said of a finding, and what the office replied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.comment import OPINION_LABELS, spoken
from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import SEVERITY_LABELS
from jukiself.report.outline import Field, Heading, Paragraph, Style
from jukiself.report.words import long_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.answers.comment import Comment
    from jukiself.answers.model import Inspection
    from jukiself.findings.judge import Finding
    from jukiself.report.outline import Part

TITLE = "県の講評"


def of_finding(inspection: Inspection, finding: Finding) -> tuple[Comment, ...]:
    """What was said of a finding."""
    return spoken(inspection.comments, finding.id, finding.member.id if finding.member else None)


def opinion(comment: Comment) -> str:
    """The reviewers' opinion and, where they see it otherwise, the weight with its reason; empty where there is none."""
    weight = f"重さは「{SEVERITY_LABELS[comment.severity]}」と見る（{comment.reason}）" if comment.severity else ""
    return "　".join(part for part in (OPINION_LABELS[comment.opinion] if comment.opinion else "", weight) if part)


def whence(comment: Comment) -> str:
    """Who said it, and when."""
    day = long_day(comment.day) if comment.day else fiscal_year(comment.year)
    return "　".join(part for part in (comment.sender, day) if part)


def paragraphs(comments: Iterable[Comment]) -> Iterator[Paragraph]:
    """What was said, and the replies."""
    for one in comments:
        if said := opinion(one):
            yield Paragraph(said, Style.STRONG)
        if one.text:
            yield Paragraph(one.text)
        if one.speaks:
            yield Paragraph(whence(one), Style.SMALL)
        if one.reply:
            yield Paragraph(f"役場の返事：{one.reply}")


def fields(inspection: Inspection, findings: Iterable[Finding]) -> Iterator[Field]:
    """The part of a finding's box, for it and those inside it."""
    if said := tuple(paragraphs(one for finding in findings for one in of_finding(inspection, finding))):
        yield Field(TITLE, said)


def whole(inspection: Inspection) -> Iterator[Part]:
    """What was said of the whole reply."""
    if said := tuple(paragraphs(spoken(inspection.comments, "", None))):
        yield Heading(1, TITLE)
        yield from said
