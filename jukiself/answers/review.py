"""確認: what a second person looks at first, because nobody saw it or because it changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.answers.situation import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation

DRAWN = 5


class Why(StrEnum):
    """Why an answer is to be looked at, the first that holds."""

    QUERY = "query"
    CHANGED = "changed"
    NOT_APPLICABLE = "not_applicable"
    GUESS = "guess"
    DRAWN = "drawn"


WHY_LABELS = {
    Why.QUERY: "問い合わせ中",
    Why.CHANGED: "確認のあとに変わった",
    Why.NOT_APPLICABLE: "該当なし",
    Why.GUESS: "たぶん",
    Why.DRAWN: "くじで選んだ",
}


@dataclass(frozen=True, slots=True)
class ToSee:
    """One answer for the second pair of eyes; ``seen`` once it is confirmed."""

    key: Key
    why: Why
    seen: bool


def to_see(situation: Situation, changed: Iterable[Key] = ()) -> tuple[ToSee, ...]:
    """What is to be looked at, in the order of `Why`, then of the form.

    ``changed`` are the answers that changed after somebody had confirmed them. The drawn ones are the same for the same
    office, year and submission, whoever looks: nobody can draw again until an easy one comes, and asking about one
    brings no other in its place.
    """
    inspection = situation.inspection
    changed = set(changed)
    found: dict[Why, list[Key]] = {why: [] for why in Why}
    plain = [key for key in situation.keys if situation.state(key) is State.ANSWERED and not situation.guessed(key)]
    salt = f"{inspection.office.code} {inspection.year} {inspection.submission}"
    drawn = set(sorted(plain, key=lambda key: hashlib.sha256(f"{salt} {key}".encode()).digest())[:DRAWN])
    for key in situation.keys:
        if key in inspection.queries:
            found[Why.QUERY].append(key)
        elif key in changed:
            found[Why.CHANGED].append(key)
        elif situation.state(key) is State.NOT_APPLICABLE:
            found[Why.NOT_APPLICABLE].append(key)
        elif situation.guessed(key):
            found[Why.GUESS].append(key)
        elif key in drawn:
            found[Why.DRAWN].append(key)
    return tuple(
        ToSee(key, why, why is not Why.QUERY and bool(inspection.answer(key).confirmed_by))
        for why, keys in found.items()
        for key in keys
    )
