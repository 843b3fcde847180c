"""総括 opens with what got better since last year; a first year has nothing to compare."""

from __future__ import annotations

import io
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pypdf

from jukiself.answers.situation import Situation
from jukiself.findings.judge import Status, judge
from jukiself.work import publish
from tests.contracts import village

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist

TITLE = "前年度から良くなったこと"


def text(checklist: Checklist, inspection: Inspection) -> str:
    reader = pypdf.PdfReader(io.BytesIO(publish.summary(Situation(checklist, inspection))))
    (page,) = reader.pages
    return "".join(page.extract_text().split())


def test_a_finding_mended_since_last_year_opens_the_page(checklist: Checklist) -> None:
    before = village(checklist)
    situation = Situation(checklist, before)
    defects = [one for one in judge(situation) if one.status is Status.DEFECT]
    mended, after = next(
        (one, better)
        for one in defects
        for key in one.because[:1]
        for value in [situation.choices(key)[0].value]
        for better in [before.with_answer(key, replace(before.answer(key), value=value))]
        if all(
            (now.id, now.member) != (one.id, one.member) or now.status is not Status.DEFECT
            for now in judge(Situation(checklist, better))
        )
    )
    after = replace(after, year=before.year + 1, last_year=before.answers)
    said = text(checklist, after)
    assert said.index(TITLE) < said.index("良い点（")
    assert "".join(f"「{mended.title[:20]}".split()) in said
    assert "がなくなりました" in said
    assert "良くなった1件、悪くなった0件" in said
    back = replace(before, last_year=after.answers)
    said = text(checklist, back)
    assert "がなくなりました" not in said, "nor does what only goes because a good answer was lost"
    assert "良くなった0件、悪くなった1件" in said, "what got worse is counted as well"


def test_a_first_year_says_nothing_of_last_year_and_nothing_answered_is_no_progress(checklist: Checklist) -> None:
    before = village(checklist)
    assert TITLE not in text(checklist, before)
    fresh = replace(before, answers=MappingProxyType({}), last_year=before.answers)
    said = text(checklist, fresh)
    assert "がなくなりました" not in said
    assert "良くなった0件" in said
