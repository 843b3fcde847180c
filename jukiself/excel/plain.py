"""A quick look at parts written as every spreadsheet program writes them; whatever is written otherwise is parsed.

The look is by patterns over bytes that expat has found well-formed and without comments, CDATA and instructions, so a
tag is a tag. It says no to any part whose cells, numbers or texts it might count otherwise than a parser would
(`jukiself.excel.guard` then parses it).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import repeat
from operator import contains

#: A prefix before a name that matters; formulas, and parts with names and links.
_OTHERS = (
    re.compile(rb":(?:row|c|f|v|is|si|t|definedName|sheet|Relationship)[\s/>]"),
    re.compile(rb"<(?:f|sheet|definedName|Relationship)[\s/>]"),
)
#: The first cell that is none of a sheet's first thousand rows and 26 columns, or is an error, or is written otherwise.
_FAR = re.compile(
    rb"<c(?=[\s/>])(?! r=\"[A-Z][1-9][0-9]{0,2}+\"(?: s=\"[0-9]*+\")?+(?: t=\"(?:n|b|s|inlineStr)\")?+/?+>)"
)
_NEAR_ROWS, _NEAR_COLUMNS = 999, 26
_CELL = re.compile(
    rb"<c(?=[\s/>])(?: r=\"([A-Z]{1,2}+[1-9][0-9]{0,3}+)\"(?: s=\"[0-9]*+\")?+(?: t=\"[a-zA-Z]*+\")?+\s*+/?+>)?+"
)
_LETTERS, _DIGITS = bytes(range(ord("A"), ord("Z") + 1)), b"0123456789"
_SHARED = re.compile(rb" t=\"s\"\s*+><v>([0-9]{1,9})</v>")
_STRING = re.compile(rb"<si(?=[\s/>])")
_TAG = re.compile(rb"<[^>]*>")
#: A number of texts that is said otherwise than every program says it, or is large.
_COUNT = re.compile(rb"uniqueCount(?!=\"[0-9]{1,5}\")")
#: What the list of shared texts begins with.
TEXTS_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*>)?\s*<(?:[^\s<>:]+:)?sst[\s>]")


@dataclass(slots=True)
class Look:
    """What a part holds at most: how many cells, how far they reach, which shared texts they name, how long texts are."""

    cells: int = 0
    rows: int = 0
    columns: int = 0
    used: Counter[bytes] = field(default_factory=Counter)
    strings: list[int] = field(default_factory=list)


def look(part: bytes) -> Look | None:
    """The part at a glance; None where it has to be parsed."""
    # Bytes of zero come with other encodings, in which no pattern would find anything.
    if b"\0" in part or any(one.search(part) for one in (*_OTHERS, _COUNT)):
        return None
    shared = _SHARED.findall(part)
    if len(shared) != part.count(b' t="s"'):
        return None
    found = _near(part) if _FAR.search(part) is None else _anywhere(part)
    if found is None:
        return None
    found.used = Counter(shared)
    if _STRING.search(part):
        texts = _STRING.split(part)[1:]
        if not TEXTS_ROOT.match(part) or not all(map(contains, texts, repeat(b"</si>"))):
            return None
        # Tags are few bytes, but where letters have a dress of their own they may be most of a text.
        found.strings = [len(_TAG.sub(b"", one)) for one in texts] if b"<r" in part else [len(one) for one in texts]
    return found


def _near(part: bytes) -> Look:
    cells = part.count(b"<c ")
    return Look(cells, _NEAR_ROWS, _NEAR_COLUMNS) if cells else Look()


def _anywhere(part: bytes) -> Look | None:
    found = _CELL.findall(part)
    if b' t="e"' in part or b"" in found:
        return None
    named = b",".join(found)
    return Look(
        cells=len(found),
        rows=max(map(int, set(named.translate(None, _LETTERS).split(b",")))),
        columns=max(map(_number, set(named.translate(None, _DIGITS).split(b",")))),
    )


def _number(letters: bytes) -> int:
    number = 0
    for one in letters:
        number = number * 26 + one - 64
    return number
