"""What is known of an office besides its answers, in words and bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.survey.request import OFFICE_KIND_LABELS, OfficeKind

if TYPE_CHECKING:
    from jukiself.survey.request import Listed

#: Sizes in which a prefecture speaks of municipalities; the upper end is not in the band.
BANDS = ((0, 5_000), (5_000, 10_000), (10_000, 30_000), (30_000, 100_000), (100_000, None))
_UNION_WORDS = ("組合", "連合", "広域", "機構", "協議会", "企業団")


def kind_of(listed: Listed) -> str:
    """市, 町, 村 …; empty where neither the list nor the name tells."""
    if listed.kind is OfficeKind.UNION and not any(one in listed.office.name for one in _UNION_WORDS):
        return ""
    return OFFICE_KIND_LABELS[listed.kind]


def band_of(listed: Listed) -> str:
    """Its size as a band, written as a choice writes it; empty where the population is not known."""
    if listed.population is None:
        return ""
    return written(next((low, high) for low, high in BANDS if high is None or listed.population < high))


def written(band: tuple[int, int | None]) -> str:
    """A band as a choice writes it."""
    low, high = band
    return f"{low or ''}-{'' if high is None else high}"


def band_words(band: str) -> str:
    """A band as a person reads it."""
    low, _, high = band.partition("-")
    return "".join(filter(None, (low and f"{int(low):,}人以上", high and f"{int(high):,}人未満")))
