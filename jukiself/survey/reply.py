"""One office's reply as it counts: who it is, which 提出回, what it amounts to, and whose reply speaks for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from jukiself.survey.request import Listed, OfficeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jukiself.answers.model import Office
    from jukiself.checklist.model import Checklist, Rule, Severity
    from jukiself.survey.record import Record

#: By the last letter of a name; whatever ends otherwise is a union.
_KINDS = {"市": OfficeKind.CITY, "町": OfficeKind.TOWN, "村": OfficeKind.VILLAGE, "区": OfficeKind.WARD}


class Named(NamedTuple):
    """A member of a group as this reply calls it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply that counts for an office; ``by`` is the body whose reply it is, where it is not its own.

    ``severities`` are those the reviewers changed, by rule and member; the record keeps what the form says.
    """

    listed: Listed
    year: int
    submission: int
    record: Record
    inspection: int = 0
    by: Office | None = None
    severities: Mapping[tuple[str, str], Severity] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def code(self) -> str:
        """The office's six digits."""
        return self.listed.office.code

    def changed(self, rule: Rule, member: Named | None) -> Severity | None:
        """How heavy the reviewers see a finding, where they see it otherwise than the form."""
        return self.severities.get((rule.id, member.id if member else ""))

    def members(self, checklist: Checklist, group: str | None) -> tuple[Named | None, ...]:
        """What a question or rule of this group is asked about here, in the order of the record's cells."""
        if group is None:
            return (None,)
        found = checklist.group[group]
        if not found.fixed:
            return tuple(Named(one.id, one.name) for one in self.record.contracts)
        try:
            chosen = found.member_set(self.record.network_set or found.default_set)
        except KeyError:
            chosen = found.member_set(found.default_set)
        return tuple(Named(one.id, one.name) for one in chosen.members)


def listed_as(office: Office) -> Listed:
    """An office nobody listed: what its name tells of it."""
    return Listed(office, _KINDS.get(office.name[-1:], OfficeKind.UNION))


def speaking(roll: Iterable[Listed], own: Mapping[str, Reply]) -> tuple[Reply, ...]:
    """The reply that counts for each office, by code: its own, or where there is none that of the body serving it.

    A body whose reply speaks for others is counted through them and not once more. Offices that nobody listed count
    as they came.
    """
    entries = {one.office.code: one for one in roll}
    spoken: dict[str, Reply] = {}
    serving: set[str] = set()
    for code, entry in entries.items():
        if code in own:
            spoken[code] = replace(own[code], listed=entry)
        elif entry.served_by in own:
            whose = own[entry.served_by]
            spoken[code] = replace(whose, listed=entry, by=whose.listed.office)
            serving.add(entry.served_by)
    spoken |= {code: reply for code, reply in own.items() if code not in entries}
    return tuple(spoken[code] for code in sorted(spoken) if code not in serving)
