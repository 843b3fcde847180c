"""Texts that survive every client: what Excel would decode, or take for a formula, is written so that it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jukiself.excel.words import Content

_DECODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: Characters XML cannot hold at all; the text domain keeps them out of answers.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")


def escaped(text: str) -> str:
    """The text with ``_xHHHH_`` made harmless: clients decode it back to exactly this text."""
    return _DECODED.sub("_x005F_", _NOT_XML.sub("\ufffd", text.replace("\r", "\n")))


def looks_like_formula(content: Content) -> bool:
    """Whether a client might take a text for a formula when somebody edits the cell."""
    return isinstance(content, str) and content.startswith(_FORMULA_STARTS)
