"""Sheets the program prints for people to look at: nothing in them is ever taken, so they need not be read."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from jukiself.excel import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PRINTED = frozenset({layout.GUIDE, layout.FINDINGS, layout.PLAN, layout.TOTALS, layout.FLAT})
#: Whoever copies 点検票, 契約 or 表紙 over one of them brings such a cell along; then it is read like any other sheet.
#: One pattern a word, because a pattern that begins with a word is found fast.
_TELLING = tuple(
    re.compile(one.encode() + rb"\s*<")
    for one in (layout.ASKED, layout.CONTRACT_IDS, layout.CONTRACT_ID_LABEL, layout.SEAL)
)
#: Nobody's workbook says them more often in its shared texts; one that does is read whole.
_MOST = 40
_TEXTS = "xl/sharedStrings.xml"
_TEXT = re.compile(rb"<si(?=[\s/>])")


def set_aside(parts: Mapping[str, bytes], sheets: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The names of the sheets, given with their parts, that need not be read."""
    texts = parts.get(_TEXTS, b"")
    places = [found.start() for one in _TELLING for found in islice(one.finditer(texts), _MOST + 1)]
    if len(places) > _MOST:
        return frozenset()
    telling = (*_TELLING, *_named(texts, places))
    return frozenset(
        name for name, part in sheets if name in _PRINTED and part in parts and not _tells(parts[part], telling)
    )


def _tells(part: bytes, telling: Iterable[re.Pattern[bytes]]) -> bool:
    # Bytes of zero come with other encodings, in which no word would be found.
    return b"\0" in part or any(one.search(part) for one in telling)


def _named(texts: bytes, places: list[int]) -> Iterator[re.Pattern[bytes]]:
    """How cells name the shared texts that end in a telling word."""
    numbers = b"|".join(b"%d" % (len(_TEXT.findall(texts, 0, place)) - 1) for place in sorted(places))
    if numbers:
        # Bounded, because nobody has looked at the part yet: it may say t="s" a million times without an end.
        yield re.compile(rb"t=\"s\"[^<>\"]*+(?:\"[^<>\"]*+\"[^<>\"]*+){0,3}+>\s*+<v>\s*+(?:" + numbers + rb")\s*<")
