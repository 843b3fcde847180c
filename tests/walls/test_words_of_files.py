"""Words that stand in books, workbooks and forms of offices: a file of today must be read by every later program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jukiself.answers.comment import Opinion
from jukiself.answers.model import Basis, Confirming, Life, Nature, StepState
from jukiself.checklist.model import (
    DELEGATED,
    NOT_APPLICABLE,
    RESERVED,
    UNKNOWN,
    Cost,
    Grade,
    Kind,
    PersonKind,
    PlaceKind,
    RuleKind,
    Severity,
)
from jukiself.findings.judge import Status
from jukiself.findings.score import PART_LABELS, PARTS, Share
from jukiself.survey.across import WEAKEST
from jukiself.survey.arrivals import How, Verdict
from jukiself.survey.request import OfficeKind

if TYPE_CHECKING:
    from enum import StrEnum


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (Nature, "real sample training"),
        (Basis, "seen heard guess"),
        (Life, "open confirmed approved sent"),
        (StepState, "open doing done dropped"),
        (Confirming, "colleague neighbour alone"),
        (Opinion, " agreed discuss accepted"),
        (How, "workbook proxy phone reference declined"),
        (Verdict, "taken same refused waiting undone"),
        (OfficeKind, "city town village ward union"),
        (Status, "defect check strength note"),
        (Severity, "high medium low"),
        (RuleKind, "defect strength note"),
        (Grade, "met partly unmet"),
        (Kind, "choice multi number date text"),
        (Cost, "free budget others"),
        (PlaceKind, "here papers walk call"),
        (PersonKind, "self inside outside"),
    ],
)
def test_the_words_stay(words: type[StrEnum], said: str) -> None:
    assert " ".join(words) == said


def test_shares_have_a_place_for_every_part() -> None:
    assert PARTS == ("met", "partly", "unmet", "unknown", "unanswered")
    assert tuple(PART_LABELS) == PARTS
    assert sorted(WEAKEST) == sorted(PARTS)
    assert all(hasattr(Share(), one) for one in PARTS)


def test_the_answers_every_question_knows_stay() -> None:
    assert (UNKNOWN, NOT_APPLICABLE) == ("unknown", "na")
    assert set(RESERVED) == {"unknown", "na", "paper", "heard", "unconfirmed"}
    assert [(one.value, one.grade) for one in DELEGATED] == [
        ("paper", Grade.MET),
        ("heard", Grade.PARTLY),
        ("unconfirmed", Grade.UNMET),
    ]
