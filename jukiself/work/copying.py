"""Copying answers from one member to others: first what would change, then all of it in one step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer, Key
from jukiself.answers.situation import Situation
from jukiself.checklist.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jukiself.checklist.model import Question


@dataclass(frozen=True, slots=True)
class Copying:
    """What copying would do: answers to be given, how many of them over others, and what does not fit."""

    answers: dict[Key, Answer] = field(default_factory=dict)
    over: tuple[Key, ...] = ()
    kept: tuple[Key, ...] = ()
    unfit: tuple[Key, ...] = ()


def copy_answers(
    situation: Situation,
    questions: Iterable[Question],
    source: str,
    targets: Sequence[str],
    *,
    over: bool,
) -> Copying:
    """Plan to copy one member's answers to others; without ``over`` only where nothing is answered yet.

    How one knows, evidence and notes belong to what was looked at and are not copied; a reason without which the
    answer is not whole goes along. わからない never goes over something known. Answers open and close questions, so the plan follows the order of the form.
    """
    answers: dict[Key, Answer] = {}
    written, kept, unfit = [], [], []
    now = situation
    for question in questions:
        origin = Key(question.id, source)
        if situation.asked(origin).truth is False or not situation.valid(origin).value:
            continue
        for target in targets:
            key = Key(question.id, target)
            if target == source or now.asked(key).truth is False:
                continue
            old = now.inspection.answer(key)
            new = _copied(situation, origin, old)
            if new.value == old.value:
                continue
            if old.value and (not over or new.value == UNKNOWN):
                kept.append(key)
            elif now.value_problem(key, new.value):
                unfit.append(key)
            else:
                if old.value:
                    written.append(key)
                answers[key] = new
                now = Situation(now.checklist, now.inspection.with_answer(key, new))
    return Copying(answers, tuple(written), tuple(kept), tuple(unfit))


def _copied(situation: Situation, origin: Key, old: Answer) -> Answer:
    given = situation.inspection.answer(origin)
    note = given.note if situation.needs_reason(origin) and not old.note.strip() else old.note
    return replace(old, value=given.value, basis=None, note=note)
