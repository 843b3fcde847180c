"""Taking what is shipped from the registries into build/, each with its pinned hash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from installer.pack import lock
from installer.pack.archive import EPOCH, digest

ROOT = Path(__file__).resolve().parents[2]
BUILD, DIST = ROOT / "build", ROOT / "dist"
LOCK = ROOT / "requirements.lock"
_TAGS = ("--python-version", "3.11", "--implementation", "cp")
PLATFORMS = {
    "windows": ("--platform", "win_amd64", *_TAGS),
    # pip takes only what it is told: each level down to the oldest that our wheels use.
    "linux": (
        *(
            word
            for level in ("2_34", "2_31", "2_28", "2_27", "2_26", "2_24", "2_17")
            for word in ("--platform", f"manylinux_{level}_x86_64")
        ),
        *("--platform", "manylinux2014_x86_64", *_TAGS),
    ),
}


def version() -> str:
    """The version that is built."""
    import jukiself  # noqa: PLC0415 - the package itself is not needed to take anything

    return jukiself.__version__


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a program; its failure is ours."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH), "PYTHONHASHSEED": "0"}
    subprocess.run(command, cwd=cwd, env=environment, check=True)


def pip(where: Path, *options: str, locked: Path) -> list[Path]:
    """What a lock names, downloaded into a folder of its own."""
    where.mkdir(parents=True, exist_ok=True)
    take = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download", "--no-deps")
    run(*take, "--require-hashes", "--dest", where, *options, "--requirement", locked)
    return sorted(path for path in where.iterdir() if path.suffix != ".lock")


def wheels(system: str) -> list[Path]:
    """The pinned wheels that the program needs on a system."""
    where = BUILD / f"wheels-{system}"
    where.mkdir(parents=True, exist_ok=True)
    whole = LOCK.read_text("utf-8")
    wanted = where / "wanted.lock"
    wanted.write_text(lock.only(whole, names(system)), "utf-8")
    taken = pip(where, "--only-binary=:all:", *PLATFORMS[system], locked=wanted)
    hashes = wanted.read_text("utf-8")
    # What an earlier lock left behind is no part of this bundle.
    return [path for path in taken if f"sha256:{digest(path)}" in hashes]


def names(system: str) -> set[str]:
    """The packages shipped for a system: what pyproject.toml names, the server's part included."""
    import tomllib  # noqa: PLC0415

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return lock.closure([*project["dependencies"], *project["optional-dependencies"]["server"]], system)


def debian(listed: str = "debian") -> list[Path]:
    """Debian's packages of a list in installer/linux; another edition than the pinned one is said aloud."""
    where = BUILD / listed
    where.mkdir(parents=True, exist_ok=True)
    pins = dict(_pins(ROOT / "installer" / "linux" / f"{listed}.sha256"))
    if sorted(pins) != sorted(path.name for path in where.glob("*.deb")):
        for old in where.glob("*.deb"):
            old.unlink()
        sandbox = ("-o", "APT::Sandbox::User=root") if os.geteuid() == 0 else ()
        run("apt-get", "download", "-qq", *sandbox, *(name.split("_")[0] for name in pins), cwd=where)
    found = sorted(where.glob("*.deb"))
    for path in found:
        if pins.get(path.name) != digest(path):
            print(f"jukiself: {path.name}: Debian の新しい版です（固定した版ではありません） / not the pinned edition")
    return found


def _pins(path: Path) -> list[tuple[str, str]]:
    lines = (line.split() for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [(name, value) for value, name in lines]
