"""Every kind of defect, planted and reported: the confusion table of a small country is diagonal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from jukiself.store.book import Book
from tests.japan.country import SHARES, plant
from tests.japan.samples import confusion, run, told

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist


def test_what_is_planted_is_what_is_reported(tmp_path: Path, checklist: Checklist) -> None:
    country = plant(tmp_path, checklist, 60, seed=3, templates=2)
    today = [datetime(2026, 11, 1, 9, 0)]  # noqa: DTZ001 - the desk's wall clock
    with Book.open(tmp_path / "全国.jukiself", lambda: today[0]) as book:
        board = run(book, tmp_path, country, today)
        table = confusion(book, board, country)
    assert {one for one, _ in table} == set(SHARES)
    assert not [one for one, other in table if one != other], "\n".join(told(table))
    assert sum(board.counts.values()) == 60
