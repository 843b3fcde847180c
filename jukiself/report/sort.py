"""Findings in the order people read them: by urgency, then as in the form, refinements inside their plain finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.checklist.model import Severity
from jukiself.findings.judge import Status

if TYPE_CHECKING:
    from jukiself.findings.judge import Finding

WEIGHTS = {Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 1}


@dataclass(frozen=True, slots=True)
class Defect:
    """A plain finding and the refinements that say more about it."""

    plain: Finding
    refinements: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """The heaviest of them all: what the box is sorted and marked by."""
        given = [one.severity for one in (self.plain, *self.refinements) if one.severity]
        return max(given, key=WEIGHTS.__getitem__, default=Severity.LOW)


@dataclass(frozen=True, slots=True)
class Sorted:
    """All findings of an inspection, sorted."""

    defects: tuple[Defect, ...]
    checks: tuple[Finding, ...]
    strengths: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def defect_count(self) -> int:
        """Refinements counted too, as in every other output."""
        return sum(1 + len(one.refinements) for one in self.defects)


def sort_findings(findings: tuple[Finding, ...]) -> Sorted:
    """By status; defects by urgency, then in the order they came in, which is the form's."""
    by_status = {status: tuple(one for one in findings if one.status is status) for status in Status}
    return Sorted(
        defects=_nest(by_status[Status.DEFECT]),
        checks=by_status[Status.CHECK],
        strengths=by_status[Status.STRENGTH],
        notes=by_status[Status.NOTE],
    )


def _nest(defects: tuple[Finding, ...]) -> tuple[Defect, ...]:
    inside: dict[int, list[Finding]] = {}
    hosts = []
    for one in defects:
        host = _host(one, defects)
        if host is None:
            hosts.append(one)
        else:
            inside.setdefault(id(host), []).append(one)
    nested = [Defect(one, tuple(inside.get(id(one), ()))) for one in hosts]
    return tuple(sorted(nested, key=lambda one: -WEIGHTS[one.severity]))


def _host(finding: Finding, defects: tuple[Finding, ...]) -> Finding | None:
    """The plain finding a refinement speaks inside of; None where it stands for itself."""
    host: Finding | None = None
    seeker = finding
    while seeker.refines and seeker.refines != finding.id:
        plain = [one for one in defects if one.id == seeker.refines]
        same = [one for one in plain if one.member == finding.member]
        found = next(iter(same or plain), None)
        if found is None:
            break
        host = seeker = found
    return host
