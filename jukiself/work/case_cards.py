"""The published cases as the first page shows them, read without a TOML reader: that would cost a twentieth of the start."""

from __future__ import annotations

from ast import literal_eval
from typing import TYPE_CHECKING, NamedTuple

from jukiself import places

if TYPE_CHECKING:
    from pathlib import Path


class CaseCard(NamedTuple):
    """One published case to try."""

    id: str
    title: str
    intro: str


def case_cards() -> list[CaseCard]:
    """All of them, in order."""
    return [_card(path) for path in sorted((places.resources() / "cases").glob("*/case.toml"))]


def _card(path: Path) -> CaseCard:
    # The head of the file: one plain text a line, written alike in TOML and in Python (tests/work/test_case_cards.py).
    head = path.read_text(encoding="utf-8").partition("\n[")[0]
    lines = dict(line.split(" = ", 1) for line in head.splitlines() if " = " in line)
    return CaseCard(*(literal_eval(lines[key]) for key in ("id", "name", "intro")))
