"""The prefecture's pages where letters are large: nothing stands where nobody can scroll to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jukiself.gui import background, theme
from jukiself.gui.words import Centred
from tests.gui.rounds import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from jukiself.gui.shell import Shell
    from tests.gui.rounds import Shelf

PAGES = ("board", "request", "across", "remarks", "overview")


@pytest.fixture
def large(dressed: QApplication) -> Iterator[None]:
    theme.dress(dressed, 2.0)
    yield
    theme.dress(dressed)


@pytest.mark.usefixtures("large")
def test_no_page_is_wider_than_its_window(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    opened(shell, shelf.collected, tmp_path)
    wide = []
    for name in PAGES:
        shell.show_page(name)
        background.finish()
        page = shell.page(name)
        for one in page.findChildren(Centred):
            inner = one.column.parentWidget()
            assert inner is not None
            if one.isVisible() and inner.width() > one.viewport().width():
                wide.append((name, one.accessibleName(), inner.width(), one.viewport().width()))
    assert not wide
