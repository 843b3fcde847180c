"""様式: A4, an example in grey italics, room to write, nothing that runs."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jukiself import places
from jukiself.checklist.guide import Sheet, SheetColumn, SheetField, labels_of
from jukiself.checklist.guide_read import read_sheets
from jukiself.excel.forms import EXAMPLE, NUMBER, form

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = read_sheets(places.resources() / "sheets")


@pytest.fixture(params=SHEETS, ids=lambda one: one.id)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    found: Sheet = request.param
    return found


def written(sheet: Sheet) -> bytes:
    return form(sheet, year=2026, program="0.1.0")


def opened(sheet: Sheet) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(sheet)))


def cells(book: Any) -> list[Any]:
    return [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]


def test_it_prints_on_a4_in_its_orientation(sheet: Sheet) -> None:
    for page in opened(sheet):
        assert str(page.page_setup.paperSize) == "9"
        assert page.page_setup.orientation == ("landscape" if sheet.landscape else "portrait")
        assert page.page_setup.fitToWidth == 1
        assert page.print_area
        assert "&P" in page.oddFooter.right.text


def test_title_use_and_every_label_are_there_once(sheet: Sheet) -> None:
    texts = [str(one.value).replace("\n", "") for one in cells(opened(sheet))]
    assert texts[0] == sheet.title
    assert texts.count(sheet.use) == 1
    for label in labels_of(sheet):
        assert texts.count(label) == 1, label


def test_examples_are_grey_italics_and_marked(sheet: Sheet) -> None:
    found = cells(opened(sheet))
    assert [one for one in found if str(one.value).startswith(EXAMPLE)]
    asked = [one.hint for one in sheet.fields] + [one.hint for one in sheet.columns]
    hints = {one.removeprefix("例：") for one in asked if one}
    italic = {str(one.value) for one in found if one.font.italic and one.font.color.rgb.endswith("595959")}
    # A list that brings its own numbers has the mark and the first example in one cell.
    italic |= {one.removeprefix(f"{EXAMPLE}\n") for one in italic}
    assert hints <= italic
    assert hints.isdisjoint(str(one.value) for one in found if not one.font.italic)


def test_every_list_repeats_its_heading_and_has_the_rows_asked_for(sheet: Sheet) -> None:
    page = opened(sheet).worksheets[-1]
    if not sheet.columns:
        assert page.print_title_rows is None
        return
    head = int(page.print_title_rows.split("$")[1].rstrip(":"))
    assert NUMBER in str(page.cell(head, 1).value) or page.cell(head, 1).value == "行"
    assert EXAMPLE in str(page.cell(head + 1, 1).value)
    assert page.max_row - head - 1 >= sheet.rows


def test_nothing_in_it_runs_or_reaches_out(sheet: Sheet) -> None:
    data = written(sheet)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [one for one in names if "vba" in one.lower() or "external" in one.lower()]
    assert {one.data_type for one in cells(openpyxl.load_workbook(io.BytesIO(data)))} <= {"s", "n"}


def test_the_same_sheet_is_the_same_bytes(sheet: Sheet) -> None:
    assert written(sheet) == written(sheet)


def test_the_same_sheet_is_the_same_bytes_on_another_system(monkeypatch: pytest.MonkeyPatch) -> None:
    here = written(SHEETS[0])
    monkeypatch.setattr(sys, "platform", "linux" if sys.platform == "win32" else "win32")
    assert zipfile.ZipInfo("x").create_system == (3 if sys.platform == "linux" else 0)
    assert written(SHEETS[0]) == here


def test_a_list_alone_keeps_its_heading_in_sight() -> None:
    plain = replace(SHEETS[0], fields=(), columns=(SheetColumn("日", 10, "例：4/1"), SheetColumn("人", 20, "")))
    page = opened(plain).active
    assert page.freeze_panes == "A4"
    assert page.cell(4, 2).value == "4/1"


def test_a_hint_that_begins_like_a_formula_stays_a_text() -> None:
    odd = replace(
        SHEETS[0], title="a/b[c]", columns=(SheetColumn("式", 10, "=1+1"),), fields=(SheetField("&", "-1", 1),)
    )
    book = opened(odd)
    assert {one.value for one in cells(book)} >= {"=1+1", "-1", "&"}
    assert {one.data_type for one in cells(book)} <= {"s", "n"}


widths = st.lists(st.integers(1, 60), min_size=1, max_size=12)


@settings(max_examples=40)
@given(widths, st.booleans(), st.integers(0, 12), st.integers(1, 60))
def test_columns_fill_the_paper_and_every_row_is_drawn(
    wide: list[int], landscape: bool, fields: int, rows: int
) -> None:
    made = Sheet(
        "x", "題", "使い方", landscape, rows,
        tuple(SheetField(f"欄{number}", "例：あ", 1 + number % 3) for number in range(fields)),
        tuple(SheetColumn(f"列{number}", one, "") for number, one in enumerate(wide)),
    )  # fmt: skip
    book = opened(made)
    for page in book:
        whole = sum(one.width for one in page.column_dimensions.values())
        assert abs(whole - (134 if landscape else 88)) < 1
    last = book.worksheets[-1]
    numbers = [row[0].value for row in last.iter_rows() if isinstance(row[0].value, int)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= rows


@pytest.mark.real
def test_libreoffice_prints_each_page_full_and_none_empty(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office, "LibreOffice is not installed"
    for one in SHEETS:
        (tmp_path / f"{one.id}.xlsx").write_bytes(written(one))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.xlsx"))], check=True, capture_output=True, timeout=300)
    for one in SHEETS:
        pages = pypdf.PdfReader(tmp_path / f"{one.id}.pdf").pages
        assert len(pages) <= 2, one.id
        assert all((page.mediabox.width > page.mediabox.height) == one.landscape for page in pages)
        last = "".join(pages[-1].extract_text().split())
        assert (one.columns or one.fields)[-1].label[:4] in last, one.id
