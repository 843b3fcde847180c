"""Starts as whole processes, each the same way (`tests/bench/start/first_paint.py`): an empty window, ours, others."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.rivals import environment, repository
from tests.bench.table import CPU, Fact, Row, ms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.table import Line

ROOT = Path(__file__).resolve().parents[2]
OTHERS = ROOT / "out" / "bench" / "others"
#: A start is short, and what disturbs it only adds to it.
MORE = 4
_RESTS, _LONGEST = 3, 120
_BARE = "a bare PySide6 window"
_NAMES = {"retext": "ReText 8.1 (PyQt6)", "git-cola": "git-cola 4.19 (PySide6)", "bare-pyqt": "a bare PyQt6 window"}


@dataclass(frozen=True, slots=True)
class Start:
    """What one start took: seconds of processor time, and kilobytes at the most, fairly shared, of its own."""

    seconds: float
    most: int
    shared: int
    own: int


def start(name: str, stage: str, folder: Path, python: Path | str = sys.executable) -> Start:
    """One whole process, with byte code kept as on a desk."""
    out = folder / "out.txt"
    out.unlink(missing_ok=True)
    surroundings = {
        **{key: one for key, one in os.environ.items() if not key.startswith(("GIT_", "PYTHONDONTWRITE"))},
        "QT_QPA_PLATFORM": "offscreen",
        "QT_API": "pyside6",
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tests" / "bench" / "start"), str(ROOT))),
        **dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), str(folder)),
    }
    command = [python, "-c", "import first_paint", name, stage, out]
    place = folder / "repository"
    done = subprocess.run(command, check=False, cwd=place, env=surroundings, capture_output=True, timeout=_LONGEST)
    if not out.exists():
        raise RuntimeError(f"{name} {stage}: {done.stderr.decode(errors='replace')[-2000:]}")
    seconds, *sizes = out.read_text().split()
    return Start(float(seconds), *map(int, sizes))


def starts(runs: int) -> Iterator[Line]:
    """The rows: until painted, until usable, and what each holds when it rests."""
    others = environment(OTHERS)
    with tempfile.TemporaryDirectory(prefix="jukiself-bench-") as name:
        folder = Path(name)
        if others:
            repository(folder / "repository")
        else:
            (folder / "repository").mkdir()
        plan = [
            (one, stage, MORE * runs)
            for one, stage in (("bare", "paint"), ("jukiself", "paint"), ("jukiself", "press"))
        ]
        plan += [("jukiself", "page", runs), ("jukiself", "rest", _RESTS), ("bare", "rest", _RESTS)]
        if others:
            plan += [(one, "paint", runs) for one in _NAMES]
            plan += [(one, "rest", _RESTS) for one in ("retext", "git-cola")]
        found: dict[tuple[str, str], list[Start]] = defaultdict(list)
        for number in range(-1, MORE * runs):
            for one, stage, times in plan:
                # The first of all writes the byte code.
                if number < min(times, MORE * runs) and not (number < 0 and stage == "rest"):
                    made = start(one, stage, folder, others if one in _NAMES and others else sys.executable)
                    if number >= 0:
                        found[one, stage].append(made)
        yield from _rows(found)
        if not others:
            yield Fact("ReText and git-cola", "not measured: they could not be installed here")


def _rows(found: dict[tuple[str, str], list[Start]]) -> Iterator[Line]:
    least = {place: min(one.seconds for one in some) for place, some in found.items()}
    bare = least["bare", "paint"]

    def row(what: str, name: str, stage: str, mark: float | None = None) -> Row:
        how = f"{CPU} from exec, quickest of {len(found[name, stage])}"
        return Row(what, _BARE, least[name, stage] / bare, how, ms(least[name, stage], bare), mark)

    yield row("jukiself, first paint", "jukiself", "paint", 1.3)
    yield row("jukiself, usable: a press right after it is acknowledged", "jukiself", "press", 2)
    yield row("jukiself, that press granted: form, book and doors loaded, its page shown", "jukiself", "page")
    for name, said in _NAMES.items():
        if (name, "paint") in found:
            yield row(f"{said}, first paint", name, "paint")
    yield from _memory(found)


def _memory(found: dict[tuple[str, str], list[Start]]) -> Iterator[Line]:
    bare = min(one.shared for one in found["bare", "rest"])
    for (name, stage), some in found.items():
        if stage == "rest" and name != "bare":
            best = min(some, key=lambda one: one.shared)
            here = f"PSS {best.shared / 1024:.0f} : {bare / 1024:.0f} MB; USS {best.own / 1024:.0f}, at the most RSS {best.most / 1024:.0f}"
            yield Row(
                f"{_NAMES.get(name, name)}, memory at rest", _BARE, best.shared / bare,
                f"PSS after 2 s of rest, with what it started, least of {len(some)}", here,
            )  # fmt: skip
