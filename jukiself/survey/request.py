"""依頼: what a prefecture asks of whom in a 年度."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from jukiself.answers.model import Contact, Nature, Office
from jukiself.checklist.local import LocalKind, LocalQuestion

__all__ = ["OFFICE_KIND_LABELS", "Listed", "LocalKind", "LocalQuestion", "OfficeKind", "Request"]


class OfficeKind(StrEnum):
    """What sort of body a listed office is."""

    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    WARD = "ward"
    UNION = "union"


OFFICE_KIND_LABELS = {
    OfficeKind.CITY: "市",
    OfficeKind.TOWN: "町",
    OfficeKind.VILLAGE: "村",
    OfficeKind.WARD: "特別区",
    OfficeKind.UNION: "組合・連合",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """対象団体: an office that is asked, by code.

    ``served_by`` is the code of the union or office whose reply counts for this one too, or empty. ``population`` is
    None where it is not known. ``traits`` are further columns of the list (heading → text) to filter by.
    """

    office: Office
    kind: OfficeKind
    contact: Contact = field(default_factory=Contact)
    served_by: str = ""
    population: int | None = None
    traits: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Request:
    """One 依頼: at most one per 年度 and nature.

    ``deadline`` and ``keep_until`` are YYYY-MM-DD; ``letter`` is the body of the 鑑文; ``handling`` the handling class
    of what is collected. ``version`` counts changes, so that two reviewers notice each other.
    """

    year: int
    nature: Nature
    form: str
    edition: str
    prefecture: Office
    title: str = ""
    deadline: str = ""
    contact: Contact = field(default_factory=Contact)
    full: bool = True
    network_set: str = ""
    extras: tuple[str, ...] = ()
    questions: tuple[LocalQuestion, ...] = ()
    letter: str = ""
    handling: str = "取扱注意"
    keep_until: str = ""
    version: int = 0
