"""Every small mistake one could make in writing a condition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself.checklist.condition import And, Any, AtLeast, Compare, Condition, In, Or
from jukiself.checklist.model import DELEGATED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.checklist.model import Checklist

_NEIGHBOURS = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<")}


def mutants(condition: Condition, checklist: Checklist) -> Iterator[tuple[str, Condition]]:
    """Each mutant with words that name what was changed."""
    match condition:
        case In(question, values):
            yield from _choices(condition, question, values, checklist)
        case Compare(question, sign, number):
            for other in _NEIGHBOURS[sign]:
                yield f"{question} {sign} becomes {other}", replace(condition, sign=other)
            for step in (-1, 1):
                yield (
                    f"{question} {sign} {number:g} becomes {number + step:g}",
                    replace(condition, number=number + step),
                )
        case Any(part):
            yield from ((what, Any(one)) for what, one in mutants(part, checklist))
        case And(parts) | Or(parts):
            yield from _joined(condition, parts, checklist)
        case AtLeast(count, parts):
            yield from _counted(condition, count, parts, checklist)


def _counted(
    condition: AtLeast, count: int, parts: tuple[Condition, ...], checklist: Checklist
) -> Iterator[tuple[str, Condition]]:
    for number in (count - 1, count + 1):
        if 1 <= number <= len(parts):
            yield f"at least {count} becomes {number}", replace(condition, count=number)
    for place, what, one in _inner(parts, checklist):
        yield what, AtLeast(count, (*parts[:place], one, *parts[place + 1 :]))


def _choices(
    condition: In, question: str, values: tuple[str, ...], checklist: Checklist
) -> Iterator[tuple[str, Condition]]:
    asked = checklist.question[question]
    offered = (*asked.choices, *(DELEGATED if asked.delegated_by else ()))
    for value in values:
        if len(values) > 1:
            yield f"{question} without {value}", replace(condition, values=tuple(one for one in values if one != value))
    for choice in offered:
        if choice.value not in values:
            yield f"{question} with {choice.value}", replace(condition, values=(*values, choice.value))


def _joined(condition: And | Or, parts: tuple[Condition, ...], checklist: Checklist) -> Iterator[tuple[str, Condition]]:
    swapped, kind = (Or, "and becomes or") if isinstance(condition, And) else (And, "or becomes and")
    yield kind, swapped(parts)
    for place in range(len(parts)):
        left = (*parts[:place], *parts[place + 1 :])
        yield f"without part {place + 1}", left[0] if len(left) == 1 else replace(condition, parts=left)
    for place, what, one in _inner(parts, checklist):
        yield what, replace(condition, parts=(*parts[:place], one, *parts[place + 1 :]))


def _inner(parts: tuple[Condition, ...], checklist: Checklist) -> Iterator[tuple[int, str, Condition]]:
    for place, part in enumerate(parts):
        for what, one in mutants(part, checklist):
            yield place, f"part {place + 1}: {what}", one
