"""500 seeded mutants of ``checklist``, ``answers``, ``findings`` and ``survey`` against the tests (``make mutants``)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from tests.mutants import slips
from tests.mutants.runner import OUT, Runner

if TYPE_CHECKING:
    from tests.mutants.slips import Slip

#: The rooms whose tests are asked; those of window and paper take longer and look at the same code from afar.
TESTS = (
    "checklist",
    "answers",
    "findings",
    "survey",
    "cases",
    "training",
    "work",
    "walls/test_words_of_files.py",
    "report/test_days.py",
    "report/test_shaped.py",
)
KEPT = OUT / "mutants.json"


def run(count: int, processes: int, *, fresh: bool = False, only: str = "") -> dict[str, str]:
    """Each mutant's id and what became of it. Kills of a module that has not changed since are kept."""
    OUT.mkdir(exist_ok=True)
    wanted = [one for one in slips.sample(count) if only in one.id]
    kept: dict[str, list[str]] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() and not fresh else {}
    digests = {one: hashlib.sha256((slips.ROOT / one).read_bytes()).hexdigest()[:12] for one in slips.files()}
    found = {}
    todo = []
    for one in wanted:
        digest, said = kept.get(one.id, ["", ""])
        if digest == digests[one.file] and said.startswith("killed"):
            found[one.id] = said
        else:
            todo.append(one)

    def tell(slip: Slip, said: str) -> None:
        found[slip.id] = said
        kept[slip.id] = [digests[slip.file], said]
        KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        print(f"{len(found)}/{len(wanted)}", slip.id, said, sep="\t", flush=True)

    if todo:
        folders = [str(slips.ROOT / "tests" / one) for one in TESTS if (slips.ROOT / "tests" / one).exists()]
        options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not real and not window", "--no-header"]
        pytest.main([*options, *folders], plugins=[Runner(todo, processes, tell)])
    return found
