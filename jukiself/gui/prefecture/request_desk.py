"""What the page 依頼 asks of the program; types only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from jukiself.checklist.local import LocalQuestion
    from jukiself.gui.prefecture.gathering import Tell
    from jukiself.survey.request import Listed, Request
    from jukiself.work.request import Round
    from jukiself.work.roll import Roll


class RequestDesk(Protocol):
    """Every method may raise one of the gathering's ``refusals``."""

    def round(self) -> Round:
        """The 依頼 with its 対象団体, as they stand in the book."""

    def extras(self) -> Sequence[tuple[str, str]]:
        """Optional areas, id and title."""

    def size(self, *, full: bool) -> int:
        """How many questions are asked."""

    def day(self, text: str) -> str:
        """A day as people write it, YYYY-MM-DD."""

    def questions(self, said: Sequence[Mapping[str, object]]) -> tuple[LocalQuestion, ...]:
        """Local questions, as they were typed."""

    def save(self, request: Request, roll: Sequence[Listed] | None = None) -> Request:
        """Keep it; over the version it was read with only."""

    def ready_roll(self) -> Sequence[Listed]:
        """The list that came with the program; empty where none did."""

    def read_roll(self, path: Path) -> Roll:
        """A list from CSV or Excel, whole or not at all."""

    def write_template(self, folder: Path) -> Path:
        """The list to be filled in."""

    def blanks_folder(self) -> Path:
        """Where blanks are put, unless another folder is chosen."""

    def write_blanks(self, folder: Path, tell: Tell) -> Sequence[str]:
        """All blanks, 鑑文 and 送付一覧; what is to be known of them."""
