"""Where findings and answers stand in a report: the numbers findings carry, and what leads from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.report.outline import Link, Paragraph, Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.answers.model import Key
    from jukiself.findings.judge import Finding
    from jukiself.report.sort import Sorted

#: Between numbers in a narrow column, where a number would be torn apart otherwise.
LINES = "\n"
#: What is before the number of a finding; short, for it stands in a narrow column.
DEFECT, STRENGTH, NOTE, CHECK = "所見", "良い点", "参考", "調べ"


class References:
    """Findings of one rule share a number where they share an entry; a refinement has that of its box."""

    def __init__(self, found: Sorted) -> None:
        self._numbers: dict[tuple[str, str], str] = {}
        self._places: dict[tuple[str, str], str] = {}
        self._resting: dict[Key, dict[str, str]] = {}
        for number, box in enumerate(found.defects, 1):
            self._note((box.plain, *box.refinements), f"{DEFECT}{number}", f"finding-{number}")
        for word, name, findings in (
            (STRENGTH, "strength", found.strengths),
            (NOTE, "note", found.notes),
            (CHECK, "check", found.checks),
        ):
            for number, group in enumerate(by_rule(findings), 1):
                self._note(group, f"{word}{number}", f"{name}-{number}")

    def _note(self, findings: Iterable[Finding], number: str, place: str) -> None:
        for one in findings:
            self._numbers[_identity(one)], self._places[_identity(one)] = number, place
            for key in one.because:
                self._resting.setdefault(key, {})[number] = place

    def number(self, finding: Finding) -> str:
        """所見3, 良い点2."""
        return self._numbers[_identity(finding)]

    def place(self, finding: Finding) -> str:
        """Where it is told."""
        return self._places[_identity(finding)]

    def resting_on(self, keys: Iterable[Key], *, only: str = "") -> list[tuple[str, str]]:
        """Numbers and places of the findings that rest on one of these answers; ``only`` those of one kind."""
        found = {number: place for key in keys for number, place in self._resting.get(key, {}).items()}
        return [(number, place) for number, place in found.items() if number.startswith(only)]


def by_rule(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings of the same rule together: they differ by their member only."""
    groups: dict[str, list[Finding]] = {}
    for one in findings:
        groups.setdefault(one.id, []).append(one)
    return list(groups.values())


def answer_place(key: Key) -> str:
    """Where an answer stands."""
    return f"answer-{key.question}-{key.member}" if key.member else f"answer-{key.question}"


def joined(pieces: Iterable[str | tuple[str, str]]) -> tuple[str, tuple[Link, ...]]:
    """A text of pieces, where a piece with a place leads there."""
    text, links = "", []
    for one in pieces:
        words, place = one if isinstance(one, tuple) else (one, "")
        if place:
            links.append(Link(len(text), len(text) + len(words), place))
        text += words
    return text, tuple(links)


def leading(*pieces: str | tuple[str, str], style: Style = Style.BODY, see: str = "") -> Paragraph:
    """The same as a paragraph; ``see`` is the place whose page stands beside it."""
    text, links = joined(pieces)
    return Paragraph(text, style, links, see)


def listed(pieces: Iterable[tuple[str, str]], between: str = "、") -> list[str | tuple[str, str]]:
    """Pieces with 、 or something else between them."""
    found: list[str | tuple[str, str]] = []
    for one in pieces:
        found += [between, one] if found else [one]
    return found


def _identity(finding: Finding) -> tuple[str, str]:
    return finding.id, finding.member.id if finding.member else ""
