"""A village's fresh inspection in a book on disk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Inspection, Office
from jukiself.store.book import Book
from jukiself.work.inspect import Sitting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jukiself.checklist.model import Checklist


def now() -> datetime:
    """The moment at which everything is done."""
    return datetime(2026, 11, 21, 9, 30)  # noqa: DTZ001 - the office's wall clock


@pytest.fixture
def sitting(tmp_path: Path, checklist: Checklist) -> Iterator[Sitting]:
    """Nothing answered yet."""
    with Book.open(tmp_path / "原村.jukiself", now) as book:
        made = book.create(Inspection(Office("203637", "原村"), 2026, "juki", "2026", network_set="today", full=False))
        yield Sitting(checklist, book, made, now)
