"""What a file changed besides answers (contact, free text, names of networks, contracts), as the import log keeps it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Self

from jukiself.answers.model import Contact, Contract

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from jukiself.answers.model import Inspection

_CONTACT = tuple(one.name for one in fields(Contact))
_NAMES = {"free_text": "自由記入欄", "network_set": "ネットワークの呼び方"}
_OTHERS = tuple(_NAMES)


@dataclass(frozen=True, slots=True)
class Besides:
    """Pairs of what stood there and what came; a contract that was not listed is None."""

    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    contracts: Mapping[str, tuple[Contract | None, Contract | None]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.texts or self.contracts)

    @classmethod
    def between(cls, before: Inspection, after: Inspection) -> Self:
        """What is not the same."""
        old, new = _texts(before), _texts(after)
        had, has = _listed(before), _listed(after)
        return cls(
            {name: (old[name], new[name]) for name in old if old[name] != new[name]},
            {one: (had.get(one), has.get(one)) for one in {**had, **has} if had.get(one) != has.get(one)},
        )

    def back(self) -> Besides:
        """The change that undoes this one."""
        return Besides(
            {name: (new, old) for name, (old, new) in self.texts.items()},
            {one: (new, old) for one, (old, new) in self.contracts.items()},
        )

    def without_listing(self, ids: Collection[str]) -> Besides:
        """The same, but these contracts stay listed."""
        kept = {one: pair for one, pair in self.contracts.items() if pair[1] is not None or one not in ids}
        return replace(self, contracts=kept)

    def applied(self, inspection: Inspection) -> Inspection:
        """The inspection with the change made, wherever what stood there before still stands."""
        now, listed = _texts(inspection), _listed(inspection)
        texts = {name: new for name, (old, new) in self.texts.items() if now[name] == old}
        for one, (old, new) in self.contracts.items():
            if listed.get(one) == old:
                listed[one] = new
        contact = replace(inspection.contact, **{name: text for name, text in texts.items() if name in _CONTACT})
        others = {name: text for name, text in texts.items() if name in _OTHERS}
        contracts = tuple(one for one in listed.values() if one is not None)
        return replace(inspection, contact=contact, contracts=contracts, **others)  # type: ignore[arg-type]

    @property
    def words(self) -> str:
        """What it is about, for a person."""
        return "、".join(dict.fromkeys([*(_NAMES.get(one, "記入担当") for one in self.texts), *self._contract_words]))

    @property
    def _contract_words(self) -> tuple[str, ...]:
        return (f"契約 {len(self.contracts)}",) if self.contracts else ()

    @property
    def text(self) -> str:
        """As the log keeps it; empty where nothing changed."""
        if not self:
            return ""
        pairs = {one: [asdict(each) if each else None for each in pair] for one, pair in self.contracts.items()}
        return json.dumps({"texts": self.texts, "contracts": pairs}, ensure_ascii=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `text` wrote."""
        kept: dict[str, Any] = json.loads(text) if text else {}
        return cls(
            {name: (old, new) for name, (old, new) in kept.get("texts", {}).items()},
            {one: (_contract(old), _contract(new)) for one, (old, new) in kept.get("contracts", {}).items()},
        )


NOTHING = Besides()


def _texts(inspection: Inspection) -> dict[str, str]:
    return asdict(inspection.contact) | {name: str(getattr(inspection, name)) for name in _OTHERS}


def _listed(inspection: Inspection) -> dict[str, Contract | None]:
    return {one.id: one for one in inspection.contracts}


def _contract(kept: dict[str, str] | None) -> Contract | None:
    return Contract(**kept) if kept else None
