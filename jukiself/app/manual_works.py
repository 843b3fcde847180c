"""利用の手引き on paper, from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.app.works import paper_path
from jukiself.work import manual
from jukiself.work.files import replace_file

if TYPE_CHECKING:
    from pathlib import Path


def write_manual(part: str) -> Path:
    """A part of the manual as PDF, with the pictures that came with the program; the one written before is replaced."""
    path = paper_path(f"利用の手引き（{manual.manual(part).label}）.pdf")
    replace_file(path, manual.manual_pdf(part, manual.kept_pictures(part)))
    return path
