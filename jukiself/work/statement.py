"""The judgement as data: the JSON of ``jukiself judge --json`` (design §8). Keys are added, never removed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from jukiself.answers.model import Key
from jukiself.answers.seal import seal
from jukiself.checklist.local import as_data
from jukiself.findings.judge import Finding, Status, judge, to_find_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jukiself.answers.situation import Situation
    from jukiself.checklist.local import LocalQuestion
    from jukiself.checklist.model import Checklist


def statement(
    situation: Situation,
    *,
    seal_on_cover: str | None = None,
    problems: Iterable[Mapping[str, str]] = (),
    file_seal: str | None = None,
    what_if: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The whole judgement; ``file_seal`` is the file's own seal where a what-if changed the answers in memory."""
    inspection = situation.inspection
    found: dict[str, Any] = {
        "form": {"id": inspection.form, "edition": inspection.edition},
        "nature": inspection.nature.value,
        "office": {"code": inspection.office.code, "name": inspection.office.name},
        "year": inspection.year,
        "submission": inspection.submission,
        "seal": file_seal or seal(inspection),
        "seal_on_cover": seal_on_cover,
        "progress": asdict(situation.progress),
        "findings": [_finding(situation, one) for one in judge(situation)],
        "to_find_out": [
            {
                "question": one.key.question,
                "member": one.key.member,
                "why": one.why,
                "whom": list(situation.checklist.question[one.key.question].whom),
                "where": list(situation.checklist.question[one.key.question].where),
            }
            for one in to_find_out(situation)
        ],
        "problems": [dict(one) for one in problems],
    }
    if what_if:
        found["what_if"] = dict(what_if)
    if inspection.locals:
        found["local"] = [_local(situation, one) for one in inspection.locals]
    return found


def _local(situation: Situation, one: LocalQuestion) -> dict[str, Any]:
    """A question of the prefecture's own with its answer; it is never judged."""
    key = Key(one.id)
    return {**as_data([one])[0], "answer": situation.valid(key).value, "label": situation.label(key)}


def _finding(situation: Situation, finding: Finding) -> dict[str, Any]:
    member = finding.member
    return {
        "rule": finding.id,
        "status": finding.status.value,
        "severity": finding.severity.value if finding.severity else None,
        "security": finding.security,
        "area": finding.area,
        "stage": finding.stage,
        "refines": finding.refines,
        "member": {"group": member.group, "id": member.id, "name": member.name} if member else None,
        "title": finding.title,
        "text": finding.text,
        "remedy": _remedy(situation, finding),
        "because": [_because(situation, key) for key in finding.because],
        "sources": list(finding.sources),
    }


def _remedy(situation: Situation, finding: Finding) -> str:
    if finding.status is Status.CHECK:
        first = situation.checklist.question[finding.because[0].question]
        return f"見る：{first.look} 聞く：{first.ask}"
    return finding.rule.remedy.step if finding.rule and finding.rule.remedy else ""


def _because(situation: Situation, key: Key) -> dict[str, Any]:
    answer = situation.inspection.answer(key)
    grade = situation.grade(key)
    return {
        "question": key.question,
        "member": key.member,
        "value": situation.valid(key).value or None,
        "label": situation.label(key),
        "grade": grade.value if grade else None,
        "basis": answer.basis.value if answer.basis else None,
    }


def questions(checklist: Checklist) -> list[dict[str, Any]]:
    """Every question of an edition, for ``jukiself form questions --json``."""
    return [
        {
            "id": one.id,
            "number": one.number,
            "area": one.area,
            "stage": one.stage,
            "group": one.group,
            "kind": one.kind.value,
            "security": one.security,
            "text": one.text,
            "choices": [
                {"value": choice.value, "label": choice.label, "grade": choice.grade.value if choice.grade else None}
                for choice in one.choices
            ],
            "sources": list(one.sources),
        }
        for one in checklist.questions
    ]
