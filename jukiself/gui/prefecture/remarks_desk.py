"""What the page 講評 asks of the program; types only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jukiself.gui.prefecture.gathering import Tell
    from jukiself.survey.remarks import On, Remark
    from jukiself.survey.sorting import Item, Pile


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above every letter, as it was typed: the day, the 文書番号, and whether 公印省略 is printed."""

    day: str = ""
    number: str = ""
    no_seal: bool = False


class RemarksDesk(Protocol):
    """Every method may raise one of the gathering's ``refusals``."""

    def pile(self, tell: Tell) -> Pile:
        """Every finding of the round with what was said of it; reads the replies anew where others count."""

    def offices(self) -> int:
        """How many have replied, as the pile was gathered."""

    def again(self, tell: Tell) -> Pile:
        """The same, after looking at the book again."""

    def put(self, items: Iterable[Item], **changes: Any) -> Pile:
        """Say the same of several findings, all or none."""

    def accept(self, items: Iterable[Item]) -> Pile:
        """What is proposed for those that nobody has sorted."""

    def changed(self, error: Exception) -> tuple[Remark, Remark] | None:
        """What stands in the book now and what was not written, where that is what a refusal says."""

    def past(self, on: On) -> Sequence[Remark]:
        """What was said there before, oldest first."""

    def phrases(self) -> Sequence[str]:
        """Sentences to choose from."""

    def keep_phrase(self, text: str) -> Sequence[str]:
        """One more of them."""

    def take_replies(self, path: Path) -> int:
        """What an office wrote into its 講評 and sent back; how many replies are new."""

    def folder(self) -> Path:
        """Where 講評 is put."""

    def write(self, folder: Path, heading: Heading, tell: Tell) -> Sequence[Path]:
        """個別助言, 全体通知, 電話で尋ねること and a workbook for every office."""
