"""What both systems' folders have alike: our program, its packages and fonts, bytecode and papers."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from installer.pack import archive, papers, pictures, take
from installer.pack.trim import ships_source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def fresh(folder: Path) -> Path:
    """An empty folder, whatever lay there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def unpack(system: str, into: Path, own: Path) -> list[dict[str, str]]:
    """Our wheel and its packages into one folder; the parts for the list."""
    parts = []
    for wheel in take.wheels(system):
        archive.unpack_wheel(wheel, into)
        parts.append(papers.wheel_part(wheel, into, archive.digest(wheel)))
    archive.unpack_wheel(own, into)
    return parts


def compile_all(python: Path, folder: Path) -> None:
    """Bytecode that is never held against the clock of its source, the same on every machine."""
    options = ("-q", "-j", "1", "--invalidation-mode", "unchecked-hash", "-s", folder, "-p", folder.name)
    # -B: what the interpreter imports meanwhile must not be written with the moment of its source.
    take.run(python, "-I", "-B", "-m", "compileall", "-f", *options, folder)


def bytecode_alone(folder: Path) -> None:
    """Others' modules without their text, a tenth of the whole; Python still takes a text put beside one first."""
    for name, path in archive.files(folder):
        if path.suffix != ".py" or ships_source(name):
            continue
        (made,) = (path.parent / "__pycache__").glob(f"{path.stem}.cpython-*.pyc")
        made.rename(path.with_suffix(".pyc"))
        path.unlink()
    for cache in [*folder.rglob("__pycache__")]:
        if not any(cache.iterdir()):
            cache.rmdir()


def finish(folder: Path, parts: list[dict[str, str]], start: Iterable[str], where: str, extra: str = "") -> None:
    """The papers, the list of hashes last."""
    version = take.version()
    (folder / "sbom.json").write_text(papers.sbom("jukiself", version, parts), "utf-8")
    # Notepad knows UTF-8 by its mark.
    (folder / "お読みください.txt").write_text(papers.first_note(version, start, extra), "utf-8-sig")
    (folder / "ライセンス.txt").write_text(papers.licences(parts, where), "utf-8-sig")
    shutil.copy(take.ROOT / "LICENSE", folder / "LICENSE.txt")
    pictures.beside(folder)
    sums = archive.hash_list(folder)
    (folder / "SHA256SUMS.txt").write_text(sums, "utf-8")
    still(folder)


def still(folder: Path) -> None:
    """Every file bears the same moment: NSIS writes it into the setup, and from there onto the PC."""
    for _, path in archive.files(folder):
        os.utime(path, (archive.EPOCH, archive.EPOCH), follow_symlinks=False)


def announce(made: Path) -> None:
    """Write the hash beside a finished file and say so."""
    value = archive.digest(made)
    made.with_name(made.name + ".sha256").write_text(f"{value}  {made.name}\n", "utf-8")
    print(f"jukiself: {made.relative_to(take.ROOT)}  {made.stat().st_size / 1e6:.0f} MB  SHA-256 {value}")
