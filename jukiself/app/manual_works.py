"""利用の手引き on paper, from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.app.works import paper_path
from jukiself.work import manual
from jukiself.work.files import replace_file

if TYPE_CHECKING:
    from pathlib import Path


def write_manual() -> Path:
    """The manual as PDF, with the pictures that came with the program; the one written before is replaced."""
    path = paper_path("利用の手引き.pdf")
    replace_file(path, manual.manual_pdf(manual.kept_pictures()))
    return path
