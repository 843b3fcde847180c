"""What is kept of an inspection says the same as judging it again."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from jukiself.answers.model import Answer, Contract, Inspection, Key
from jukiself.answers.situation import Situation
from jukiself.checklist.local import LocalKind, LocalQuestion, with_local
from jukiself.checklist.model import Kind
from jukiself.findings.examples import NOBODY
from jukiself.findings.judge import Status, judge
from jukiself.findings.score import PARTS, shares
from jukiself.survey import record as kept
from jukiself.work.cases import case_ids, read_case

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


def some_inspection(checklist: Checklist, seed: int) -> Inspection:
    """Any values that fit, many left open."""
    chance = random.Random(seed)
    contracts = tuple(Contract(f"c{one}", f"契約{one}", "業者") for one in range(1, chance.choice([1, 2, 4])))
    made = Inspection(NOBODY, 2026, checklist.id, checklist.edition, contracts=contracts, full=chance.random() < 0.8)
    for _ in range(4):  # what is answered opens more
        situation = Situation(checklist, made)
        keys = [one for one in situation.keys if one not in made.answers]
        made = made.with_answers((key, some_answer(situation, key, chance)) for key in keys)
    return made


def some_answer(situation: Situation, key: Key, chance: random.Random) -> Answer:
    question = situation.checklist.question[key.question]
    written = {Kind.NUMBER: ["3"], Kind.DATE: ["2026-04-01"], Kind.TEXT: ["一\n二"]}
    values = [one.value for one in situation.choices(key)] or written[question.kind]
    return Answer(chance.choice([*values, *values, "unknown", "na", ""]), note="理由")


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_record_says_what_judging_says(checklist: Checklist, seed: int) -> None:
    same_as_judged(Situation(checklist, some_inspection(checklist, seed)))


def test_the_four_cases_too(checklist: Checklist) -> None:
    for one in case_ids():
        same_as_judged(Situation(checklist, read_case(one, checklist).inspection))


def same_as_judged(situation: Situation) -> None:
    checklist = situation.checklist
    told = kept.unpacked(kept.packed(kept.record(situation)))
    assert told == kept.record(situation)
    found = {(one.id, one.member.id if one.member else None): one.status for one in judge(situation)}
    read = {}
    for rule, letters in zip(checklist.rules, told.rules, strict=True):
        members = [one.id for one in situation.members[rule.each]] if rule.each else [None]
        assert len(letters) == len(members)
        for member, letter in zip(members, letters, strict=True):
            if letter in {kept.FOUND, kept.CHECK}:
                read[rule.id, member] = Status.CHECK if letter == kept.CHECK else Status(rule.kind)
    assert read == {key: status for key, status in found.items() if key[0] in checklist.rule}
    assert set(told.open_lists) == {key[0] for key in found} - set(checklist.rule)
    pictured = dict(zip(kept.places(checklist), told.shares, strict=True))
    assert {one: text for one, text in pictured.items() if text} == {
        one: ".".join(str(getattr(share, part)) for part in (*PARTS, "not_applicable"))
        for one, share in shares(situation).items()
    }
    assert told.progress == situation.progress
    cells = [one for text in told.values for one in text.split(" ") if one]
    assert len([one for one in cells if one != kept.NOT_ASKED]) == situation.progress.asked
    assert len([one for one in cells if one == kept.UNSURE]) == situation.progress.unknown
    assert len([one for one in cells if one == kept.UNANSWERED]) == situation.progress.unanswered


def test_the_fingerprint_changes_with_what_is_judged_and_only_then(checklist: Checklist) -> None:
    assert len(checklist.fingerprint) == 12, "as books of today keep it"
    assert replace(checklist, title="別の題").fingerprint == checklist.fingerprint
    assert replace(checklist, rules=checklist.rules[1:]).fingerprint != checklist.fingerprint
    assert replace(checklist, questions=checklist.questions[1:]).fingerprint != checklist.fingerprint


def test_a_record_of_another_edition_keeps_what_is_still_asked(checklist: Checklist) -> None:
    queue = LocalQuestion("local-1", "番号札を使っていますか。", LocalKind.CHOICE, ("使う", "使わない"))
    other = replace(queue, text="窓口に仕切りはありますか。")
    old = with_local(checklist, [queue])
    made = Inspection(NOBODY, 2026, old.id, old.edition).with_values(
        {Key("local-1"): old.question["local-1"].choices[0].value}
    )
    told = kept.record(Situation(old, made))
    for local, answer in (([queue], told.values[-1]), ([other], kept.NOT_ASKED), ([], told.values[-2])):
        new = replace(with_local(checklist, local), rules=checklist.rules[1:])
        found = kept.realigned(told, old, new)
        assert (found.values[-1], len(found.values)) == (answer, len(new.questions))
        assert found.rules == told.rules[1:]
        assert kept.realigned(found, new, new) is found
    assert kept.realigned(kept.realigned(told, old, checklist), checklist, old).values[-1] == kept.NOT_ASKED
