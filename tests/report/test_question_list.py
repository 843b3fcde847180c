"""設問一覧: every question of the depth and the areas chosen, once, and nobody's answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.situation import Situation
from jukiself.report.errand import Errand
from jukiself.report.outline import Table
from jukiself.report.question_list import question_list
from jukiself.work.cases import read_case

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


@pytest.mark.parametrize("full", [True, False])
def test_every_question_stands_there_once_and_no_answer(checklist: Checklist, full: bool) -> None:
    inspection = replace(read_case("nagano-b", checklist).inspection, full=full, extras=())
    document = question_list(Errand(Situation(checklist, inspection)))
    numbers = [row.cells[0] for part in document.parts if isinstance(part, Table) for row in part.rows]
    optional = {one.id for one in checklist.areas if one.optional}
    wanted = [one.number for one in checklist.questions if (full or one.short) and one.area not in optional]
    assert sorted(numbers) == sorted(wanted)
    notes = [one.note for one in inspection.answers.values() if len(one.note) > 8]
    assert notes
    assert not any(note in str(document.parts) for note in notes)
