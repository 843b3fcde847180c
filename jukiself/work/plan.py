"""改善計画: steps taken over from findings, kept by 職 and day, carried into the next year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself.answers.days import NoDay, read_day
from jukiself.answers.model import Step, StepState
from jukiself.work.inspect import AnswerRefused
from jukiself.work.review import refuse_day

if TYPE_CHECKING:
    from jukiself.findings.judge import Finding
    from jukiself.work.inspect import Sitting


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


def take(sitting: Sitting, finding: Finding) -> int:
    """Take a finding's first step over into the plan; its place."""
    return add(sitting, step_for(finding))


def change(sitting: Sitting, place: int, step: Step) -> None:
    """Put a step in place of another."""
    _refuse(sitting, step)
    steps = list(sitting.inspection.steps)
    if steps[place] != step:
        steps[place] = step
        sitting.put(replace(sitting.inspection, steps=tuple(steps)))


def remove(sitting: Sitting, place: int) -> None:
    """Take a step out of the plan."""
    steps = list(sitting.inspection.steps)
    del steps[place]
    sitting.put(replace(sitting.inspection, steps=tuple(steps)))


def withdraw(sitting: Sitting, step: Step) -> None:
    """Take out the step as it was put in, wherever it stands by now; refuse where it is no longer there like that."""
    steps = list(sitting.inspection.steps)
    if step not in steps:
        raise AnswerRefused("この一歩は、その後に書き換えたか、外しています。「改善計画」のページで確かめてください。")
    # The newest of equal ones.
    remove(sitting, len(steps) - 1 - steps[::-1].index(step))


def put_back(sitting: Sitting, steps: tuple[Step, ...]) -> None:
    """The whole plan as it was before a change."""
    sitting.put(replace(sitting.inspection, steps=steps))


def day(sitting: Sitting, text: str) -> str:
    """The day a text means, YYYY-MM-DD; one without a year lies in the 年度 of the inspection."""
    try:
        return read_day(text, sitting.inspection.year)
    except NoDay as error:
        raise AnswerRefused(str(error)) from None


def roles(sitting: Sitting) -> list[str]:
    """職 to propose: those the plan names already, the latest first, then those the form knows."""
    used = [one.who for one in reversed(sitting.inspection.steps) if one.who.strip()]
    return list(dict.fromkeys((*used, *(one.title for one in sitting.checklist.people))))


def carry(steps: tuple[Step, ...], year: int) -> tuple[Step, ...]:
    """What is not finished, for the next year's plan; ``year`` is the one it comes from.

    A day stays, so that what is late stays late; ``since`` is the year a step was first planned in.
    """
    return tuple(replace(one, since=one.since or year) for one in steps if not one.closed)


def _refuse(sitting: Sitting, step: Step) -> None:
    sitting.refuse_text(step.what, step.who, step.result)
    if not step.what.strip():
        raise AnswerRefused("何をするかを書いてください。")
    if step.until:
        refuse_day(step.until)
    if step.state is StepState.DROPPED and not step.result.strip():
        raise AnswerRefused("見送りには、その理由を「結果」に書いてください。")
