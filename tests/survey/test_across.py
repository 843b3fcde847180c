"""Looking across: sums that hold, numbers that lead to offices, and what the committee of 2006 said across municipalities."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukiself.answers.model import Office
from jukiself.checklist.model import Kind
from jukiself.findings.score import PARTS
from jukiself.survey.across import Across
from jukiself.survey.choice import ChoiceRefused, chosen, read_choices, words
from jukiself.survey.reply import Reply, listed_as, speaking
from jukiself.survey.request import Listed, OfficeKind
from jukiself.survey.then import Course, then_now
from tests.survey.conftest import made_up

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist
    from jukiself.survey.record import Record

LAWS = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
seeds = st.integers(0, 2**32)
sizes = st.integers(1, 40)


# -- laws ---------------------------------------------------------------------------------------------------------


@LAWS
@given(seed=seeds, size=sizes)
def test_every_count_adds_up_and_leads_to_its_offices(
    checklist: Checklist, records: tuple[Record, ...], seed: int, size: int
) -> None:
    across = Across(checklist, tuple(made_up(records, size, seed)))
    everybody = set(across.codes)
    for standing in (*across.picture.values(), *across.areas.values()):
        parts = [getattr(standing, one) for one in (*PARTS, "outside")]
        assert sum(map(len, parts)) == size
        assert set().union(*parts) == everybody
    for spread in across.spreads.values():
        assert len(spread.found) + len(spread.unclear) + len(spread.clear) + len(spread.beside) == size
        assert spread.asked == size - len(spread.beside)
        if spread.rule.each:
            assert {code for code, _ in across.members_found(spread)} == set(spread.found)
    for one in across.crossings:
        assert one.counted + len(one.outside) + len(one.unsure) == size
        assert ("すべて" not in one.sentence) or (len(one.holds) == one.counted and not one.unclear)
    for told in across.distributions:
        bars = [*told.bars, told.unknown, told.not_applicable, told.unanswered]
        if told.question.kind is not Kind.MULTI:
            assert sum(one.count for one in bars) == told.total
        asked = set().union(*(one.codes for one in bars))
        assert not asked & set(told.not_asked)
        assert all(len(one.codes) <= one.count for one in bars)
    if size:
        unknown = sum(one.record.progress.unknown for one in across.replies)
        assert sum(one.unknown.count for one in across.open_questions) == unknown


@LAWS
@given(seed=seeds, size=sizes)
def test_the_order_of_offices_changes_nothing(
    checklist: Checklist, records: tuple[Record, ...], seed: int, size: int
) -> None:
    replies = made_up(records, size, seed)
    across = Across(checklist, tuple(replies))
    random.Random(seed).shuffle(replies)
    other = Across(checklist, tuple(replies))
    assert other.picture == across.picture
    assert other.spreads == across.spreads
    assert other.crossings == across.crossings
    assert other.distributions == across.distributions


@LAWS
@given(seed=seeds, size=sizes)
def test_an_office_more_changes_only_the_counts_it_is_in(
    checklist: Checklist, records: tuple[Record, ...], seed: int, size: int
) -> None:
    replies = made_up(records, size + 1, seed)
    less, more = Across(checklist, tuple(replies[1:])), Across(checklist, tuple(replies))
    new = replies[0].code
    for place, standing in more.picture.items():
        before = less.picture[place]
        for part in (*PARTS, "outside"):
            assert tuple(one for one in getattr(standing, part) if one != new) == getattr(before, part)
        assert sum(new in getattr(standing, part) for part in (*PARTS, "outside")) == 1
    for name, spread in more.spreads.items():
        assert tuple(one for one in spread.found if one != new) == less.spreads[name].found


@LAWS
@given(seed=seeds, size=sizes)
def test_choices_take_what_fits_and_no_choice_takes_all(
    checklist: Checklist, records: tuple[Record, ...], seed: int, size: int
) -> None:
    across = Across(checklist, tuple(made_up(records, size, seed)))
    assert chosen(across, ()) == across.codes
    assert across.only(across.codes).replies == across.replies
    kinds = [
        chosen(across, read_choices([f"kind={one}"], across)) for one in ("市", "町", "村", "特別区", "組合・連合")
    ]
    assert sorted(code for codes in kinds for code in codes) == list(across.codes)
    shared = [chosen(across, read_choices([f"shared={one}"], across)) for one in ("yes", "no", "unknown")]
    assert sorted(code for codes in shared for code in codes) == list(across.codes)
    small = chosen(across, read_choices(["population=-5000"], across))
    assert {across.by_code[one].listed.population for one in small} <= {900, 4_000}
    for name, spread in list(across.spreads.items())[::25]:
        assert chosen(across, read_choices([f"finding={name}"], across)) == spread.found
    for told in across.distributions[::25]:
        if not told.member and told.question.choices:
            for bar in told.bars:
                assert chosen(across, read_choices([f"answer={told.question.id}:{bar.value}"], across)) == bar.codes


# -- choices ------------------------------------------------------------------------------------------------------


def test_a_trait_of_the_list_and_a_contractor_choose_too(checklist: Checklist, records: tuple[Record, ...]) -> None:
    across = Across(checklist, tuple(made_up(records, 20, 3)))
    suwa = chosen(across, read_choices(["郡=諏訪"], across))
    assert suwa == tuple(one.code for one in across.replies if one.listed.traits["郡"] == "諏訪")
    contracting = tuple(one for one in suwa if across.by_code[one].record.contracts)
    assert chosen(across, read_choices(["contractor=業", "郡=諏訪"], across)) == contracting
    assert chosen(across, read_choices(["contractor=いない会社"], across)) == ()
    said = words(read_choices(["kind=村", "population=-5000", "shared=yes"], across), across)
    assert said == "村、人口5,000人未満、共同運用に任せている"


@pytest.mark.parametrize("text", ["kind", "kind=", "kind=県", "population=-", "shared=maybe", "finding=no", "色=赤"])
def test_a_choice_that_fits_nobody_is_refused(cases: Across, text: str) -> None:
    with pytest.raises(ChoiceRefused):
        read_choices([text], cases)


# -- who counts ---------------------------------------------------------------------------------------------------


def test_a_unions_reply_counts_for_its_members_and_not_once_more(records: tuple[Record, ...]) -> None:
    union, village, town = (Office("209015", "見本広域連合"), Office("203637", "原村"), Office("203611", "下諏訪町"))
    roll = [
        Listed(union, OfficeKind.UNION),
        Listed(village, OfficeKind.VILLAGE, served_by=union.code),
        Listed(town, OfficeKind.TOWN, served_by=union.code),
    ]
    own = {union.code: Reply(listed_as(union), 2026, 1, records[0])}
    found = speaking(roll, own)
    assert [(one.code, one.by) for one in found] == [(town.code, union), (village.code, union)]
    own[village.code] = Reply(listed_as(village), 2026, 1, records[1])
    found = speaking(roll, own)
    assert [(one.code, one.by) for one in found] == [(town.code, union), (village.code, None)]
    own[town.code] = Reply(listed_as(town), 2026, 1, records[1])
    # Nobody is left for it to speak for, so it counts for itself.
    assert [one.code for one in speaking(roll, own)] == [town.code, village.code, union.code]


def test_who_has_not_replied_is_named(checklist: Checklist, records: tuple[Record, ...]) -> None:
    village, town = (
        Listed(Office("203637", "原村"), OfficeKind.VILLAGE),
        Listed(Office("203611", "下諏訪町"), OfficeKind.TOWN),
    )
    across = Across(checklist, (Reply(village, 2026, 1, records[0]),), (village, town))
    assert across.missing == (town,)


# -- then and now -------------------------------------------------------------------------------------------------


def test_two_rounds_name_who_got_better_and_what_went(checklist: Checklist, cases: Across) -> None:
    before = replace(cases, given=cases.replies[:3])
    same = then_now(cases, cases)
    assert all(set(courses) == {Course.SAME} for courses in same.areas.values() if courses)
    came = then_now(before, cases)
    assert came.areas["audit"][Course.NEW] == (cases.codes[3],)
    place = [one.id for one in checklist.questions].index("audit-internal-last")
    rule = [one.id for one in checklist.rules].index("audit-none")
    mended = []
    for one in cases.replies:
        values, rules = list(one.record.values), list(one.record.rules)
        if values[place] == "never":
            values[place], rules[rule] = "year", "f"
        mended.append(replace(one, record=replace(one.record, values=tuple(values), rules=tuple(rules))))
    now = then_now(cases, replace(cases, given=tuple(mended)))
    assert cases.names(now.areas["audit"][Course.BETTER]) == ("自治体B", "自治体D")
    assert now.rules["audit-none"].over == now.areas["audit"][Course.BETTER]
    back = then_now(replace(cases, given=tuple(mended)), cases)
    assert back.areas["audit"][Course.WORSE] == now.areas["audit"][Course.BETTER]
    assert back.rules["audit-none"].new == now.rules["audit-none"].over


# -- the four cases -----------------------------------------------------------------------------------------------

#: id, n, N, offices it is true of, offices that cannot tell
SAID = [
    ("contractor-unchecked", "ABC", 4, "D"),
    ("contractor-checked", "", 4, "ABCD"),
    ("secrecy-on-paper-only", "AB", 4, "CD"),
    ("subcontract-unapproved", "", 4, "ABCD"),
    ("policy-made", "ABCD", 4, ""),
    ("policy-ahead-of-practice", "BCD", 4, "A"),
    ("procedure-missing", "D", 4, "ABC"),
    ("audit-missing", "BD", 4, "AC"),
    ("audit-of-systems", "C", 4, "A"),
    ("one-person", "A", 4, "BCD"),
    ("no-deputy", "A", 4, "BCD"),
    ("committee-not-checking", "C", 3, "BD"),
    ("training-lapsed", "B", 4, "AC"),
    ("core-kept-apart", "ABCD", 4, ""),
    ("laptop-open", "C", 4, "ABD"),
    ("home-or-private", "BCD", 4, "A"),
    ("restore-untested", "", 4, "ABCD"),
    ("log-unread", "", 4, "ABCD"),
    ("shared-line-unclear", "D", 1, ""),
]


@pytest.mark.parametrize(("name", "holds", "counted", "unknown"), SAID)
def test_what_the_facts_of_2006_carry_across_municipalities(
    cases: Across, name: str, holds: str, counted: int, unknown: str
) -> None:
    found = next(one for one in cases.crossings if one.rule.id == name)
    assert cases.names(found.holds) == tuple(f"自治体{one}" for one in holds)
    assert cases.names(found.unknown) == tuple(f"自治体{one}" for one in unknown)
    assert found.counted == counted


def test_every_cross_rule_of_the_edition_is_pinned(cases: Across) -> None:
    assert [one.rule.id for one in cases.crossings] == [name for name, *_ in SAID]


def test_all_is_said_of_policies_and_never_of_audits(cases: Across) -> None:
    """The committee wrote that audits lack everywhere; C's systems are audited every year, so that is not said."""
    whole = [one.rule.id for one in cases.crossings if "すべて" in one.sentence]
    assert whole == ["policy-made", "core-kept-apart"]
    missing = next(one for one in cases.crossings if one.rule.id == "audit-missing")
    assert missing.sentence.startswith("回答した4団体のうち2団体で")
    assert missing.sentence.endswith("ほかに2団体は、答えが足りず、まだ言えません。")
    audited = next(one for one in cases.crossings if one.rule.id == "audit-of-systems")
    assert cases.names(audited.holds) == ("自治体C",)


def test_who_may_not_count_is_told_apart(cases: Across) -> None:
    """Whether A has a committee nobody wrote: it neither counts nor is left out in silence."""
    found = next(one for one in cases.crossings if one.rule.id == "committee-not-checking")
    assert cases.names(found.unsure) == ("自治体A",)
    assert "情報セキュリティの会議がある団体かどうかが分からない所が、1団体あります" in found.sentence
