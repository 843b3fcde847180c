"""Shares per area and stage; unknown is never green, and there is no overall grade."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.situation import Situation, State

if TYPE_CHECKING:
    from jukiself.answers.model import Key

PARTS = ("met", "partly", "unmet", "unknown", "unanswered")
PART_LABELS = {
    "met": "できている",
    "partly": "一部",
    "unmet": "できていない",
    "unknown": "わからない",
    "unanswered": "未回答",
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many graded answers are met, partly, unmet, わからない or 未回答; 該当なし stands beside, uncounted."""

    met: int = 0
    partly: int = 0
    unmet: int = 0
    unknown: int = 0
    unanswered: int = 0
    not_applicable: int = 0

    @property
    def total(self) -> int:
        """The denominator: everything that applies."""
        return self.met + self.partly + self.unmet + self.unknown + self.unanswered


def shares(situation: Situation) -> dict[tuple[str, str], Share]:
    """Shares by (area, stage), both ids; places where nothing graded is asked are left out."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for key in situation.keys:
        question = situation.checklist.question[key.question]
        if question.graded:
            counts.setdefault((question.area, question.stage), Counter())[_part(situation, key)] += 1
    return {place: Share(**count) for place, count in counts.items()}


def total(parts: list[Share]) -> Share:
    """Several shares added up, for instance those of one area."""
    return Share(**{name: sum(getattr(one, name) for one in parts) for name in (*PARTS, "not_applicable")})


def _part(situation: Situation, key: Key) -> str:
    state = situation.state(key)
    if state is not State.ANSWERED:
        return state.value
    gates = (situation.asked(key), situation.delegated(key))
    open_gates = [one for gate in gates if gate.truth is None for one in gate.operands]
    if open_gates:
        # Answered, but whether it applies is open: never counted as good.
        return "unknown" if any(situation.state(one) is State.UNKNOWN for one in open_gates) else "unanswered"
    grade = situation.grade(key)
    return grade.value if grade else "unanswered"
