"""What a reader says about cells it had to mend or could not take, and about files it cannot use at all."""

from __future__ import annotations

from dataclasses import dataclass


class WorkbookRefused(ValueError):
    """The whole file cannot be used; the message is one Japanese sentence: what, where, what to do."""


class CommentsFile(WorkbookRefused):
    """No return workbook but a 講評, which has a way of its own."""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that a person should know about.

    ``kind`` is required, form, range or relation; ``effect`` says whether the cell was repaired, refused, or taken
    as it is (note).
    """

    place: str
    kind: str
    effect: str
    message: str
