"""What a form is, and what is only written beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


def test_examples_take_no_part_in_what_a_form_is(checklist: Checklist) -> None:
    bare = replace(
        checklist,
        rules=tuple(replace(one, examples={}) for one in checklist.rules),
        across=tuple(replace(one, examples={}) for one in checklist.across),
    )
    assert (bare.rules, bare.across) == (checklist.rules, checklist.across)
    assert bare.fingerprint == checklist.fingerprint
    assert replace(checklist, rules=checklist.rules[1:]).fingerprint != checklist.fingerprint
