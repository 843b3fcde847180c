"""What SheetJS and ExcelJS save again reads as it was written.

They are taken from npm into a temporary folder; `make test-real` only.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key
from jukiself.answers.seal import seal
from jukiself.excel.read import read
from tests.excel.small import HARD, every_key, forms, real
from tests.excel.test_round_trip import written

pytestmark = pytest.mark.real

PROGRAMS = {
    "sheetjs": "const X = require('xlsx'); X.writeFile(X.readFile('in.xlsx'), 'out.xlsx');",
    "exceljs": "const E = require('exceljs'); const w = new E.Workbook();"
    "w.xlsx.readFile('in.xlsx').then(() => w.xlsx.writeFile('out.xlsx'))"
    ".catch(e => { console.error(e.message); process.exit(3); });",
}
#: SheetJS decodes these twice and writes them bare: `_x0041_` comes back as A. Nobody's name or note looks so.
DECODED = {"_x0041_", "_x005F_"}


@pytest.fixture(scope="module")
def npm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("npm"):
        pytest.skip("npm is not here: SheetJS and ExcelJS cannot be installed")
    folder = tmp_path_factory.mktemp("npm")
    wanted = {
        "private": True,
        "dependencies": {"xlsx": "0.18.5", "exceljs": "4.4.0"},
        "overrides": {"typedarray.prototype.slice": "1.0.5"},
    }
    (folder / "package.json").write_text(json.dumps(wanted))
    command = ["npm", "install", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        pytest.skip(f"npm could not install them: {done.stderr[-200:]}")
    return folder


def saved_again(folder: Path, program: str, data: bytes) -> tuple[bytes, str]:
    (folder / "in.xlsx").write_bytes(data)
    (folder / "out.xlsx").unlink(missing_ok=True)
    command = ["node", "-e", PROGRAMS[program]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return ((folder / "out.xlsx").read_bytes() if done.returncode == 0 else b""), done.stderr


def inspection() -> Inspection:
    texts = [one for one in HARD if one not in DECODED]
    made = real(contracts=tuple(Contract(f"c{n}", f"契約{one}", one, one, one) for n, one in enumerate(texts, 1)))
    answers = {
        key: Answer("unknown", Basis.HEARD, note=text, evidence=text, answered_by=text, confirmed_by=text)
        for key, text in zip(every_key(made), texts * 20, strict=False)
    }
    more = {Key("count"): Answer("12.5"), Key("many"): Answer("a,c"), Key("words"): Answer("=1+1")}
    return replace(made, answers=answers | more, free_text="自由に\n書いた")


def test_what_sheetjs_saves_again_reads_as_it_was_written(npm: Path) -> None:
    sent = inspection()
    data, said = saved_again(npm, "sheetjs", written(sent))
    assert data, said
    reading = read(data, forms)
    assert reading.inspection == sent
    assert reading.seal_on_cover == seal(reading.inspection)


def test_a_date_sheetjs_turned_into_a_number_is_read_as_the_date_and_said(npm: Path) -> None:
    sent = real(answers={Key("when"): Answer("2026-04-01")})
    reading = read(saved_again(npm, "sheetjs", written(sent))[0], forms)
    assert reading.inspection == sent
    assert [one.effect for one in reading.problems] == ["repaired"]


def test_what_exceljs_saves_again_reads_as_it_was_written(npm: Path) -> None:
    sent = inspection()
    data, said = saved_again(npm, "exceljs", written(sent))
    assert data, said
    assert read(data, forms).inspection == sent
