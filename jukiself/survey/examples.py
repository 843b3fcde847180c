"""Each cross rule's own examples, run against the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.findings.examples import background, tried
from jukiself.survey import record as kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.answers.model import Inspection
    from jukiself.checklist.cross import CrossRule
    from jukiself.checklist.model import Checklist

_LETTER = {
    "holds": kept.HOLDS,
    "open": kept.UNCLEAR,
    "fails": kept.NOT,
    "outside": kept.OUTSIDE,
    "unsure": kept.UNSURE_OF,
}


def run_cross_examples(checklist: Checklist) -> Iterator[str]:
    """What each failing example says, in Japanese; nothing where all hold."""
    base = background(checklist)
    for one in checklist.across:
        yield from cross_faults(checklist, one, base)


def cross_faults(checklist: Checklist, one: CrossRule, base: Inspection) -> Iterator[str]:
    """The same for one cross rule, over the background given."""
    for verdict, said, situation in tried(checklist, one.examples, base):
        where = f"全体の所見 {one.id} の例 {verdict}（{said}）"
        if isinstance(situation, str):
            yield f"{where}: {situation}"
        elif (got := kept.crossing(situation, one)) != _LETTER[verdict]:
            found = next(name for name, letter in _LETTER.items() if letter == got)
            yield f"{where}: {verdict} ではなく {found} になります。"
