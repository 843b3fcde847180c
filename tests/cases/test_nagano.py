"""What the survey of 2006 recorded goes in; findings like the committee's come out, and nothing the facts contradict."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Basis, Key, Nature
from jukiself.answers.situation import Situation, State
from jukiself.findings.judge import Finding, Status, judge
from jukiself.training.ground import Stated
from jukiself.work.cases import Case, CaseError, case_ids, read_case

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

CASES = ("nagano-a", "nagano-b", "nagano-c", "nagano-d")


@pytest.fixture(scope="session")
def cases(checklist: Checklist) -> dict[str, Case]:
    return {name: read_case(name, checklist) for name in CASES}


def findings(checklist: Checklist, case: Case, **changes: str) -> tuple[Finding, ...]:
    values = {Key.parse(name.replace("_", "-").replace("--", "@")): value for name, value in changes.items()}
    return judge(Situation(checklist, case.inspection.with_values(values)))


def names(found: tuple[Finding, ...], *status: Status) -> set[tuple[str, str | None]]:
    return {(one.id, one.member.id if one.member else None) for one in found if one.status in status}


def test_the_four_cases_are_shipped_as_samples_with_codes_no_office_has() -> None:
    assert tuple(case_ids()) == CASES


def test_a_case_is_a_sample(cases: dict[str, Case]) -> None:
    for case in cases.values():
        assert case.inspection.nature is Nature.SAMPLE
        # Prefectures end at 47, so no office can ever have a code that begins with 99.
        assert case.inspection.office.code.startswith("99")


def test_every_security_fact_of_item_2_is_recorded(checklist: Checklist, cases: dict[str, Case]) -> None:
    for letter in "ABCD":
        facts = {fact for ground in cases[f"nagano-{letter.lower()}"].grounds.values() for fact in ground.facts}
        wanted = {one.id for one in checklist.clauses.values() if re.match(rf"NS-{letter}-2-", one.id) and one.security}
        assert wanted - facts == set()


def test_every_fact_is_named_by_the_question_that_records_it(checklist: Checklist, cases: dict[str, Case]) -> None:
    for case in cases.values():
        for key, ground in case.grounds.items():
            assert set(ground.facts) <= set(checklist.question[key.question].sources), (case.id, key)


def test_a_case_never_records_a_remark_or_another_towns_fact(cases: dict[str, Case]) -> None:
    for case in cases.values():
        letter = case.id[-1].upper()
        for key, ground in case.grounds.items():
            assert all(fact.startswith(f"NS-{letter}-") for fact in ground.facts), (case.id, key, ground)


def test_where_the_survey_is_silent_the_answer_is_unknown(cases: dict[str, Case]) -> None:
    for case in cases.values():
        for key, ground in case.grounds.items():
            answer = case.inspection.answer(key)
            if ground.stated is Stated.SILENT:
                assert answer.value == "unknown", (case.id, key)
            elif answer.value != "unknown":
                assert answer.basis, (case.id, key)


SHADES = [
    ("nagano-d", "audit-prescribed", "yes", None),
    ("nagano-d", "audit-internal-last", "never", None),
    ("nagano-b", "training-policy-staff", "once", None),
    ("nagano-c", "contract-secrecy@c1", "unknown", None),
    ("nagano-d", "contract-secrecy@c1", "clause", Basis.GUESS),
    ("nagano-a", "access-own-id@juki", "unknown", None),
    ("nagano-b", "malware-update@info", "user", None),
    ("nagano-a", "policy-read", "none", None),
    ("nagano-c", "portable-private-block@info", "open", None),
    ("nagano-d", "shared-agreement", "unclear", None),
]


@pytest.mark.parametrize(("case", "key", "value", "basis"), SHADES)
def test_the_shades_of_the_survey_are_kept(
    cases: dict[str, Case], case: str, key: str, value: str, basis: Basis | None
) -> None:
    answer = cases[case].inspection.answer(Key.parse(key))
    assert answer.value == value
    assert basis is None or answer.basis is basis
    assert value != "unknown" or answer.note


#: Where the committee's remark about a municipality stands on a stated fact: it must come out as a defect.
CARRIED = [
    ("nagano-a", "NS-R-seki-A-1"),
    ("nagano-a", "NS-R-seki-A-1_2"),
    ("nagano-a", "NS-R-seki-A-2"),
    ("nagano-a", "NS-R-seki-A-3-1"),
    ("nagano-a", "NS-R-seki-A-3-5_2"),
    ("nagano-a", "NS-R-sakamoto-5-5"),
    ("nagano-b", "NS-R-seki-B-3"),
    ("nagano-b", "NS-R-seki-B-3_2"),
    ("nagano-b", "NS-R-seki-B-4_2"),
    ("nagano-b", "NS-R-seki-B-4_3"),
    ("nagano-b", "NS-R-seki-B-4_4"),
    ("nagano-b", "NS-R-seki-B-5"),
    ("nagano-b", "NS-R-mitarai-1-1"),
    ("nagano-b", "NS-R-mitarai-2-2"),
    ("nagano-b", "NS-R-sakamoto-5-5"),
    ("nagano-c", "NS-R-seki-C-2"),
    ("nagano-c", "NS-R-seki-C-4"),
    ("nagano-c", "NS-R-seki-C-5"),
    ("nagano-c", "NS-R-seki-C-5_2"),
    ("nagano-c", "NS-R-seki-C-5_3"),
    ("nagano-c", "NS-R-seki-C-5_4"),
    ("nagano-c", "NS-R-seki-C-6"),
    ("nagano-c", "NS-R-seki-C-6_3"),
    ("nagano-d", "NS-R-seki-D-2"),
    ("nagano-d", "NS-R-seki-D-3"),
    ("nagano-d", "NS-R-seki-D-5_3"),
    ("nagano-d", "NS-R-seki-D-5_5"),
    ("nagano-d", "NS-R-seki-D-5_6"),
    ("nagano-d", "NS-R-shimizu-D-2"),
    ("nagano-d", "NS-R-shimizu-D-4"),
    ("nagano-d", "NS-R-shimizu-D-4_4"),
    ("nagano-d", "NS-R-mitarai-1-1"),
    ("nagano-d", "NS-R-mitarai-3-2"),
    ("nagano-d", "NS-R-sakamoto-6"),
]

#: Where the survey is silent or says 不明: it must come out as something to find out, never as a defect.
SILENT = [
    ("nagano-a", "NS-R-seki-A-3"),
    ("nagano-a", "NS-R-seki-A-3-2"),
    ("nagano-a", "NS-R-seki-A-3-3"),
    ("nagano-a", "NS-R-seki-A-3-4"),
    ("nagano-a", "NS-R-seki-A-3-5"),
    ("nagano-b", "NS-R-seki-B-1"),
    ("nagano-b", "NS-R-seki-B-1_2"),
    ("nagano-b", "NS-R-seki-B-2"),
    ("nagano-b", "NS-R-seki-B-2_2"),
    ("nagano-b", "NS-R-seki-B-4"),
    ("nagano-c", "NS-R-seki-C-1"),
    ("nagano-c", "NS-R-seki-C-1_2"),
    ("nagano-c", "NS-R-seki-C-2_2"),
    ("nagano-c", "NS-R-seki-C-3"),
    ("nagano-c", "NS-R-seki-C-3_2"),
    ("nagano-c", "NS-R-seki-C-3_3"),
    ("nagano-c", "NS-R-seki-C-3_4"),
    ("nagano-c", "NS-R-seki-C-4_2"),
    ("nagano-c", "NS-R-seki-C-6_2"),
    ("nagano-c", "NS-R-mitarai-1-1"),
    ("nagano-d", "NS-R-seki-D-2_2"),
    ("nagano-d", "NS-R-seki-D-3_2"),
    ("nagano-d", "NS-R-seki-D-3_3"),
    ("nagano-d", "NS-R-seki-D-3_4"),
    ("nagano-d", "NS-R-seki-D-4_2"),
    ("nagano-d", "NS-R-seki-D-4_4"),
    ("nagano-d", "NS-R-seki-D-5_2"),
    ("nagano-d", "NS-R-seki-D-5_4"),
    ("nagano-d", "NS-R-shimizu-D-4_2"),
    ("nagano-d", "NS-R-shimizu-D-4_3"),
    ("nagano-d", "NS-R-shimizu-D-4_5"),
]


def citing(checklist: Checklist, case: Case, remark: str) -> set[Status]:
    return {one.status for one in findings(checklist, case) if remark in one.sources}


@pytest.mark.parametrize(("case", "remark"), CARRIED)
def test_a_remark_the_facts_carry_comes_out_as_a_defect(
    checklist: Checklist, cases: dict[str, Case], case: str, remark: str
) -> None:
    assert Status.DEFECT in citing(checklist, cases[case], remark)


@pytest.mark.parametrize(("case", "remark"), SILENT)
def test_a_remark_the_survey_gives_no_fact_for_is_only_to_be_found_out(
    checklist: Checklist, cases: dict[str, Case], case: str, remark: str
) -> None:
    assert citing(checklist, cases[case], remark) == {Status.CHECK}


def test_the_facts_win_over_the_committees_generalisations(checklist: Checklist, cases: dict[str, Case]) -> None:
    # 監査は全自治体で不足: C audits its operation every year; only whether the registry is covered is open.
    assert ("audit-none", None) not in names(findings(checklist, cases["nagano-c"]), Status.DEFECT)
    assert ("audit-it-yearly", None) in names(findings(checklist, cases["nagano-c"]), Status.STRENGTH)
    # どの自治体も委員会を作っている: of A the survey says nothing.
    assert ("org-form-in-place", None) not in names(findings(checklist, cases["nagano-a"]), Status.STRENGTH)
    # ノートパソコンは持ち出さない: B takes laptops of the core network out, by permission.
    assert not {one for one in findings(checklist, cases["nagano-b"]) if "NS-R-sakamoto-5-2_2" in one.sources}
    # 教育が足りない: D trains everybody about once a year.
    assert ("training-staff-lapsed", None) not in names(
        findings(checklist, cases["nagano-d"]), Status.DEFECT, Status.CHECK
    )


def test_strengths_come_out_too(checklist: Checklist, cases: dict[str, Case]) -> None:
    for case in cases.values():
        found = names(findings(checklist, case), Status.STRENGTH)
        assert ("network-core-kept-apart", None) in found
        assert len(found) >= 5
    # No laptop leaves A, whichever network it is on: said once, asked no more.
    assert {
        one.member.id for one in findings(checklist, cases["nagano-a"]) if one.id == "laptop-stays" and one.member
    } >= {"juki", "core"}
    assert "NS-R-sakamoto-5-2_2" in {
        x for one in findings(checklist, cases["nagano-a"]) if one.status is Status.STRENGTH for x in one.sources
    }


def test_no_defect_rests_on_an_answer_the_survey_is_silent_about(checklist: Checklist, cases: dict[str, Case]) -> None:
    for case in cases.values():
        situation = Situation(checklist, case.inspection)
        for one in judge(situation):
            if one.status is Status.DEFECT:
                assert all(case.grounds[key].facts for key in one.because), (case.id, one.id)
                assert not any(situation.state(key) is State.UNKNOWN for key in one.because)


# -- what-ifs ---------------------------------------------------------------------------------------------------


def test_b_with_the_contractor_audited_keeps_the_missing_internal_audit(
    checklist: Checklist, cases: dict[str, Case]
) -> None:
    before = names(findings(checklist, cases["nagano-b"]), Status.DEFECT)
    after = names(findings(checklist, cases["nagano-b"], contract_audit__c1="year"), Status.DEFECT)
    assert ("audit-none", None) in after
    assert before - after == {("contract-never-checked", "c1"), ("contract-promised-unchecked", "c1")}
    assert after - before == set()


def test_d_with_a_written_agreement_loses_the_responsibility_findings_and_keeps_the_two_rule_sets(
    checklist: Checklist, cases: dict[str, Case]
) -> None:
    before = names(findings(checklist, cases["nagano-d"]), Status.DEFECT)
    after = names(
        findings(checklist, cases["nagano-d"], shared_agreement="written", shared_who_explains="written"), Status.DEFECT
    )
    assert before - after == {("shared-responsibility", None), ("shared-explain-undecided", None)}
    assert after - before == set()
    assert ("shared-two-rules", None) in after


def test_c_with_the_clause_looked_up_changes_exactly_that_finding(checklist: Checklist, cases: dict[str, Case]) -> None:
    every = (Status.DEFECT, Status.CHECK, Status.STRENGTH, Status.NOTE)
    before = {(one.id, one.status) for one in findings(checklist, cases["nagano-c"]) if one.status in every}
    missing = {(one.id, one.status) for one in findings(checklist, cases["nagano-c"], contract_secrecy__c1="none")}
    assert before ^ missing == {("contract-no-secrecy", Status.CHECK), ("contract-no-secrecy", Status.DEFECT)}
    there = {(one.id, one.status) for one in findings(checklist, cases["nagano-c"], contract_secrecy__c1="clause")}
    # With the clause found, what the committee said of A and B holds for C as well: promised, but never checked.
    assert before ^ there == {
        ("contract-no-secrecy", Status.CHECK),
        ("contract-secrecy-held", Status.STRENGTH),
        ("contract-promised-unchecked", Status.DEFECT),
    }


def test_mending_one_fact_removes_only_the_findings_that_rest_on_it(
    checklist: Checklist, cases: dict[str, Case]
) -> None:
    for case in cases.values():
        situation = Situation(checklist, case.inspection)
        before = judge(situation)
        for key in case.grounds:
            choices = situation.choices(key)
            question = checklist.question[key.question]
            if (
                not choices
                or not choices[0].grade
                or case.inspection.answer(key).value == choices[0].value
                or question.gate
            ):
                continue
            after = judge(Situation(checklist, case.inspection.with_values({key: choices[0].value})))
            gone = {one for one in before if one.status is Status.DEFECT} - {
                one for one in after if one.status is Status.DEFECT
            }
            assert all(key in one.because for one in gone), (case.id, str(key))


# -- refusals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('question = "policy-read"', 'question = "policy-raed"', "知らない設問です: policy-raed"),
        ('value = "none"', 'value = "nothing"', "選択肢にない答えです: nothing"),
        ('"NS-A-2-08_2"', '"NS-A-2-99"', "知らない行です: NS-A-2-99"),
        ('"policy-procedure", ', "", "答えのない設問があります: policy-procedure"),
    ],
)
def test_a_case_that_does_not_fit_is_refused(
    checklist: Checklist, tmp_path: object, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    import shutil
    from pathlib import Path

    from jukiself import places

    resources = Path(str(tmp_path)) / "resources"
    shutil.copytree(places.resources() / "cases", resources / "cases")
    path = resources / "cases" / "nagano-a" / "policy.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(places, "resources", lambda: resources)
    with pytest.raises(CaseError, match=re.escape(said)):
        read_case("nagano-a", checklist)
