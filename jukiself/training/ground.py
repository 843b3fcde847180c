"""What an answer of a case rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stated(StrEnum):
    """Whether the survey says it, says it unclearly, or is silent."""

    STATED = "stated"
    UNCLEAR = "unclear"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Ground:
    """What one answer of a case rests on."""

    stated: Stated
    facts: tuple[str, ...]
