"""Sheets the program prints for people to look at: nothing in them is ever taken, so they need not be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jukiself.excel import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PRINTED = frozenset({layout.GUIDE, layout.FINDINGS, layout.PLAN, layout.TOTALS, layout.FLAT})
#: Whoever copies 点検票, 契約 or 表紙 over one of them brings such a cell along; then it is read like any other sheet.
#: One pattern a word, because a pattern that begins with a word is found fast.
_TELLING = tuple(
    re.compile(one.encode() + rb"\s*<")
    for one in (layout.ASKED, layout.CONTRACT_IDS, layout.CONTRACT_ID_LABEL, layout.SEAL)
)
_TEXTS = "xl/sharedStrings.xml"
_TEXT = re.compile(rb"<si(?=[\s/>])")


def set_aside(parts: Mapping[str, bytes], sheets: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The names of the sheets, given with their parts, that need not be read."""
    numbers = _numbers(parts.get(_TEXTS, b""))
    return frozenset(
        name for name, part in sheets if name in _PRINTED and part in parts and not _tells(parts[part], numbers)
    )


def _numbers(texts: bytes) -> tuple[bytes, ...]:
    """How cells name the shared texts that end in a telling word."""
    told = (number for number, one in enumerate(_TEXT.split(texts)[1:]) if _tells(one, ()))
    return tuple(b"<v>%d</v>" % number for number in told)


def _tells(part: bytes, numbers: tuple[bytes, ...]) -> bool:
    return any(one.search(part) for one in _TELLING) or any(one in part for one in numbers)
