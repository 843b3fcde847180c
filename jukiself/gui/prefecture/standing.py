"""How an office's reply stands, as a shape and a word; and what one row of the board says, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.seal import SealState
from jukiself.survey.arrivals import HOW_LABELS, VERDICT_LABELS, How, Verdict
from jukiself.survey.board import STANDING_LABELS, Standing

if TYPE_CHECKING:
    from jukiself.survey.arrivals import Arrival
    from jukiself.survey.board import Row

SIGNS = {
    Standing.SUBMITTED: "●",
    Standing.MISSING: "○",
    Standing.ASKED: "？",
    Standing.REPLACING: "▲",
    Standing.DECLINED: "×",
    Standing.HEARD: "◇",
    Standing.SERVED: "◎",
}
VERDICT_SIGNS = {
    Verdict.TAKEN: "●",
    Verdict.SAME: "＝",
    Verdict.WAITING: "▲",
    Verdict.REFUSED: "×",
    Verdict.UNDONE: "－",
}
#: The board's columns.
TITLES = ("コード", "団体", "状態", "届いた日", "遅れ", "提出回", "照合コード", "連絡")
#: The same where the file is about to be taken in.
COMING = {
    Verdict.TAKEN: "取り込める",
    Verdict.SAME: "同じもの",
    Verdict.WAITING: "差替えの判断待ち",
    Verdict.REFUSED: "取り込めない",
}


def standing_words(one: Standing) -> str:
    """Shape and word."""
    return f"{SIGNS[one]} {STANDING_LABELS[one]}"


def verdict_words(one: Arrival, *, coming: bool = False) -> str:
    """Shape and word; ``coming`` where it is only looked at yet."""
    said = COMING if coming else VERDICT_LABELS
    return f"{VERDICT_SIGNS[one.verdict]} {said[one.verdict]}"


def cells(row: Row) -> tuple[str, ...]:
    """What stands in the board's columns."""
    newest = row.newest
    return (
        row.listed.office.code,
        row.listed.office.name,
        standing_words(row.standing),
        f"{row.came_on.month}月{row.came_on.day}日" if row.came_on else "",
        f"{row.days_late}日" if row.days_late else "",
        "、".join(f"第{one}回" for one in row.submissions),
        _code_words(newest) if newest else "",
        whom(row),
    )


def _code_words(newest: Arrival) -> str:
    """What is to be known of the code on its cover, and how it came where that was not by a workbook."""
    how = "" if newest.how is How.WORKBOOK else f"（{HOW_LABELS[newest.how]}）"
    mark = "▲ " if newest.state == SealState.CHANGED else ""
    return f"{mark}{newest.state}{how}"


def whom(row: Row) -> str:
    """Whom to call, where somebody has to be called."""
    if not row.to_call:
        return ""
    contact = row.listed.contact
    said = " ".join(one for one in (contact.phone, contact.section, contact.person) if one)
    return f"☎ {said or '連絡先が分かりません'}"


def hay(row: Row) -> str:
    """Everything one may search a row by."""
    contact = row.listed.contact
    files = [one.file_name for one in (*row.waiting, *row.unusable, *((row.newest,) if row.newest else ()))]
    said = (*cells(row), contact.section, contact.person, contact.phone, contact.mail, row.note, *files)
    return "\n".join(said).casefold()
