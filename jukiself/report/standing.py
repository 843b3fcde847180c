"""How far an inspection has come, as papers and the window say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import CONFIRMING_LABELS, LIFE_LABELS, Confirming, Life
from jukiself.report.words import long_day

if TYPE_CHECKING:
    from jukiself.answers.model import Review


def mark(review: Review) -> str:
    """決裁済 令和8年12月1日　住民課長　確認：鈴木 令和8年11月21日.

    The part before the first wide space is enough for a header.
    """
    alone = "・一人で実施" if review.way is Confirming.ALONE else ""
    who = review.confirmed_by
    if review.way is Confirming.NEIGHBOUR:
        who = f"{who}（{CONFIRMING_LABELS[Confirming.NEIGHBOUR]}）"
    confirmed_on = long_day(review.confirmed_on)
    if review.locked:
        confirmed = "" if alone else f"確認：{who} {confirmed_on}"
        sent = f"送付：{long_day(review.sent_on)}" if review.sent_on else ""
        approved = f"{LIFE_LABELS[Life.APPROVED]} {long_day(review.approved_on)}{alone}"
        parts = [approved, review.approved_by, confirmed, sent]
    elif review.life is Life.CONFIRMED:
        parts = [f"{LIFE_LABELS[Life.CONFIRMED]}{alone} {confirmed_on}", "" if alone else who]
    else:
        parts = [LIFE_LABELS[Life.OPEN]]
    return "　".join(one for one in parts if one)


def short_mark(text: str) -> str:
    """The part of a mark for a header."""
    return text.partition("　")[0]
