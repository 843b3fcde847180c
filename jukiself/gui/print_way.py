"""The way to the page that prints, and back to where one came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.gui.print_page import PrintPage
    from jukiself.gui.shell import Shell

NAME = "print"


def show(shell: Shell, paths: Sequence[Path]) -> None:
    """Papers that were written, page by page; a refusal leaves one where one is."""
    if not shell.flush():
        return
    before = shell.pages.shown()
    fresh = NAME not in shell.pages.built
    page = cast("PrintPage", shell.page(NAME))
    if not shell.attempt(lambda: page.open(paths), shell.notice):
        return
    if fresh:
        page.left.connect(lambda: shell.turn(page.came_from))
    if before != NAME:
        page.came_from = before
    shell.notice.clear()
    shell.turn(NAME)
