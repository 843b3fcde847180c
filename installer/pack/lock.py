"""Which packages of ``requirements.lock`` the shipped program needs, and the lock of just these."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

#: What a marker sees on each system we ship for; the Python is the one that is shipped.
SYSTEMS: Mapping[str, Mapping[str, str]] = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
PYTHON = {"python_version": "3.11", "python_full_version": "3.11.9"}


def _installed(name: str) -> Iterable[str]:
    try:
        return requires(name) or ()
    except PackageNotFoundError:
        # Needed on the other system only; the lock knows it, and nothing of that kind has needs of its own.
        return ()


def closure(roots: Iterable[str], system: str, needs: Callable[[str], Iterable[str]] = _installed) -> set[str]:
    """The names of everything that the roots need on a system, extras included."""
    found: set[str] = set()
    for text in roots:
        root = Requirement(text)
        name = canonicalize_name(root.name)
        found.add(name)
        for inner in map(Requirement, needs(name)):
            extras = ["", *root.extras]
            wanted = inner.marker is None or any(
                inner.marker.evaluate({**SYSTEMS[system], **PYTHON, "extra": extra}) for extra in extras
            )
            if wanted and canonicalize_name(inner.name) not in found:
                found |= closure([f"{inner.name}[{','.join(inner.extras)}]"], system, needs)
    return found


def blocks(lock: str) -> dict[str, str]:
    """Each package's lines of a lock, by name."""
    found: dict[str, str] = {}
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock):
        name = re.match(r"([A-Za-z0-9._-]+)==", block)
        if name:
            found[canonicalize_name(name[1])] = block.rstrip()
    return found


def only(lock: str, names: Iterable[str]) -> str:
    """The lock of these packages alone; markers are dropped, because `closure` has judged them for the system."""
    known = blocks(lock)
    missing = sorted(set(names) - set(known))
    if missing:
        raise KeyError(f"not in requirements.lock: {missing}")
    return "".join(re.sub(r" ; [^\\\n]*\\\n", " \\\\\n", known[name] + "\n") for name in sorted(names))


def versions(lock: str) -> dict[str, str]:
    """The pinned version of each package of a lock."""
    return {name: re.sub(r".*?==([^ ;\\\n]+).*", r"\1", block, flags=re.DOTALL) for name, block in blocks(lock).items()}
