"""Real spreadsheet programs open a workbook, save it, and nothing is lost."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from jukiself.answers.model import Answer, Basis, Contact, Contract, Key, Nature
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.excel.read import read
from jukiself.excel.write import Issue, write
from jukiself.findings.examples import background
from jukiself.findings.judge import judge
from tests.excel.small import HARD, every_key, forms, real
from tests.excel.test_round_trip import written

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

pytestmark = pytest.mark.real

FULL = real(
    contracts=tuple(Contract(f"c{number}", f"契約{text}", text, text, text) for number, text in enumerate(HARD, 1)),
    contact=Contact("住民係", "髙橋", "0266-79-7927", "a@example.jp"),
    free_text="自由に\n書いた",
)
FULL = real(
    contracts=FULL.contracts,
    contact=FULL.contact,
    free_text=FULL.free_text,
    answers={
        key: Answer(
            "unknown" if number % 3 else "", Basis.HEARD, note=text, evidence=text, answered_by=text, confirmed_by=text
        )
        for number, (key, text) in enumerate(zip(every_key(FULL), HARD * 20, strict=False))
    }
    | {
        Key("count"): Answer("12.5"),
        Key("when"): Answer("2026-04-01"),
        Key("many"): Answer("a,c"),
        Key("words"): Answer("=1+1"),
        Key("contract-since", "c1"): Answer("1899-01-01"),
    },
)


def printed(data: bytes, folder: Path) -> str:
    """The text a printer would put on paper, without spaces."""
    path = folder / "book.pdf"
    path.write_bytes(through_libreoffice(data, folder, "pdf"))
    text = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout
    return "".join(text.split())


def through_libreoffice(data: bytes, folder: Path, *kinds: str) -> bytes:
    program = shutil.which("soffice")
    assert program, "make test-real installs libreoffice-calc"
    path = folder / "book.xlsx"
    path.write_bytes(data)
    for number, kind in enumerate(kinds):
        out = folder / str(number)
        command: list[str | Path] = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            out,
            path,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        path = next(out.iterdir())
    return path.read_bytes()


@pytest.mark.parametrize("kinds", [("xlsx",), ("ods", "xlsx")], ids=["saved", "by way of ods"])
def test_what_libreoffice_saves_reads_as_it_was_written(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    reading = read(through_libreoffice(written(FULL), tmp_path, *kinds), forms)
    assert reading.inspection == FULL
    assert reading.seal_on_cover == seal(reading.inspection) == seal(FULL)
    assert [one for one in reading.problems if one.effect != "note"] == []


def cut(data: bytes, paper: str, *, besides: frozenset[str] = frozenset()) -> list[str]:
    """Cells for people whose text is not whole on paper."""
    book = load_workbook(io.BytesIO(data))
    cells = [
        cell
        for sheet in book.worksheets[:-1]
        if sheet.title not in {"データ", *besides}
        for row in sheet.iter_rows()
        for cell in row
    ]
    return [
        cell.coordinate for cell in cells if isinstance(cell.value, str) and "".join(cell.value.split()) not in paper
    ]


def test_no_text_of_a_blank_or_an_answered_workbook_is_cut_on_paper(tmp_path: Path, checklist: Checklist) -> None:
    inspection = replace(background(checklist, 2, "today"), nature=Nature.SAMPLE)
    situation = Situation(checklist, inspection)
    for blank in (True, False):
        folder = tmp_path / str(blank)
        folder.mkdir()
        data = write(Issue(situation, judge(situation), seal(inspection), blank=blank))
        assert cut(data, printed(data, folder)) == []


def test_a_row_too_low_would_be_noticed(tmp_path: Path, checklist: Checklist) -> None:
    situation = Situation(checklist, background(checklist, 0, "today"))
    book = load_workbook(io.BytesIO(write(Issue(situation, (), "", blank=True))))
    for row in range(4, 40):
        book["点検票"].row_dimensions[row].height = 18
    target = io.BytesIO()
    book.save(target)
    assert cut(target.getvalue(), printed(target.getvalue(), tmp_path))


def test_a_note_too_long_for_any_row_is_printed_whole_below_the_table(tmp_path: Path) -> None:
    note = "".join(f"備考の{number}番目の文です。" for number in range(150))
    inspection = real(
        answers={Key("written"): Answer("yes", note=note)}, contracts=(Contract("c1", "保守", scope=note),)
    )
    paper = printed(written(inspection), tmp_path)
    # Pages and columns come between, so look for the sentences.
    assert all(f"備考の{number}番目の文です。" in paper for number in (0, 50, 100, 149))
    assert "長い文の全文" in paper
