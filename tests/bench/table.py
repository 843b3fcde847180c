"""The one table of the bench: what was measured, beside what it is held against in the same run."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

T = TypeVar("T")
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
_HEAD = ("| what | held against | ratio | mark | met | measured as | here |", "|---|---|---|---|---|---|---|")
CPU, WALL, BYTES = "processor time", "wall clock", "bytes"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; ``how`` says what was counted and how often, ``here`` the two sides of the ratio on this machine."""

    what: str
    against: str
    ratio: float
    how: str
    here: str
    mark: float | None = None

    @property
    def met(self) -> str:
        """Whether a ratio asked for was reached; empty where none was asked for."""
        if self.mark is None:
            return ""
        return "met" if round(self.ratio, 2) <= self.mark else "**not met**"

    def __str__(self) -> str:
        mark = "" if self.mark is None else f"≤ {self.mark:g}"
        ratio = f"{self.ratio:.2f}" if self.ratio < 10 else f"{self.ratio:.0f}"
        return f"| {self.what} | {self.against} | {ratio} | {mark} | {self.met} | {self.how} | {self.here} |"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is no ratio, in the same table."""

    what: str
    said: str

    def __str__(self) -> str:
        return f"| {self.what} | | | | | | {self.said} |"


Line = Row | Fact


def table(parts: Iterable[tuple[str, Iterable[Line]]]) -> str:
    """The whole, part by part."""
    lines = list(_HEAD)
    for title, found in parts:
        if title:
            lines.append(f"| **{title}** | | | | | | |")
        lines += map(str, found)
    return "\n".join(lines)


def put(path: Path, text: str, begin: str = BEGIN, end: str = END) -> None:
    """Between the marks of a document; what stands around them is kept by hand."""
    said = path.read_text(encoding="utf-8")
    head, _, rest = said.partition(begin)
    _, found, tail = rest.partition(end)
    if not found:
        raise ValueError(f"{path} has no {begin} … {end}")
    path.write_text(f"{head}{begin}\n{text}\n{end}{tail}", encoding="utf-8")


def quickest(runs: int, *works: Callable[[], object]) -> list[float]:
    """Seconds of processor time of the quickest run of each, taken in turn after one that does not count.

    In turn, so that a slow moment of the machine meets all; the quickest, because others can only add to it.
    """
    found: list[list[float]] = [[] for _ in works]
    for number in range(-1, runs):
        for work, times in zip(works, found, strict=True):
            begun = time.process_time()
            work()
            if number >= 0:
                times.append(time.process_time() - begun)
    return [min(one) for one in found]


def ms(*seconds: float) -> str:
    """Both sides of a ratio."""
    return " : ".join(f"{one * 1000:.0f}" if one >= 0.01 else f"{one * 1000:.2f}" for one in seconds) + " ms"


def late(times: list[float]) -> float:
    """The 95th of a hundred."""
    return statistics.quantiles(times, n=20)[-1]
