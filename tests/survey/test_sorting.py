"""The pile of a round: proposals follow printed rules, nothing is lost in it, and what cannot be said is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukiself.answers.comment import Opinion
from jukiself.answers.model import Office
from jukiself.checklist.model import Severity
from jukiself.findings.judge import Status
from jukiself.survey.remarks import Bin, On, Remark
from jukiself.survey.sorting import Held, Item, Pile, Why, fault, pile

OFFICES = [Office(f"20000{number}", f"{number}村") for number in range(6)]


def held(
    rule: str,
    severity: Severity | None = Severity.MEDIUM,
    status: Status = Status.DEFECT,
    member: str = "",
    refines: str = "",
) -> Held:
    return Held(rule, member, "住基ネット" if member else "", status, severity, "rules", "rule", f"題 {rule}", refines)


HELDS = st.builds(
    held,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from([*Severity, None]),
    st.sampled_from([Status.DEFECT, Status.CHECK]),
    st.sampled_from(["", "juki"]),
    st.sampled_from(["", "", "a"]),
)
REPLIES = st.dictionaries(
    st.sampled_from(OFFICES), st.lists(HELDS, max_size=6, unique_by=lambda one: (one.rule, one.member)).map(tuple)
)
REMARKS = st.lists(
    st.builds(
        Remark,
        st.sampled_from([one.code for one in OFFICES]),
        st.sampled_from(["", "a", "b", "c", "gone"]),
        st.sampled_from(["", "juki"]),
        bin=st.sampled_from(Bin),
        comment=st.sampled_from(["", "文"]),
    )
).map(lambda found: {one.on: one for one in found if one.rule or not one.member})


@given(REPLIES, REMARKS)
def test_every_finding_and_every_remark_is_in_the_pile_once(
    replies: dict[Office, tuple[Held, ...]], remarks: dict[On, Remark]
) -> None:
    found = pile(replies, remarks)
    assert len(found.items) == sum(map(len, replies.values())) == sum(found.bins.values())
    assert found.remaining == found.bins[Bin.UNSORTED]
    for heaps in (found.by_finding, found.by_office):
        assert sorted(one.on for heap in heaps for one in heap.items) == sorted(one.on for one in found.items)
        assert sum(one.remaining for one in heaps) == found.remaining
    shown = [one.remark for one in found.items if one.on in remarks]
    assert {one.on: one for one in (*shown, *found.left, *found.whole.values())} == remarks


@given(REPLIES, REMARKS)
def test_the_order_of_offices_changes_nothing(
    replies: dict[Office, tuple[Held, ...]], remarks: dict[On, Remark]
) -> None:
    assert pile(dict(reversed(replies.items())), remarks).items == pile(replies, remarks).items


@given(REPLIES)
def test_everything_has_a_proposal_and_a_refinement_goes_with_its_host(replies: dict[Office, tuple[Held, ...]]) -> None:
    found = pile(replies, {})
    for one in found.items:
        assert one.proposed is not Bin.UNSORTED
        host = found.find(On(one.office.code, one.held.refines, one.held.member))
        if one.held.refines and host and not host.held.refines:
            assert one.proposed is host.proposed


@given(REPLIES, REMARKS)
def test_writing_is_as_building_anew(replies: dict[Office, tuple[Held, ...]], remarks: dict[On, Remark]) -> None:
    codes = {one.code for one in replies}
    first = pile(replies, {}).counted()
    known = [one for one in remarks.values() if one.office in codes and (not one.rule or first.find(one.on))]
    written = first.with_remarks(known)
    again = pile(replies, {one.on: one for one in known})
    assert (written.items, written.whole, written.bins) == (again.items, again.whole, again.bins)
    assert (written.by_finding, written.by_office) == (again.by_finding, again.by_office)
    assert written.remaining == sum(not one.sorted for one in written.items)
    assert [one.remaining for one in written.by_office] == [one.remaining for one in again.by_office]


def proposals(found: Pile, office: Office) -> dict[str, tuple[Bin, Why]]:
    return {one.held.rule: (one.proposed, one.why) for one in found.chosen(offices=[office.code])}


def test_proposals_follow_the_printed_rules() -> None:
    everybody = held("common", Severity.HIGH)
    mine = (
        everybody,
        held("heavy", Severity.HIGH),
        held("middle"),
        held("light", Severity.LOW),
        held("asked", Severity.HIGH, Status.CHECK),
        held("open", Severity.LOW, Status.CHECK),
        held("inside", Severity.LOW, refines="heavy"),
    )
    found = pile({OFFICES[0]: mine, OFFICES[1]: (everybody,), OFFICES[2]: (everybody,), OFFICES[3]: ()}, {})
    assert proposals(found, OFFICES[0]) == {
        "common": (Bin.ALL, Why.MANY),
        "heavy": (Bin.ONE, Why.HEAVY),
        "middle": (Bin.ONE, Why.MIDDLE),
        "light": (Bin.NEXT_YEAR, Why.LIGHT),
        "asked": (Bin.PHONE, Why.HEAVY_OPEN),
        "open": (Bin.NEXT_YEAR, Why.OPEN),
        "inside": (Bin.ONE, Why.HEAVY),
    }


@pytest.mark.parametrize(("holders", "replied", "many"), [(2, 2, False), (3, 6, False), (3, 5, True), (4, 6, True)])
def test_many_is_more_than_half_and_at_least_three(holders: int, replied: int, many: bool) -> None:
    replies = {one: (held("x"),) if place < holders else () for place, one in enumerate(OFFICES[:replied])}
    assert {one.proposed for one in pile(replies, {}).items} == {Bin.ALL if many else Bin.ONE}


def test_the_same_finding_for_two_members_of_one_office_is_one_office() -> None:
    both = (held("x", member="juki"), held("x", member="core"))
    found = pile({OFFICES[0]: both, OFFICES[1]: both, OFFICES[2]: (), OFFICES[3]: ()}, {})
    assert {one.proposed for one in found.items} == {Bin.ONE}
    (heap,) = found.by_finding
    assert (len(heap.items), heap.offices) == (4, ("200000", "200001"))


ITEM = Item(OFFICES[0], held("x", Severity.HIGH), Remark("200000", "x"), Why.HEAVY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"severity": Severity.LOW}, "理由を書いて"),
        ({"severity": Severity.LOW, "reason": " "}, "理由を書いて"),
        ({"severity": Severity.HIGH, "reason": "同じ"}, "所見のまま"),
        ({"reason": "なぜなら"}, "重さも選んで"),
        ({"opinion": Opinion.ACCEPTED}, "どのような事情か"),
        ({"comment": "あ" * 2001}, "2,000文字まで"),
        ({"reason": "\x07"}, "制御文字"),
    ],
)
def test_what_cannot_be_said_is_refused(changes: dict[str, object], words: str) -> None:
    assert words in fault(replace(ITEM.remark, **changes), ITEM)  # type: ignore[arg-type]


def test_what_can_be_said() -> None:
    for one in (
        {},
        {"severity": Severity.LOW, "reason": "独立した線のため"},
        {"opinion": Opinion.ACCEPTED, "comment": "離島のため"},
        {"opinion": Opinion.DISCUSS, "comment": "一行目\n二行目𠮷"},
    ):
        assert not fault(replace(ITEM.remark, **one), ITEM)  # type: ignore[arg-type]


def test_one_remark_leaves_every_other_item_as_it_is() -> None:
    first = pile(dict.fromkeys(OFFICES, (held("x"), held("y"))), {})
    after = first.with_remarks([Remark("200003", "y", bin=Bin.PHONE)])
    changed = [one for one, other in zip(after.items, first.items, strict=True) if one is not other]
    assert [(one.on, one.bin) for one in changed] == [(On("200003", "y"), Bin.PHONE)]


def test_a_sieve_by_bin_keeps_that_bin_only() -> None:
    found = pile(dict.fromkeys(OFFICES, (held("x"),)), {}).with_remarks([Remark("200003", "x", bin=Bin.PHONE)])
    assert [one.on for one in found.chosen(bins=[Bin.PHONE])] == [On("200003", "x")]
    assert len(found.chosen(bins=[Bin.UNSORTED])) == len(OFFICES) - 1
    assert len(found.chosen()) == len(OFFICES)
