"""Our own wheel, for pipx and for the packs: the one that hatchling builds, with the manual's pictures and the fonts.

Neither is committed, and a program installed from a wheel has nobody else to bring them.
"""

from __future__ import annotations

import base64
import hashlib
import sys
import zipfile
from typing import TYPE_CHECKING

from installer.pack import archive, take

if TYPE_CHECKING:
    from pathlib import Path

_FONTS = "jukiself/data/resources/fonts"
#: The fixed pitch face is for the tests of the fonts; nothing in the program asks for it.
_FOR_TESTS = "BIZUDGothic-"


def wheel() -> Path:
    """Build it into dist/."""
    take.DIST.mkdir(exist_ok=True)
    # In a process of its own: it stops the clock and has nobody's home.
    take.run(sys.executable, "-m", "installer.pack.pictures")
    take.run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", take.DIST)
    made = take.DIST / f"jukiself-{take.version()}-py3-none-any.whl"
    add_fonts(made, take.ROOT / "resources" / "fonts")
    return made


def add_fonts(made: Path, fonts: Path) -> None:
    """Put the fonts and their licences into a wheel, and into its list of files."""
    with zipfile.ZipFile(made) as packed:
        held = [(info, packed.read(info)) for info in packed.infolist()]
    new = {
        f"{_FONTS}/{name}": path.read_bytes()
        for name, path in archive.files(fonts)
        if path.suffix in {".ttf", ".txt"} and not name.startswith(_FOR_TESTS)
    }
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for info, data in held:
            if not info.filename.endswith(".dist-info/RECORD"):
                packed.writestr(info, data)
        for name, data in new.items():
            packed.writestr(_stamped(name), data)
        ((record, listed),) = ((info, data) for info, data in held if info.filename.endswith(".dist-info/RECORD"))
        lines = "".join(f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in new.items())
        packed.writestr(record, lines.encode() + listed)


def _stamped(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, archive.MOMENT)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return info


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
