"""Every test of the book that asks for `place` runs on both engines; the server's half in `make test-real`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.postgres import Server, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running() as made:
        yield made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.real)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a new book may be opened."""
    if request.param == "sqlite":
        return tmp_path / "本.jukiself"
    made: Server = request.getfixturevalue("server")
    return made.database()
