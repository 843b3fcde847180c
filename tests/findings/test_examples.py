"""An example that says the wrong verdict is told, whatever the kind of the rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jukiself.findings.examples import background, rule_faults

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

KINDS = ["home-done", "home-forbidden-yet-done", "home-forbidden-none", "home-impossible"]


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_rule_knows_its_verdicts(checklist: Checklist, name: str) -> None:
    base, rule = background(checklist), checklist.rule[name]
    assert list(rule_faults(checklist, rule, base)) == []
    swapped = replace(rule, examples={"met": rule.examples["gap"], "gap": rule.examples["met"]})
    told = list(rule_faults(checklist, swapped, base))
    assert len(told) == len(rule.examples["gap"]) + len(rule.examples["met"])
    # What is open is neither; only a plain finding asks for it to be found out.
    as_gap = list(rule_faults(checklist, replace(rule, examples={"gap": rule.examples["open"]}), base))
    assert bool(as_gap) is (rule.kind == "defect")
