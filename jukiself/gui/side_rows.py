"""What stands in the table of members: one row per question, one cell per member, and which cells differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.model import Key
from jukiself.answers.situation import State
from jukiself.gui.row import Row, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Question


@dataclass(frozen=True, slots=True)
class SideRow:
    """A question asked of members; a cell is None where it is not asked of that one. An area begins with its title."""

    question: str
    number: str
    text: str
    area: str
    cells: tuple[Row | None, ...]
    differs: tuple[bool, ...]


def group_of(situation: Situation, key: Key | None) -> str:
    """The group to put side by side: the one of the question in hand, of its area, or the first with members."""
    asked = [one for one in situation.keys if one.member]
    of = situation.checklist.question
    if key and of[key.question].group:
        return str(of[key.question].group)
    near = [one for one in asked if key and of[one.question].area == of[key.question].area]
    return str(of[(near or asked)[0].question].group) if asked else ""


def questions_of(situation: Situation, group: str) -> list[Question]:
    """Everything asked of a group's members now."""
    asked = {one.question for one in situation.keys if one.member}
    return [one for one in situation.checklist.questions if one.group == group and one.id in asked]


def side_rows(situation: Situation, group: str, keys: Iterable[Key], *, differing: bool) -> list[SideRow]:
    """The rows of a group; with ``differing`` only where the members' answers are not alike."""
    shown, members, asked = set(keys), situation.members[group], set(situation.keys)
    rows: list[SideRow] = []
    before = ""
    for question in questions_of(situation, group):
        own = [Key(question.id, one.id) for one in members]
        cells = tuple(row_of(situation, one) if one in asked else None for one in own)
        differs = _differs(situation, own, cells)
        if shown.isdisjoint(own) or (differing and not any(differs)):
            continue
        title = "" if question.area == before else situation.checklist.titles[f"area:{question.area}"]
        before = question.area
        rows.append(SideRow(question.id, question.number, question.text, title, cells, differs))
    return rows


def _differs(situation: Situation, own: list[Key], cells: tuple[Row | None, ...]) -> tuple[bool, ...]:
    """Which cells say something else than the first one answered; an open cell differs from nothing."""
    given = [
        situation.valid(key).value if cell and cell.state is not State.UNANSWERED else ""
        for key, cell in zip(own, cells, strict=True)
    ]
    first = next((one for one in given if one), "")
    return tuple(bool(one) and one != first for one in given)
