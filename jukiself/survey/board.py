"""提出状況: who has replied, who has not, who is to be called. One row per office; today is told, not asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.survey.arrivals import HOW_LABELS, KEPT_OLD, How, Verdict
from jukiself.survey.reply import listed_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jukiself.survey.arrivals import Arrival, Call
    from jukiself.survey.request import Listed, Request


class Standing(StrEnum):
    """How far an office's reply has come."""

    REPLACING = "replacing"
    ASKED = "asked"
    SUBMITTED = "submitted"
    SERVED = "served"
    HEARD = "heard"
    DECLINED = "declined"
    MISSING = "missing"


STANDING_LABELS = {
    Standing.REPLACING: "差替え",
    Standing.ASKED: "問合せ中",
    Standing.SUBMITTED: "提出済",
    Standing.SERVED: "連合の回答による",
    Standing.HEARD: "聞取り・参考のみ",
    Standing.DECLINED: "回答しない",
    Standing.MISSING: "未提出",
}

#: With these, answers of the office (or of who answers for it) are there to be counted.
COUNTED = frozenset({Standing.REPLACING, Standing.ASKED, Standing.SUBMITTED, Standing.SERVED})


@dataclass(frozen=True, slots=True)
class Row:
    """One office. ``newest`` is the reply that counts; ``days_late`` is None where nothing is owed or no day was set.

    ``came_on`` is the day the first reply came. ``unusable`` came and could not be taken in, with nothing usable since;
    ``besides`` likewise, but a reply that can be used came with it or later: told, and nobody is called for it.
    ``waiting`` need a decision; ``calls`` are open.
    """

    listed: Listed
    standing: Standing
    newest: Arrival | None = None
    came_on: date | None = None
    days_late: int | None = None
    submissions: tuple[int, ...] = ()
    waiting: tuple[Arrival, ...] = ()
    unusable: tuple[Arrival, ...] = ()
    calls: tuple[Call, ...] = ()
    note: str = ""
    besides: tuple[Arrival, ...] = ()

    @property
    def to_call(self) -> bool:
        """Whether somebody at the desk has to speak with the office."""
        late = self.standing is Standing.MISSING and bool(self.days_late)
        return late or bool(self.waiting or self.unusable or self.calls)


@dataclass(frozen=True, slots=True)
class Board:
    """A round as it stands on a day; ``strange`` are files whose office nobody can tell, or that is not asked."""

    year: int
    request: Request | None
    today: date
    rows: tuple[Row, ...]
    strange: tuple[Arrival, ...] = ()

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many offices stand how; every standing is named."""
        found = Counter(one.standing for one in self.rows)
        return {one: found[one] for one in Standing}

    @property
    def counted(self) -> int:
        """Of how many offices answers are there."""
        return sum(one.standing in COUNTED for one in self.rows)

    @property
    def expired(self) -> bool:
        """Whether what was collected should have been deleted by now."""
        until = self.request.keep_until if self.request else ""
        return bool(until) and self.today.isoformat() > until


def board(
    year: int,
    request: Request | None,
    roll: Sequence[Listed],
    arrivals: Iterable[Arrival],
    calls: Iterable[Call],
    today: date,
) -> Board:
    """The board of a round; without a 対象団体 list, of the offices something came from."""
    came: dict[str, list[Arrival]] = {}
    strange = []
    listed = {one.office.code: one for one in roll}
    for one in sorted(arrivals, key=lambda found: (found.at, found.seq)):
        if one.verdict is Verdict.UNDONE:
            continue
        if one.office is None or (listed and one.office.code not in listed):
            strange.append(one)
        else:
            came.setdefault(one.office.code, []).append(one)
    open_calls: dict[str, list[Call]] = {}
    for call in calls:
        if call.settled is None:
            open_calls.setdefault(call.office, []).append(call)
    if not listed:
        listed = {code: _unlisted(came[code]) for code in sorted(came)}
    deadline = _day(request.deadline) if request else None
    rows = [_row(one, came.get(code, []), open_calls.get(code, []), deadline, today) for code, one in listed.items()]
    replied = {one.listed.office.code: one for one in rows if one.newest}
    rows = [_served(one, replied) for one in rows]
    return Board(year, request, today, tuple(rows), tuple(strange))


def _unlisted(came: Sequence[Arrival]) -> Listed:
    office = came[-1].office
    if office is None:
        raise ValueError(came)
    return listed_as(office)


def _row(listed: Listed, came: Sequence[Arrival], calls: Sequence[Call], deadline: date | None, today: date) -> Row:
    replies = [one for one in came if one.verdict is Verdict.TAKEN and one.inspection is not None]
    notes = [one for one in came if one.verdict is Verdict.TAKEN and one.inspection is None]
    waiting = tuple(one for one in came if one.verdict is Verdict.WAITING)
    # The one that counts is the newest 提出回; of one 提出回, what was decided last.
    newest = max(replies, key=lambda one: (one.submission, one.at, one.seq), default=None)
    last = newest.at if newest else None
    refused = [one for one in came if one.verdict is Verdict.REFUSED and one.reason != KEPT_OLD]
    unusable = tuple(one for one in refused if last is None or one.at > last)
    besides = tuple(one for one in refused if last is not None and one.at <= last)
    first = min((one.at for one in replies), default=None)
    came_on = first.date() if first else None
    standing = _standing(newest, notes, waiting, calls)
    late = _late(standing, came_on, deadline, today)
    said = [f"{HOW_LABELS[one.how]}（{one.at.month}/{one.at.day}）：{one.reason}" for one in notes]
    submissions = tuple(sorted({one.submission for one in replies}))
    return Row(
        listed, standing, newest, came_on, late, submissions, waiting, unusable, tuple(calls), "\n".join(said), besides
    )


def _standing(
    newest: Arrival | None, notes: Sequence[Arrival], waiting: Sequence[Arrival], calls: Sequence[Call]
) -> Standing:
    if waiting:
        return Standing.REPLACING
    if newest:
        return Standing.ASKED if calls else Standing.SUBMITTED
    if not notes:
        return Standing.MISSING
    return Standing.DECLINED if notes[-1].how is How.DECLINED else Standing.HEARD


def _late(standing: Standing, came_on: date | None, deadline: date | None, today: date) -> int | None:
    if deadline is None or standing in {Standing.DECLINED, Standing.HEARD}:
        return None
    return max(0, ((came_on or today) - deadline).days)


def _served(row: Row, replied: Mapping[str, Row]) -> Row:
    """An office without a reply of its own stands behind the one that answers for it."""
    by = replied.get(row.listed.served_by)
    if row.standing is not Standing.MISSING or by is None:
        return row
    return Row(
        row.listed,
        Standing.SERVED,
        None,
        by.came_on,
        by.days_late,
        (),
        (),
        row.unusable,
        row.calls,
        f"{by.listed.office.name}の回答による",
    )


def noticed(row: Row) -> str:
    """What a reviewer should know of an office, a line each."""
    said = [row.note]
    if row.newest and row.newest.reason:
        said.append(row.newest.reason)
    said += [f"差替えの判断待ち：{one.file_name}" for one in row.waiting]
    said += [f"取り込めない：{one.reason}（{one.file_name}）" for one in row.unusable]
    said += [
        f"使える回答書のほかに、取り込めないファイルがあります：{one.reason}（{one.file_name}）" for one in row.besides
    ]
    said += [f"問合せ中（{one.at.month}/{one.at.day}）：{one.text}" for one in row.calls]
    return "\n".join(one for one in said if one)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
