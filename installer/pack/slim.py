"""Linux: wheels are built with the names of their inner parts, which only a debugger reads; a tenth of some of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from installer.pack import take

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def strip(libraries: Iterable[Path], root: Path, tools: Path) -> None:
    """Take those names away with Debian's own strip, unpacked into ``tools``; it runs on the libraries of ``root``.

    What auditwheel has put beside a wheel (``NAME.libs``) was rewritten once already, and strip would break it.
    """
    for package in take.debian("debian-tools"):
        take.run("dpkg-deb", "-x", package, tools)
    inner = [
        f"{one}/{where}" for one in (tools, root) for where in ("usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu")
    ]
    os.environ["LD_LIBRARY_PATH"] = ":".join(inner)
    try:
        for path in libraries:
            if not path.parent.name.endswith(".libs"):
                take.run(tools / "usr/bin/x86_64-linux-gnu-strip", "--strip-unneeded", path)
    finally:
        del os.environ["LD_LIBRARY_PATH"]
