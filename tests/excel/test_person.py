"""Somebody who has only LibreOffice fills every answer cell of a blank; what comes back is what was typed."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jukiself.answers.model import BASIS_LABELS, Answer, Basis
from jukiself.answers.situation import Situation
from jukiself.excel.guard import inspect_package
from jukiself.excel.layout import CONTRACT_FIELDS, TEXT_FIELDS
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.read import read
from jukiself.excel.sheets import find_places
from jukiself.excel.words import spell
from jukiself.excel.write import Issue, write
from jukiself.findings.examples import background

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist
    from jukiself.excel.read import Reading

pytestmark = pytest.mark.real

#: Python with UNO comes with the system's LibreOffice, not with ours.
PYTHON = "/usr/bin/python3"
NAMES = ("髙橋 﨑", "\ufa19楽", "𠮷野", "葛\U000e0100城", "=1+1", "+81", "@SUM(A1)", "_x0041_")


def meant(checklist: Checklist) -> Inspection:
    base = background(checklist, 3, "today")
    answers = {}
    for number, (key, answer) in enumerate(base.answers.items()):
        names = {field: NAMES[(number + place) % len(NAMES)] for place, field in enumerate(TEXT_FIELDS)}
        answers[key] = replace(Answer(answer.value, Basis.SEEN), **names)  # type: ignore[arg-type]
    return replace(base, answers=answers, free_text="")


def typed(inspection: Inspection, checklist: Checklist, blank: bytes) -> list[list[Any]]:
    """What a person types, cell by cell."""
    places = find_places(inspect_package(blank), checklist)
    cells: list[list[Any]] = []
    for key, answer in inspection.answers.items():
        spots = places.answers[key].spots
        value = spell(checklist.question[key.question], answer.value)
        said = {
            "value": value if isinstance(value, str | int | float) else str(value),
            "basis": BASIS_LABELS[Basis.SEEN],
        }
        said |= {field: getattr(answer, field) for field in TEXT_FIELDS}
        cells += [[spots[name].sheet, spots[name].row, spots[name].column, one] for name, one in said.items()]
    for contract in inspection.contracts:
        for field in CONTRACT_FIELDS:
            spot = places.contracts[contract.id][field]
            cells.append([spot.sheet, spot.row, spot.column, getattr(contract, field)])
    return cells


def taken(path: Path, checklist: Checklist) -> Reading:
    """What is read; a file refused for its kind is saved anew as the refusal asks."""
    try:
        return read(path.read_bytes(), lambda *_: checklist)
    except WorkbookRefused as refused:
        if path.suffix == ".xlsx" or "名前を付けて保存" not in str(refused):
            raise
        out = path.with_name(f"again-{path.suffix[1:]}")
        profile = f"-env:UserInstallation=file://{path.parent}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return read(next(out.iterdir()).read_bytes(), lambda *_: checklist)


def test_what_a_person_types_in_libreoffice_comes_back_from_every_kind_of_file(
    tmp_path: Path, checklist: Checklist
) -> None:
    inspection = meant(checklist)
    data = write(Issue(Situation(checklist, inspection), (), "", blank=True))
    blank, cells = tmp_path / "blank.xlsx", tmp_path / "cells.json"
    blank.write_bytes(data)
    cells.write_text(json.dumps(typed(inspection, checklist, data)), encoding="utf-8")
    script = Path(__file__).with_name("office_person.py")
    subprocess.run([PYTHON, str(script), str(blank), str(tmp_path), str(cells)], check=True, timeout=240)
    for kind in ("xlsx", "ods", "xls"):
        reading = taken(tmp_path / f"filled.{kind}", checklist)
        assert dict(reading.inspection.answers) == dict(inspection.answers), kind
        assert reading.inspection.contracts == inspection.contracts, kind
        assert [one for one in reading.problems if one.effect != "note"] == [], kind
