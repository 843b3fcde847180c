"""Comparing two inspections of one office; what is compared is always named, and two offices never are."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.model import NATURE_LABELS
from jukiself.answers.seal import issued
from jukiself.answers.situation import Situation
from jukiself.checklist.local import is_local, with_local
from jukiself.pdf.render import render
from jukiself.report.comparison import comparison
from jukiself.report.differences import Differences
from jukiself.work.inspect import AnswerRefused

if TYPE_CHECKING:
    from datetime import date

    from jukiself.answers.seal import Issued


def compare(before: Situation, now: Situation) -> Differences:
    """What changed from one inspection to a later one; `AnswerRefused` where the two do not belong together."""
    old, new = before.inspection, now.inspection
    if old.office.code != new.office.code:
        raise AnswerRefused(
            f"別の団体の点検です（{old.office.name} {old.office.code} と {new.office.name} {new.office.code}）。"
            "同じ団体の前と今だけを比べます。"
        )
    if old.nature is not new.nature:
        raise AnswerRefused(f"{NATURE_LABELS[old.nature]}と{NATURE_LABELS[new.nature]}は比べられません。")
    if (old.year, old.submission) > (new.year, new.submission):
        raise AnswerRefused("前の点検のほうが新しい年度です。古いほうを先に選んでください。")
    if old.locals != new.locals:
        before, now = _without_local(before), _without_local(now)
    return Differences(before, now)


def _without_local(situation: Situation) -> Situation:
    """The same but for 県からの追加の設問: of two years, they are different questions under the same numbers."""
    inspection = situation.inspection
    if not inspection.locals:
        return situation
    kept = {key: one for key, one in inspection.answers.items() if not is_local(key.question)}
    bare = replace(inspection, answers=MappingProxyType(kept), locals=())
    return Situation(with_local(situation.checklist, ()), bare)


def as_pdf(before: Situation, now: Situation, day: date, code: Issued | None = None) -> bytes:
    """前年度との比較 as PDF, with the code of now, or the one a file came with.

    Looks at both anew, because it may run beside the window.
    """
    code = code or issued(now.inspection)
    before, now = (Situation(one.checklist, one.inspection) for one in (before, now))
    return render(comparison(compare(before, now), day, code), places.fonts())
