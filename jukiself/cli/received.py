"""What came, as the second face tells it: lines for people and scripts, and the JSON of collect and board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jukiself.survey.arrivals import Verdict
from jukiself.survey.board import STANDING_LABELS

if TYPE_CHECKING:
    from jukiself.answers.model import Nature
    from jukiself.survey.arrivals import Arrival
    from jukiself.survey.board import Board, Row

NOT_TAKEN = {Verdict.REFUSED, Verdict.WAITING, Verdict.UNDONE}


def word(arrival: Arrival) -> str:
    """taken, same or refused: what the contract of the command knows."""
    return "refused" if arrival.verdict in NOT_TAKEN else arrival.verdict.value


def line(arrival: Arrival) -> str:
    """One file: name, what became of it, why."""
    return f"{arrival.file_name}\t{word(arrival)}\t{arrival.reason}".rstrip("\t")


def counts(done: list[Arrival]) -> dict[str, int]:
    """How many were taken, were there already, could not be taken; and how many of these wait for a decision."""
    words = [word(one) for one in done]
    waiting = sum(one.verdict is Verdict.WAITING for one in done)
    return {**{one: words.count(one) for one in ("taken", "same", "refused")}, "waiting": waiting}


def as_data(arrival: Arrival) -> dict[str, Any]:
    """One file as the JSON has it."""
    office = {"code": arrival.office.code, "name": arrival.office.name} if arrival.office else None
    return {
        "name": arrival.file_name,
        "verdict": word(arrival),
        "waiting": arrival.verdict is Verdict.WAITING,
        "reason": arrival.reason,
        "how": arrival.how.value,
        "office": office,
        "nature": arrival.nature.value if arrival.sealed else None,
        "year": arrival.year or None,
        "submission": arrival.submission or None,
        "seal": arrival.sealed or None,
        "seal_on_cover": arrival.printed or None,
        "state": arrival.state or None,
        "taken": arrival.taken,
        "repaired": arrival.repaired,
        "refused": arrival.refused,
        "problems": list(arrival.problems),
    }


def board_data(found: Board, nature: Nature) -> dict[str, Any]:
    """The board as the JSON has it."""
    request = found.request
    return {
        "year": found.year,
        "nature": nature.value,
        "title": request.title if request else "",
        "deadline": request.deadline if request else "",
        "handling": request.handling if request else "",
        "keep_until": request.keep_until if request else "",
        "expired": found.expired,
        "today": found.today.isoformat(),
        "counts": {one.value: count for one, count in found.counts.items()},
        "offices": [_row_data(one) for one in found.rows],
        "strange": [as_data(one) for one in found.strange],
    }


def _row_data(row: Row) -> dict[str, Any]:
    contact = row.listed.contact
    return {
        "code": row.listed.office.code,
        "name": row.listed.office.name,
        "kind": row.listed.kind.value,
        "served_by": row.listed.served_by or None,
        "standing": row.standing.value,
        "label": STANDING_LABELS[row.standing],
        "came_on": row.came_on.isoformat() if row.came_on else None,
        "days_late": row.days_late,
        "submissions": list(row.submissions),
        "newest": as_data(row.newest) if row.newest else None,
        "waiting": [as_data(one) for one in row.waiting],
        "unusable": [as_data(one) for one in row.unusable],
        "besides": [as_data(one) for one in row.besides],
        "calls": [{"at": one.at.isoformat(), "by": one.by, "text": one.text} for one in row.calls],
        "note": row.note,
        "to_call": row.to_call,
        "contact": {one: getattr(contact, one) for one in ("section", "person", "phone", "mail")},
    }
