"""改善計画: steps taken over from findings, kept by 職 and day, carried into the next year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself.answers.model import Step, StepState
from jukiself.work.inspect import AnswerRefused
from jukiself.work.review import refuse_day

if TYPE_CHECKING:
    from jukiself.findings.judge import Finding
    from jukiself.work.inspect import Sitting

_STILL = {StepState.OPEN, StepState.DOING}


def step_for(finding: Finding) -> Step:
    """The first step a finding proposes, with nobody and no day yet."""
    remedy = finding.rule.remedy if finding.rule else None
    member = finding.member.id if finding.member else None
    return Step(finding.id, member, remedy.step if remedy else finding.text, about=finding.title)


def planned(sitting: Sitting, finding: Finding) -> list[tuple[int, Step]]:
    """The steps about a finding, with their places in the plan."""
    member = finding.member.id if finding.member else None
    steps = enumerate(sitting.inspection.steps)
    return [(place, one) for place, one in steps if (one.rule, one.member) == (finding.id, member)]


def add(sitting: Sitting, step: Step) -> int:
    """Put a step at the end of the plan; its place."""
    _refuse(sitting, step)
    sitting.put(replace(sitting.inspection, steps=(*sitting.inspection.steps, step)))
    return len(sitting.inspection.steps) - 1


def change(sitting: Sitting, place: int, step: Step) -> None:
    """Put a step in place of another."""
    _refuse(sitting, step)
    steps = list(sitting.inspection.steps)
    steps[place] = step
    sitting.put(replace(sitting.inspection, steps=tuple(steps)))


def remove(sitting: Sitting, place: int) -> None:
    """Take a step out of the plan."""
    steps = list(sitting.inspection.steps)
    del steps[place]
    sitting.put(replace(sitting.inspection, steps=tuple(steps)))


def overdue(step: Step, today: str) -> bool:
    """Whether a step's day has passed and it is not finished."""
    return step.state in _STILL and bool(step.until) and step.until < today


def _refuse(sitting: Sitting, step: Step) -> None:
    sitting.refuse_text(step.what, step.who, step.result)
    if not step.what.strip():
        raise AnswerRefused("何をするかを書いてください。")
    if step.until:
        refuse_day(step.until)
    if step.state is StepState.DROPPED and not step.result.strip():
        raise AnswerRefused("見送りには、その理由を「結果」に書いてください。")
