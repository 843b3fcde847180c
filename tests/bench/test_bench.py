"""The bench says what it measured: its table, its pages, and the books it makes by repetition. No figure is tested."""

from __future__ import annotations

import re
import sqlite3
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Nature
from jukiself.store.book import Book
from jukiself.survey.board import Standing
from jukiself.work.across import look_across
from jukiself.work.board import open_board
from jukiself.work.exchange import Editions
from jukiself.work.offices import code_problem
from tests.bench import curves, grown, rivals
from tests.bench.chart import Chart, drawn
from tests.bench.table import Fact, Row, put, table
from tests.japan.country import YEAR

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.answers.model import Inspection


def test_a_mark_is_met_or_not_as_it_is_printed() -> None:
    rows = [Row("a", "b", ratio, "c", "d", 1.3) for ratio in (1.2, 1.304, 1.306)]
    assert [one.met for one in rows] == ["met", "met", "**not met**"]
    assert [str(one).split(" | ")[2:5] for one in rows] == [
        ["1.20", "≤ 1.3", "met"],
        ["1.30", "≤ 1.3", "met"],
        ["1.31", "≤ 1.3", "**not met**"],
    ]


def test_every_line_of_the_table_has_as_many_cells() -> None:
    lines = table([("Part", [Row("a", "b", 52, "c", "d"), Fact("e", "f")]), ("", [Fact("g", "h")])]).splitlines()
    assert {line.count("|") for line in lines} == {8}
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| **Part**", "| a", "| e", "| g"]


def test_only_what_stands_between_the_marks_is_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before <!-- measured -->\nold\n<!-- /measured --> after", encoding="utf-8")
    put(page, "new")
    put(page, "newer")
    assert page.read_text(encoding="utf-8") == "before <!-- measured -->\nnewer\n<!-- /measured --> after"
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="measured"):
        put(page, "new")
    assert page.read_text(encoding="utf-8") == "no marks"


def test_the_page_has_room_for_both(checkout: Path) -> None:
    said = (checkout / "docs" / "bench.md").read_text(encoding="utf-8")
    for mark in ("<!-- measured -->", "<!-- /measured -->", "<!-- curves -->", "<!-- /curves -->"):
        assert said.count(mark) == 1


def test_the_others_are_pinned_with_hashes() -> None:
    said = rivals.LOCK.read_text(encoding="utf-8")
    pinned = re.findall(
        r"^([a-z0-9-]+)==\S+ (?:; .*)?\\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", said, re.MULTILINE
    )
    named = re.findall(r"^([a-z0-9-]+)==", said, re.MULTILINE)
    assert [name for name, _ in pinned] == named
    assert {"retext", "git-cola"} <= set(named)


def test_a_steeper_curve_is_steeper() -> None:
    offices = (10, 1000, 10000)
    linear, square, level = ([(one, float(one) ** power) for one in offices] for power in (1, 2, 0))
    assert [round(curves.slope(one), 3) for one in (linear, square, level)] == [1, 2, 0]


def test_a_sheet_of_charts_is_a_picture() -> None:
    points = [(10, 0.5), (100, 4.0), (1000, 41.0)]
    found = drawn(
        [Chart("大きさ", "MB", {"保存ファイル": points}), Chart("一つ", "ms", {"a": points, "b": points}, flat=True)]
    )
    assert found.startswith(b"\x89PNG")


def test_a_book_made_by_repetition_is_as_one_that_was_collected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grown, "REAL", 2)
    monkeypatch.setattr(grown, "TEMPLATES", 1)
    editions, which = Editions(), (YEAR, Nature.SAMPLE)
    path = grown.grown(tmp_path, 5, 1, editions)
    assert len(list((tmp_path / "fresh").iterdir())) == 1
    connection = sqlite3.connect(path)
    assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert not connection.execute("pragma foreign_key_check").fetchall()
    connection.close()

    def said(one: Inspection) -> object:
        return {key: answer.value for key, answer in one.answers.items()}, one.contracts

    with Book.open(path, datetime.now, "bench") as book:
        across = look_across(book, *which, editions)
        assert not [code for code in across.codes if code_problem(code)]
        loaded = [book.load(one.inspection) for one in across.replies]
        assert len(loaded) == 5
        kinds = [said(one) for one in loaded]
        assert all(kinds.count(one) in {2, 3} for one in kinds)
        board = open_board(book, which, date(YEAR, 12, 1))
        assert [row.standing for row in board.rows].count(Standing.MISSING) == 1
