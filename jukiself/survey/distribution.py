"""Who answered what to one question: a distribution, never a mean alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from jukiself.checklist.model import NOT_APPLICABLE, Kind
from jukiself.survey import record as kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.checklist.model import Question
    from jukiself.survey.across import Across

K = TypeVar("K")
Codes = tuple[str, ...]
#: Values that stand beside the choices.
_STATES = (kept.UNSURE, NOT_APPLICABLE, kept.UNANSWERED)
#: From so many numbers on their quarters say something.
_QUARTERED = 8
_STATE_LABELS = {kept.UNSURE: "わからない", NOT_APPLICABLE: "該当なし", kept.UNANSWERED: "未回答"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One way to answer: how many answers, and the offices that gave them."""

    value: str
    label: str
    count: int
    codes: Codes


@dataclass(frozen=True, slots=True)
class Distribution:
    """Who answered what to a question; of a fixed member where it is asked per network, of all contracts together.

    ``bars`` are its choices, or the values given where there are none. ``total`` counts the answers asked for: each
    stands in one bar, or under わからない, 該当なし or 未回答 — but several choices of one answer in several bars.
    """

    question: Question
    member: str
    bars: tuple[Bar, ...]
    unknown: Bar
    not_applicable: Bar
    unanswered: Bar
    not_asked: Codes
    total: int

    @property
    def title(self) -> str:
        """The question, with the network it is about."""
        return f"{self.question.text}（{self.member}）" if self.member else self.question.text

    @property
    def numbers(self) -> tuple[float, ...]:
        """The numbers answered, smallest first; empty where the question does not ask for one."""
        if self.question.kind is not Kind.NUMBER:
            return ()
        return tuple(sorted(float(one.value) for one in self.bars for _ in range(one.count)))

    @property
    def quartiles(self) -> tuple[float, ...]:
        """Smallest, lower quarter, middle, upper quarter, largest of the numbers answered; empty where there are none."""
        found = self.numbers
        if not found:
            return ()
        return tuple(_quantile(found, quarter / 4) for quarter in range(5))


def _quantile(found: tuple[float, ...], share: float) -> float:
    """Between two of the numbers where it falls between them."""
    place = (len(found) - 1) * share
    below = int(place)
    above = min(below + 1, len(found) - 1)
    return found[below] + (place - below) * (found[above] - found[below])


def grouped(codes: Iterable[str], column: Iterable[K]) -> dict[K, list[str]]:
    """The offices of each cell: thousands of offices share a few dozen cells, so that each is looked at once."""
    found: defaultdict[K, list[str]] = defaultdict(list)
    for code, cell in zip(codes, column, strict=True):
        found[cell].append(code)
    return found


def distribute(across: Across, question: Question, column: tuple[str, ...]) -> Iterator[Distribution]:
    """One distribution, or one for each network where the question is asked per network."""
    group = across.checklist.group[question.group] if question.group else None
    if group is None or not group.fixed:
        cells = grouped(across.codes, column)
        yield _distribution(question, "", [(codes, text.split(" ") if text else []) for text, codes in cells.items()])
        return
    # Which member a place of the cell is about depends on how this office calls its networks.
    named = grouped(across.codes, zip((one.record.network_set for one in across.replies), column, strict=True))
    by_member: dict[str, list[tuple[list[str], list[str]]]] = {}
    for (_, text), codes in named.items():
        members = across.by_code[codes[0]].members(across.checklist, question.group)
        for member, value in zip(members, text.split(" "), strict=False):
            if member:
                by_member.setdefault(member.name, []).append((codes, [value]))
    for name in _in_order(across, question, by_member):
        yield _distribution(question, name, by_member[name])


def _in_order(across: Across, question: Question, found: Iterable[str]) -> list[str]:
    """Networks as the edition has them, whichever office came first."""
    group = across.checklist.group[str(question.group)]
    order = list(dict.fromkeys(member.name for one in group.sets for member in one.members))
    return sorted(found, key=order.index)


def _distribution(question: Question, member: str, given: Iterable[tuple[list[str], list[str]]]) -> Distribution:
    found: dict[str, list[str]] = {one.value: [] for one in question.choices}
    found |= {one: [] for one in _STATES}
    not_asked: list[str] = []
    total = 0
    several = question.kind is Kind.MULTI
    for codes, values in given:
        asked = [one for one in values if one != kept.NOT_ASKED]
        total += len(asked) * len(codes)
        if not asked:
            not_asked += codes
        for value in asked:
            for one in value.split(",") if several else (value,):
                found.setdefault(one, []).extend(codes)
    unknown, not_applicable, unanswered = (_bar(one, _STATE_LABELS[one], found.pop(one)) for one in _STATES)
    bars = tuple(_bar(value, label(question, value), codes) for value, codes in _arranged(question, found))
    return Distribution(question, member, bars, unknown, not_applicable, unanswered, tuple(sorted(not_asked)), total)


def _arranged(question: Question, found: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    """Choices as the form has them; numbers and days from the smallest."""
    if question.choices:
        return list(found.items())
    by_size = question.kind is Kind.NUMBER
    return sorted(found.items(), key=lambda pair: (float(pair[0]) if by_size else 0.0, pair[0]))


def _bar(value: str, text: str, codes: list[str]) -> Bar:
    return Bar(value, text, len(codes), tuple(sorted(set(codes))))


def label(question: Question, value: str) -> str:
    """A value as a person reads it."""
    if value in _STATE_LABELS:
        return _STATE_LABELS[value]
    if value == kept.WRITTEN:
        return "記述あり"
    choices = [choice.label for one in value.split(",") if (choice := question.choice(one))]
    return "、".join(choices) or f"{value}{question.unit}"


def number_words(one: Distribution, *, exact: bool) -> str:
    """Numbers as a distribution: smallest, quarters and largest; not exact where a number could name an office."""
    found, unit = one.numbers, one.question.unit.split("／", maxsplit=1)[0]
    if not exact:
        return f"数の答え　{len(found)}"
    low, a, middle, b, high = (f"{part:,.10g}" for part in one.quartiles)
    if len(found) < _QUARTERED:
        return f"最小 {low}{unit}、中央 {middle}{unit}、最大 {high}{unit}（{len(found)}件）"
    return f"最小 {low}{unit}、下から4分の1 {a}{unit}、中央 {middle}{unit}、上から4分の1 {b}{unit}、最大 {high}{unit}（{len(found)}件）"
