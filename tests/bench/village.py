"""The rows of a village's book over twenty years (`tests.bench.years`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bench.at_work import told
from tests.bench.table import BYTES, CPU, Fact, Row, ms
from tests.bench.years import YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.table import Line

_MOST = 4


def village() -> Iterator[Line]:
    """How it grows, what grows, and what opening it costs then."""
    found = told("tests.bench.years", str(YEARS))
    sizes: list[int] = found["sizes"]
    half = (YEARS - 1) // 2
    early, late = sizes[half] - sizes[0], sizes[2 * half] - sizes[half]
    yield Row(
        f"the book after {YEARS} years: all answered, each answer touched three times, an import, 講評",
        "the bytes of the answers themselves", sizes[-1] / found["said"], BYTES,
        f"{sizes[-1] / 1e6:.1f} : {found['said'] / 1e6:.1f} MB; {(sizes[-1] - sizes[0]) / (YEARS - 1) / 1e3:.0f} KB a year",
    )  # fmt: skip
    yield Row(
        f"what years {half + 2}–{2 * half + 1} add", f"what years 2–{half + 1} add", late / early, BYTES,
        f"{late / 1e3:.0f} : {early / 1e3:.0f} KB",
    )  # fmt: skip
    tables: dict[str, int] = found["tables"]
    most = [f"{name} {size / sum(tables.values()) * 100:.0f} %" for name, size in list(tables.items())[:_MOST]]
    yield Fact("what it is made of, by table", ", ".join(most))
    yield Fact("a copy of it, of which ten are kept beside it", f"{found['copy'] / 1e6:.1f} MB")
    first, last = found["openings"]["1"], found["openings"][str(YEARS)]
    yield Row(
        f"the book opened and judged after {YEARS} years", "after 1 year", last / first,
        f"{CPU}, quickest of 9", ms(last, first),
    )  # fmt: skip
