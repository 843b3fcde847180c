"""A quick look at parts written as every spreadsheet program writes them; whatever is written otherwise is parsed.

The look is by patterns over bytes that expat has found well-formed, so a tag is a tag. It says no to any part whose
cells, numbers or texts it might count otherwise than a parser would (`jukiself.excel.guard` then parses it).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

_HEAD = re.compile(
    rb"\s*<\?xml version=([\"'])1\.0\1(?: encoding=([\"'])(?:utf-8|UTF-8)\2)?(?: standalone=([\"'])\w+\3)?\s*\?>"
)
#: Comments, CDATA, instructions; errors.
_MARKS = (b"<!", b"<?", b' t="e"', b"\0")
#: A prefix before a name that matters; parts with names and links; formulas. Each begins with letters that are rare.
_OTHERS = tuple(
    re.compile(one)
    for one in (
        rb":(?:row|c|f|v|is|si|t|definedName|sheet|Relationship)[\s/>]",
        rb"<f[\s/>]",
        rb"<sheet[\s/>]",
        rb"<definedName[\s/>]",
        rb"<Relationship[\s/>]",
    )
)
_CELL = re.compile(
    rb"<c(?=[\s/>])(?: r=\"([A-Z]{1,2}+[1-9][0-9]{0,3}+)\"(?: s=\"[0-9]*+\")?+(?: t=\"[a-zA-Z]*+\")?+\s*+/?+>)?+"
)
_LETTERS, _DIGITS = bytes(range(ord("A"), ord("Z") + 1)), b"0123456789"
_SHARED = re.compile(rb" t=\"s\"[^>]*><v>([0-9]{1,9})</v>")
_STRING = re.compile(rb"<si(?=[\s/>])")
_TAG = re.compile(rb"<[^>]*>")


@dataclass(slots=True)
class Look:
    """What a part holds: how many cells, how far they reach, which shared texts they name, how long texts are."""

    cells: int = 0
    rows: int = 0
    columns: int = 0
    used: Counter[str] = field(default_factory=Counter)
    strings: list[int] = field(default_factory=list)


def look(data: bytes) -> Look | None:
    """The part at a glance; None where it has to be parsed."""
    head = _HEAD.match(data)
    body = data[head.end() :] if head else data
    # Bytes of zero come with other encodings, in which no pattern would find anything.
    if any(one in body for one in _MARKS) or any(one.search(body) for one in _OTHERS):
        return None
    found = _CELL.findall(body)
    if b"" in found:
        return None
    named = b",".join(found)
    shared = _SHARED.findall(body)
    if len(shared) != body.count(b' t="s"'):
        return None
    return Look(
        cells=len(found),
        rows=max(map(int, set(named.translate(None, _LETTERS).split(b","))), default=0) if found else 0,
        columns=max(map(_number, set(named.translate(None, _DIGITS).split(b","))), default=0) if found else 0,
        used=Counter(one.decode() for one in shared),
        strings=[len(_TAG.sub(b"", one)) for one in _STRING.split(body)[1:]],
    )


def _number(letters: bytes) -> int:
    number = 0
    for one in letters:
        number = number * 26 + one - 64
    return number
