"""What the pages 見渡す and 概要 ask of the program; types only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.gui.prefecture.gathering import Tell
    from jukiself.report.survey import Survey
    from jukiself.work.survey import Wish


class AcrossDesk(Protocol):
    """Every method may raise one of the gathering's ``refusals``."""

    def survey(self, wish: Wish, tell: Tell) -> Survey:
        """The round seen together, for the offices wanted."""

    def stamp(self) -> object:
        """Changes whenever other replies count."""

    def years_before(self) -> Sequence[int]:
        """Earlier 年度 with replies in this book, the newest first."""

    def write(
        self, wish: Wish, suffixes: Sequence[str], folder: Path, tell: Tell
    ) -> tuple[Sequence[Path], Sequence[str]]:
        """市町村調査結果の概要 as files, and what still tells who is who in an anonymous copy."""
