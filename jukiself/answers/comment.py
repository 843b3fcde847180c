"""講評 as the office keeps it: what the prefecture's reviewers said about a finding, and what the office replies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
