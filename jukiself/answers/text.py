"""The text domain: what may stand in an answer's texts (design §6). Nothing is ever normalised."""

from __future__ import annotations

import unicodedata

LONGEST = 2000

#: No character at all, and no XML file can hold them.
_NOT_XML = "\ufffe\uffff"


def text_problem(text: str) -> str:
    """Why a text cannot be kept as it is, as a Japanese sentence; empty where it can."""
    if len(text) > LONGEST:
        return f"{len(text):,}文字あります。{LONGEST:,}文字までにしてください。"
    if text.startswith("\t"):
        return "先頭のタブを消してください。"
    for place, character in enumerate(text, 1):
        if character in "\n\t":
            continue
        if unicodedata.category(character) in {"Cc", "Cs"} or character in _NOT_XML:
            return f"{place}文字目に使えない制御文字（U+{ord(character):04X}）があります。消してください。"
    return ""


def cleaned(text: str) -> str:
    """The same text without what nobody can see and no file can hold: line ends become LF, leading tabs go."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\u0085", "\n")
    kept = "".join(
        one for one in text if one in "\n\t" or (unicodedata.category(one) not in {"Cc", "Cs"} and one not in _NOT_XML)
    )
    return kept.lstrip("\t")


def tidy(text: str) -> str:
    """The same text inside the domain."""
    return cleaned(text)[:LONGEST]
