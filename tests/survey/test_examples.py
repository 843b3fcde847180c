"""An example of a sentence over many offices that comes to something else is told with what it comes to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself.findings.examples import background
from jukiself.survey.examples import cross_faults

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

OFFICES = {
    "holds": {"shared-agreement": "none"},
    "open": {"shared-agreement": "unknown"},
    "fails": {"shared-agreement": "written"},
    "outside": {"shared-used": "no"},
    "unsure": {"shared-used": "unknown"},
}


def test_each_verdict_is_its_own(checklist: Checklist) -> None:
    base = background(checklist)
    rule = next(one for one in checklist.across if one.id == "shared-line-unclear")
    for said in OFFICES:
        for is_so, answers in OFFICES.items():
            told = list(cross_faults(checklist, replace(rule, examples={said: (answers,)}), base))
            assert [one.rpartition(": ")[2] for one in told] == (
                [] if said == is_so else [f"{said} ではなく {is_so} になります。"]
            )
