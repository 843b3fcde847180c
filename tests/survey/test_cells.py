"""What a record keeps of one inspection, and what is said of several, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Contract, Office
from jukiself.answers.situation import Situation
from jukiself.checklist.cross import CrossRule, Tone
from jukiself.findings.examples import background, put
from jukiself.findings.score import PARTS
from jukiself.survey import record as kept
from jukiself.survey.across import Crossing
from jukiself.survey.arrivals import Arrival, How, Verdict
from jukiself.survey.board import board
from jukiself.survey.record import Record, packed, record, unpacked

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist
    from jukiself.survey.across import Across


@pytest.fixture(scope="module")
def small(checklist: Checklist) -> Checklist:
    """The form with a handful of rules: a record of it is quick."""
    names = {
        "policy-without-procedure",
        "policy-procedure-unverified",
        "org-form-without-check",
        "org-one-person",
        "home-impossible",
    }
    return replace(checklist, rules=tuple(one for one in checklist.rules if one.id in names), across=())


def told(small: Checklist, **answers: str) -> Record:
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    return record(Situation(small, put(small, background(small), given)))


def letter(small: Checklist, rule: str, **answers: str) -> str:
    return told(small, **answers).rules[[one.id for one in small.rules].index(rule)]


def test_what_is_not_asked_here_is_no_clear_answer(small: Checklist) -> None:
    # The checking is asked only where there is a committee; the gates themselves are asked of everybody.
    assert letter(small, "org-form-without-check", org_committee="none") == kept.BESIDE
    assert letter(small, "org-form-without-check", org_committee_checks="yes") == kept.FALSE
    assert letter(small, "org-form-without-check", org_committee_checks="none") == kept.FOUND
    # One of the two is asked: that is enough to speak of it.
    assert letter(small, "policy-procedure-unverified", policy_written="none") == kept.FALSE
    assert letter(small, "org-one-person", org_carrier="unknown") in {kept.CHECK, kept.FALSE, kept.OPEN}
    assert letter(small, "home-impossible", portable_home_practice="impossible") == kept.FOUND * 3


def test_a_record_keeps_no_text_of_a_choice_and_calls_nameless_contracts_by_their_id(small: Checklist) -> None:
    inspection = replace(background(small), contracts=(Contract("c1", "保守", "信州"), Contract("c2", "　", "山岳")))
    found = record(Situation(small, inspection))
    assert [(one.name, one.contractor) for one in found.contracts] == [("保守", "信州"), ("c2", "山岳")]
    assert dict(found.texts) == {}
    assert unpacked(packed(found)) == found


@pytest.mark.parametrize("text", ["", "{}", "[]", "3", '{"f": 1}'])
def test_a_text_that_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no record|Expecting value"):
        unpacked(text)


# -- sentences ------------------------------------------------------------------------------------------------------

SAID = CrossRule(
    "x", "policy", "rule", Tone.GAP, "題", "数える団体",
    whole="{N}のすべて", most="{N}のうち{n}、多い", some="{N}のうち{n}", none="{N}にない", unclear="{N}のうち{u}は言えない", sources=(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("holds", "unknown", "fails", "unsure", "said"),
    [
        (0, 0, 0, 0, ""),
        (0, 0, 0, 3, ""),
        (3, 0, 0, 0, "3のすべて"),
        (1, 0, 0, 0, "1のうち1"),
        (2, 0, 1, 0, "3のうち2、多い"),
        (2, 0, 2, 0, "4のうち2"),
        (0, 0, 4, 0, "4にない"),
        (0, 1, 3, 0, "4のうち1は言えない"),
        (0, 0, 4, 1, "4のうち0は言えないなお、数える団体かどうかが分からない所が、1団体あります。"),
        (2, 1, 0, 0, "3のうち2、多いほかに1団体は、答えが足りず、まだ言えません。"),
        (3, 0, 0, 1, "3のうち3、多いなお、数える団体かどうかが分からない所が、1団体あります。"),
        (1_200, 0, 0, 0, "1,200のすべて"),
    ],
)
def test_what_may_be_said_hangs_on_who_could_tell(holds: int, unknown: int, fails: int, unsure: int, said: str) -> None:
    offices = iter(f"{one:06d}" for one in range(2_000))

    def take(count: int) -> tuple[str, ...]:
        return tuple(next(offices) for _ in range(count))

    found = Crossing(SAID, take(holds), take(unknown), take(fails), ("900001",), take(unsure))
    assert (found.counted, found.unclear) == (holds + unknown + fails, unknown + unsure)
    assert found.sentence == said


def test_every_place_of_the_picture_holds_every_office_once(cases: Across) -> None:
    for standing in cases.picture.values():
        parts = [getattr(standing, one) for one in (*PARTS, "outside")]
        assert sorted(code for one in parts for code in one) == list(cases.codes)
        assert standing.share.total + standing.share.not_applicable == len(cases.codes)
    audited = cases.picture["audit", "check"]
    assert cases.names(audited.unmet) == ("自治体B", "自治体D")


def test_an_office_with_several_networks_is_found_once_and_its_networks_are_named(cases: Across) -> None:
    several = [one for one in cases.spreads.values() if one.rule.each and one.found]
    assert several
    for spread in several:
        pairs = cases.members_found(spread)
        assert {code for code, _ in pairs} == set(spread.found)
        assert len(pairs) == len(set(pairs)) >= len(spread.found)
    assert max(len(cases.members_found(one)) - len(one.found) for one in several) > 0


def test_what_was_given_back_makes_no_office_and_no_stranger() -> None:
    at, hara = datetime(2026, 12, 1, 9), Office("203637", "原村")  # noqa: DTZ001 - one office, one clock
    undone = [Arrival(at, "回答.xlsx", How.WORKBOOK, Verdict.UNDONE, office=one, year=2026) for one in (hara, None)]
    found = board(2026, None, (), undone, (), date(2026, 12, 4))
    assert (found.rows, found.strange) == ((), ())
