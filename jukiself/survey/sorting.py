"""仕分け: the findings of a round as a pile, where each is proposed to go, and what a remark must say to be kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.comment import Opinion
from jukiself.answers.text import text_problem
from jukiself.checklist.model import RuleKind, Severity
from jukiself.findings.judge import Status
from jukiself.survey.record import CHECK, FOUND
from jukiself.survey.remarks import Bin, On, Remark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from jukiself.answers.model import Office
    from jukiself.checklist.model import Checklist
    from jukiself.findings.judge import Finding
    from jukiself.survey.reply import Reply

#: Fewer offices than this are no "many", however few have replied.
MANY = 3


class Why(StrEnum):
    """The printed rule a proposal follows; the first that fits, in this order."""

    MANY = "many"
    HEAVY = "heavy"
    HEAVY_OPEN = "heavy-open"
    MIDDLE = "middle"
    OPEN = "open"
    LIGHT = "light"


WHY_LABELS = {
    Why.MANY: f"回答した団体の半数を超え、{MANY}団体以上にある所見",
    Why.HEAVY: "重い所見",
    Why.HEAVY_OPEN: "重い所見になるかどうかが、わからないために決まらないもの",
    Why.MIDDLE: "中くらいの所見",
    Why.OPEN: "わからないために決まらない、ほかの所見",
    Why.LIGHT: "軽い所見",
}
PROPOSED = {
    Why.MANY: Bin.ALL,
    Why.HEAVY: Bin.ONE,
    Why.HEAVY_OPEN: Bin.PHONE,
    Why.MIDDLE: Bin.ONE,
    Why.OPEN: Bin.NEXT_YEAR,
    Why.LIGHT: Bin.NEXT_YEAR,
}
_WEIGHTS = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Held:
    """A finding as one office holds it: 改善が必要 or 調べること; ``refines`` names the rule it speaks inside of."""

    rule: str
    member: str
    member_name: str
    status: Status
    severity: Severity | None
    area: str
    stage: str
    title: str
    refines: str


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of one office with the remark on it and where we propose it goes.

    Half a million of them stand in a country's pile: what nobody has said (``said`` is None) takes no room.
    """

    office: Office
    held: Held
    said: Remark | None
    why: Why

    @property
    def remark(self) -> Remark:
        """What is said of it, which may be nothing yet."""
        return self.said or Remark(*self.on)

    @property
    def bin(self) -> Bin:
        """Where a reviewer put it."""
        return self.said.bin if self.said else Bin.UNSORTED

    @property
    def on(self) -> On:
        """What a remark on it is on."""
        return On(self.office.code, self.held.rule, self.held.member)

    @property
    def proposed(self) -> Bin:
        """Where we propose it goes; a reviewer says yes or otherwise."""
        return PROPOSED[self.why]

    @property
    def sorted(self) -> bool:
        """Whether a reviewer has said where it goes."""
        return self.bin is not Bin.UNSORTED

    @property
    def severity(self) -> Severity | None:
        """As the reviewers see it."""
        return (self.said.severity if self.said else None) or self.held.severity

    @property
    def title(self) -> str:
        """With the member it is about."""
        return f"{self.held.title}（{self.held.member_name}）" if self.held.member_name else self.held.title

    @property
    def name(self) -> str:
        """``rule`` or ``rule@member``."""
        return f"{self.held.rule}@{self.held.member}" if self.held.member else self.held.rule


@dataclass(frozen=True)
class Heap:
    """Items that are looked at together: one finding over all offices, or one office with its findings."""

    name: str
    title: str
    items: tuple[Item, ...]

    @cached_property
    def remaining(self) -> int:
        """How many nobody has sorted."""
        return sum(one.said is None or not one.sorted for one in self.items)

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """Codes of the offices in it."""
        return tuple(dict.fromkeys(one.office.code for one in self.items))


def _rank(heap: Heap) -> tuple[bool, int, int]:
    held = heap.items[0].held
    weight = _WEIGHTS.index(held.severity) if held.severity else len(_WEIGHTS)
    return held.status is not Status.DEFECT, weight, -len(heap.offices)


@dataclass(frozen=True)
class Pile:
    """Every 改善が必要 and 調べること of a round, by office, then as the form has them.

    ``whole`` are the remarks on whole replies by office; ``left`` those on findings that are no longer there, for
    instance because a newer 提出回 came: they are kept and shown, never dropped.
    """

    items: tuple[Item, ...]
    offices: tuple[Office, ...]
    whole: Mapping[str, Remark]
    left: tuple[Remark, ...]

    @property
    def remaining(self) -> int:
        """How many nobody has sorted."""
        return self.bins[Bin.UNSORTED]

    @cached_property
    def bins(self) -> Mapping[Bin, int]:
        """How many are in each bin."""
        found = Counter(one.said.bin for one in self.items if one.said)
        found[Bin.UNSORTED] += len(self.items) - found.total()
        return MappingProxyType({one: found[one] for one in Bin})

    @cached_property
    def by_finding(self) -> tuple[Heap, ...]:
        """One heap per finding; 改善が必要 and 調べること of a rule stand apart.

        What matters most comes first, because time runs out at the end: 改善が必要 by its weight, then 調べること; the
        findings of many offices before those of few.
        """
        heaps: dict[tuple[str, Status], list[Item]] = {}
        for one in self.items:
            heaps.setdefault((one.held.rule, one.held.status), []).append(one)
        found = [Heap(rule, some[0].held.title, tuple(some)) for (rule, _), some in heaps.items()]
        return tuple(sorted(found, key=_rank))

    @cached_property
    def by_office(self) -> tuple[Heap, ...]:
        """One heap per office that has replied, by code; an office without findings has an empty one."""
        heaps: dict[str, list[Item]] = {one.code: [] for one in self.offices}
        for one in self.items:
            heaps[one.office.code].append(one)
        return tuple(Heap(one.code, one.name, tuple(heaps[one.code])) for one in self.offices)

    def chosen(
        self,
        finding: str = "",
        offices: Collection[str] = (),
        bins: Collection[Bin] = (),
        status: Status | None = None,
    ) -> tuple[Item, ...]:
        """The items that fit all that is named; ``finding`` is ``rule`` (every member of it) or ``rule@member``."""
        among = [one for code in dict.fromkeys(offices) for one in self._of(code)] if offices else self.items
        return tuple(
            one
            for one in among
            if (not finding or finding in {one.held.rule, one.name})
            and (not bins or one.bin in bins)
            and (status is None or one.held.status is status)
        )

    def find(self, on: On) -> Item | None:
        """The item of a remark."""
        place = self._place(on)
        return None if place is None else self.items[place]

    def _of(self, office: str) -> tuple[Item, ...]:
        return self.items[self._spans.get(office, slice(0, 0))]

    def _place(self, on: On) -> int | None:
        span = self._spans.get(on.office, slice(0, 0))
        for place in range(span.start, span.stop):
            one = self.items[place].held
            if (one.rule, one.member) == (on.rule, on.member):
                return place
        return None

    @cached_property
    def _spans(self) -> Mapping[str, slice]:
        """Where the items of each office stand: together, so that one is found without an index of all."""
        counts = Counter(one.office.code for one in self.items)
        ends = dict(zip(counts, accumulate(counts.values()), strict=True))
        return {code: slice(end - counts[code], end) for code, end in ends.items()}

    def with_remarks(self, remarks: Iterable[Remark]) -> Pile:
        """The same pile after some remarks were written; what they are not on is not built anew."""
        new = {one.on: one for one in remarks}
        items, whole = list(self.items), dict(self.whole)
        fresh: dict[int, Item] = {}
        for on, said in new.items():
            place = self._place(on)
            if place is not None:
                old = items[place]
                items[place] = fresh[id(old)] = replace(old, said=said)
            elif not on.rule:
                whole[on.office] = said
        made = replace(self, items=tuple(items), whole=MappingProxyType(whole))
        made.__dict__["_spans"] = self._spans
        # A key is pressed for each finding: the heaps of a country are not piled up anew for it.
        kinds = {(one.held.rule, one.held.status) for one in fresh.values()}
        offices = {one.office.code for one in fresh.values()}
        if "by_finding" in self.__dict__:
            made.__dict__["by_finding"] = tuple(
                _renewed(one, fresh) if (one.name, one.items[0].held.status) in kinds else one
                for one in self.by_finding
            )
        if "by_office" in self.__dict__:
            made.__dict__["by_office"] = tuple(
                _renewed(one, fresh) if one.name in offices else one for one in self.by_office
            )
        return made

    def counted(self) -> Pile:
        """Itself, with what a page shows of it at once worked out: it is asked of us beside the window."""
        _ = (self.bins, [(one.remaining, one.offices) for one in (*self.by_finding, *self.by_office)])
        return self


def _renewed(heap: Heap, fresh: Mapping[int, Item]) -> Heap:
    """The heap with some items replaced, which are named by the id of the old one."""
    return replace(heap, items=tuple(fresh.get(id(one), one) for one in heap.items))


def held(findings: Iterable[Finding]) -> tuple[Held, ...]:
    """What is to be sorted of an office's findings."""
    return tuple(_held(one) for one in findings if one.status in {Status.DEFECT, Status.CHECK})


def _held(one: Finding) -> Held:
    named = f"（{one.member.name}）" if one.member else ""
    return Held(
        rule=one.id,
        member=one.member.id if one.member else "",
        member_name=one.member.name if one.member else "",
        status=one.status,
        severity=one.severity,
        area=one.area,
        stage=one.stage,
        title=one.title.removesuffix(named),
        refines=one.refines or "",
    )


def held_of(reply: Reply, checklist: Checklist, known: dict[Held, Held] | None = None) -> tuple[Held, ...]:
    """The same of what is kept of a reply, without judging it again; what is ``known`` already is shared."""
    found = _holding(reply, checklist)
    return tuple(found) if known is None else tuple(known.setdefault(one, one) for one in found)


def _holding(reply: Reply, checklist: Checklist) -> list[Held]:
    record = reply.record
    unlisted = (group.unlisted for group in checklist.groups)
    found = [
        Held(one.id, "", "", Status.CHECK, None, one.area, one.stage, one.check_title, "")
        for one in unlisted
        if one and one.id in record.open_lists
    ]
    for rule, letters in zip(checklist.rules, record.rules, strict=True):
        for member, letter in zip(reply.members(checklist, rule.each), letters, strict=False):
            check = letter == CHECK
            if not check and (letter != FOUND or rule.kind is not RuleKind.DEFECT):
                continue
            found.append(
                Held(
                    rule=rule.id,
                    member=member.id if member else "",
                    member_name=member.name if member else "",
                    status=Status.CHECK if check else Status.DEFECT,
                    severity=rule.severity,
                    area=rule.area,
                    stage=rule.stage,
                    title=rule.check_title if check else rule.title,
                    refines=rule.refines or "",
                )
            )
    return found


def pile(
    replies: Mapping[Office, tuple[Held, ...]], remarks: Mapping[On, Remark], checklist: Checklist | None = None
) -> Pile:
    """The pile of a round; findings of one office stand in the order of the checklist, where one is given."""
    offices = tuple(sorted(replies, key=lambda one: one.code))
    holders = Counter(kind for office in offices for kind in {(one.rule, one.status) for one in replies[office]})
    many = {kind for kind, count in holders.items() if count >= MANY and count * 2 > len(offices)}
    place = {one.id: number for number, one in enumerate(checklist.rules)} if checklist else {}
    by_office: dict[str, dict[tuple[str, str], Remark]] = {}
    for on, one_said in remarks.items():
        if on.rule:
            by_office.setdefault(on.office, {})[on.rule, on.member] = one_said
    items: list[Item] = []
    for office in offices:
        mine = {(one.rule, one.member): one for one in replies[office]}
        said = by_office.get(office.code, {})
        items += [
            Item(office, one, said.pop((one.rule, one.member), None), _why(_host(one, mine), many))
            for one in sorted(replies[office], key=lambda held: place.get(held.rule, -1))
        ]
    whole = {on.office: one for on, one in remarks.items() if not on.rule}
    left = tuple(one for said in by_office.values() for one in said.values())
    return Pile(tuple(items), offices, MappingProxyType(whole), left)


def _host(one: Held, mine: Mapping[tuple[str, str], Held]) -> Held:
    """A refinement goes where the finding goes that it speaks inside of."""
    seen = {one.rule}
    while one.refines and one.refines not in seen:
        seen.add(one.refines)
        plain = mine.get((one.refines, one.member)) or mine.get((one.refines, ""))
        if plain is None:
            break
        one = plain
    return one


def _why(one: Held, many: Collection[tuple[str, Status]]) -> Why:
    if (one.rule, one.status) in many:
        return Why.MANY
    if one.status is Status.CHECK:
        return Why.HEAVY_OPEN if one.severity is Severity.HIGH else Why.OPEN
    return {Severity.HIGH: Why.HEAVY, Severity.MEDIUM: Why.MIDDLE}.get(one.severity or Severity.LOW, Why.LIGHT)


def fault(remark: Remark, item: Item | None = None) -> str:
    """Why a remark cannot be kept as it is, as a Japanese sentence; empty where it can."""
    for label, text in (("コメント", remark.comment), ("重さを変えた理由", remark.reason)):
        if found := text_problem(text):
            return f"{label}：{found}"
    own = item.held.severity if item else None
    if remark.severity and remark.severity is own:
        return "重さが所見のままです。変えないときは、重さを選ばないでください。"
    if remark.severity and not remark.reason.strip():
        return "重さを変えるときは、その理由を書いてください。"
    if remark.reason.strip() and not remark.severity:
        return "重さを変えた理由だけがあります。重さも選んでください。"
    if remark.opinion is Opinion.ACCEPTED and not (remark.comment.strip() or remark.reason.strip()):
        return "「事情により了承」には、どのような事情かをコメントに書いてください。"
    return ""
