"""Japanese lines: greedy breaking with 禁則, for reportlab's own hangs characters outside the frame."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jukiself.report.outline import Link

#: 行頭禁則: never the first character of a line.
NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー）］｝〕〉》」』】〙〗｠»’”–—…‥～〜％‰℃°′″"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ!),.:;?]}%\u3099\u309a"
)
#: 行末禁則: never the last character of a line.
NOT_LAST = frozenset("（［｛〔〈《「『【〘〖｟«‘“([{￥$¥＄£＃№〒")
#: Pairs of these are never torn apart.
PAIRED = frozenset("…‥―—")

_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_UNUSUAL = re.compile("[\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_VOICED = re.compile("[\u3041-\u30ff][\u3099\u309a]")


def drawable(text: str) -> str:
    """The text as it is drawn: no variation selectors or invisible marks, one character for かな with a loose dakuten.

    Only the drawing changes; what is kept and what travels stays byte for byte.
    """
    if text.replace("\n", "").replace("\u3000", "").isprintable() and not _UNUSUAL.search(text):
        return text
    text = _SELECTORS.sub("", text)
    text = _VOICED.sub(lambda found: unicodedata.normalize("NFC", found.group()), text)
    text = text.replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(one for one in text if one == "\n" or unicodedata.category(one) not in {"Cc", "Cf", "Cs"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that leads to a place."""

    line: int
    start: int
    end: int
    to: str


def pieces(text: str, lines: list[str], links: Iterable[Link]) -> tuple[Piece, ...]:
    """Where the links of a text stand once it is broken; one that goes over the end of a line has several pieces."""
    whole, found, begun = drawable(text), [], 0
    spans = [(len(drawable(text[: one.start])), len(drawable(text[: one.end])), one.to) for one in links]
    for number, line in enumerate(lines):
        # Only spaces and line feeds are left out between two lines.
        begun = whole.find(line, begun)
        for start, end, to in spans:
            first, last = max(start - begun, 0), min(end - begun, len(line))
            if first < last:
                found.append(Piece(number, first, last, to))
        begun += len(line)
    return tuple(found)


def break_lines(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The text in lines no wider than ``width``; a line feed begins a new one, an empty text is one empty line.

    Only a single character wider than the frame, or a row of forbidden characters as long as the frame, leaves no
    way to keep every rule; the width then wins.
    """
    return [line for paragraph in text.split("\n") for line in _paragraph(paragraph, width, measure)]


def _paragraph(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    if not text.startswith(" ") and measure(text) <= width:
        yield text.rstrip(" ")
        return
    line, used = "", 0.0
    for cluster in _clusters(text):
        wide = measure(cluster)
        if wide <= width and cluster[-1] != " ":
            if line and used + wide > width:
                yield line.rstrip(" ")
                line, used = "", 0.0
            line += cluster
            used += wide
            continue
        for part in _fitting(cluster, width, measure):
            needed = measure(part.rstrip(" "))
            if line and used + needed > width:
                yield line.rstrip(" ")
                line, used = "", 0.0
            if line or part.strip(" "):
                line += part
                used += measure(part)
    yield line.rstrip(" ")


def _clusters(text: str) -> Iterator[str]:
    """The smallest pieces between which a line may end."""
    cluster = ""
    for one in text:
        if cluster and _breakable(cluster[-1], one):
            yield cluster
            cluster = ""
        cluster += one
    if cluster:
        yield cluster


@lru_cache(maxsize=20_000)
def _breakable(before: str, after: str) -> bool:
    if after == " " or after in NOT_FIRST or before in NOT_LAST or unicodedata.combining(after):
        return False
    if before == after and before in PAIRED:
        return False
    return before == " " or not (_western(before) and _western(after))


def _western(one: str) -> bool:
    """Letters, digits and ASCII signs: words, numbers and codes that stay in one piece."""
    if "!" <= one <= "~":
        return True
    return unicodedata.category(one) in {"Lu", "Ll", "Lt", "Nd"} and unicodedata.east_asian_width(one) not in {"W", "F"}


def _fitting(cluster: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """The cluster itself, or pieces of it where it is wider than a whole line."""
    while measure(cluster.rstrip(" ")) > width and len(cluster) > 1:
        place = _cut(cluster, width, measure)
        yield cluster[:place]
        cluster = cluster[place:]
    yield cluster


def _cut(cluster: str, width: float, measure: Callable[[str], float]) -> int:
    """Where to cut an over-wide cluster: as far on as fits, not beside a forbidden character if that can be helped."""
    longest = 1
    while longest < len(cluster) and measure(cluster[: longest + 1]) <= width:
        longest += 1
    for place in range(longest, 0, -1):
        before, after = cluster[place - 1], cluster[place]
        if after not in NOT_FIRST and before not in NOT_LAST and not unicodedata.combining(after):
            return place
    return longest
