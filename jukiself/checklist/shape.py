"""The shape of a report somebody else used: its items in their order, each with the areas or questions it tells of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.checklist.table import FormError, all_of, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist, Question


@dataclass(frozen=True, slots=True)
class Item:
    """調査項目: one numbered item."""

    title: str
    areas: tuple[str, ...]
    questions: tuple[str, ...]

    def takes(self, question: Question) -> bool:
        """Whether the item tells of a question."""
        return question.id in self.questions or question.area in self.areas


@dataclass(frozen=True, slots=True)
class Shape:
    """All items of one shape."""

    id: str
    title: str
    items: tuple[Item, ...]


def read_shape(path: Path, checklist: Checklist) -> Shape:
    """Read a shape; raises `FormError` where it names what this edition does not have, or a question twice."""
    table = read_table(path)
    items = tuple(
        Item(one.text("title"), one.texts("areas", []), one.texts("questions", []))
        for one in all_of(table.tables("item"))
    )
    shape = Shape(table.text("id"), table.text("title"), items)
    table.done()
    strange = {name for one in items for name in one.questions} - set(checklist.question)
    strange |= {name for one in items for name in one.areas} - {one.id for one in checklist.areas}
    if strange:
        raise FormError(f"{path.name}: この版にない設問か分野です: {'、'.join(sorted(strange))}")
    twice = [one.id for one in checklist.questions if sum(item.takes(one) for item in items) > 1]
    if twice:
        raise FormError(f"{path.name}: 2つの項目に入っている設問です: {'、'.join(twice)}")
    return shape
