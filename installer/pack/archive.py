"""Unpacking and packing so that the same input always gives the same bytes."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

from installer.pack.trim import ships

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

#: Every file bears this moment: 2026-01-01, which zip and tar can both say.
MOMENT = (2026, 1, 1, 0, 0, 0)
EPOCH = 1767225600


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def unpack_wheel(wheel: Path, target: Path, wanted: Callable[[str], bool] = ships) -> None:
    """Unpack what is wanted of a wheel; ``NAME.data/platlib`` goes where the rest goes, scripts nowhere."""
    with zipfile.ZipFile(wheel) as archive:
        for info in archive.infolist():
            name = info.filename
            if ".data/" in name.split("/")[0] + "/":
                kind, _, name = name.split("/", 1)[1].partition("/")
                if kind not in {"platlib", "purelib"}:
                    continue
            if not name or not wanted(name):
                continue
            place = target / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(archive.read(info))


def files(folder: Path) -> Iterable[tuple[str, Path]]:
    """Every file and link below a folder with its name, in one order on every machine."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return sorted((path.relative_to(folder).as_posix(), path) for path in found)


def write_zip(folder: Path, to: Path) -> None:
    """Zip a folder under its own name."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, path in files(folder):
            info = zipfile.ZipInfo(f"{folder.name}/{name}", MOMENT)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())


def write_tar(folder: Path, to: Path) -> None:
    """A tar.gz of a folder under its own name, owned by nobody, with the bit to run kept."""
    with (
        to.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for name, path in files(folder):
            info = tarfile.TarInfo(f"{folder.name}/{name}")
            info.mtime = EPOCH
            if path.is_symlink():
                info.type, info.linkname = tarfile.SYMTYPE, str(path.readlink())
                tar.addfile(info)
                continue
            content = path.read_bytes()
            info.size, info.mode = len(content), 0o755 if path.stat().st_mode & 0o100 else 0o644
            tar.addfile(info, io.BytesIO(content))


def hash_list(folder: Path) -> str:
    """Lines of "hash  name" as ``sha256sum -c`` reads them."""
    return "".join(f"{digest(path)}  {name}\n" for name, path in files(folder) if not path.is_symlink())


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for _, path in files(folder) if not path.is_symlink())
