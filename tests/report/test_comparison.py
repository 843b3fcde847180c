"""Two years side by side: laws that hold for any two inspections, and what the paper says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukiself.answers.model import Answer, Basis, Contract, Key
from jukiself.answers.seal import Issued, SealState, seal
from jukiself.answers.situation import Situation
from jukiself.findings.examples import background, put
from jukiself.findings.judge import Status, judge
from jukiself.report.comparison import comparison
from jukiself.report.differences import Differences, Turn, Way
from jukiself.report.outline import Heading, Notice
from tests.findings.test_laws import random_inspection

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist

LAWS = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
OPPOSITE = {
    Way.BETTER: Way.WORSE,
    Way.WORSE: Way.BETTER,
    Way.LEARNT: Way.LOST,
    Way.LOST: Way.LEARNT,
    Way.NEW: Way.GONE,
    Way.GONE: Way.NEW,
    Way.SAME: Way.SAME,
    Way.OTHER: Way.OTHER,
    Way.PENDING: Way.PENDING,
}
TURNED = {
    Turn.OVER: Turn.NEW,
    Turn.NEW: Turn.OVER,
    Turn.UNSURE: Turn.FOUND,
    Turn.FOUND: Turn.UNSURE,
    Turn.OUT: Turn.IN,
    Turn.IN: Turn.OUT,
    Turn.STILL: Turn.STILL,
    Turn.LESS: Turn.MORE,
    Turn.MORE: Turn.LESS,
}
seeds = st.integers(0, 2**32)


def between(checklist: Checklist, before: Inspection, now: Inspection) -> Differences:
    return Differences(Situation(checklist, before), Situation(checklist, now))


@LAWS
@given(seed=seeds)
def test_with_itself_nothing_is_better_or_worse(checklist: Checklist, seed: int) -> None:
    one = random_inspection(checklist, seed)
    found = between(checklist, one, one)
    assert set(found.counts) <= {Way.SAME}
    for status in Status:
        assert {turned.turn for turned in found.turned(status)} <= {Turn.STILL}


@LAWS
@given(first=seeds, second=seeds)
def test_seen_from_the_other_side_everything_is_its_opposite(checklist: Checklist, first: int, second: int) -> None:
    one, other = random_inspection(checklist, first), random_inspection(checklist, second)
    there, back = between(checklist, one, other), between(checklist, other, one)
    ways, opposite = ({(d.key, d.way) for d in found.all} for found in (there, back))
    assert {(key, OPPOSITE[way]) for key, way in ways} == opposite
    for status in (Status.DEFECT, Status.STRENGTH):
        turns, turned = (
            Counter((t.finding.id, t.finding.member and t.finding.member.id, t.turn) for t in found.turned(status))
            for found in (there, back)
        )
        assert Counter({(rule, member, TURNED[turn]): n for (rule, member, turn), n in turns.items()}) == turned


@LAWS
@given(first=seeds, second=seeds)
def test_every_question_and_finding_of_either_side_is_told_once(checklist: Checklist, first: int, second: int) -> None:
    one, other = random_inspection(checklist, first), random_inspection(checklist, second)
    found = between(checklist, one, other)
    told = Counter(d.key for d in found.all)
    assert set(told) == set(found.before.keys) | set(found.now.keys)
    assert sum(found.counts.values()) == sum(sum(c.values()) for c in found.counts_by("area").values())
    if not {key for key, count in told.items() if count > 1}:
        now = Counter((f.id, f.member) for f in judge(found.now) if f.status is Status.DEFECT)
        here = [
            t for t in found.turned(Status.DEFECT) if t.turn in {Turn.NEW, Turn.FOUND, Turn.IN, Turn.STILL, Turn.MORE}
        ]
        assert Counter((t.finding.id, t.finding.member) for t in here) == now


@pytest.fixture(scope="module")
def best(checklist: Checklist) -> Inspection:
    return background(checklist, contracts=1)


def graded(checklist: Checklist, inspection: Inspection) -> Key:
    situation = Situation(checklist, inspection)
    return next(
        key
        for key in situation.keys
        if key.member is None
        and not checklist.question[key.question].gate
        and not checklist.question[key.question].delegated_by
        and len({one.grade for one in situation.choices(key)} - {None}) > 1
    )


def test_knowing_more_is_no_improvement_and_knowing_less_is_no_decline(checklist: Checklist, best: Inspection) -> None:
    key = graded(checklist, best)
    for value, gained, lost in (("unknown", Way.LEARNT, Way.LOST), ("", Way.PENDING, Way.PENDING)):
        unsure = put(checklist, best, {str(key): value})
        for found, way in ((between(checklist, unsure, best), gained), (between(checklist, best, unsure), lost)):
            assert found.counts[Way.BETTER] == found.counts[Way.WORSE] == 0
            assert key in {one.key for one in found.of(way)}
    guessed = best.with_answer(key, replace(best.answer(key), basis=Basis.GUESS))
    assert [one.key for one in between(checklist, guessed, best).of(Way.LEARNT)] == [key]


def test_a_finding_that_nobody_can_tell_any_more_is_not_over(checklist: Checklist, best: Inspection) -> None:
    key = graded(checklist, best)
    bad = put(checklist, best, {str(key): checklist.question[key.question].choices[-1].value})
    stood = {turned.finding.id for turned in between(checklist, bad, bad).turned(Status.DEFECT)}
    assert stood
    for value, turn in (
        (best.answer(key).value, Turn.OVER),
        ("unknown", Turn.UNSURE),
        ("", Turn.UNSURE),
        ("na", Turn.OUT),
    ):
        now = put(checklist, bad, {str(key): value})
        turns = {one.turn for one in between(checklist, bad, now).turned(Status.DEFECT) if one.finding.id in stood}
        assert turns == {turn}, value


def test_a_refinement_that_went_because_the_good_half_got_worse_is_not_over(checklist: Checklist) -> None:
    base = background(checklist)
    forbidden = put(checklist, base, {"portable-home-rule@info": "forbidden", "portable-home-practice@info": "done"})
    repealed = put(checklist, forbidden, {"portable-home-rule@info": "none"})
    went, came = between(checklist, forbidden, repealed), between(checklist, repealed, forbidden)
    turns = {one.finding.id: one.turn for one in went.turned(Status.DEFECT)}
    assert turns["home-forbidden-yet-done"] is Turn.LESS
    assert turns["home-done"] is Turn.STILL
    assert {one.finding.id: one.turn for one in came.turned(Status.DEFECT)}["home-forbidden-yet-done"] is Turn.MORE


def test_contracts_that_share_only_an_id_are_not_compared(checklist: Checklist, best: Inspection) -> None:
    other = replace(best, contracts=(Contract("c1", "まったく別の契約", "別の会社"),))
    known = replace(best, contracts=(Contract("c1", "保守", "会社"),))
    found = between(checklist, known, other)
    ways = {one.way for one in found.all if one.key.member == "c1"}
    assert ways == {Way.NEW, Way.GONE}
    renamed = replace(best, contracts=(Contract("c1", "保守（更新）", "会社"),))
    assert {one.way for one in between(checklist, known, renamed).all} == {Way.SAME}


def test_the_paper_opens_with_what_got_better_and_says_where_it_is_provisional(
    checklist: Checklist, best: Inspection
) -> None:
    key = graded(checklist, best)
    bad = put(checklist, best, {str(key): checklist.question[key.question].choices[-1].value})
    document = comparison(between(checklist, bad, best), date(2026, 11, 21))
    titles = [one.text for one in document.parts if isinstance(one, Heading)]
    assert "良くなったこと（1）" in titles
    assert titles.index("良くなったこと（1）") < titles.index("悪くなったこと（0）")
    assert any(one.startswith("なくなった「改善が必要」") for one in titles)
    assert not [one for one in document.parts if isinstance(one, Notice)]
    unfinished = best.with_answer(key, Answer())
    document = comparison(between(checklist, bad, unfinished))
    assert [one.title for one in document.parts if isinstance(one, Notice)] == ["暫定　今の点検に未回答が1件あります"]


def test_every_page_names_the_code_of_now(checklist: Checklist, best: Inspection) -> None:
    found = between(checklist, best, best)
    code = Issued(seal(best), SealState.SAME)
    assert comparison(found, date(2026, 11, 21), code).footer.startswith(f"照合コード {code.code}（一致）")
    assert comparison(found).footer.startswith("照合コード 未発行")
