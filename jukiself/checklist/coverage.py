"""Which rows of the sources the form asks, judges, explains or sets aside; nothing may be lost silently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.checklist.condition import atoms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jukiself.checklist.model import Checklist, Clause, Question

#: No question carries more duties than one visit can answer.
MOST_DUTIES = 8
#: At most this share of the security duties may be set aside.
MOST_ASIDE = 0.10


def rolled(clause_id: str) -> str:
    """The row a part belongs to (``TS-3-6_2`` → ``TS-3-6``); the report's copy of the standard counts as the standard."""
    whole = clause_id.split("_", maxsplit=1)[0]
    return f"TS-{whole.removeprefix('CR-T-')}" if whole.startswith("CR-T-") else whole


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rolled-up rows: who cites each, which are set aside and why, which nobody has looked at."""

    covered: dict[str, tuple[str, ...]]
    set_aside: dict[str, str]
    uncovered: tuple[str, ...]
    faults: tuple[str, ...]


def wanted(clauses: Iterable[Clause]) -> dict[str, list[Clause]]:
    """Rows that must be covered, by rolled-up id: everything but context."""
    found: dict[str, list[Clause]] = {}
    for one in clauses:
        if one.kind != "context":
            found.setdefault(rolled(one.id), []).append(one)
    return found


def security_duties(rows: Mapping[str, list[Clause]]) -> set[str]:
    """The rolled-up rows that hold a duty of security."""
    return {name for name, parts in rows.items() if any(one.kind == "duty" and one.security for one in parts)}


def coverage(checklist: Checklist, explained: Mapping[str, Iterable[str]], set_aside: Mapping[str, str]) -> Coverage:
    """Hold the form, and whatever else cites rows (``explained``: guide or case → ids), against the sources.

    A guide or a case alone does not cover a security duty.
    """
    rows = wanted(checklist.clauses.values())
    duties = security_duties(rows)
    asked = _citing({f"question:{one.id}": one.sources for one in checklist.questions})
    judged = _citing({f"rule:{one.id}": one.sources for one in checklist.rules})
    told = _citing(explained)
    covered, uncovered = {}, []
    for name in rows:
        citing = [*asked.get(name, ()), *judged.get(name, ())]
        if name not in duties:
            citing += told.get(name, ())
        if citing:
            covered[name] = tuple(citing)
        elif name not in set_aside:
            uncovered.append(name)
    aside = {name: reason for name, reason in set_aside.items() if name not in covered}
    return Coverage(
        covered, aside, tuple(uncovered), tuple(_faults(checklist, rows, duties, explained, set_aside, covered))
    )


def touching(checklist: Checklist, row: str) -> tuple[Question, ...]:
    """The questions that ask about a row, or where none does those by which a rule judges it, in the form's order."""
    asking = tuple(one for one in checklist.questions if row in map(rolled, one.sources))
    rules = [one for one in checklist.rules if row in map(rolled, one.sources)]
    read = {atom.question for one in rules for atom in atoms(one.condition)}
    return asking or tuple(one for one in checklist.questions if one.id in read)


def _citing(sources: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, ids in sources.items():
        for row in dict.fromkeys(rolled(one) for one in ids):
            found.setdefault(row, []).append(name)
    return found


def _faults(
    checklist: Checklist,
    rows: Mapping[str, list[Clause]],
    duties: set[str],
    explained: Mapping[str, Iterable[str]],
    set_aside: Mapping[str, str],
    covered: Mapping[str, tuple[str, ...]],
) -> Iterable[str]:
    known = set(checklist.clauses) | set(rows)
    for name, ids in explained.items():
        for one in ids:
            if one not in known:
                yield f"{name}: 知らない出典です: {one}"
    yield from _faults_aside(rows, duties, set_aside, covered)
    for question in checklist.questions:
        own = {rolled(one) for one in question.sources} & duties
        if len(own) > MOST_DUTIES:
            yield f"設問 {question.id}: 義務を {len(own)} 個も負っています（{MOST_DUTIES} 個まで）。"


def _faults_aside(
    rows: Mapping[str, list[Clause]],
    duties: set[str],
    set_aside: Mapping[str, str],
    covered: Mapping[str, tuple[str, ...]],
) -> Iterable[str]:
    for name, reason in set_aside.items():
        if name not in rows:
            yield f"set-aside.toml: 知らない行です: {name}"
        elif name in covered:
            yield f"set-aside.toml: もう設問か所見が受けている行です: {name}"
        elif not reason.strip():
            yield f"set-aside.toml: 理由がありません: {name}"
    left = [name for name in set_aside if name in duties]
    if len(left) > len(duties) * MOST_ASIDE:
        yield f"set-aside.toml: 安全の義務を {len(left)} 個脇に置いています（{int(len(duties) * MOST_ASIDE)} 個まで）。"
