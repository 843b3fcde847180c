"""What a round may be sifted by: kinds, sizes, contractors and columns of the list that really occur, with how many offices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jukiself.survey.choice import NAMES, shared_of
from jukiself.survey.request import OFFICE_KIND_LABELS
from jukiself.survey.traits import BANDS, band_of, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jukiself.survey.across import Across

#: A column with more different texts than this holds notes, not groups of offices.
_MOST = 30


def _none() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class There:
    """Each choice as it is written with the number of offices that fit it; ``columns`` by their heading."""

    kinds: Mapping[str, int] = field(default_factory=_none)
    sizes: Mapping[str, int] = field(default_factory=_none)
    shared: Mapping[str, int] = field(default_factory=_none)
    contractors: Mapping[str, int] = field(default_factory=_none)
    columns: Mapping[str, Mapping[str, int]] = field(default_factory=_none)


def there(across: Across) -> There:
    """Of the offices counted; kinds and sizes in their own order, the rest as the list or the alphabet has it."""
    listed = [one.listed for one in across.replies]
    columns: dict[str, Counter[str]] = {}
    for one in listed:
        for heading, text in one.traits.items():
            columns.setdefault(heading, Counter())[text] += 1
    named = Counter(
        name for one in across.replies for name in {each.contractor.strip() for each in one.record.contracts} if name
    )
    return There(
        kinds=_counted((OFFICE_KIND_LABELS[one.kind] for one in listed), OFFICE_KIND_LABELS.values()),
        sizes=_counted(map(band_of, listed), map(written, BANDS)),
        shared=_counted((shared_of(one, across) for one in across.replies), ("yes", "no", "unknown")),
        contractors=dict(sorted(named.items())),
        columns={
            heading: dict(found)
            for heading, found in columns.items()
            if heading not in NAMES and "=" not in heading and 1 < len(found) <= _MOST
        },
    )


def _counted(each: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    found = Counter(each)
    return {one: found[one] for one in order if found[one]}
