"""Replies to look across: the four cases, and made-up ones by the dozen."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Office
from jukiself.answers.situation import Situation
from jukiself.survey.across import Across
from jukiself.survey.record import record
from jukiself.survey.reply import Reply, listed_as
from jukiself.survey.request import Listed, OfficeKind
from jukiself.work.cases import case_ids, read_case
from jukiself.work.offices import check_digit
from tests.survey.test_record import some_inspection

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist
    from jukiself.survey.record import Record


def reply_of(checklist: Checklist, inspection: Inspection, listed: Listed | None = None) -> Reply:
    told = record(Situation(checklist, inspection))
    return Reply(listed or listed_as(inspection.office), inspection.year, inspection.submission, told)


@pytest.fixture(scope="session")
def cases(checklist: Checklist) -> Across:
    """The four cases of the survey of 2006."""
    return Across(checklist, tuple(reply_of(checklist, read_case(one, checklist).inspection) for one in case_ids()))


@pytest.fixture(scope="session")
def records(checklist: Checklist) -> tuple[Record, ...]:
    """Twelve made-up replies, the dearest part."""
    return tuple(record(Situation(checklist, some_inspection(checklist, seed))) for seed in range(12))


def made_up(records: tuple[Record, ...], number: int, seed: int) -> list[Reply]:
    """Some offices with one of the records each."""
    chance = random.Random(seed)
    found = []
    for one in chance.sample(range(1, 900), number):
        five = f"20{one:03d}"
        kind = chance.choice(list(OfficeKind))
        listed = Listed(
            Office(five + check_digit(five), f"見本{one}村"),
            kind,
            population=chance.choice([None, 900, 4_000, 30_000]),
            traits={"郡": chance.choice(["諏訪", "下伊那"])},
        )
        found.append(Reply(listed, 2026, 1, replace(chance.choice(records))))
    return found
