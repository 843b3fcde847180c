"""答え合わせ: a practice beside the model answers. It explains; nobody is ranked.

What the survey states and what it does not state are counted apart, and each has its own share of the 100 points: there
are many more silent questions than stated ones, and whoever answers わからない to everything has read nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer, Basis
from jukiself.answers.situation import Situation
from jukiself.checklist.model import UNKNOWN, Grade, Kind
from jukiself.training.ground import Stated

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection, Key
    from jukiself.checklist.model import Checklist, Question
    from jukiself.training.story import Lesson

STATED_POINTS, SILENT_POINTS = 70, 30
_NEIGHBOURS = ({Grade.MET, Grade.PARTLY}, {Grade.PARTLY, Grade.UNMET})
#: A number read wrongly by no more than this is near: a total instead of its larger part is not.
_NEAR_NUMBER = 0.25


class Outcome(StrEnum):
    """How an answer stands to the survey."""

    RIGHT = "right"
    NEAR = "near"
    MISSED = "missed"
    WRONG = "wrong"
    INVENTED = "invented"
    LEFT = "left"


OUTCOME_LABELS = {
    Outcome.RIGHT: "合っている",
    Outcome.NEAR: "近い",
    Outcome.MISSED: "読み落とし",
    Outcome.WRONG: "違う",
    Outcome.INVENTED: "書かれていないことを足した",
    Outcome.LEFT: "未回答",
}
OUTCOME_MEANS = {
    Outcome.RIGHT: "記録のとおりです。記録にないことは「わからない」が合っています。",
    Outcome.NEAR: "記録の答えの1つ隣です。言葉の強さを、記録ともう一度比べます。",
    Outcome.MISSED: "記録に書かれていますが、「わからない」と答えています。書かれた所を読み直します。",
    Outcome.WRONG: "記録に書かれたこととは違う答えです。",
    Outcome.INVENTED: "記録のどこにも書かれていません。印象や推測が、事実の欄に入っています。",
    Outcome.LEFT: "まだ答えていません。",
}
SURE = "言い切りすぎ"
SURE_MEANS = "記録と合わない答えに、根拠「見た」が付いています。人に渡る前に、見た物の名前を書けるか確かめます。"
_POINTS = {
    Outcome.RIGHT: 1.0,
    Outcome.NEAR: 0.5,
    Outcome.MISSED: 0.0,
    Outcome.WRONG: -0.5,
    Outcome.INVENTED: -1.0,
    Outcome.LEFT: 0.0,
}
#: How points are counted, as it is printed.
RULES = (
    (
        f"100点のうち{STATED_POINTS}点は、記録に書かれていることをどれだけ拾えたかです。"
        "合っていれば1、1つ隣の答えなら0.5、「わからない」と未回答は0、違えば引く0.5として、平均をとります。"
    ),
    (
        f"残りの{SILENT_POINTS}点は、記録に書かれていないことを足さなかったかです。"
        "「わからない」なら1、ほかの答えなら引く1、未回答は0として、平均をとります。"
    ),
    "記録の言葉がはっきりしない所は、「わからない」も、事例の読み方と同じ答えも、1と数えます。",
    "全部を「わからない」にしても、推測で全部を埋めても、高い点にはなりません。点は人や班を比べるためのものではありません。",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer beside the model answer; ``sure`` where it is not the survey's and yet said to have been seen."""

    key: Key
    area: str
    stated: Stated
    outcome: Outcome
    sure: bool
    given: Answer
    model: Answer
    facts: tuple[str, ...]

    @property
    def points(self) -> float:
        """Between -1 and 1."""
        return _POINTS[self.outcome]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the answers of one area, or of all, stand to the survey."""

    counts: Counter[Outcome]

    @property
    def asked(self) -> int:
        """The denominator."""
        return self.counts.total()

    @property
    def share(self) -> float:
        """How many agree, a near one counting half."""
        agreed = self.counts[Outcome.RIGHT] + self.counts[Outcome.NEAR] / 2
        return agreed / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Grading:
    """The whole comparison, in the order of the form."""

    marks: tuple[Mark, ...]

    def of(self, outcome: Outcome) -> tuple[Mark, ...]:
        """All marks of one kind."""
        return tuple(one for one in self.marks if one.outcome is outcome)

    @property
    def answered(self) -> int:
        """How many were answered at all."""
        return sum(one.outcome is not Outcome.LEFT for one in self.marks)

    @property
    def sure(self) -> tuple[Mark, ...]:
        """What was said to have been seen and is not the survey's."""
        return tuple(one for one in self.marks if one.sure)

    @property
    def stated(self) -> tuple[Mark, ...]:
        """Questions the survey answers."""
        return tuple(one for one in self.marks if one.stated is Stated.STATED)

    @property
    def silent(self) -> tuple[Mark, ...]:
        """Questions it does not answer, or not clearly."""
        return tuple(one for one in self.marks if one.stated is not Stated.STATED)

    @property
    def points(self) -> float:
        """Out of 100; may fall below nothing."""
        return STATED_POINTS * _mean(self.stated) + SILENT_POINTS * _mean(self.silent)

    @property
    def score(self) -> int:
        """The points as they are shown."""
        return max(0, round(self.points))

    @property
    def areas(self) -> dict[str, Agreement]:
        """Agreement by area, in the order of the form."""
        found: dict[str, list[Mark]] = {}
        for one in self.marks:
            found.setdefault(one.area, []).append(one)
        return {area: agreement(marks) for area, marks in found.items()}


def agreement(marks: list[Mark] | tuple[Mark, ...]) -> Agreement:
    """Some marks counted."""
    return Agreement(Counter(one.outcome for one in marks))


def _mean(marks: tuple[Mark, ...]) -> float:
    return sum(one.points for one in marks) / len(marks) if marks else 0.0


def grade(lesson: Lesson, given: Inspection, checklist: Checklist) -> Grading:
    """Compare; what the practice does not ask, because of an answer before, counts as not answered."""
    model = Situation(checklist, lesson.inspection)
    own = Situation(checklist, given)
    asked = set(own.keys)
    questions = {key: checklist.question[key.question] for key in model.keys}
    keys = [key for key, one in questions.items() if one.kind is not Kind.TEXT and own.offered(one)]
    nothing = Answer()
    return Grading(tuple(_mark(lesson, model, key, own.valid(key) if key in asked else nothing) for key in keys))


def _mark(lesson: Lesson, model: Situation, key: Key, given: Answer) -> Mark:
    question = model.checklist.question[key.question]
    stated, right = lesson.stated(key), lesson.answer(key)
    outcome = _outcome(question, stated, given.value, right.value)
    sure = outcome in {Outcome.WRONG, Outcome.INVENTED} and given.basis is Basis.SEEN
    return Mark(key, question.area, stated, outcome, sure, given, right, lesson.facts(key))


def judge_value(lesson: Lesson, checklist: Checklist, key: Key, value: str) -> Outcome:
    """How one value stands to the survey; the room raises cards and has no basis."""
    return _outcome(checklist.question[key.question], lesson.stated(key), value, lesson.answer(key).value)


def _outcome(question: Question, stated: Stated, value: str, right: str) -> Outcome:
    if not value:
        return Outcome.LEFT
    if stated is not Stated.STATED and value == UNKNOWN:
        return Outcome.RIGHT
    if stated is Stated.SILENT or right == UNKNOWN:
        return Outcome.INVENTED
    if value == UNKNOWN:
        return Outcome.MISSED
    if _same(question, value, right):
        return Outcome.RIGHT
    return Outcome.NEAR if _near(question, value, right) else Outcome.WRONG


def _same(question: Question, value: str, right: str) -> bool:
    match question.kind:
        case Kind.MULTI:
            return set(value.split(",")) == set(right.split(","))
        case Kind.NUMBER:
            return _number(value) == _number(right)
        case _:
            return value == right


def _near(question: Question, value: str, right: str) -> bool:
    match question.kind:
        case Kind.CHOICE:
            one, two = question.choice(value), question.choice(right)
            grades = {one.grade if one else None, two.grade if two else None}
            return None not in grades and (len(grades) == 1 or grades in _NEIGHBOURS)
        case Kind.MULTI:
            return bool(set(value.split(",")) & set(right.split(",")))
        case Kind.NUMBER:
            here, there = _number(value), _number(right)
            return here is not None and there is not None and abs(here - there) <= _NEAR_NUMBER * abs(there)
        case _:
            return False


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
