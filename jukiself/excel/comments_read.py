"""Reading 講評 and the replies to it: rows by their IDs, texts byte for byte; an empty cell never erases anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jukiself.answers.comment import OPINION_LABELS, Comment, Opinion
from jukiself.answers.model import Key
from jukiself.checklist.model import SEVERITY_LABELS, Severity
from jukiself.excel import comment_layout as words
from jukiself.excel.guard import inspect_package
from jukiself.excel.identify import identify
from jukiself.excel.problem import CellProblem, WorkbookRefused
from jukiself.excel.sheets import Spot, grids, header_row, question_header
from jukiself.excel.taking import LetterTaker, code
from jukiself.excel.training import traces
from jukiself.excel.words import as_text, fold, understand_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jukiself.excel.layout import Identity
    from jukiself.excel.sheets import Grid
    from jukiself.excel.take import Taker

_OPINIONS = {fold(label): one for one, label in OPINION_LABELS.items() if one is not Opinion.NONE}
_SEVERITIES = {fold(label): one for one, label in SEVERITY_LABELS.items()}


@dataclass(frozen=True)
class CommentsReading:
    """What a 講評 workbook says; ``comments`` are the rows in which anything is said by either side."""

    identity: Identity
    office_name: str
    comments: tuple[Comment, ...]
    problems: tuple[CellProblem, ...]
    #: Marks of 研修.
    traces: tuple[str, ...] = ()


def comments_header(grid: Grid) -> int:
    """The row whose cells read 県のコメント and 役場の返事; 0 where a sheet is none of ours."""
    return header_row(grid, words.COMMENT, words.REPLY)


def is_comments(book: Mapping[str, Grid]) -> bool:
    """Whether a workbook is a 講評: a return workbook has its replies on a sheet as well, and is none."""
    grids_ = book.values()
    return any(map(comments_header, grids_)) and not any(map(question_header, grids_))


def read_comments(data: bytes) -> CommentsReading:
    """Read a 講評; raises `WorkbookRefused` where the file as a whole cannot be used."""
    package = inspect_package(data)
    book = grids(package)
    if not is_comments(book):
        raise WorkbookRefused(
            "講評のファイルではありません（見出しに「県のコメント」と「役場の返事」のあるシートがありません）。県から届いたファイルを選んでください。"
        )
    front = identify(book, package)
    taker = LetterTaker(book, package, list(front.problems))
    day = taker.hidden(_day_of)
    comments = taken(taker, front.identity.year, taker.beside(words.SENDER), day)
    marks = traces(data, front.identity.nature, front.problems)
    return CommentsReading(front.identity, front.office_name, comments, tuple(taker.problems), marks)


def _day_of(line: object) -> str:
    kind, _, day = line.strip().partition(";") if isinstance(line, str) else ("", "", "")
    return day if kind == words.LINE else ""


def taken(taker: Taker, year: int, sender: str = "", day: str = "") -> tuple[Comment, ...]:
    """The rows of all sheets of ours; a row without a year of its own is of ``year``. What is amiss is told."""
    found: dict[tuple[int, str, str], Comment] = {}
    clash = set()
    for grid in taker.book.values():
        header = comments_header(grid)
        for spot, one in _rows(taker, grid, header, Comment(year, "", sender=sender, day=day)) if header else ():
            on = (one.year, one.rule, one.member)
            before = found.get(on)
            if before and before.reply and one.reply and before.reply != one.reply:
                clash.add(on)
                taker.say(
                    spot, "relation", "refused", "同じ所見の行が2つ以上あり、返事が違います。1行だけを残してください。"
                )
            elif before is None or one.reply:
                found[on] = one
    return tuple(one for on, one in found.items() if on not in clash)


def _rows(taker: Taker, grid: Grid, header: int, usual: Comment) -> Iterator[tuple[Spot, Comment]]:
    """Every row that says something."""
    heads = {grid.word(header, column): column for column in range(len(grid.rows[header - 1]), 0, -1)}
    for number in range(header + 1, len(grid.rows) + 1):
        spots = {name: Spot(grid.name, number, column) for name, column in heads.items()}
        one = _row(taker, spots, usual)
        if not (one.speaks or one.reply):
            continue
        named = code(grid.word(number, heads[words.ID])) if words.ID in heads else ""
        if not named:
            if one.reply:
                message = "IDのない行です。IDのある元の行に書き写してください。"
                taker.say(spots[words.REPLY], "relation", "refused", message)
            continue
        key = Key.parse(named)
        rule = "" if key.question == words.WHOLE else key.question
        yield spots[words.REPLY], replace(one, rule=rule, member=key.member or "")


def _row(taker: Taker, spots: Mapping[str, Spot], usual: Comment) -> Comment:
    def text(name: str) -> str:
        spot = spots.get(name)
        if spot is None:
            return ""
        found = taker.take(spot, understand_text(taker.content(spot)))
        return found if found.strip() else ""

    opinion = _OPINIONS.get(fold(text(words.OPINION)), Opinion.NONE)
    severity, reason = _weight(text(words.WEIGHT))
    year = as_text(taker.content(spots[words.YEAR])) if words.YEAR in spots else ""
    return Comment(
        year=int(float(year)) if year.replace(".", "", 1).isdecimal() else usual.year,
        rule="",
        text=text(words.COMMENT),
        opinion=opinion,
        severity=severity,
        reason=reason,
        sender=text(words.SENDER) or usual.sender,
        day=text(words.DAY) or usual.day,
        reply=text(words.REPLY),
    )


def _weight(said: str) -> tuple[Severity | None, str]:
    label, _, reason = said.partition(words.BECAUSE)
    severity = _SEVERITIES.get(fold(label))
    return (severity, reason) if severity else (None, "")
