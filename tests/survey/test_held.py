"""What is sorted of a reply is what was judged, whether it is judged now or kept from then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.situation import Situation
from jukiself.findings.judge import judge
from jukiself.survey.sorting import held, held_of
from jukiself.work.cases import case_ids, read_case

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist
    from jukiself.survey.across import Across


def test_kept_and_judged_are_the_same(checklist: Checklist, cases: Across) -> None:
    for case, reply in zip(case_ids(), cases.replies, strict=True):
        now = held(judge(Situation(checklist, read_case(case, checklist).inspection)))
        assert sorted(map(repr, held_of(reply, checklist))) == sorted(map(repr, now))
        assert {one.member for one in now} >= {"", "c1"}
        assert all(bool(one.member_name) is bool(one.member) for one in now)
