"""Then and now: words of the old sources, what they are called today, and which of them a text uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jukiself.checklist.guide import any_of
from jukiself.checklist.model import Renamed
from jukiself.checklist.table import FormError, all_of, listed, unique

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jukiself.checklist.model import Checklist, Question

_SINCE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def read_renamed(path: Path) -> tuple[Renamed, ...]:
    """``terms.toml``; raises `FormError`."""
    found = []
    for one in all_of(listed(path, "term")):
        made = Renamed(
            one.text("then"), one.text("today"), one.text("since", ""), one.texts("words"), one.texts("sources")
        )
        if made.since and not _SINCE.fullmatch(made.since):
            raise FormError(f"{one.where}: 「since」は 2007・2007-04・2007-04-01 のように書いてください: {made.since}")
        found.append(made)
    unique("前のことば", [one.then for one in found])
    return tuple(found)


def since_words(one: Renamed) -> str:
    """2007年4月1日から; a bare year is as near as the source comes."""
    match = _SINCE.fullmatch(one.since)
    if match is None:
        return "替わった日は確かめていない"
    year, month, day = match.groups()
    if month is None:
        return f"{year}年ごろから"
    return f"{year}年{int(month)}月{f'{int(day)}日' if day else ''}から"


def renamed_in(checklist: Checklist, texts: Iterable[str]) -> tuple[Renamed, ...]:
    """The pairs whose old word stands in the texts, in the order of the list; CS端末 is not also CS."""
    pattern = any_of(word for one in checklist.renamed for word in one.words)
    said = {found[0] for text in texts for found in pattern.finditer(text)}
    return tuple(one for one in checklist.renamed if said.intersection(one.words))


def texts_behind(checklist: Checklist, question: Question) -> tuple[str, ...]:
    """What the sources of a question say, in our own words: where the old words mostly stand."""
    return tuple(checklist.clauses[one].gist for one in question.sources if one in checklist.clauses)
