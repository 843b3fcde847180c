"""The checklist as plain data: what is asked, of what, and which findings follow."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from jukiself.checklist.condition import atoms
from jukiself.checklist.descent import Lineage

if TYPE_CHECKING:
    from jukiself.checklist.condition import Condition
    from jukiself.checklist.cross import CrossRule


class Grade(StrEnum):
    """How good an answer is; descriptive choices have none."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"


class Kind(StrEnum):
    """The shape of an answer."""

    CHOICE = "choice"
    MULTI = "multi"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


UNKNOWN = "unknown"  # わからない
NOT_APPLICABLE = "na"  # 該当なし
RESERVED = frozenset({UNKNOWN, NOT_APPLICABLE, "paper", "heard", "unconfirmed"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer; ``grade`` is None where it only describes."""

    value: str
    label: str
    grade: Grade | None = None
    note_required: bool = False


#: What a delegable question offers where somebody else does the work (design §4).
DELEGATED = (
    Choice("paper", "書面で確かめた", Grade.MET),
    Choice("heard", "聞いただけで、書面は見ていない", Grade.PARTLY),
    Choice("unconfirmed", "確かめていない", Grade.UNMET),
)
DELEGATED_VALUES = frozenset(choice.value for choice in DELEGATED)


@dataclass(frozen=True, slots=True)
class Titled:
    """Anything with an id and a name on screen: an area, a stage, a place, a person."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Area(Titled):
    """分野: a topic of the checklist; an ``optional`` one is asked only where the inspection asks for it."""

    optional: bool = False


class Stage(Titled):
    """段階: 定める, 知らせる, 行う, 確かめる or 直す."""


class PlaceKind(StrEnum):
    """How one gets to see what is there."""

    HERE = "here"  # at one's own desk
    PAPERS = "papers"  # somebody can bring or show them
    WALK = "walk"  # one goes there
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Place(Titled):
    """見る所; the places of an edition stand in walking order."""

    kind: PlaceKind = PlaceKind.PAPERS


class PersonKind(StrEnum):
    """How far away somebody is."""

    SELF = "self"
    INSIDE = "inside"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Person(Titled):
    """聞く相手; ``why`` says in one line why just they are asked."""

    kind: PersonKind = PersonKind.INSIDE
    why: str = ""


@dataclass(frozen=True, slots=True)
class FixedMember:
    """A member every office has or has not, such as a network; ``formerly`` is its name of 2006."""

    id: str
    name: str
    formerly: str = ""


@dataclass(frozen=True, slots=True)
class MemberSet:
    """One naming of a fixed group's members; an inspection uses one."""

    id: str
    title: str
    members: tuple[FixedMember, ...]
    default: bool = False


@dataclass(frozen=True, slots=True)
class Unlisted:
    """The single 調べること that stands for members of an open list nobody has named yet."""

    id: str
    check_title: str
    to_find_out: str
    area: str
    stage: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """対象: what a question is asked about, once per member.

    ``fixed`` groups take their members from a `MemberSet`; the gate question, asked per member, says whether the
    member is ``present`` or ``absent``. ``open`` groups list their members in the inspection; the gate question,
    asked once, says whether the list is ``complete``, ``partial`` or ``none``.
    """

    id: str
    title: str
    fixed: bool
    gate: str
    sets: tuple[MemberSet, ...] = ()
    unlisted: Unlisted | None = None

    def member_set(self, set_id: str) -> MemberSet:
        """The set of that id; KeyError where the edition has none such."""
        for one in self.sets:
            if one.id == set_id:
                return one
        raise KeyError(set_id)

    @property
    def default_set(self) -> str:
        """Id of the set a new inspection uses; empty for an open group."""
        return next((one.id for one in self.sets if one.default), self.sets[0].id if self.sets else "")


@dataclass(frozen=True, slots=True)
class Question:
    """設問: one thing asked, with all a newcomer needs to find the answer."""

    id: str
    number: str
    area: str
    stage: str
    kind: Kind
    text: str
    why: str
    look: str
    ask: str
    step: str
    where: tuple[str, ...]
    whom: tuple[str, ...]
    sources: tuple[str, ...]
    group: str | None = None
    choices: tuple[Choice, ...] = ()
    example: str = ""
    security: bool = True
    gate: bool = False
    short: bool = False
    delegated_by: str | None = None
    when: Condition | None = None
    unit: str = ""
    better: str = ""

    def choice(self, value: str) -> Choice | None:
        """The choice of that value, the delegated ones included where the question is delegable."""
        offered = (*self.choices, *DELEGATED) if self.delegated_by else self.choices
        return next((one for one in offered if one.value == value), None)

    @property
    def graded(self) -> bool:
        """Whether an answer can be good or bad at all."""
        return any(choice.grade for choice in self.choices)


class RuleKind(StrEnum):
    """What a rule finds."""

    DEFECT = "defect"
    STRENGTH = "strength"
    NOTE = "note"


class Severity(StrEnum):
    """重さ; the criteria are printed with the report."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Cost(StrEnum):
    """手間 of the first step."""

    FREE = "free"
    BUDGET = "budget"
    OTHERS = "others"


COST_LABELS = {Cost.FREE: "今月・0円", Cost.BUDGET: "予算が要る", Cost.OTHERS: "連合・県・業者に頼む"}
SEVERITY_LABELS = {Severity.HIGH: "重い", Severity.MEDIUM: "中くらい", Severity.LOW: "軽い"}


@dataclass(frozen=True, slots=True)
class Remedy:
    """The first step: what one person can do this month, who decides, and what to say to them."""

    step: str
    cost: Cost
    decides: str
    say: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A finding waiting for its answers."""

    id: str
    kind: RuleKind
    area: str
    stage: str
    condition: Condition
    title: str
    text: str
    sources: tuple[str, ...]
    severity: Severity | None = None
    each: str | None = None
    refines: str | None = None
    check_title: str = ""
    to_find_out: str = ""
    risk: str = ""
    remedy: Remedy | None = None
    security: bool = True
    #: Answers by the verdict they must get (`jukiself.findings.examples`); no verdict depends on them.
    examples: dict[str, tuple[dict[str, str], ...]] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Clause:
    """出典: one row of the sources — a duty, a fact, a remark — with its readable place."""

    id: str
    source: str
    place: str
    kind: str
    gist: str
    security: bool

    @property
    def cited(self) -> str:
        """How a document names it, such as 技術的基準（平成19年案）第十 三(5)イ."""
        return f"{self.source} {self.place}"


@dataclass(frozen=True, slots=True)
class Renamed:
    """A word of the sources of 2006-2011 and what it is called today; ``words`` are what a text of then says.

    ``since`` is a year, a month or a day (ISO), empty where the sources of today do not tell.
    """

    then: str
    today: str
    since: str
    words: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Checklist:
    """One edition: everything asked and judged, in the order of the form."""

    id: str
    edition: str
    title: str
    released: bool
    areas: tuple[Area, ...]
    stages: tuple[Stage, ...]
    groups: tuple[Group, ...]
    places: tuple[Place, ...]
    people: tuple[Person, ...]
    severity: dict[Severity, str]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    clauses: dict[str, Clause]
    renamed: tuple[Renamed, ...] = ()
    lineage: Lineage = field(default_factory=Lineage)
    across: tuple[CrossRule, ...] = ()

    def __repr__(self) -> str:
        """Which edition it is; the whole of it would fill a book."""
        return f"<Checklist {self.id} {self.edition}>"

    @cached_property
    def question(self) -> dict[str, Question]:
        """Questions by id."""
        return {one.id: one for one in self.questions}

    @cached_property
    def rule(self) -> dict[str, Rule]:
        """Rules by id."""
        return {one.id: one for one in self.rules}

    @cached_property
    def refinements(self) -> dict[str, tuple[Rule, ...]]:
        """The rules that refine a plain one, by its id."""
        found: dict[str, tuple[Rule, ...]] = {}
        for one in self.rules:
            if one.refines:
                found[one.refines] = (*found.get(one.refines, ()), one)
        return found

    @cached_property
    def rules_of(self) -> dict[str, tuple[Rule, ...]]:
        """The rules of each area, in order."""
        return {area.id: tuple(one for one in self.rules if one.area == area.id) for area in self.areas}

    @cached_property
    def spoken_of(self) -> dict[str, tuple[Question, ...]]:
        """The questions each rule speaks of, by its id; gates aside where it speaks of others too."""
        found = {}
        for rule in self.rules:
            every = [self.question[one] for one in dict.fromkeys(each.question for each in atoms(rule.condition))]
            found[rule.id] = tuple(one for one in every if not one.gate) or tuple(every)
        return found

    @cached_property
    def group(self) -> dict[str, Group]:
        """Groups by id."""
        return {one.id: one for one in self.groups}

    @cached_property
    def fingerprint(self) -> str:
        """Whether two checklists ask and judge alike: everything that a verdict depends on, in twelve letters."""
        judged = (self.areas, self.groups, self.questions, self.rules, self.across)
        return hashlib.sha256(repr((self.id, self.edition, judged)).encode()).hexdigest()[:12]

    @cached_property
    def titles(self) -> dict[str, str]:
        """Names on screen of areas, stages, places and people, by ``kind:id``."""
        kinds = {"area": self.areas, "stage": self.stages, "place": self.places, "person": self.people}
        return {f"{kind}:{one.id}": one.title for kind, titled in kinds.items() for one in titled}

    def questions_of(self, area: str) -> tuple[Question, ...]:
        """The questions of one area, in order."""
        return tuple(one for one in self.questions if one.area == area)
