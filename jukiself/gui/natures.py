"""本番, 見本 and 研修 on the window: the band under the bar and the title. Not needed before an inspection is open."""

from __future__ import annotations

from jukiself.answers.model import NATURE_LABELS, Nature

BANDS = {
    Nature.SAMPLE: "見本　試すための点検です。本番の回答書にはなりません。",
    Nature.TRAINING: "研修　練習の点検です。本番の回答書にはなりません。",
}


def window_title(office: str, year: int, nature: Nature) -> str:
    """The nature stands first, where a taskbar cannot cut it off."""
    mark = "" if nature is Nature.REAL else f"【{NATURE_LABELS[nature]}】"
    return f"{mark}{office} {year}年度 — 住基セルフ点検ブック"
