"""When a question is asked whose answer no rule reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Key
from jukiself.answers.situation import Situation
from jukiself.findings.examples import background, put

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


@pytest.mark.parametrize(
    ("extra", "asked"),
    [("machine", True), ("library,machine", True), ("seal", False), ("library", False), ("none", False)],
)
def test_the_figures_of_a_machine_are_asked_where_there_is_one(checklist: Checklist, extra: str, asked: bool) -> None:
    situation = Situation(checklist, put(checklist, background(checklist), {"usage-extra": extra}))
    for name in ("usage-machine-share", "usage-machine-cost"):
        assert (Key(name) in situation.keys) is asked, name
