"""講評 that came back: beside the findings of the office's own book, with replies that return next time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jukiself.answers.comment import Comment, received
from jukiself.answers.model import NATURE_LABELS
from jukiself.answers.years import fiscal_year
from jukiself.excel.comments_read import CommentsReading, read_comments
from jukiself.excel.problem import CommentsFile, WorkbookRefused
from jukiself.work.foreign import read_workbook_file
from jukiself.work.practice import refuse_marks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.excel.problem import CellProblem
    from jukiself.work.inspect import Sitting

__all__ = ["Coming", "CommentsFile", "compare", "put_back", "read_file", "reply", "take"]


@dataclass(frozen=True)
class Coming:
    """What taking a 講評 in would do; nothing has been written yet.

    ``fresh`` are comments that are new or say something else than before, ``ours`` replies of ours that stay although
    the file has another one.
    """

    sender: str
    comments: tuple[Comment, ...]
    fresh: int
    same: int
    replies: int
    ours: tuple[Comment, ...]
    problems: tuple[CellProblem, ...]


def read_file(path: Path, passphrase: str | None = None) -> CommentsReading:
    """Read a 講評; raises `FileProblem` or `WorkbookRefused`, where it is locked `WrongPassphrase`."""
    return read_comments(read_workbook_file(path, passphrase))


def compare(inspection: Inspection, reading: CommentsReading) -> Coming:
    """Hold a 講評 against the inspection it is about; raises `WorkbookRefused` where it is another's."""
    _refuse_others(inspection, reading)
    kept = {one.on: one for one in inspection.comments}
    coming = [one for one in reading.comments if one.speaks]
    fresh = [one for one in coming if one.on not in kept or replace(one, reply=kept[one.on].reply) != kept[one.on]]
    replied = [one for one in reading.comments if one.reply]
    clash = [one for one in replied if (mine := kept.get(one.on)) and mine.reply and mine.reply != one.reply]
    new = [one for one in replied if not ((mine := kept.get(one.on)) and mine.reply)]
    return Coming(
        sender=next((one.sender for one in coming if one.sender), ""),
        comments=received(inspection.comments, reading.comments, inspection.year),
        fresh=len(fresh),
        same=len(coming) - len(fresh),
        replies=len(new),
        ours=tuple(kept[one.on] for one in clash),
        problems=reading.problems,
    )


def _refuse_others(inspection: Inspection, reading: CommentsReading) -> None:
    refuse_marks(inspection.nature, reading.traces)
    theirs, office = reading.identity, inspection.office
    if theirs.code != office.code:
        raise WorkbookRefused(
            f"この講評は、{reading.office_name or 'ほかの団体'}（{theirs.code}）のものです。"
            f"いまの点検は、{office.name}（{office.code}）です。届いた相手を県に知らせ、このファイルは消してください。"
        )
    if theirs.nature is not inspection.nature:
        raise WorkbookRefused(
            f"この講評は{NATURE_LABELS[theirs.nature]}のものです。いまの点検は{NATURE_LABELS[inspection.nature]}なので、取り込めません。"
        )
    if theirs.year != inspection.year:
        raise WorkbookRefused(
            f"この講評は{fiscal_year(theirs.year)}の点検のものです。いまの点検は{fiscal_year(inspection.year)}です。"
            f"{fiscal_year(theirs.year)}の点検を開いて、取り込んでください。"
        )


def take(sitting: Sitting, coming: Coming) -> tuple[Comment, ...]:
    """Write it, also after 決裁: the code does not cover it. What was there before, for `put_back`."""
    before = sitting.inspection.comments
    if coming.comments != before:
        with sitting.book.much():
            sitting.put(replace(sitting.inspection, comments=coming.comments))
    return before


def put_back(sitting: Sitting, before: Iterable[Comment]) -> None:
    """The comments as they were before a 講評 was taken in."""
    with sitting.book.much():
        sitting.put(replace(sitting.inspection, comments=tuple(before)))


def reply(sitting: Sitting, comment: Comment, text: str) -> None:
    """Write what the office replies to a comment; raises `AnswerRefused` for a text that cannot be kept."""
    sitting.refuse_text(text)
    now = sitting.inspection.comments
    changed = tuple(replace(one, reply=text) if one.on == comment.on else one for one in now)
    if changed != now:
        sitting.put(replace(sitting.inspection, comments=changed))
