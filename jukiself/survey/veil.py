"""An anonymous copy of a survey: offices become 団体A, 団体B …, and what could still tell who is who is named.

Left out are names of offices, bodies, contractors and contracts, contacts, traits of the list, and everything written
as a text. The order of the letters follows from the answers themselves, which nobody outside has: the same answers
give the same letters, and a list of codes does not tell them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.model import Contact, Contract, Office
from jukiself.survey.across import Across
from jukiself.survey.choice import shared_of
from jukiself.survey.record import packed
from jukiself.survey.traits import band_of, band_words, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jukiself.survey.reply import Reply

#: Fewer offices than this are known to each other.
_FEWEST = 3
_SHARED = {
    "yes": "共同運用に任せている団体",
    "no": "共同運用に任せていない団体",
    "unknown": "共同運用かどうか分からない団体",
}


def veiled(across: Across) -> Across:
    """The same replies under letters, in the order of the letters."""
    salt = hashlib.sha256("".join(f"{one.code}{packed(one.record)}" for one in across.replies).encode()).hexdigest()
    order = sorted(across.replies, key=lambda one: hashlib.sha256(f"{salt}{one.code}".encode()).hexdigest())
    wide = len(letters(len(order) - 1)) if order else 1
    return Across(across.checklist, tuple(_veiled(one, letters(place, wide), place) for place, one in enumerate(order)))


def letters(place: int, wide: int = 1) -> str:
    """A, B … Z, AA, AB …; at least so many letters, so that they stand in their order."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found.rjust(wide)


def _veiled(reply: Reply, name: str, place: int) -> Reply:
    listed = replace(
        reply.listed,
        office=Office(f"{place:06d}", f"団体{name.strip()}"),
        contact=Contact(),
        served_by="",
        traits=MappingProxyType({}),
    )
    contracts = tuple(Contract(one.id, f"契約{number}") for number, one in enumerate(reply.record.contracts, 1))
    record = replace(reply.record, contracts=contracts, texts=MappingProxyType({}))
    by = Office("", "ほかの団体") if reply.by else None
    return replace(reply, listed=listed, record=record, by=by, inspection=0)


def telling(across: Across) -> tuple[str, ...]:
    """Where a trait, or two together, fit one office only, so that it is known whatever it is called."""
    ways: tuple[tuple[str, Callable[[Reply], str]], ...] = (
        ("種類", lambda one: kind_of(one.listed)),
        ("人口", lambda one: f"人口{band_words(band)}" if (band := band_of(one.listed)) else ""),
        ("共同運用", lambda one: _SHARED[shared_of(one, across)]),
    )
    return tuple(_warnings(across, ways))


def _warnings(across: Across, ways: tuple[tuple[str, Callable[[Reply], str]], ...]) -> Iterator[str]:
    if 0 < len(across.replies) < _FEWEST:
        yield f"団体が{len(across.replies)}つだけなので、名前を伏せても、どこのことか分かります。"
    single: set[str] = set()
    alone: list[str] = []
    for _, trait in ways:
        alone += _alone(across, (trait,), single)
    for number, (_, first) in enumerate(ways):
        for _, second in ways[number + 1 :]:
            alone += _alone(across, (first, second), single)
    if alone:
        yield f"1団体だけに当てはまるので、名前を伏せても分かります：{'、'.join(alone)}。この団体のページを除くか、種類や人口の欄を消してから配ってください。"
    few = [one for one in across.spreads.values() if len(one.found) == 1]
    if few:
        yield (
            f"1団体だけに出た所見が{len(few)}種あります。事情を知る人には、どこのことか分かるかもしれません："
            f"{'、'.join(one.rule.title for one in few[:5])}{' ほか' if len(few) > 5 else ''}。"  # noqa: PLR2004 five are enough to look for
        )


def _alone(across: Across, traits: tuple[Callable[[Reply], str], ...], single: set[str]) -> list[str]:
    """Combinations that fit one office; what one trait tells already is not told again by two."""
    found: dict[tuple[str, ...], list[str]] = {}
    for one in across.replies:
        said = tuple(trait(one) for trait in traits)
        if all(said):
            found.setdefault(said, []).append(one.code)
    alone = {said: codes[0] for said, codes in found.items() if len(codes) == 1 and codes[0] not in single}
    counted = Counter(alone.values())
    single.update(counted)
    return ["・".join(said) for said in sorted(alone)]
