"""A collect killed at random moments; fifty of them with ``make kill-collect``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.collect.kill_collect import kills

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_nothing_is_half_taken_or_lost(tmp_path: Path) -> None:
    middle, wrong = kills(2, seed=1, files=8, folder=tmp_path)
    assert not wrong
    assert middle
