"""What the page 頼む・聞く asks of the program; types only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from jukiself.answers.model import Key
    from jukiself.gui.desk import Reply, Take
    from jukiself.work.inspect import Sitting


class Slip(StrEnum):
    """What can be handed out."""

    EVERYTHING = "everything"
    FIRST_DAY = "first-day"
    WALK = "walk"
    HEARING = "hearing"  # of one person
    SHARE = "share"  # of one area


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Somebody (or an area) one can make a slip for; days are words, empty where it has not happened."""

    id: str
    title: str
    left: int  # questions still open
    made: str
    back: str
    can: bool = True  # whether there is anything to ask today


class AskingDesk(Protocol):
    """Every method may raise one of the desk's ``refusals``."""

    def folder(self, sitting: Sitting) -> Path:
        """Where slips are written."""

    def people(self, sitting: Sitting) -> Sequence[AskedOf]:
        """Everybody something is to be asked of, and whoever was asked before."""

    def areas(self, sitting: Sitting) -> Sequence[AskedOf]:
        """Every area that can be handed on."""

    def write(self, sitting: Sitting, slip: Slip, about: str, deadline: str) -> Sequence[Path]:
        """Write slips beside any that lie there; runs beside the window and touches no book."""

    def note(self, sitting: Sitting, slip: Slip, about: str, paths: Sequence[Path]) -> None:
        """Remember in the book that they were made."""

    def read(self, sitting: Sitting, path: Path) -> Reply:
        """What a slip says beside the office's answers; nothing is written."""

    def take(self, sitting: Sitting, reply: Reply, chosen: Mapping[Key, Take]) -> int:
        """Write what was chosen in one step of undo; how many answers changed."""
