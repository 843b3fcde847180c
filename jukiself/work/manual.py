"""利用の手引き: read once, written as PDF whole or not at all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import jukiself
from jukiself import places
from jukiself.checklist.manual import PARTS, Manual, read_manual
from jukiself.pdf.render import render
from jukiself.report.manual import manual_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FOLDER, _PICTURES = "manual", "pictures"


@cache
def manual(part: str) -> Manual:
    """A part of the manual; raises `FormError` where a file is missing or damaged."""
    return read_manual(places.resources() / _FOLDER, part)


def manuals() -> tuple[Manual, ...]:
    """Every part."""
    return tuple(manual(part) for part in PARTS)


def picture(name: str) -> Path | None:
    """A picture of a page of the window, where `jukiself manual --pictures` has put one; text alone is enough."""
    path = places.resources() / _FOLDER / _PICTURES / f"window-{name}.png"
    return path if name and path.is_file() else None


def kept_pictures(part: str) -> dict[str, bytes]:
    """Every picture of a part that is there."""
    found = {name: picture(name) for page in manual(part).pages for name in page.pictures()}
    return {name: path.read_bytes() for name, path in found.items() if path}


def manual_pdf(part: str, pictures: Mapping[str, bytes]) -> bytes:
    """A part of the manual on paper, with these pictures by name."""
    return render(manual_document(manual(part), jukiself.__version__, pictures), places.fonts())
