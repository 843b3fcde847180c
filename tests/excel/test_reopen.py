"""Answers put into a workbook that somebody damaged: written, or refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jukiself.answers.model import Answer, Key
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.read import read
from jukiself.excel.write import fill
from tests.excel.small import SMALL, forms
from tests.excel.test_guard import SHEET, repacked

Change = Callable[[dict[str, bytes]], None]
GIVEN = {Key("written"): Answer("no")}


def after(piece: str) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b"</sheetData>" + piece.encode())

    return change


def refused(change: Change) -> str:
    with pytest.raises(WorkbookRefused) as caught:
        fill(repacked(change), GIVEN, SMALL)
    assert str(caught.value).endswith("ください。")
    return str(caught.value)


@pytest.mark.parametrize(
    "piece",
    [
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A:XFD" location="A1"/></hyperlinks>',
        '<hyperlinks><hyperlink ref="$1:$1048576" location="A1"/></hyperlinks>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>',
    ],
)
def test_a_range_of_which_every_place_would_become_a_cell_is_refused(piece: str) -> None:
    assert "広すぎる" in refused(after(piece))


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts.pop("xl/styles.xml"),
        lambda parts: parts.pop("[Content_Types].xml"),
        lambda parts: parts.update({"[Content_Types].xml": b"<Types/>"}),
        after('<hyperlinks><hyperlink ref="nowhere" location="A1"/></hyperlinks>'),
        after('<conditionalFormatting sqref="ZZZZ1"><cfRule type="nope" priority="-1"/></conditionalFormatting>'),
        after('<rowBreaks><brk id="x"/></rowBreaks>'),
    ],
    ids=["no styles", "no types", "empty types", "a link from nowhere", "unknown rule", "no number"],
)
def test_a_workbook_that_cannot_be_opened_to_be_written_in_is_refused(change: Change) -> None:
    assert "答えを書き込めません" in refused(change)


def test_cells_that_a_person_merged_are_kept() -> None:
    merged = fill(repacked(after('<mergeCells count="1"><mergeCell ref="A900:XFD900"/></mergeCells>')), GIVEN, SMALL)
    assert read(merged, forms).inspection.answers[Key("written")].value == "no"
