"""Each fault a form can have is told, in the words of whoever has to mend it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jukiself.checklist.check import CAPS, check_form
from jukiself.checklist.condition import parse
from jukiself.checklist.model import Choice, Grade, Kind, RuleKind, Severity

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


def with_question(checklist: Checklist, name: str, **changes: Any) -> list[str]:
    """New faults where one question is changed."""
    questions = tuple(replace(one, **changes) if one.id == name else one for one in checklist.questions)
    return check_form(replace(checklist, questions=questions))


def with_rule(checklist: Checklist, name: str, **changes: Any) -> list[str]:
    rules = tuple(replace(one, **changes) if one.id == name else one for one in checklist.rules)
    return check_form(replace(checklist, rules=rules))


def with_cross(checklist: Checklist, name: str, **changes: Any) -> list[str]:
    across = tuple(replace(one, **changes) if one.id == name else one for one in checklist.across)
    return check_form(replace(checklist, across=across))


HALF = Choice("half", "なかば", Grade.PARTLY)
GOOD, BAD = Choice("good", "よい", Grade.MET), Choice("bad", "わるい", Grade.UNMET)


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("audit-it-last", {"stage": "stages"}, "設問 audit-it-last: 知らない段階です: stages"),
        ("audit-it-last", {"where": ("attic",)}, "設問 audit-it-last: 知らない見る所です: attic"),
        ("audit-it-last", {"whom": ("nobody",)}, "設問 audit-it-last: 知らない聞く相手です: nobody"),
        ("audit-it-last", {"sources": ("NS-0",)}, "設問 audit-it-last: 知らない出典です: NS-0"),
        ("audit-it-last", {"where": (), "whom": ()}, "設問 audit-it-last: 見る所か聞く相手が要ります。"),
        ("audit-it-last", {"choices": (BAD, GOOD)}, "設問 audit-it-last: 選択肢は良い順に並べてください。"),
        ("audit-it-last", {"choices": (GOOD, BAD, HALF)}, "設問 audit-it-last: 選択肢は良い順に並べてください。"),
        (
            "audit-it-last",
            {"choices": (GOOD, Choice("plain", "ただ"))},
            "設問 audit-it-last: 選択肢の良し悪しは、すべてに付けるか、まったく付けないかのどちらかです。",
        ),
        ("audit-it-last", {"kind": Kind.MULTI}, "設問 audit-it-last: いくつも選べる設問に良し悪しは付けられません。"),
        ("backup-place", {"kind": Kind.MULTI}, "設問 backup-place: 任せられる設問は choice だけです。"),
        (
            "backup-place",
            {"delegated_by": "policy-written"},
            "設問 backup-place: delegated_by は self・shared・contractor を尋ねる入口の設問です: policy-written",
        ),
        (
            "backup-who",
            {"gate": False},
            "設問 backup-place: delegated_by は self・shared・contractor を尋ねる入口の設問です: backup-who",
        ),
        ("backup-place", {"group": None}, "設問 backup-place: delegated_by の設問と対象が合いません。"),
        (
            "policy-read",
            {"when": parse("policy-review in [never]")},
            "設問 policy-read: 尋ねる条件は、前にある設問だけを使えます: policy-review",
        ),
        (
            "policy-review",
            {"when": parse("policy-read in [none]")},
            "設問 policy-review: 尋ねる条件になる設問は入口です。gate = true を付けてください: policy-read",
        ),
        (
            "policy-written",
            {"security": False},
            "設問 policy-read: 安全にかかわる設問の入口に、そうでない設問があります: policy-written",
        ),
        (
            "policy-written",
            {"short": False},
            "設問 policy-read: 簡易で尋ねる設問の入口が簡易にありません: policy-written",
        ),
        (
            "contract-list",
            {"gate": False},
            "対象 contract: 入口の設問 contract-list がありません（gate = true の設問が要ります）。",
        ),
        ("contract-list", {"group": "contract"}, "対象 contract: 入口の設問の group が合いません。"),
        ("network-exists", {"group": None}, "対象 network: 入口の設問の group が合いません。"),
        (
            "network-exists",
            {"choices": (Choice("present", "ある"),)},
            "対象 network: 入口の設問の選択肢は absent・present です。",
        ),
        ("audit-it-last", {"text": "監査。"}, "設問 audit-it-last: 問いは「か。」で終えてください。"),
        (
            "audit-it-last",
            {"text": "長" * CAPS["question.text"] + "か。"},
            "設問 audit-it-last: question.text が 62 文字です（60 文字まで）。",
        ),
        ("audit-it-last", {"example": "２箇所"}, "設問 audit-it-last: question.example に使わない書き方があります: ２"),
        (
            "audit-it-last",
            {"kind": Kind.NUMBER, "choices": ()},
            "所見 audit-it-none: 選択肢のない設問です: audit-it-last",
        ),
    ],
)
def test_a_fault_of_a_question_is_told(checklist: Checklist, name: str, changes: dict[str, Any], said: str) -> None:
    assert said in with_question(checklist, name, **changes)


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("home-done", {"stage": "stages"}, "所見 home-done: 知らない段階です: stages"),
        ("home-done", {"sources": ("NS-0",)}, "所見 home-done: 知らない出典です: NS-0"),
        ("home-done", {"sources": ()}, "所見 home-done: 出典が要ります。"),
        ("home-done", {"each": "village"}, "所見 home-done: 知らない対象です: village"),
        (
            "home-done",
            {"condition": parse("portable-home-practice in [done, none]")},
            "所見 home-done: 1つの条件に良い答えと良くない答えが混じっています: portable-home-practice",
        ),
        (
            "home-done",
            {"condition": parse("portable-home-practice in [none]")},
            "所見 home-done: 改善が必要な所見には、良くない答えが要ります。",
        ),
        (
            "home-no-rule",
            {"condition": parse("portable-home-rule in [none] and portable-home-practice in [none]")},
            "所見 home-no-rule: 良い答えも条件にする所見は、refines で基の所見を示してください。",
        ),
        ("home-done", {"kind": RuleKind.NOTE}, "所見 home-done: 良い点と参考は、良くない答えを条件にできません。"),
        *(
            (
                "home-forbidden-yet-done",
                {"refines": one},
                f"所見 home-forbidden-yet-done: refines の相手は、refines のない改善が必要な所見です: {one}",
            )
            for one in ("no-such-rule", "private-forbidden-yet-open", "home-impossible")
        ),
        (
            "home-forbidden-yet-done",
            {"refines": "home-no-rule"},
            "所見 home-forbidden-yet-done: 良い答えを除いた条件が、基の所見 home-no-rule の条件と同じではありません。",
        ),
        (
            "home-forbidden-yet-done",
            {"severity": Severity.LOW},
            "所見 home-forbidden-yet-done: 基の所見より軽くできません。",
        ),
        (
            "home-forbidden-yet-done",
            {"severity": Severity.MEDIUM},
            "所見 home-forbidden-yet-done: 基の所見より軽くできません。",
        ),
        (
            "home-forbidden-yet-done",
            {"area": "audit"},
            "所見 home-forbidden-yet-done: refines の相手と対象か分野が違います。",
        ),
        (
            "audit-prescribed-never",
            {"each": "network"},
            "所見 audit-prescribed-never: refines の相手と対象か分野が違います。",
        ),
        ("home-done", {"title": "長" * 41}, "所見 home-done: rule.title が 41 文字です（40 文字まで）。"),
    ],
)
def test_a_fault_of_a_rule_is_told(checklist: Checklist, name: str, changes: dict[str, Any], said: str) -> None:
    assert said in with_rule(checklist, name, **changes)


def test_a_lighter_plain_finding_may_have_a_heavier_refinement(checklist: Checklist) -> None:
    assert with_rule(checklist, "home-done", severity=Severity.LOW) == []


def test_what_a_remedy_says_is_checked_too(checklist: Checklist) -> None:
    remedy = checklist.rule["home-done"].remedy
    assert remedy
    assert with_rule(checklist, "home-done", remedy=replace(remedy, decides="nobody")) == [
        "所見 home-done: 知らない決める人です: nobody"
    ]
    assert with_rule(checklist, "home-done", remedy=replace(remedy, say="「これ」をください。")) == [
        "所見 home-done: say にかぎ括弧は要りません。"
    ]
    assert with_rule(checklist, "home-done", remedy=replace(remedy, say="長" * 80)) == []
    assert with_rule(checklist, "home-done", remedy=replace(remedy, say="長" * 81)) == [
        "所見 home-done: remedy.say が 81 文字です（80 文字まで）。"
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sources": ("NS-0",)}, ["全体の所見 no-deputy: 知らない出典です: NS-0"]),
        ({"sources": ()}, ["全体の所見 no-deputy: 出典が要ります。"]),
        ({"area": "areas"}, ["全体の所見 no-deputy: 知らない分野です: areas"]),
        ({"stage": "stages"}, ["全体の所見 no-deputy: 知らない段階です: stages"]),
        ({"rule": "no-such-rule"}, ["全体の所見 no-deputy: 知らない所見の決まりです: no-such-rule"]),
        (
            {"condition": parse("org-depty in [none]")},
            ["全体の所見 no-deputy: 条件に知らない設問があります: org-depty"],
        ),
        ({"of": parse("org-deputy in [nobody]")}, ["全体の所見 no-deputy: 知らない選択肢（org-deputy）です: nobody"]),
        *(
            ({one: "すべてにない。"}, ["全体の所見 no-deputy: 「すべて」と言えるのは whole だけです。"])
            for one in ("most", "some", "none", "unclear")
        ),
        ({"whole": "すべてにある。"}, []),
    ],
)
def test_a_fault_of_a_sentence_over_many_offices_is_told(
    checklist: Checklist, changes: dict[str, Any], said: list[str]
) -> None:
    assert with_cross(checklist, "no-deputy", **changes) == said


def test_a_bad_answer_nobody_judges_is_told(checklist: Checklist) -> None:
    left = replace(checklist, rules=tuple(one for one in checklist.rules if one.id != "policy-unread"))
    assert (
        "設問 policy-read: 「していない、またはどこにあるか知らされていない」と答えても所見になりません。"
        in check_form(left)
    )
    left = replace(checklist, rules=tuple(one for one in checklist.rules if one.id != "backup-delegated"))
    assert "設問 backup-place: 任せた先を確かめていないときの所見がありません。" in check_form(left)


def test_an_open_list_cites_what_it_rests_on(checklist: Checklist) -> None:
    groups = tuple(
        replace(one, unlisted=replace(one.unlisted, sources=("NS-0",))) if one.unlisted else one
        for one in checklist.groups
    )
    assert check_form(replace(checklist, groups=groups)) == ["対象 contract: 知らない出典です: NS-0"]
