"""全体の所見: what may be said across many offices, and in which words, once each one's answers are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jukiself.checklist.condition import Condition


class Tone(StrEnum):
    """Whether what the condition asks for is a gap or something good."""

    GAP = "gap"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class CrossRule:
    """One sentence over all offices, by how many of them it holds of.

    It counts the N offices of which ``of`` holds (all, where there is none); ``counted`` says who they are. Of n of
    them ``condition`` — or that of the ``rule`` named, for any of its members — holds, u cannot tell. ``whole`` is
    said where n = N and nothing is open, ``most`` over half, ``some`` from one on, ``none`` where n = 0 and nothing is
    open, ``unclear`` where n = 0 and something is. In the sentences {n}, {N} and {u} stand for the counts.
    """

    id: str
    area: str
    stage: str
    tone: Tone
    title: str
    counted: str
    whole: str
    most: str
    some: str
    none: str
    unclear: str
    sources: tuple[str, ...]
    condition: Condition | None = None
    rule: str = ""
    of: Condition | None = None
    #: Answers of one office by what they must come to (`jukiself.survey.examples`).
    examples: dict[str, tuple[dict[str, str], ...]] = field(default_factory=dict, compare=False, repr=False)
