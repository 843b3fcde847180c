"""What a bundle weighs, part by part, against Python and Qt alone: ``python -m installer.pack.weigh linux|windows``.

Two measures, because "a bare PySide6-Essentials bundle" can mean both: with everything the wheels bring, as a packer
makes it that takes them whole; and trimmed as ours is, which is the least that opens a window.
"""

from __future__ import annotations

import sys
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

from installer.pack import archive, take

if TYPE_CHECKING:
    from pathlib import Path

_QT = ("PySide6", "shiboken6")
PLACES = {"windows": "app", "linux": "python/lib/python3/dist-packages"}
_MOST = 30


def parts(folder: Path, packages: str) -> Counter[str]:
    """Bytes by package; what is no package of Python's is the runtime or the papers."""
    found: Counter[str] = Counter()
    for name, path in archive.files(folder):
        if path.is_symlink():
            continue
        inner = name.removeprefix(f"{packages}/")
        top = inner.split("/")[0]
        if inner == name:
            top = "(Python)" if "/" in name and not name.startswith(("licenses", "share")) else "(papers)"
        elif inner.startswith("jukiself/data/resources/fonts"):
            top = "jukiself: fonts"
        # A wheel's own libraries and metadata belong to it.
        found[top.split("-")[0].removesuffix(".libs")] += path.stat().st_size
    return found


def whole_wheels(system: str) -> int:
    """Bytes of Qt's wheels as they come."""
    total = 0
    for wheel in take.wheels(system):
        if wheel.name.startswith(("pyside6", "shiboken6")):
            with zipfile.ZipFile(wheel) as packed:
                total += sum(info.file_size for info in packed.infolist())
    return total


def report(system: str) -> str:
    """The table as text."""
    folder = next(one for one in sorted(take.BUILD.glob(f"jukiself-*-{system}-x64")) if one.is_dir())
    weighed = parts(folder, PLACES[system])
    whole, python = weighed.total(), weighed["(Python)"]
    trimmed = python + sum(weighed[name] for name in _QT)
    untrimmed = python + whole_wheels(system)
    lines = [f"{size / 1e6:7.1f} MB  {name}" for name, size in weighed.most_common(_MOST)]
    lines += [
        f"{whole / 1e6:7.1f} MB  all",
        f"{untrimmed / 1e6:7.1f} MB  Python and Qt's wheels whole: {whole / untrimmed:.2f} times that",
        f"{trimmed / 1e6:7.1f} MB  Python and Qt trimmed as here: {whole / trimmed:.2f} times that",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(sys.argv[1]))
