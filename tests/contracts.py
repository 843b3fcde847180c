"""A made-up village with three contracts, for tests of everything about contracts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.model import Answer, Basis, Contact, Contract, Inspection, Key, Office
from jukiself.answers.situation import Situation
from jukiself.checklist.provision import read_provisions
from jukiself.findings.examples import background, put

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist
    from jukiself.checklist.provision import Provision

OWN_NOTE = "よその契約の備考には𠮷田の名前がある"
CONTRACTS = (
    Contract(
        "c1", "住民記録システムの保守", "信州システム株式会社", "機器の修理、控えの媒体の保管", "2026年4月〜2027年3月"
    ),
    Contract("c2", "通知書の印刷", "山岳印刷", "印刷と封入", ""),
    Contract("c3", "回線の保守", "", "", ""),
)
ANSWERS = {
    "contract-list": "partial",
    "contract-secrecy@c2": "pledge",
    "contract-secrecy-after@c2": "none",
    "clause-return@c1": "none",
    "clause-people@c1": "names",
    "clause-place-kept@c1": "unknown",
    "clause-damages@c2": "person",
    "clause-sanction@c1": "considered",
    "clause-sanction@c3": "unknown",
    "clause-service@c2": "na",
    "contract-audit@c2": "never",
    "subcontract-exists@c1": "yes",
    "subcontract-exists@c2": "unknown",
    "subcontract-exists@c3": "no",
    "supervision-boundaries": "none",
}


def provisions(checklist: Checklist) -> tuple[Provision, ...]:
    return read_provisions(places.resources() / "clauses.toml", checklist)


def village(checklist: Checklist) -> Inspection:
    """Everything in place but what `ANSWERS` say; one guess, one question nobody has answered, one secret note."""
    whole = replace(
        background(checklist, 3, "today"),
        office=Office("203637", "原村"),
        contracts=CONTRACTS,
        contact=Contact("住民係", "髙橋", "0266-79-7927", "jumin@example.jp"),
    )
    answered = put(checklist, whole, ANSWERS)
    guess = Key("clause-rules", "c1")
    note = Key("clause-storage", "c2")
    return answered.with_answers([
        (guess, replace(answered.answer(guess), basis=Basis.GUESS)),
        (note, replace(answered.answer(note), note=OWN_NOTE, memo=OWN_NOTE, evidence=OWN_NOTE)),
        (Key("clause-pledge", "c3"), Answer()),
    ])  # fmt: skip


def situation(checklist: Checklist) -> Situation:
    return Situation(checklist, village(checklist))
