"""A practice alone at the desk: begun blank from a case, and compared with what the survey says."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jukiself.answers.model import Inspection, Nature
from jukiself.report.training_kit import cited
from jukiself.training.grading import OUTCOME_LABELS, Grading, agreement, grade
from jukiself.work import publish
from jukiself.work.exchange import Editions
from jukiself.work.training import NoSuchStory, Stories, read_stories

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist
    from jukiself.training.grading import Mark
    from jukiself.training.story import Lesson


@cache
def stories() -> Stories:
    """Everything that can be told, read once; raises `FormError` or `CaseError` where something is damaged."""
    return read_stories(Editions().newest())


def begun(lesson: Lesson) -> Inspection:
    """A case with nothing answered, as 研修; which contracts there are is told, because answers need a place."""
    model = lesson.inspection
    return Inspection(
        office=model.office,
        year=model.year,
        form=model.form,
        edition=model.edition,
        nature=Nature.TRAINING,
        network_set=model.network_set,
        full=model.full,
        extras=model.extras,
        contracts=model.contracts,
    )


def blank(lesson: Lesson, checklist: Checklist) -> bytes:
    """The same as a workbook for Excel."""
    return publish.blank(checklist, begun(lesson))


def lesson_of(inspection: Inspection) -> Lesson:
    """Which case was practised on; raises `NoSuchStory` where it is none."""
    for one in stories().lessons.values():
        model = one.inspection
        if (model.office.code, model.edition) == (inspection.office.code, inspection.edition):
            return one
    raise NoSuchStory(
        f"{inspection.office.code} {inspection.office.name} は研修の題材ではありません。"
        "答え合わせは、jukiself training begin か窓の「研修」で始めた回答書で行います。"
    )


def graded(inspection: Inspection, checklist: Checklist) -> tuple[Lesson, Grading]:
    """A practice beside the model answers of its case."""
    lesson = lesson_of(inspection)
    return lesson, grade(lesson, replace(inspection, answers=MappingProxyType(dict(inspection.answers))), checklist)


def as_data(lesson: Lesson, found: Grading, checklist: Checklist) -> dict[str, Any]:
    """The comparison for whoever counts; keys are only ever added."""
    declared = stories().sources
    return {
        "case": lesson.story.id,
        "score": found.score,
        "stated": _counted(found.stated),
        "silent": _counted(found.silent),
        "overconfident": len(found.sure),
        "areas": [
            {"area": area, "asked": one.asked, "share": round(one.share, 3), **dict(sorted(one.counts.items()))}
            for area, one in found.areas.items()
        ],
        "answers": [
            {
                "question": one.key.question,
                "member": one.key.member,
                "stated": one.stated,
                "outcome": one.outcome,
                "overconfident": one.sure,
                "given": one.given.value,
                "case": one.model.value,
                "facts": list(one.facts),
                "place": cited(checklist, one.facts, declared),
            }
            for one in found.marks
        ],
    }


def _counted(marks: tuple[Mark, ...]) -> dict[str, int]:
    found = agreement(marks).counts
    return {"asked": len(marks), **{name: found[name] for name in OUTCOME_LABELS}}
