"""本番, 見本, 研修 and 決裁済 on the window: the band under the bar and the title. Not needed before an inspection is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.answers.seal import SealState, issued
from jukiself.report.words import long_day

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection

BANDS = {
    Nature.SAMPLE: "見本　試すための点検です。本番の回答書にはなりません。",
    Nature.TRAINING: "研修　練習の点検です。本番の回答書にはなりません。",
}


def band(inspection: Inspection) -> str:
    """What stands under the bar on every page: the nature, and that the answers are fixed."""
    said = [BANDS.get(inspection.nature, "")]
    review = inspection.review
    if review.locked:
        state = issued(inspection)
        changed = f"（{state.state}）" if state.state is SealState.CHANGED else ""
        said.append(f"決裁済 {long_day(review.approved_on)}・照合コード {state.code}{changed}")
    return "\n".join(one for one in said if one)


def window_title(office: str, year: int, nature: Nature) -> str:
    """The nature stands first, where a taskbar cannot cut it off."""
    mark = "" if nature is Nature.REAL else f"【{NATURE_LABELS[nature]}】"
    return f"{mark}{office} {year}年度 — 住基セルフ点検ブック"
