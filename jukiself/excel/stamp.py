"""Many blanks of one form: written once, and for each office only what tells it from the others is put in."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself.answers.model import Contact, Inspection, Office
from jukiself.excel.escape import escaped, looks_like_formula
from jukiself.excel.pack import zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: What stands for each text in the blank all others are made from; nothing else in it reads like these.
_MARKS = {one: f"JK{one.upper()}KJ" for one in ("code", "name", "section", "person", "phone", "mail")}
_KINDS = 15
#: What a writer puts in a cell, a page's head and the document's title alike, in one line, without a second thought.
_PLAIN = re.compile(r"[^\s&<>\"'](?:[^&<>\"'\t\n\r]{0,28}[^\s&<>\"'])?")


class Stamp:
    """Blanks that differ in office and contact only. The same bytes as writing each of them in full."""

    def __init__(self, write: Callable[[Inspection], bytes]) -> None:
        self._write = write
        self._stencils: list[tuple[Inspection, dict[str, list[bytes | str]]]] = []

    def blank(self, inspection: Inspection) -> bytes:
        """The blank of one office; a text that is not plain has it written in full."""
        texts = _texts(inspection)
        if not all(_plain(one) for one in texts.values() if one):
            return self._write(inspection)
        marks = {name: _MARKS[name] if text else "" for name, text in texts.items()}
        model = replace(
            inspection,
            office=Office(marks["code"], marks["name"]),
            contact=Contact(marks["section"], marks["person"], marks["phone"], marks["mail"]),
        )
        said = {name: text.encode() for name, text in texts.items()}
        return zipped({name: _filled(parts, said) for name, parts in self._stencil(model).items()})

    def _stencil(self, model: Inspection) -> dict[str, list[bytes | str]]:
        for known, parts in self._stencils:
            if known == model:
                return parts
        with zipfile.ZipFile(io.BytesIO(self._write(model))) as archive:
            parts = {name: _cut(archive.read(name)) for name in archive.namelist()}
        # Offices differ in which parts of their contact are empty: a handful of kinds at most.
        self._stencils = [*self._stencils[-_KINDS:], (model, parts)]
        return parts


def _texts(inspection: Inspection) -> dict[str, str]:
    office, contact = inspection.office, inspection.contact
    return {
        "code": office.code,
        "name": office.name,
        "section": contact.section,
        "person": contact.person,
        "phone": contact.phone,
        "mail": contact.mail,
    }


def _plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and escaped(text) == text and not looks_like_formula(text)


_SPLIT = re.compile("|".join(f"({one})" for one in _MARKS.values()).encode())
_NAMES = {mark.encode(): name for name, mark in _MARKS.items()}


def _cut(part: bytes) -> list[bytes | str]:
    """A part as bytes and, between them, the names of what is to be put in."""
    found = [one for one in _SPLIT.split(part) if one is not None]
    return [_NAMES.get(one, one) for one in found]


def _filled(parts: list[bytes | str], said: Mapping[str, bytes]) -> bytes:
    return b"".join(said[one] if isinstance(one, str) else one for one in parts)
