"""講評 as the office keeps it: what the prefecture's reviewers said about a finding, and what the office replies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.checklist.model import Severity


class Opinion(StrEnum):
    """What the reviewers think of a finding; empty while they have not said."""

    NONE = ""
    AGREED = "agreed"
    DISCUSS = "discuss"
    ACCEPTED = "accepted"


OPINION_LABELS = {
    Opinion.NONE: "未記入",
    Opinion.AGREED: "所見のとおり",
    Opinion.DISCUSS: "話し合いたい",
    Opinion.ACCEPTED: "事情により了承",
}


@dataclass(frozen=True, slots=True)
class Comment:
    """One remark beside the finding it is about; ``rule`` empty is on the whole reply.

    ``year`` is the 年度 remarked on: a comment is carried into the next one, so that its ``reply`` returns with that
    year's workbook. ``severity`` set is the reviewers' own, for the ``reason`` given. ``day`` is YYYY-MM-DD.
    """

    year: int
    rule: str
    member: str = ""
    text: str = ""
    opinion: Opinion = Opinion.NONE
    severity: Severity | None = None
    reason: str = ""
    sender: str = ""
    day: str = ""
    reply: str = ""

    @property
    def speaks(self) -> bool:
        """Whether the reviewers said anything in it."""
        return bool(self.text or self.opinion or self.severity or self.reason)

    @property
    def on(self) -> tuple[int, str, str]:
        """What it is on: 年度, rule and member."""
        return self.year, self.rule, self.member


def spoken(comments: Iterable[Comment], rule: str, member: str | None) -> tuple[Comment, ...]:
    """What was said of a finding, the newest year first."""
    found = [one for one in comments if (one.rule, one.member) == (rule, member or "")]
    return tuple(sorted(found, key=lambda one: -one.year))


def received(kept: Iterable[Comment], coming: Iterable[Comment], year: int) -> tuple[Comment, ...]:
    """The comments after a 講評 of a year came: its words, our replies, and whatever we replied to that it left out."""
    ours = {one.on: one for one in kept}
    new = {one.on: one for one in coming}
    fresh = [replace(one, reply=ours[on].reply or one.reply) if on in ours else one for on, one in new.items()]
    rest = [one for on, one in ours.items() if on not in new and (one.reply or one.year != year)]
    return (*fresh, *rest)


def with_replies(kept: Iterable[Comment], coming: Iterable[Comment]) -> tuple[Comment, ...]:
    """The comments after a return workbook came back: a reply in it stands, an empty cell erases nothing."""
    new = {one.on: one for one in coming}
    known = [replace(one, reply=new.pop(one.on).reply or one.reply) if one.on in new else one for one in kept]
    return (*known, *new.values())


def carried(kept: Iterable[Comment], year: int) -> tuple[Comment, ...]:
    """What goes with the office into the next 年度: the 講評 of that year, so that its replies can still return."""
    return tuple(one for one in kept if one.year == year)
