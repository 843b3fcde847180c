"""Where the questions of an edition come from; whatever is not named is the same as before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Descent:
    """Where a question of this edition comes from: ids it had (none where only choices changed), choices renamed.

    ``meaning_changed``: an old answer is worth a look and no answer any more.
    """

    id: str
    was: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    meaning_changed: bool = False


@dataclass(frozen=True, slots=True)
class Lineage:
    """All an edition says about earlier ones; ``gone`` are ids asked no more, with the reason."""

    descents: tuple[Descent, ...] = ()
    gone: Mapping[str, str] = field(default_factory=dict)

    def of(self, old: str) -> Descent:
        """What became of a question by the id it had; the same where nothing is said."""
        named = next((one for one in self.descents if old in one.was), None)
        return named or next((one for one in self.descents if one.id == old), None) or Descent(old)
