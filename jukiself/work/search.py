"""One box that finds questions, words and findings; forgiving about width, kana and the order of words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.checklist.guide import Handbook
    from jukiself.checklist.model import Question
    from jukiself.findings.judge import Finding

MOST = 60
_SMALL = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ", "ー・_ ")
_BAR = re.compile(r"(?<=[0-9])[ー‐‑–—−](?=[0-9])")


class HitKind(StrEnum):
    """What was found."""

    QUESTION = "question"
    WORD = "word"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what to show and where it leads; a question without a key is not asked now.

    ``words`` stand on the page that a word or a finding leads to.
    """

    kind: HitKind
    title: str
    said: str
    key: Key | None = None
    words: str = ""


def fold(text: str) -> str:
    """A text as it is compared: one width, one kana, small like large, without bars and blanks."""
    folded = _BAR.sub("-", unicodedata.normalize("NFKC", text).casefold())
    katakana = "".join(chr(ord(one) + 0x60) if "ぁ" <= one <= "ゖ" else one for one in folded)
    return katakana.translate(_SMALL)


def search(
    query: str, situation: Situation, handbook: Handbook | None = None, findings: Iterable[Finding] = ()
) -> list[Hit]:
    """Everything that holds every word asked for, the closest first; a word's reading stands for the word."""
    wanted = [_alike(one, handbook) for one in query.replace("　", " ").split() if fold(one)]
    if not wanted:
        return []
    found = [
        (rank, hit)
        for offered in (_questions(situation), _words(handbook), _findings(findings))
        for hit, fields in offered
        if (rank := _rank(wanted, fields)) is not None
    ]
    return [hit for _rank_of, hit in sorted(found, key=lambda one: one[0])][:MOST]


def _alike(word: str, handbook: Handbook | None) -> tuple[str, ...]:
    """A word folded, and the glossary's words that are read so."""
    folded = fold(word)
    terms = handbook.terms if handbook else ()
    read = (fold(one.word) for one in terms if len(folded) > 1 and folded in fold(one.reading))
    return (folded, *read)


def _rank(wanted: list[tuple[str, ...]], fields: list[str]) -> int | None:
    """How far back the fields are in which the words stand; None where one is missing."""
    folded = [fold(one) for one in fields]
    places = []
    for alike in wanted:
        exact = 0 if alike[0] == folded[0] else None
        place = next((at for at, text in enumerate(folded, 1) if any(one in text for one in alike)), None)
        if place is None:
            return None
        places.append(place if exact is None else exact)
    return sum(places)


def _questions(situation: Situation) -> Iterator[tuple[Hit, list[str]]]:
    first: dict[str, Key] = {}
    for key in situation.keys:
        first.setdefault(key.question, key)
    titles = situation.checklist.titles
    for one in situation.checklist.questions:
        said = titles[f"area:{one.area}"]
        yield Hit(HitKind.QUESTION, f"{one.number}　{one.text}", said, first.get(one.id)), _fields(one, said)


def _fields(one: Question, area: str) -> list[str]:
    choices = " ".join(choice.label for choice in one.choices)
    return [one.number, one.id, one.text, area, choices, one.why, f"{one.look} {one.ask} {one.example}"]


def _words(handbook: Handbook | None) -> Iterator[tuple[Hit, list[str]]]:
    for one in handbook.terms if handbook else ():
        gloss = f"{one.gloss}{one.since}"
        yield (
            Hit(HitKind.WORD, f"{one.word}（{one.reading}）", gloss, words=one.word),
            [one.word, one.reading, one.gloss, one.since],
        )


def _findings(findings: Iterable[Finding]) -> Iterator[tuple[Hit, list[str]]]:
    for one in findings:
        yield Hit(HitKind.FINDING, one.title, one.text, words=one.title), [one.title, one.text]
