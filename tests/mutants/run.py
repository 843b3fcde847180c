"""``make mutants``: would anything notice a slip in a rule, or in the code that judges? Survivors need a reason.

``docs/mutants.md`` lists the survivors that are allowed, each with its reason; any other ends the run with 1.
"""

from __future__ import annotations

import re
import sys

from tests.mutants import rules
from tests.mutants.slips import ROOT

EXPLAINED = ROOT / "docs" / "mutants.md"
_LINE = re.compile(r"^- `([^`]+)` — (.+)$", re.MULTILINE)


def explained() -> dict[str, str]:
    """The reasons given, by mutant."""
    return dict(_LINE.findall(EXPLAINED.read_text(encoding="utf-8")))


def main() -> int:
    """Everything; the exit code says whether an unexplained mutant survived."""
    reasons = explained()
    found = rules.run()
    for kind, counts in rules.table(found).items():
        print(f"{kind}: {counts.total()} mutants,", ", ".join(f"{name} {n}" for name, n in counts.most_common()))
    return _said({one.name for one in found if not one.by}, reasons)


def _said(survivors: set[str], reasons: dict[str, str]) -> int:
    unknown = sorted(survivors - set(reasons))
    for one in unknown:
        print("survived without a reason:", one)
    for one in sorted(set(reasons) - survivors):
        print("explained, but no longer a survivor:", one)
    print(f"survivors: {len(survivors)}, of them without a reason: {len(unknown)}")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
