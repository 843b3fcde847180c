"""A command as somebody types it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself import cli

if TYPE_CHECKING:
    import pytest


def run(caught: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output, standard error of one command."""
    try:
        code = cli.main([str(one) for one in arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = caught.readouterr()
    return code, out, err
