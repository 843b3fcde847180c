"""届いたもの: every file and every word that came back, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.answers.model import Nature, Office

if TYPE_CHECKING:
    from datetime import datetime


class How(StrEnum):
    """In which way an office replied."""

    WORKBOOK = "workbook"
    PROXY = "proxy"
    PHONE = "phone"
    REFERENCE = "reference"
    DECLINED = "declined"


HOW_LABELS = {
    How.WORKBOOK: "回答書",
    How.PROXY: "代行入力",
    How.PHONE: "電話聞取り",
    How.REFERENCE: "参考提出",
    How.DECLINED: "回答しない",
}


class Verdict(StrEnum):
    """What became of a file.

    ``WAITING`` needs a decision: the same 提出回 came with other answers. ``UNDONE`` was taken and given back.
    """

    TAKEN = "taken"
    SAME = "same"
    REFUSED = "refused"
    WAITING = "waiting"
    UNDONE = "undone"


VERDICT_LABELS = {
    Verdict.TAKEN: "取り込み済み",
    Verdict.SAME: "同じもの",
    Verdict.REFUSED: "取り込めない",
    Verdict.WAITING: "差替えの判断待ち",
    Verdict.UNDONE: "取消済み",
}
#: The reason of a file a reviewer turned down; nothing is to be asked of the office about it.
KEPT_OLD = "差替えを採らず、前の回答を残しました。"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that came: a file, a phone call, a refusal to answer. A file keeps one row, whatever becomes of it.

    ``at`` is the same for all files of one run. ``file_name`` is the path below ``folder``, the folder that was
    collected. ``digest`` is the SHA-256 of the file (hex; empty where there is none). ``office``, ``year``, ``nature`` and
    ``submission`` are what it says of itself, as far as it could be read. ``printed`` is the 照合コード on its cover,
    ``sealed`` the code of its answers, ``state`` the `SealState` between them. ``problems`` are the sentences on cells, those on the
    ``refused`` first.
    """

    at: datetime
    file_name: str
    how: How
    verdict: Verdict
    reason: str = ""
    digest: str = ""
    office: Office | None = None
    year: int = 0
    nature: Nature = Nature.REAL
    submission: int = 0
    printed: str = ""
    sealed: str = ""
    state: str = ""
    inspection: int | None = None
    taken: int = 0
    repaired: int = 0
    refused: int = 0
    problems: tuple[str, ...] = ()
    folder: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """問合せ: what was asked of an office, by whom; ``settled`` is None while it is open."""

    office: str
    at: datetime
    by: str
    text: str
    settled: datetime | None = None
    seq: int = 0
