"""Papers that were written, to be looked at and printed: the very files, so that paper carries the same code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.pdf.sheets import Sheets, SheetsRefused
from jukiself.work.files import FileProblem, read_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Sheets", "open_sheets"]


def open_sheets(paths: Sequence[Path]) -> Sheets:
    """Their pages, one file after the other. Raises `FileProblem`."""
    try:
        return Sheets([read_file(one) for one in paths])
    except SheetsRefused as error:
        raise FileProblem(str(error)) from error
