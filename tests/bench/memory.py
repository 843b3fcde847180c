"""What the system says this process holds, in megabytes (Linux).

Not ``ru_maxrss``: a process inherits that from the one that started it, however large.
"""

from __future__ import annotations

from pathlib import Path


def most() -> int:
    """At the most so far."""
    return _read("status", "VmHWM")


def shared() -> int:
    """Now, what others have too counted by its share."""
    return _read("smaps_rollup", "Pss")


def _read(file: str, line: str) -> int:
    said = Path("/proc/self", file).read_text(encoding="ascii")
    return int(said.split(f"\n{line}:")[1].split()[0]) // 1024
