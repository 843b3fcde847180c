"""What a finding carries: its reasons, its sources, and what a supposition does to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Answer, Basis, Key
from jukiself.answers.situation import Situation
from jukiself.findings.examples import background, put
from jukiself.findings.judge import Finding, Status, judge, to_find_out
from jukiself.findings.score import Share, shares, total
from jukiself.findings.what_if import difference, offers, suppose

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


def seen(checklist: Checklist, **answers: str) -> Situation:
    given = {name.replace("__", "@").replace("_", "-"): value for name, value in answers.items()}
    return Situation(checklist, put(checklist, background(checklist), given))


def found(situation: Situation, rule: str) -> list[Finding]:
    return [one for one in judge(situation) if one.id == rule]


def test_a_check_stands_for_its_open_refinements_too_and_a_defect_only_for_itself(checklist: Checklist) -> None:
    plain, refined = checklist.rule["home-done"], checklist.rule["home-forbidden-yet-done"]
    (check,) = found(seen(checklist, portable_home_practice__info="unknown"), "home-done")
    (defect,) = found(seen(checklist, portable_home_practice__info="done"), "home-done")
    assert (check.status, defect.status) == (Status.CHECK, Status.DEFECT)
    assert check.sources == (*plain.sources, *(one for one in refined.sources if one not in plain.sources))
    assert defect.sources == plain.sources
    assert (check.title, defect.title) == (f"{plain.check_title}（情報系）", f"{plain.title}（情報系）")
    assert (check.text, defect.text) == (plain.to_find_out, plain.text)
    # Permitted work breaks no prohibition: the refinement is not open any more.
    (check,) = found(seen(checklist, portable_home_practice__info="unknown", portable_home_rule="none"), "home-done")
    assert check.sources == plain.sources


def test_what_is_merely_unanswered_is_nothing_to_find_out(checklist: Checklist) -> None:
    assert found(seen(checklist, org_aware=""), "org-not-aware") == []
    assert [one.status for one in found(seen(checklist, org_aware="unknown"), "org-not-aware")] == [Status.CHECK]


def test_a_strength_never_stands_on_a_guess(checklist: Checklist) -> None:
    key = Key("portable-home-practice", "info")
    situation = seen(checklist, portable_home_practice="impossible")
    assert len(found(situation, "home-impossible")) == len(situation.members["network"])
    answer = replace(situation.inspection.answer(key), basis=Basis.GUESS)
    guessed = Situation(checklist, situation.inspection.with_answer(key, answer))
    assert [one.member.id for one in found(guessed, "home-impossible") if one.member] == ["juki", "core"]
    # What is only noted may be guessed.
    assert len(found(guessed, "home-forbidden-none")) == len(found(situation, "home-forbidden-none"))


def test_the_short_form_sends_nobody_to_find_out_what_it_does_not_ask(checklist: Checklist) -> None:
    long = [one for one in checklist.questions if not one.short and one.choices and not one.group and not one.when]
    whole = background(checklist).with_values({Key(one.id): "unknown" for one in long})
    names = {one.id for one in long}
    for full in (True, False):
        checks = [one for one in judge(Situation(checklist, replace(whole, full=full))) if one.status is Status.CHECK]
        assert bool({key.question for one in checks for key in one.because} & names) is full
    # An answer that is there is a reason at any depth.
    short = Situation(
        checklist, replace(background(checklist).with_values({Key("audit-it-last"): "never"}), full=False)
    )
    if not checklist.question["audit-it-last"].short:
        assert [one.because for one in found(short, "audit-it-none")] == [(Key("audit-it-last"),)]


def test_findings_stand_in_their_own_area_once(checklist: Checklist) -> None:
    situation = seen(checklist, policy_read="none", contract_list="partial", audit_it_last="never")
    told = [(one.id, one.member.id if one.member else "") for one in judge(situation)]
    assert len(told) == len(set(told))
    assert ("contract-unlisted", "") in told
    for one in judge(situation):
        assert one.area == (one.rule.area if one.rule else "contract")


def test_what_is_to_be_found_out_says_why(checklist: Checklist) -> None:
    key = Key("backup-place", "juki")
    situation = seen(checklist, policy_read="unknown", org_aware="")
    guess = replace(situation.inspection.answer(key), basis=Basis.GUESS)
    told = to_find_out(Situation(checklist, situation.inspection.with_answer(key, guess)))
    assert {(str(one.key), one.why) for one in told} == {("policy-read", "unknown"), ("backup-place@juki", "guess")}


# -- shares -----------------------------------------------------------------------------------------------------------


def test_shares_add_up_by_part() -> None:
    parts = [Share(1, 2, 3, 4, 5, 6), Share(10, 20, 30, 40, 50, 60)]
    assert total(parts) == Share(11, 22, 33, 44, 55, 66)
    assert total(parts).total == 165
    assert total([]) == Share()


@pytest.mark.parametrize(
    ("who", "part"), [("unknown", "unknown"), ("", "unanswered"), ("self", "met"), ("contractor", "unanswered")]
)
def test_who_does_it_decides_what_an_answer_amounts_to(checklist: Checklist, who: str, part: str) -> None:
    question = checklist.question["backup-place"]
    alone = replace(
        checklist,
        questions=tuple(
            one for one in checklist.questions if one.id in {"backup-who", "backup-place", "network-exists"}
        ),
    )
    inspection = put(alone, background(alone), {"backup-who": who, "backup-place": ""})
    answered = inspection.with_values({Key("backup-place", one): "locked" for one in ("juki", "core", "info")})
    told = shares(Situation(alone, answered))[question.area, question.stage]
    assert {name: getattr(told, name) for name in ("met", "unknown", "unanswered") if getattr(told, name)} == {part: 3}


# -- もし〜なら ---------------------------------------------------------------------------------------------------------


def test_a_supposition_tells_what_goes_what_stays_and_what_comes(checklist: Checklist) -> None:
    before = seen(checklist, policy_read="some", org_aware="cannot", audit_it_last="unknown")
    key = Key("org-aware")
    partly = difference(before, suppose(before, {key: "partly"}))
    assert [one.id for one in partly.stay] == ["org-not-aware"]
    assert (partly.gone, partly.new, partly.closed, partly.asked) == ((), (), (), ())
    assert partly.nothing
    better = difference(before, suppose(before, {key: "can"}))
    assert [one.id for one in better.gone] == ["org-not-aware"]
    # Other findings are not told as staying: nothing was supposed about them.
    assert better.stay == ()
    assert not better.nothing
    known = difference(before, suppose(before, {Key("audit-it-last"): "never"}))
    assert known.closed == (Key("audit-it-last"),)
    assert [(one.id, one.status) for one in known.new] == [("audit-it-none", Status.DEFECT)]
    assert [(one.id, one.status) for one in known.gone] == [("audit-it-none", Status.CHECK)]
    assert known.stay == ()


def test_a_new_finding_beside_an_old_one_is_not_told_as_staying(checklist: Checklist) -> None:
    before = seen(checklist, org_aware="can")
    came = difference(before, suppose(before, {Key("org-aware"): "cannot"}))
    assert ([one.id for one in came.new], came.stay) == (["org-not-aware"], ())


def test_a_gate_supposed_open_asks_what_lies_behind_it(checklist: Checklist) -> None:
    inspection = background(checklist).with_values({Key("policy-written"): "none", Key("policy-read"): ""})
    before = Situation(checklist, inspection.with_answer(Key("policy-read"), Answer()))
    told = difference(before, suppose(before, {Key("policy-written"): "yes"}))
    assert Key("policy-read") in told.asked
    assert Key("policy-review") not in told.asked


def test_offers_are_better_answers_or_all_where_it_is_open(checklist: Checklist) -> None:
    situation = seen(checklist, org_aware="partly", contract_list="partial", audit_it_last="unknown")
    told = {one.key.question: [each.value for each in one.choices] for one in offers(situation, judge(situation))}
    assert told["org-aware"] == ["can"]
    assert told["audit-it-last"] == [one.value for one in checklist.question["audit-it-last"].choices]
    assert told["contract-list"] == ["complete", "none"]
