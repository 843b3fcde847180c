"""Somebody who has only LibreOffice fills every answer cell of a blank; what comes back is what was typed."""

from __future__ import annotations

import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jukiself.answers.model import BASIS_LABELS, Answer, Basis
from jukiself.answers.situation import Situation
from jukiself.excel.guard import inspect_package
from jukiself.excel.layout import CONTRACT_FIELDS, TEXT_FIELDS
from jukiself.excel.read import read
from jukiself.excel.sheets import find_places
from jukiself.excel.words import spell
from jukiself.excel.write import Issue, write
from jukiself.findings.examples import background
from jukiself.work.foreign import read_workbook_file

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist

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


@pytest.fixture(scope="module")
def inspection(checklist: Checklist) -> Inspection:
    return meant(checklist)


@pytest.fixture(scope="module")
def folder(inspection: Inspection, checklist: Checklist, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice saved."""
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("python3-uno がありません")
    made = tmp_path_factory.mktemp("person")
    data = write(Issue(Situation(checklist, inspection), (), "", blank=True))
    blank, cells = made / "blank.xlsx", made / "cells.json"
    blank.write_bytes(data)
    cells.write_text(json.dumps(typed(inspection, checklist, data)), encoding="utf-8")
    script = Path(__file__).with_name("office_person.py")
    subprocess.run([PYTHON, str(script), str(blank), str(made), str(cells)], check=True, timeout=240)
    return made


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_a_person_types_in_libreoffice_comes_back_from_every_kind_of_file(
    kind: str, folder: Path, inspection: Inspection, checklist: Checklist
) -> None:
    reading = read(read_workbook_file(folder / f"filled.{kind}"), lambda *_: checklist)
    assert dict(reading.inspection.answers) == dict(inspection.answers)
    assert reading.inspection.contracts == inspection.contracts
    assert [one for one in reading.problems if one.effect != "note"] == []


def test_what_a_sanitiser_leaves_is_read_all_the_same(
    folder: Path, inspection: Inspection, checklist: Checklist
) -> None:
    with zipfile.ZipFile(folder / "clean.xlsx") as package:
        workbook = package.read("xl/workbook.xml").decode()
    assert "_form" not in workbook
    assert "jukiself_form" not in workbook
    reading = read(read_workbook_file(folder / "clean.xlsx"), lambda *_: checklist)
    assert reading.inspection == replace(inspection, steps=())
    assert [one.message for one in reading.problems if one.effect == "repaired"] == [
        "ファイルの中の記録（隠れたシート）が見つからないので、表紙の記載から読みました。"
    ]
