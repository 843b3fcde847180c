"""What is open, which choices are offered, and what an answer amounts to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Answer, Basis, Contract, Key
from jukiself.answers.situation import Problem, Situation, State, is_day
from jukiself.checklist.condition import parse
from jukiself.checklist.model import Grade
from jukiself.findings.examples import background, put
from jukiself.findings.score import shares

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


def seen(checklist: Checklist, contracts: int = 1, **answers: str) -> Situation:
    given = {name.replace("__", "@").replace("_", "-"): value for name, value in answers.items()}
    return Situation(checklist, put(checklist, background(checklist, contracts), given))


def truth(situation: Situation, condition: str, member: str | None = None) -> bool | None:
    from jukiself.checklist.condition import evaluate

    return evaluate(parse(condition), situation, member).truth


# -- what is asked --------------------------------------------------------------------------------------------------


def test_an_open_gate_asks_and_keeps_the_answer_from_being_judged(checklist: Checklist) -> None:
    key = Key("policy-read")
    for value, asked in (("yes", True), ("none", False), ("unknown", None), ("", None)):
        situation = seen(checklist, policy_written=value, policy_read="none")
        assert situation.asked(key).truth is asked
        assert (key in situation.keys) is (asked is not False)
        assert truth(situation, "policy-read in [none]") is {True: True, False: False, None: None}[asked]
        if asked is None:
            assert situation.asked(key).operands == (Key("policy-written"),)


def test_a_network_that_is_not_there_is_asked_nothing(checklist: Checklist) -> None:
    key = Key("malware-update", "info")
    for value, asked in (("present", True), ("absent", False), ("unknown", None)):
        situation = seen(checklist, network_exists__info=value)
        assert situation.asked(key).truth is asked
        assert situation.asked(Key("malware-update", "juki")).truth is True
        assert situation.asked(Key("network-exists", "info")).truth is True
    assert seen(checklist).member(key) == seen(checklist).members["network"][-1]
    assert seen(checklist).member(Key("malware-update", "nowhere")) is None
    assert seen(checklist).member(Key("policy-read")) is None


def test_the_short_form_and_an_area_not_taken_offer_less(checklist: Checklist) -> None:
    whole = background(checklist)
    optional = {one.id for one in checklist.areas if one.optional}
    short = Situation(checklist, replace(whole, full=False))
    bare = Situation(checklist, replace(whole, extras=()))
    assert {one.id for one in checklist.questions if short.offered(one)} == {
        one.id for one in checklist.questions if one.short
    }
    assert {one.id for one in checklist.questions if not bare.offered(one)} == {
        one.id for one in checklist.questions if one.area in optional
    }
    assert all(Situation(checklist, whole).offered(one) for one in checklist.questions)


def test_the_networks_are_called_as_the_inspection_calls_them(checklist: Checklist) -> None:
    group = checklist.group["network"]
    for name, expected in (("2006", "2006"), ("today", "today"), ("", group.default_set), ("gone", group.default_set)):
        situation = Situation(checklist, background(checklist, network_set=name))
        assert [one.name for one in situation.members["network"]] == [
            one.name for one in group.member_set(expected).members
        ]


def test_contracts_without_a_name_are_called_by_their_id_and_ended_ones_are_not_asked(checklist: Checklist) -> None:
    contracts = (Contract("c1", "保守"), Contract("c2", "　"), Contract("c3", "終わった", ended="2026-03-31"))
    inspection = replace(background(checklist), contracts=contracts)
    situation = Situation(checklist, inspection.with_values({Key("contract-audit", "c3"): "never"}))
    assert [one.name for one in situation.members["contract"]] == ["保守", "c2"]
    assert not [one for one in situation.problems() if one.key.member == "c3"]


# -- who does it ----------------------------------------------------------------------------------------------------


def test_what_another_does_is_answered_by_how_it_was_confirmed(checklist: Checklist) -> None:
    own, theirs = seen(checklist), seen(checklist, backup_who="contractor", backup_place="heard")
    key = Key("backup-place", "juki")
    assert [one.value for one in own.choices(key)] == ["locked", "sometimes", "open"]
    assert [one.value for one in theirs.choices(key)] == ["paper", "heard", "unconfirmed"]
    assert (own.delegated(key).truth, theirs.delegated(key).truth) == (False, True)
    assert seen(checklist, backup_who="unknown").delegated(key).truth is None
    assert theirs.grade(key) is Grade.PARTLY
    assert (
        own.value_problem(key, "paper")
        == "役場が自分で行っていると答えた所なので、「書面で確かめた」などの答えは使えません。"
    )
    assert theirs.value_problem(key, "open").startswith("ほかの人が行っていると答えた所です。")
    assert theirs.value_problem(key, "na").startswith("ほかの人が行っていることには「該当なし」を使えません。")
    assert own.value_problem(key, "na") == ""
    # Nobody saw on paper what the facts are; what was said in writing is a fact, and not the one asked for.
    assert truth(theirs, "backup-place in [open]", "juki") is None
    assert truth(theirs, "backup-place in [heard]", "juki") is True
    assert truth(theirs, "backup-place in [unconfirmed]", "juki") is False
    assert (
        truth(seen(checklist, backup_who="contractor", backup_place="paper"), "backup-place in [open]", "juki") is False
    )
    assert truth(own, "backup-place in [heard, unconfirmed]", "juki") is False
    assert truth(seen(checklist, backup_who="unknown", backup_place="open"), "backup-place in [open]", "juki") is None


# -- what counts as an answer ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("backup-place", "", ""),
        ("backup-place", "unknown", ""),
        ("backup-place", "opne", "選択肢にない答えです: opne"),
        ("training-topics", "takeout,password", ""),
        ("training-topics", "takeout,pasword,x", "選択肢にない答えです: pasword、x"),
        ("contract-list", "na", "この設問に「該当なし」はありません。"),
        ("policy-read", "na", ""),
        ("usage-population", "1200", ""),
        ("usage-population", "-3.25", ""),
        ("usage-population", "1,200", "半角の数字で書いてください。"),
        ("usage-population", "１２００", "半角の数字で書いてください。"),
    ],
)
def test_a_value_that_cannot_answer_says_why(checklist: Checklist, key: str, value: str, says: str) -> None:
    situation = seen(checklist)
    assert situation.value_problem(Key(key), value) == says
    said = Situation(checklist, situation.inspection.with_values({Key(key): value}))
    assert said.valid(Key(key)).value == ("" if says else value)


@pytest.mark.parametrize(
    ("text", "day"), [("2026-12-01", True), ("20261201", False), ("2026-13-01", False), ("", False)]
)
def test_a_day_is_written_one_way(text: str, day: bool) -> None:
    assert is_day(text) is day


def test_every_state_and_its_words(checklist: Checklist) -> None:
    situation = seen(
        checklist,
        policy_read="unknown",
        access_screen="na",
        org_aware="",
        training_topics="takeout,password",
        usage_population="1200",
    )
    told = {
        name: (situation.state(Key(name)), situation.label(Key(name)), situation.grade(Key(name)))
        for name in ("policy-read", "access-screen", "org-aware", "training-topics", "usage-population")
    }
    assert told == {
        "policy-read": (State.UNKNOWN, "わからない", None),
        "access-screen": (State.NOT_APPLICABLE, "該当なし", None),
        "org-aware": (State.UNANSWERED, "未回答", None),
        "training-topics": (State.ANSWERED, "パソコンや紙の持出し、パスワード", None),
        "usage-population": (State.ANSWERED, "1200人", None),
    }
    assert truth(situation, "access-screen in [sometimes]") is False
    assert truth(situation, "org-aware in [cannot]") is None
    progress = situation.progress
    assert (progress.unknown, progress.not_applicable, progress.unanswered) == (1, 1, 1)
    assert progress.asked == len(situation.keys) == progress.answered + 3


def test_numbers_are_compared_as_numbers(checklist: Checklist) -> None:
    situation = seen(checklist, usage_population="1000")
    for sign, expected in (("<", False), ("<=", True), (">", False), (">=", True)):
        assert truth(situation, f"usage-population {sign} 1000") is expected
    assert truth(situation, "usage-population < 10000") is True
    assert truth(situation, "usage-population > 999.5") is True


def test_a_guess_is_one_only_where_something_was_answered(checklist: Checklist) -> None:
    key = Key("policy-read")
    for value, guessed in (("none", True), ("unknown", False), ("", False)):
        inspection = background(checklist).with_answer(key, Answer(value, Basis.GUESS, note="文"))
        assert Situation(checklist, inspection).guessed(key) is guessed
    assert not seen(checklist).guessed(key)


def test_last_years_answer_is_carried_while_nothing_was_said(checklist: Checklist) -> None:
    key = Key("backup-place")
    for now, before, carried in (("", "open", True), ("locked", "open", False), ("", "", False), ("", "heard", False)):
        inspection = replace(background(checklist), last_year={key: Answer(before)})
        assert Situation(checklist, inspection.with_answer(key, Answer(now, note="文"))).carried(key) is carried
    assert not seen(checklist).carried(key)


# -- what needs a person --------------------------------------------------------------------------------------------


def problems(situation: Situation) -> list[Problem]:
    return list(situation.problems())


def test_nothing_to_mend_in_a_whole_inspection(checklist: Checklist) -> None:
    for contracts in (0, 1, 3):
        inspection = background(checklist, contracts)
        listed = "complete" if contracts else "none"
        situation = Situation(checklist, inspection.with_values({Key("contract-list"): listed}))
        # The background answers what lies behind closed gates too.
        assert [one for one in problems(situation) if situation.asked(one.key).truth is not False] == []


def test_what_is_kept_and_needs_a_person_says_what(checklist: Checklist) -> None:
    inspection = background(checklist).with_answers([
        (Key("no-such-question"), Answer("yes")),
        (Key("policy-written"), Answer("none")),
        (Key("org-aware"), Answer("perhaps")),
        (Key("backup-place", "juki"), Answer("na", note="　")),
        (Key("access-screen"), Answer("na", note="画面がない")),
        (Key("org-deputy"), Answer(note="備考だけ")),
    ])  # fmt: skip
    before = {one.key for one in Situation(checklist, background(checklist)).problems()}
    found = [one for one in Situation(checklist, inspection).problems() if one.key not in before]
    said = {(str(one.key), one.kind): one.message for one in found}
    behind = {str(Key(one.id)) for one in checklist.questions if one.when and "policy-written" in repr(one.when)}
    assert {name for name, kind in said} == {"no-such-question", "org-aware", "backup-place@juki", *behind}
    assert said["no-such-question", "relation"] == "この版の設問にない答えです: no-such-question"
    assert said["org-aware", "relation"] == "選択肢にない答えです: perhaps"
    assert said["backup-place@juki", "required"] == "「該当なし」には、その理由を備考に書いてください。"
    assert all(said[name, "relation"].startswith("ほかの答えから、今は尋ねていない") for name in behind)


def test_a_choice_that_needs_its_reason_is_not_whole_without(checklist: Checklist) -> None:
    key = Key("contract-touches", "c1")
    assert checklist.question["contract-touches"].choice("no").note_required  # type: ignore[union-attr]
    for note, lacking in (("", True), ("見るだけ", False)):
        inspection = background(checklist).with_answer(key, Answer("no", Basis.SEEN, note=note))
        situation = Situation(checklist, inspection)
        assert situation.needs_reason(key)
        assert situation.lacks_reason(key) is lacking
        assert any(one.kind == "required" and one.key == key for one in situation.problems()) is lacking
    assert not seen(checklist).needs_reason(key)


def test_none_said_and_some_listed_cannot_both_be_so(checklist: Checklist) -> None:
    (found,) = problems(seen(checklist, 2, contract_list="none"))[-1:]
    assert (str(found.key), found.kind) == ("contract-list", "relation")
    assert found.message.startswith("「なし」と答えていますが、")
    assert not [one for one in problems(seen(checklist, 0, contract_list="none")) if str(one.key) == "contract-list"]
    assert not [one for one in problems(seen(checklist, 2, contract_list="partial")) if str(one.key) == "contract-list"]


# -- open lists -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contracts", "listed", "audit", "holds"),
    [
        (2, "complete", "never", True),
        (2, "complete", "year", False),
        (2, "partial", "year", None),
        (2, "partial", "never", True),
        (0, "none", "year", False),
        (0, "unknown", "year", None),
        (0, "complete", "year", None),
    ],
)
def test_whatever_is_not_listed_is_not_known(
    checklist: Checklist, contracts: int, listed: str, audit: str, holds: bool | None
) -> None:
    situation = seen(checklist, contracts, contract_list=listed, contract_audit=audit)
    assert truth(situation, "any(contract-audit in [never])") is holds
    assert situation.list_closed(checklist.group["contract"]) is (listed == ("complete" if contracts else "none"))


# -- shares ---------------------------------------------------------------------------------------------------------


def test_shares_never_count_as_good_what_may_not_apply(checklist: Checklist) -> None:
    question = checklist.question["policy-read"]
    place = (question.area, question.stage)
    whole = shares(seen(checklist))[place]
    assert whole.met == whole.total
    for gate, part in (("unknown", "unknown"), ("", "unanswered")):
        told = shares(seen(checklist, policy_written=gate))[place]
        assert told.met < whole.met
        assert getattr(told, part)
    assert shares(seen(checklist, policy_read="none"))[place].unmet == 1
    assert shares(seen(checklist, policy_read="na"))[place].not_applicable == 1
    assert shares(seen(checklist, policy_read="na"))[place].total == whole.total - 1
    graded = {(one.area, one.stage) for one in checklist.questions if one.graded}
    assert set(shares(seen(checklist))) == graded
