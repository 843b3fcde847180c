"""``make mutants``: would anything notice a slip in a rule, or in the code that judges? Survivors need a reason.

``docs/mutants.md`` lists the survivors that are allowed, each with its reason; any other ends the run with 1.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter

from tests.mutants import rules
from tests.mutants.slips import ROOT

EXPLAINED = ROOT / "docs" / "mutants.md"
_LINE = re.compile(r"^- `([^`]+)` — (.+)$", re.MULTILINE)


def explained() -> dict[str, str]:
    """The reasons given, by mutant."""
    return dict(_LINE.findall(EXPLAINED.read_text(encoding="utf-8")))


def main() -> int:
    """Everything asked for; the exit code says whether an unexplained mutant survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", action="store_true", help="only the rules")
    parser.add_argument("--count", type=int, default=500, help="how many mutants of the code")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--fresh", action="store_true", help="forget what earlier runs kept in out/")
    parser.add_argument("--only", default="", help="only mutants whose name contains this")
    asked = parser.parse_args()
    survivors = _rules(asked.only)
    if not asked.rules:
        survivors |= _code(asked)
    return _said(survivors, explained(), whole=not asked.rules and not asked.only)


def _rules(only: str) -> set[str]:
    found = [one for one in rules.run() if only in one.name]
    for kind, counts in rules.table(found).items():
        print(f"{kind}: {counts.total()} mutants,", ", ".join(f"{name} {n}" for name, n in counts.most_common()))
    return {one.name for one in found if not one.by}


def _code(asked: argparse.Namespace) -> set[str]:
    from tests.mutants import code  # pytest comes with it

    found = code.run(asked.count, asked.processes, fresh=asked.fresh, only=asked.only)
    rooms = Counter((name.split("/")[0], said.startswith("killed")) for name, said in found.items())
    for room in sorted({room for room, _ in rooms}):
        killed, left = rooms[room, True], rooms[room, False]
        print(f"{room}: {killed + left} mutants, {killed} killed")
    killed = sum(one.startswith("killed") for one in found.values())
    print(f"code: {len(found)} mutants, {killed} killed ({killed / max(len(found), 1):.1%})")
    return {name for name, said in found.items() if not said.startswith("killed")}


def _said(survivors: set[str], reasons: dict[str, str], *, whole: bool) -> int:
    unknown = sorted(survivors - set(reasons))
    for one in unknown:
        print("survived without a reason:", one)
    for one in sorted(set(reasons) - survivors) if whole else ():
        print("explained, but no longer a survivor:", one)
    print(f"survivors: {len(survivors)}, of them without a reason: {len(unknown)}")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
