"""A person at work in the window, in processes of their own: answers, freezes, memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.starts import ROOT
from tests.bench.table import WALL, Fact, Row, ms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.table import Line

COMPILER = shutil.which("cc")
_LONGEST = 1200


def told(module: str, *given: str, slow: Path | None = None) -> Any:
    """What a process of its own prints as JSON in its last line."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **({"LD_PRELOAD": str(slow)} if slow else {})}
    command = [sys.executable, "-m", module, *given]
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=_LONGEST
    )
    if done.returncode:
        raise RuntimeError(f"{module}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def slow_disk(folder: Path) -> Path | None:
    """The library that makes every flush 10 ms slower; None where there is no C compiler, or no preloading."""
    if COMPILER is None or not sys.platform.startswith("linux"):
        return None
    library = folder / "slow_sync.so"
    source = ROOT / "tests" / "bench" / "slow_sync.c"
    subprocess.run([COMPILER, "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    return library


def at_work() -> Iterator[Line]:
    """The rows."""
    with tempfile.TemporaryDirectory(prefix="jukiself-bench-") as name:
        usual, library = told("tests.bench.session"), slow_disk(Path(name))
        slow = told("tests.bench.session", "commits", slow=library) if library else None
    for said, found in (("", usual), (", a disk 10 ms slower at every flush", slow)):
        if found:
            yield Row(
                f"an answer: key pressed → saved and shown{said}", f"a bare durable SQLite commit{said}",
                found["answer"] / found["bare"], f"{WALL}, 95th of a hundred", ms(found["answer"], found["bare"]),
            )  # fmt: skip
    freezes: dict[str, float] = usual["freezes"]
    worst = sorted(freezes, key=lambda one: -freezes[one])[:4]
    yield Fact(
        "the longest freezes of a scripted session, every page, case, year and paper",
        ", ".join(f"{one} {freezes[one] * 1000:.0f} ms" for one in worst),
    )
    yield Fact(
        "memory of the window after that session and the four cases one after another, each with every page shown",
        _memory(usual["memory"]),
    )


def _memory(found: dict[str, int]) -> str:
    return f"PSS {found['pss']} MB, at the most RSS {found['most']} MB"
