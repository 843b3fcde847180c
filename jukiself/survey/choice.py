"""Which offices are looked at: by kind, size, shared operation, contractor, a trait of the list, or what they answered.

A choice is written ``name=value``; several are joined, so that an office must fit all of them. Every number in a report
of the survey has such a choice beside it, which leads to the offices behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.checklist.model import UNKNOWN
from jukiself.survey import record as kept
from jukiself.survey.distribution import label
from jukiself.survey.request import OFFICE_KIND_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.survey.across import Across
    from jukiself.survey.distribution import Codes
    from jukiself.survey.reply import Reply

#: The gate of 共同運用: whether servers or work are kept together with other offices.
SHARED = "shared-used"
_SHARED_LABELS = {"yes": "任せている", "no": "任せていない", UNKNOWN: "わからない"}
_PARTS = {"holds": "当てはまる", "unknown": "まだ言えない", "fails": "当てはまらない"}
#: Choices that may stand on a copy without names.
_TELL_NOBODY = frozenset({"kind", "population", "shared", "finding", "cross"})
_SOME = "県が選んだ団体"
#: How a choice names what a record writes otherwise.
_WRITTEN = {UNKNOWN: kept.UNSURE, "": kept.UNANSWERED}
_BAND = re.compile(r"(\d*)-(\d*)")
NAMES = {
    "kind": "団体の種類（市・町・村・特別区・組合・連合）",
    "population": "人口（5000-10000、-5000 のように）",
    "shared": "共同運用（yes・no・unknown）",
    "contractor": "委託先の名前の一部",
    "finding": "所見の名前",
    "cross": "全体の所見の名前（holds・unknown・fails を : の後に）",
    "answer": "設問の名前:答え",
    "code": "団体コード（, でつなぐ）",
}


class ChoiceRefused(ValueError):
    """A choice that cannot be made; the message is a Japanese sentence."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One condition on an office: a name, or the heading of a trait, and a value."""

    name: str
    value: str

    def __str__(self) -> str:
        """As it is written."""
        return f"{self.name}={self.value}"


def read_choices(texts: Iterable[str], across: Across) -> tuple[Choice, ...]:
    """Choices as they are written; raises `ChoiceRefused` for one that could never fit any office."""
    found = []
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not value:
            raise ChoiceRefused(f"選び方は「名前=値」と書いてください: {text}")
        found.append(Choice(name.strip(), value.strip()))
    for one in found:
        _refuse_strange(one, across)
    return tuple(found)


def _refuse_strange(one: Choice, across: Across) -> None:
    traits = {heading for reply in across.replies for heading in reply.listed.traits}
    if one.name in traits:
        return
    if one.name not in NAMES:
        names = "、".join((*NAMES, *sorted(traits)))
        raise ChoiceRefused(f"選び方の名前が違います: {one.name}。使える名前は {names} です。")
    if not _known(one, across):
        raise ChoiceRefused(f"選び方「{one}」の値が違います。{NAMES[one.name]}で書いてください。")


def _known(one: Choice, across: Across) -> bool:
    first = one.value.partition(":")[0]
    closed: dict[str, Iterable[str]] = {
        "kind": OFFICE_KIND_LABELS.values(),
        "shared": _SHARED_LABELS,
        "finding": across.checklist.rule,
        "cross": [rule.id for rule in across.checklist.across],
        "answer": across.checklist.question,
    }
    if one.name == "population":
        return bool(_BAND.fullmatch(one.value)) and one.value != "-"
    return one.name not in closed or first in closed[one.name]


def chosen(across: Across, choices: Iterable[Choice]) -> Codes:
    """The offices that fit all of them, in order; without any choice, all."""
    codes = across.codes
    for one in choices:
        fitting = frozenset(_fitting(across, one))
        codes = tuple(code for code in codes if code in fitting)
    return codes


def _fitting(across: Across, one: Choice) -> Iterable[str]:
    match one.name:
        case "finding":
            return across.spreads[one.value].found if one.value in across.spreads else ()
        case "cross":
            name, _, part = one.value.partition(":")
            found = next((each for each in across.crossings if each.rule.id == name), None)
            return getattr(found, part or "holds") if found and (not part or part in _PARTS) else ()
        case "answer":
            return _answered(across, one.value)
        case _:
            return (reply.code for reply in across.replies if _fits(reply, one, across))


def _answered(across: Across, text: str) -> Iterable[str]:
    name, _, value = text.partition(":")
    place = across.checklist.questions.index(across.checklist.question[name])
    written = _WRITTEN.get(value, value)
    for one in across.replies:
        if any(written in each.split(",") for each in one.record.values[place].split(" ")):
            yield one.code


def _fits(reply: Reply, one: Choice, across: Across) -> bool:
    listed = reply.listed
    match one.name:
        case "kind":
            return OFFICE_KIND_LABELS[listed.kind] == one.value
        case "population":
            low, high = _BAND.fullmatch(one.value).groups()  # type: ignore[union-attr]  # refused before
            at = listed.population
            return at is not None and (not low or at >= int(low)) and (not high or at < int(high))
        case "shared":
            return shared_of(reply, across) == one.value
        case "contractor":
            return any(one.value in each.contractor for each in reply.record.contracts)
        case "code":
            return listed.office.code in one.value.split(",")
        case _:
            return listed.traits.get(one.name, "") == one.value


def shared_of(reply: Reply, across: Across) -> str:
    """Whether the office leaves work to a shared centre: yes, no or unknown."""
    if SHARED not in across.checklist.question:
        return UNKNOWN
    place = across.checklist.questions.index(across.checklist.question[SHARED])
    value = reply.record.values[place]
    return value if value in {"yes", "no"} else UNKNOWN


def words(choices: Iterable[Choice], across: Across, *, telling: bool = True) -> str:
    """The choices as a person reads them; empty where there are none. A copy that names nobody does not tell all."""
    return "、".join(_words(one, across) if telling or one.name in _TELL_NOBODY else _SOME for one in choices)


def _words(one: Choice, across: Across) -> str:
    name, _, rest = one.value.partition(":")
    match one.name:
        case "kind":
            said = one.value
        case "population":
            low, high = one.value.split("-")
            said = "人口" + "、".join(filter(None, (low and f"{int(low):,}人以上", high and f"{int(high):,}人未満")))
        case "shared":
            said = f"共同運用に{_SHARED_LABELS[one.value]}" if one.value != UNKNOWN else "共同運用かどうかわからない"
        case "contractor":
            said = f"委託先の名前に「{one.value}」がある"
        case "finding":
            said = f"所見「{across.checklist.rule[one.value].title}」がある"
        case "cross":
            title = next(rule.title for rule in across.checklist.across if rule.id == name)
            said = f"「{title}」に{_PARTS.get(rest or 'holds', rest)}"
        case "answer":
            written = _WRITTEN.get(rest, rest)
            question = across.checklist.question[name]
            said = f"設問{question.number}の答えが「{label(question, written)}」"
        case "code":
            said = f"団体コード {one.value}"
        case _:
            said = f"{one.name}が{one.value}"
    return said
