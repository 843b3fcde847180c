"""Characters that paper shows otherwise than they were written, to be told before anybody prints."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from jukiself.pdf.fonts import Fonts
from jukiself.pdf.lines import drawable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jukiself.report.outline import Document

_SELECTED = re.compile("(.)[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Lost:
    """``similar`` are drawn as the plain form of the same letter, ``missing`` as 〓; each once, in order."""

    similar: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """A sentence for each; empty where nothing is lost. Whoever copies or searches finds the plain letter."""
        parts = []
        if self.similar:
            parts.append(f"次の字は紙では似た字になります：{'、'.join(self.similar[:_MOST])}。")
        if self.missing:
            codes = (f"U+{ord(one):04X}" for one in self.missing[:_MOST])
            parts.append(f"次の字は紙では〓になります：{'、'.join(codes)}。")
        return "".join(parts) + ("印刷した後、手で書き添えてください。" if parts else "")


def lost(document: Document, fonts: Path) -> Lost:
    """What of a document's text cannot be drawn as written."""
    faces = Fonts(fonts)
    text = "\n".join(_texts((document.header, document.footer, document.parts)))
    similar = dict.fromkeys(found[1] for found in _SELECTED.finditer(text))
    missing = dict.fromkeys(one for one in drawable(text) if one != "\n" and faces.lacks(one))
    return Lost(tuple(similar), tuple(missing))


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
    elif is_dataclass(part):
        for one in fields(part):
            yield from _texts(getattr(part, one.name))
