"""Taking cells one by one, keeping what a person should know about each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from jukiself.excel.problem import CellProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.excel.guard import Package
    from jukiself.excel.sheets import Grid, Spot
    from jukiself.excel.words import Content, Said


class Taker:
    """What every reader of answers does with a cell; ``problems`` grow as it reads."""

    #: What to do about a cell that holds a formula or an error.
    mend: ClassVar[str]

    def __init__(self, book: Mapping[str, Grid], package: Package, problems: list[CellProblem]) -> None:
        self.book, self.package, self.problems = book, package, problems

    def take(self, spot: Spot, said: Said) -> str:
        """The value understood, empty where it cannot be used; what was mended or refused is said."""
        if (spot.row, spot.column) in self.package.unreadable.get(spot.sheet, ()):
            self.say(spot, "form", "refused", f"数式かエラーの値が入っていて読めません。{self.mend}")
            return ""
        if said.refused:
            self.say(spot, said.kind, "refused", said.refused)
        elif said.repaired:
            self.say(spot, said.kind or "form", "repaired", said.repaired)
        return said.value

    def content(self, spot: Spot) -> Content:
        """What stands in a cell."""
        return self.book[spot.sheet].content(spot.row, spot.column)

    def say(self, spot: Spot, kind: str, effect: str, message: str) -> None:
        """Remember something about a cell."""
        self.problems.append(CellProblem(spot.place, kind, effect, message))
