"""契約条項のたたき台 as a workbook for the legal section."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from jukiself.answers.situation import Situation
from jukiself.excel.drafts import COLUMNS, write_drafts
from jukiself.findings.examples import background
from jukiself.report.contracts import Contracts
from jukiself.report.draft_clauses import BANNER, draft_gaps
from tests.contracts import CONTRACTS, OWN_NOTE, provisions, situation
from tests.excel.test_clients import cut, printed

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist


def made(checklist: Checklist) -> Contracts:
    return Contracts(situation(checklist), provisions(checklist))


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))["たたき台"]


def table(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows below the header."""
    every = list(sheet.iter_rows(values_only=True))
    header = next(number for number, row in enumerate(every) if row[0] == "契約")
    assert list(every[header]) == [title for title, _ in COLUMNS]
    return every[header + 1 :]


def test_there_is_a_row_for_every_contract_and_clause_it_lacks(checklist: Checklist) -> None:
    material = made(checklist)
    rows = table(opened(write_drafts(material)))
    wanted = [
        (one.name, str(gap.provision.number), gap.provision.draft)
        for one in CONTRACTS
        for gap in draft_gaps(material, one)
    ]
    assert [(row[0], row[1], row[5]) for row in rows] == wanted
    assert all(row[7] for row in rows)
    assert {row[8:] for row in rows} == {(None, None)}


def test_it_says_what_it_is_and_only_the_legal_sections_cells_are_open(checklist: Checklist) -> None:
    sheet = opened(write_drafts(made(checklist)))
    assert sheet["A2"].value == BANNER
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert {cell.column for row in sheet.iter_rows() for cell in row if not cell.protection.locked} == {9, 10}
    assert OWN_NOTE not in str(list(sheet.values))


def test_the_same_inspection_makes_the_same_bytes(checklist: Checklist) -> None:
    assert write_drafts(made(checklist)) == write_drafts(made(checklist))


@pytest.mark.parametrize("contracts", [0, 2])
def test_nothing_missing_is_said_in_words(checklist: Checklist, contracts: int) -> None:
    whole = replace(background(checklist, contracts), contracts=background(checklist, contracts).contracts)
    rows = table(opened(write_drafts(Contracts(Situation(checklist, whole), provisions(checklist)))))
    assert len(rows) == 1
    assert "条の案を出す所がありません" in rows[0][0]


@pytest.mark.real
def test_no_wording_is_cut_on_paper(tmp_path: Path, checklist: Checklist) -> None:
    data = write_drafts(made(checklist))
    assert cut(data, printed(data, tmp_path)) == []
