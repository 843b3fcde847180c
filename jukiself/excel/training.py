"""Whether a workbook is one of a 研修: any mark that is left of it counts, because a practice answer must not leave."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.excel import layout
from jukiself.excel.look import band

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.excel.problem import CellProblem


class Trace(StrEnum):
    """A mark of 研修, as it is named to a person."""

    NATURE = "表紙か隠れたシートの「区分」"
    BAND = "シートの上の「練習用」の文"
    HEADER = "ページの上の「研修」"
    DATA = "「データ」の区分"
    CODE = "照合コードの頭の「K」"


_LABEL = NATURE_LABELS[Nature.TRAINING]
#: Both halves: whoever takes the bracket away leaves the sentence.
_SENTENCE = band(Nature.TRAINING).removeprefix(f"【{_LABEL}】")
_BANDS = (f"【{_LABEL}】{_SENTENCE[:3]}", _SENTENCE, f"年度）　{_LABEL}")
_HEADER = re.compile(rf"<(?:\w+:)?oddHeader[^>]*>[^<]*(?:【{_LABEL}】|回 {_LABEL})[^<]*<")
_FOOTER = re.compile(r"<(?:\w+:)?oddFooter[^>]*>[^<]*照合コード K[0-9A-Z]{3}-")
_SHARED = re.compile(r"<(?:\w+:)?si(?=[\s/>])")
_NUMBERED = re.compile(r"&#(x[0-9A-Fa-f]{1,6}|[0-9]{1,7});")
_TEXTS = "xl/sharedstrings.xml"
#: Headings of データ that no other sheet has beside one another.
_FLAT = (layout.NATURE, "設問ID")


def traces(data: bytes, nature: Nature, problems: Iterable[CellProblem], code: str = "") -> tuple[Trace, ...]:
    """The marks of 研修 in a file of which these were read, ``code`` being that of the cover; none in any other."""
    found = set(_in_parts(data))
    # The hidden line, or a cover that says otherwise than the line.
    if nature is Nature.TRAINING or any(one.message.startswith(f"{layout.NATURE}「{_LABEL}」") for one in problems):
        found.add(Trace.NATURE)
    if code.startswith("K"):
        found.add(Trace.CODE)
    return tuple(one for one in Trace if one in found)


def _in_parts(data: bytes) -> Iterator[Trace]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name.lower(): name for name in archive.namelist()}
        texts = _letters(archive.read(parts[_TEXTS])) if _TEXTS in parts else ""
        flat = _Flat(texts)
        if any(one in texts for one in _BANDS):
            yield Trace.BAND
        for part, name in parts.items():
            if not part.startswith("xl/worksheets/") or not part.endswith(".xml"):
                continue
            sheet = _letters(archive.read(name))
            if any(one in sheet for one in _BANDS):
                yield Trace.BAND
            if _found(_HEADER, "oddHeader", sheet):
                yield Trace.HEADER
            if _found(_FOOTER, "oddFooter", sheet):
                yield Trace.CODE
            if flat.said_in(sheet):
                yield Trace.DATA


def _found(tag: re.Pattern[str], name: str, sheet: str) -> bool:
    """Whether a tag of that name is there as the pattern has it; looked for from the first place that says the name."""
    place = sheet.find(name)
    return place >= 0 and bool(tag.search(sheet, max(0, sheet.rfind("<", 0, place))))


def _letters(part: bytes) -> str:
    """A part as letters, whatever program wrote it: some write two bytes a letter, some numbers for all but ASCII."""
    wide = part.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = part.decode("utf-16" if wide else "utf-8", "replace")
    return _NUMBERED.sub(_letter, text) if "&#" in text else text


def _letter(found: re.Match[str]) -> str:
    number = int(found[1][1:], 16) if found[1].startswith("x") else int(found[1])
    return chr(number) if number <= sys.maxunicode else ""


class _Flat:
    """Finds the word in the column 区分 of データ: anywhere else it may be somebody's own answer."""

    def __init__(self, texts: str) -> None:
        words = (_LABEL, *_FLAT)
        shared = [_numbers(texts, one) for one in words]
        self._label, self._nature, self._ids = map(_cell, words, shared)
        #: What must be written somewhere for a pattern to fit: quickly looked for, and most sheets lack some of it.
        self._needed = [(word, *found) for word, found in zip(words, shared, strict=True)]

    def said_in(self, sheet: str) -> bool:
        """Whether a sheet with the headings of データ has the word below 区分."""
        if not all(any(one in sheet for one in some) for some in self._needed):
            return False
        head = re.search(r'<c\b[^>]*\br="([A-Z]{1,3})1"[^>]*>\s*' + self._nature, sheet)
        if head is None or not re.search(r'<c\b[^>]*\br="[A-Z]{1,3}1"[^>]*>\s*' + self._ids, sheet):
            return False
        return bool(re.search(rf'<c\b[^>]*\br="{head[1]}\d+"[^>]*>\s*{self._label}', sheet))


def _numbers(texts: str, word: str) -> list[str]:
    """How cells name the shared texts that are just this word."""
    places = [one.start() for one in re.finditer(rf"<t\b[^>]*>{word}</", texts)]
    return [f"<v>{len(_SHARED.findall(texts, 0, place)) - 1}</v>" for place in places]


def _cell(word: str, shared: list[str]) -> str:
    """What a cell holding just this word looks like: the text itself, or its number among the shared texts."""
    return "(?:" + "|".join([rf"(?:<is>\s*)?(?:<t\b[^>]*>|<v>){word}<", *shared]) + ")"
