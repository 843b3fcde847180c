"""How long the rest may take at the pace so far; nothing is said where too little is known."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection

#: Between two answers: shorter is a file taken in or a copied column, longer is a pause.
_QUICKEST, _SLOWEST = 1.0, 300.0
_ENOUGH = 20
_STEP = 5


def minutes_left(inspection: Inspection, still_open: int) -> int | None:
    """Minutes for so many questions, in fives; None where fewer than twenty answers show a pace."""
    times = sorted(one.at for one in inspection.answers.values() if one.at and one.value)
    gaps = [(after - before).total_seconds() for before, after in pairwise(times)]
    worked = [gap for gap in gaps if _QUICKEST <= gap <= _SLOWEST]
    if len(worked) < _ENOUGH or not still_open:
        return None
    minutes = sum(worked) / len(worked) * still_open / 60
    return max(_STEP, round(minutes / _STEP) * _STEP)
