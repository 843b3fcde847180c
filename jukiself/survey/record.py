"""What one inspection amounts to, in a few short texts: enough to look across thousands without judging again.

Every text is aligned with the checklist: one cell for each question, rule, place of the picture and cross rule, in its
order; in the cells of what is asked per member one word or letter for each member, in the order of the inspection.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jukiself.answers.model import Contract, Key
from jukiself.answers.situation import Progress, State
from jukiself.checklist import condition as grammar
from jukiself.checklist.condition import evaluate
from jukiself.checklist.local import asks_the_same, is_local
from jukiself.checklist.model import NOT_APPLICABLE, UNKNOWN, Kind
from jukiself.findings.judge import Status, judge
from jukiself.findings.score import PARTS, shares

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.answers.situation import Situation
    from jukiself.checklist.condition import Condition, Truth
    from jukiself.checklist.cross import CrossRule
    from jukiself.checklist.model import Checklist, Question, Rule

#: Values beside the answers themselves: わからない, 未回答, 尋ねていない, and a text that stands among the texts.
UNSURE, UNANSWERED, NOT_ASKED, WRITTEN = "?", "_", "-", "*"
OPEN_VALUES = frozenset({UNSURE, UNANSWERED, NOT_APPLICABLE})
#: Letters of a rule: a finding; 調べること; not known; does not hold; is not asked; true, but rests on たぶん.
FOUND, CHECK, OPEN, FALSE, BESIDE, GUESSED = "t", "c", "u", "f", "-", "g"
#: Letters of a cross rule: holds; not known; does not; the office does not count; not known whether it counts.
HOLDS, UNCLEAR, NOT, OUTSIDE, UNSURE_OF = "1", "?", "0", "-", "~"


@dataclass(frozen=True, slots=True)
class Record:
    """The texts of one inspection; ``fingerprint`` names the checklist they are aligned with.

    ``open_lists`` are the checks that stand for open lists not yet closed; ``texts`` what was written as a text, by key.
    """

    fingerprint: str
    values: tuple[str, ...]
    rules: tuple[str, ...]
    shares: tuple[str, ...]
    cross: str
    progress: Progress
    network_set: str
    full: bool
    extras: tuple[str, ...]
    contracts: tuple[Contract, ...]
    open_lists: tuple[str, ...]
    texts: Mapping[str, str]


def places(checklist: Checklist) -> tuple[tuple[str, str], ...]:
    """The places of the picture, (area, stage): those where something graded is asked."""
    asked = {(one.area, one.stage) for one in checklist.questions if one.graded}
    every = ((area.id, stage.id) for area in checklist.areas for stage in checklist.stages)
    return tuple(one for one in every if one in asked)


def record(situation: Situation) -> Record:
    """Everything worked out once."""
    checklist, inspection = situation.checklist, situation.inspection
    asked = frozenset(situation.keys)
    found = {(one.id, one.member.id if one.member else None): one.status for one in judge(situation)}
    told = shares(situation)
    return Record(
        fingerprint=checklist.fingerprint,
        values=tuple(_values(situation, one, asked) for one in checklist.questions),
        rules=tuple(_letters(situation, one, found, asked) for one in checklist.rules),
        shares=tuple(
            ".".join(str(getattr(told[one], part)) for part in (*PARTS, "not_applicable")) if one in told else ""
            for one in places(checklist)
        ),
        cross="".join(crossing(situation, one) for one in checklist.across),
        progress=situation.progress,
        network_set=inspection.network_set,
        full=inspection.full,
        extras=inspection.extras,
        contracts=tuple(Contract(one.id, one.name.strip() or one.id, one.contractor) for one in inspection.running),
        open_lists=tuple(id_ for id_, _ in found if id_ not in checklist.rule),
        texts=MappingProxyType({
            str(key): inspection.answer(key).value
            for key in situation.keys
            if checklist.question[key.question].kind is Kind.TEXT and situation.state(key) is State.ANSWERED
        }),
    )  # fmt: skip


def _members(situation: Situation, group: str | None) -> list[str | None]:
    return [one.id for one in situation.members[group]] if group else [None]


def _values(situation: Situation, question: Question, asked: frozenset[Key]) -> str:
    keys = (Key(question.id, one) for one in _members(situation, question.group))
    return " ".join(_value(situation, question, key) if key in asked else NOT_ASKED for key in keys)


def _value(situation: Situation, question: Question, key: Key) -> str:
    value = situation.valid(key).value
    if value == UNKNOWN:
        return UNSURE
    if question.kind is Kind.TEXT and value not in {"", NOT_APPLICABLE}:
        return WRITTEN
    return value or UNANSWERED


def _letters(
    situation: Situation, rule: Rule, found: Mapping[tuple[str, str | None], Status], asked: frozenset[Key]
) -> str:
    return "".join(
        _letter(situation, rule, one, found.get((rule.id, one)), asked) for one in _members(situation, rule.each)
    )


def _letter(situation: Situation, rule: Rule, member: str | None, status: Status | None, asked: frozenset[Key]) -> str:
    if status is not None:
        return CHECK if status is Status.CHECK else FOUND
    truth = situation.holds(rule.condition, member).truth
    if truth is True:
        return GUESSED
    if not _applies(situation, rule, member, asked):
        return BESIDE
    return OPEN if truth is None else FALSE


def _applies(situation: Situation, rule: Rule, member: str | None, asked: frozenset[Key]) -> bool:
    """Whether anything it speaks of is asked here at all, gates aside: they are asked of everybody."""
    for one in situation.checklist.spoken_of[rule.id]:
        members = [member] if member and one.group else _members(situation, one.group)
        if any(Key(one.id, each) in asked for each in members):
            return True
    return False


def condition_of(checklist: Checklist, one: CrossRule) -> Condition:
    """What a cross rule asks of an office: its own condition, or that of the rule it names for any of its members."""
    if one.condition is not None:
        return one.condition
    rule = checklist.rule[one.rule]
    return grammar.Any(rule.condition) if rule.each else rule.condition


def crossing(situation: Situation, one: CrossRule) -> str:
    """The letter of a cross rule for one office."""
    counted: Truth = evaluate(one.of, situation).truth if one.of is not None else True
    if not counted:
        return OUTSIDE if counted is False else UNSURE_OF
    truth = evaluate(condition_of(situation.checklist, one), situation).truth
    return UNCLEAR if truth is None else HOLDS if truth else NOT


# -- as a text ----------------------------------------------------------------------------------------------------


def packed(one: Record) -> str:
    """The record as compact JSON: few long texts, cheap to read."""
    said: dict[str, Any] = {
        "f": one.fingerprint,
        "v": "\n".join(one.values),
        "r": "\n".join(one.rules),
        "s": "\n".join(one.shares),
        "x": one.cross,
        "p": [getattr(one.progress, part) for part in Progress.__slots__],
        "n": one.network_set,
        "d": one.full,
        "e": list(one.extras),
        "c": [[each.id, each.name, each.contractor] for each in one.contracts],
        "o": list(one.open_lists),
        "t": dict(one.texts),
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Record:
    """The record again; raises ValueError for a text that is none."""
    try:
        said: dict[str, Any] = json.loads(text)
        return Record(
            fingerprint=said["f"],
            values=tuple(said["v"].split("\n")),
            rules=tuple(said["r"].split("\n")),
            shares=tuple(said["s"].split("\n")),
            cross=said["x"],
            progress=Progress(*said["p"]),
            network_set=said["n"],
            full=said["d"],
            extras=tuple(said["e"]),
            contracts=tuple(Contract(*one) for one in said["c"]),
            open_lists=tuple(said["o"]),
            texts=MappingProxyType(said["t"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no record: {error}") from error


def realigned(one: Record, old: Checklist, new: Checklist) -> Record:
    """The same record aligned with another edition: what that does not know is left out, what is new is not asked.

    A local question of that name that asks something else is another question.
    """
    if one.fingerprint == new.fingerprint:
        return one
    values = {
        question.id: text
        for question, text in zip(old.questions, one.values, strict=True)
        if not is_local(question.id) or asks_the_same(question, new.question.get(question.id))
    }
    rules = {rule.id: text for rule, text in zip(old.rules, one.rules, strict=True)}
    shares = dict(zip(places(old), one.shares, strict=True))
    cross = {rule.id: letter for rule, letter in zip(old.across, one.cross, strict=True)}
    return replace(
        one,
        fingerprint=new.fingerprint,
        values=tuple(values.get(question.id, NOT_ASKED) for question in new.questions),
        rules=tuple(rules.get(rule.id, BESIDE) for rule in new.rules),
        shares=tuple(shares.get(place, "") for place in places(new)),
        cross="".join(cross.get(rule.id, OUTSIDE) for rule in new.across),
    )
