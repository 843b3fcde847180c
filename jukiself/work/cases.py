"""The published cases as inspections: what a survey recorded, with the rows it rests on; no findings inside."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jukiself import places
from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Nature, Office
from jukiself.answers.situation import Situation
from jukiself.checklist.model import UNKNOWN
from jukiself.training.ground import Ground, Stated

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from jukiself.checklist.model import Checklist


class CaseError(ValueError):
    """A case that cannot be used; the message is Japanese and names the file and the place."""


@dataclass(frozen=True, slots=True)
class Case:
    """One municipality of a published survey, as an inspection that can be judged."""

    id: str
    title: str
    intro: str
    inspection: Inspection
    grounds: dict[Key, Ground]


def case_ids() -> list[str]:
    """The cases shipped, in order."""
    return sorted(path.parent.name for path in (places.resources() / "cases").glob("*/case.toml"))


def read_case(case_id: str, checklist: Checklist, *, folder: Path | None = None, sources: Collection[str] = ()) -> Case:
    """Read one case against a checklist; raises `CaseError` for anything unknown, twice, missing or not asked.

    ``folder`` holds a case that is not one of the published ones, ``sources`` the rows it may cite beyond the ledger.
    """
    folder = folder or places.resources() / "cases" / case_id
    known = {*checklist.clauses, *sources}
    head = _load(folder / "case.toml")
    contracts = tuple(
        Contract(one["id"], one["name"], one.get("contractor", ""), one.get("scope", ""), one.get("period", ""))
        for one in head.get("contract", [])
    )
    inspection = Inspection(
        office=Office(head["code"], head["name"]),
        year=head["year"],
        form=checklist.id,
        edition=checklist.edition,
        nature=Nature(head["nature"]),
        network_set=head["network_set"],
        full=head.get("depth", "full") == "full",
        extras=tuple(head.get("extras", [])),
        contracts=contracts,
    )
    answers: dict[Key, Answer] = {}
    grounds: dict[Key, Ground] = {}
    silent: list[tuple[str, str]] = []
    for area in checklist.areas:
        if area.optional and area.id not in inspection.extras:
            continue
        path = folder / f"{area.id}.toml"
        if not path.is_file():
            continue  # what is asked and not answered is refused below
        table = _load(path)
        where = f"{case_id}/{area.id}.toml"
        silent += [(where, name) for name in table.pop("silent", [])]
        for row in table.pop("answer", []):
            key, answer, ground = _row(checklist, where, dict(row), known)
            if key in answers:
                raise CaseError(f"{where}: {key} の答えが2つあります。")
            answers[key], grounds[key] = answer, ground
        if table:
            raise CaseError(f"{where}: 知らない項目があります: {'、'.join(sorted(table))}")
    stated = inspection.with_answers(answers.items())
    whole = _silence(checklist, stated, silent, grounds)
    _refuse_gaps(case_id, checklist, whole)
    return Case(case_id, head["title"], head["intro"], whole, grounds)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CaseError(f"{path.parent.name}/{path.name} を読めません（{error}）。") from error


def _row(checklist: Checklist, where: str, row: dict[str, Any], known: Collection[str]) -> tuple[Key, Answer, Ground]:
    key = Key(row.pop("question", ""), row.pop("member", None))
    if key.question not in checklist.question:
        raise CaseError(f"{where}: 知らない設問です: {key.question}")
    basis = row.pop("basis", "")
    answer = Answer(
        value=row.pop("value"), basis=Basis(basis) if basis and basis != "none" else None, note=row.pop("note", "")
    )
    ground = Ground(Stated(row.pop("stated")), tuple(row.pop("facts")))
    if row:
        raise CaseError(f"{where} の {key}: 知らない項目があります: {'、'.join(sorted(row))}")
    lost = [one for one in ground.facts if one not in known]
    if lost or (not ground.facts and ground.stated is not Stated.SILENT):
        raise CaseError(f"{where} の {key}: 拠り所の行がないか、知らない行です: {'、'.join(lost)}")
    return key, answer, ground


def _silence(
    checklist: Checklist, stated: Inspection, silent: list[tuple[str, str]], grounds: dict[Key, Ground]
) -> Inspection:
    """Put わからない where the survey is silent; what that opens may be silent too, so repeat until nothing changes."""
    found = stated
    for _ in range(len(checklist.questions)):
        situation = Situation(checklist, found)
        new = {}
        for where, name in silent:
            key = Key.parse(name)
            if key.question not in checklist.question:
                raise CaseError(f"{where}: silent に知らない設問があります: {name}")
            for one in situation.keys:
                if one.question == key.question and key.member in {None, one.member} and one not in found.answers:
                    new[one] = Answer(UNKNOWN)
                    grounds[one] = Ground(Stated.SILENT, ())
        if not new:
            break
        found = found.with_answers(new.items())
    return found


def _refuse_gaps(case_id: str, checklist: Checklist, inspection: Inspection) -> None:
    situation = Situation(checklist, inspection)
    asked = set(situation.keys)
    missing = [str(key) for key in situation.keys if key not in inspection.answers]
    extra = [str(key) for key in inspection.answers if key not in asked]
    wrong = [
        f"{key}（{problem}）"
        for key in situation.keys
        if (problem := situation.value_problem(key, inspection.answer(key).value))
    ]
    for what, keys in (("答えのない設問", missing), ("尋ねていない設問の答え", extra), ("合わない答え", wrong)):
        if keys:
            raise CaseError(f"{case_id}: {what}があります: {'、'.join(keys)}")
