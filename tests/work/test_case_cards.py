"""The first page's quick look at the cases says what the whole reading says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.work.case_cards import case_cards
from jukiself.work.cases import case_ids, read_case

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


def test_the_cards_are_the_cases(checklist: Checklist) -> None:
    cases = [read_case(one, checklist) for one in case_ids()]
    assert [(one.id, one.title, one.intro) for one in case_cards()] == [
        (one.id, one.inspection.office.name, one.intro) for one in cases
    ]
