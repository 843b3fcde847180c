"""What holds for every test: no display is needed, and nobody's real settings or books are touched."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from jukiself import places
from jukiself.checklist.read import read_checklist

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

# Before anything imports Qt. Tests marked `window` start a real one in a process of their own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Two cores shared by workers make single examples slow by chance; the suite as a whole has its limit in the Makefile.
# CI takes the same examples each time, so that a landing does not hang on chance; at a desk they are fresh ones.
hypothesis.settings.register_profile("jukiself", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("jukiself")

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test and the programs it starts."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    return folder


@pytest.fixture(autouse=True, scope="module")
def swept() -> Iterator[None]:
    """Python looks through old garbage ever more seldom; over two thousand tests that grew to 2.6 GB."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout under test."""
    return CHECKOUT


@pytest.fixture(scope="session")
def checklist() -> Checklist:
    """The newest edition shipped, read once."""
    return read_checklist(places.default_form())
