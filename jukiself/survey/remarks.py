"""講評: what reviewers make of a finding of one office."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from jukiself.answers.comment import Opinion

if TYPE_CHECKING:
    from datetime import datetime

    from jukiself.checklist.model import Severity


class Bin(StrEnum):
    """Where a finding goes; empty while nobody has sorted it."""

    UNSORTED = ""
    ALL = "all"
    ONE = "one"
    PHONE = "phone"
    NEXT_YEAR = "next"


BIN_LABELS = {
    Bin.UNSORTED: "未仕分け",
    Bin.ALL: "全体通知",
    Bin.ONE: "個別助言",
    Bin.PHONE: "電話",
    Bin.NEXT_YEAR: "来年",
}


class On(NamedTuple):
    """What a remark is on: a finding of an office; ``rule`` empty is the whole reply."""

    office: str
    rule: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One reviewer's remark on one finding (rule and member) of an office; ``rule`` empty is on the whole reply.

    ``severity`` set changes the finding's own, for the ``reason`` given. ``reply`` is what the office answered.
    ``version`` counts changes; a write on an older one is refused with who changed it.
    """

    office: str
    rule: str
    member: str = ""
    bin: Bin = Bin.UNSORTED
    opinion: Opinion = Opinion.NONE
    severity: Severity | None = None
    reason: str = ""
    comment: str = ""
    reply: str = ""
    by: str = ""
    at: datetime | None = None
    version: int = 0

    @property
    def on(self) -> On:
        """What it is on."""
        return On(self.office, self.rule, self.member)

    @property
    def speaks(self) -> bool:
        """Whether it tells the office anything."""
        return bool(self.comment or self.opinion or self.severity or self.reason)
