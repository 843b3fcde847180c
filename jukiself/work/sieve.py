"""The way through the questions: all that are asked, or those a sieve lets through."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.answers.situation import State
from jukiself.work.review import changed_since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jukiself.answers.model import Key
    from jukiself.work.inspect import Sitting


class Sieve(StrEnum):
    """しぼり込み: what may be looked at alone."""

    UNANSWERED = "unanswered"
    UNKNOWN = "unknown"
    GUESS = "guess"
    REASON = "reason"
    CHANGED = "changed"
    CARRIED = "carried"
    QUERY = "query"


SIEVE_LABELS = {
    Sieve.UNANSWERED: "未回答",
    Sieve.UNKNOWN: "わからない",
    Sieve.GUESS: "たぶん",
    Sieve.REASON: "理由がまだ",
    Sieve.CHANGED: "変更あり",
    Sieve.CARRIED: "前年のまま",
    Sieve.QUERY: "問い合わせ中",
}


def passing(sitting: Sitting, sieve: Sieve) -> list[Key]:
    """What a sieve lets through as it stands, in the order of the form."""
    situation, queries = sitting.situation, sitting.inspection.queries
    if sieve is Sieve.CHANGED:
        # In this sitting, or since somebody confirmed it.
        since = changed_since(sitting)
        return [key for key in situation.keys if sitting.changed(key) or key in since]
    tests: dict[Sieve, Callable[[Key], bool]] = {
        Sieve.UNANSWERED: lambda key: situation.state(key) is State.UNANSWERED,
        Sieve.UNKNOWN: lambda key: situation.state(key) is State.UNKNOWN,
        Sieve.GUESS: situation.guessed,
        Sieve.REASON: situation.lacks_reason,
        Sieve.CARRIED: situation.carried,
        Sieve.QUERY: lambda key: key in queries,
    }
    return [key for key in situation.keys if tests[sieve](key)]


class Trail:
    """The keys one goes along. What passed when the sieve was put on stays, so that nothing vanishes under the hand."""

    def __init__(self) -> None:
        self.sieve: Sieve | None = None
        self._stays: frozenset[Key] = frozenset()

    def put_on(self, sitting: Sitting, sieve: Sieve | None) -> None:
        """Look at what passes a sieve only; without one, at everything."""
        self.sieve = sieve
        self._stays = frozenset(passing(sitting, sieve)) if sieve else frozenset()

    def keys(self, sitting: Sitting) -> tuple[Key, ...]:
        """In the order of the form."""
        if self.sieve is None:
            return sitting.situation.keys
        found = self._stays.union(passing(sitting, self.sieve))
        return tuple(key for key in sitting.situation.keys if key in found)

    def left(self, sitting: Sitting) -> int:
        """How many still pass; of everything, how many are 未回答."""
        return len(passing(sitting, self.sieve or Sieve.UNANSWERED))

    def neighbour(self, sitting: Sitting, key: Key, way: int) -> Key | None:
        """The key before (-1) or after (1), also from a key that lies beside the way; None at the ends."""
        order = {one: place for place, one in enumerate(sitting.situation.keys)}
        here = order.get(key, -1)
        keys = self.keys(sitting)
        beyond = [one for one in keys if (order[one] - here) * way > 0]
        return (beyond[0] if way > 0 else beyond[-1]) if beyond else None

    def next_open(self, sitting: Sitting, after: Key | None, within: Iterable[Key] | None = None) -> Key | None:
        """The next key (of some) that still passes (without a sieve: 未回答), going round; None where there is none."""
        keys = list(sitting.situation.keys if within is None else within)
        start = keys.index(after) + 1 if after in keys else 0
        still = set(passing(sitting, self.sieve or Sieve.UNANSWERED)) - {after}
        return next((key for key in keys[start:] + keys[:start] if key in still), None)


def counts(sitting: Sitting) -> dict[Sieve, int]:
    """How many pass each sieve now."""
    return {one: len(passing(sitting, one)) for one in Sieve}
