"""``make test-linux``: the folder of dist/ tried in a Debian without Python, made for it by debootstrap.

No folder of this machine is mounted into that root, and it is removed only while nothing is mounted below it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from installer.pack import archive, lock, take
from installer.trial.seen import Trial, drawn_here, same, samples_here

TOOLS = {
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "update-mime-database": "shared-mime-info",
}
HOME = "root/役場の 道具"
_LONGEST = 600


def bare(root: Path) -> None:
    """The smallest Debian there is; it has no Python, no fonts and no X."""
    command = ["debootstrap", "--variant=minbase", "bookworm", str(root)]
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)


def mounted(root: Path) -> list[str]:
    """What is mounted below a folder."""
    lines = Path("/proc/mounts").read_text("utf-8").splitlines()
    return [line.split()[1] for line in lines if line.split()[1].startswith(str(root))]


def inside(root: Path, *command: str) -> tuple[int, str]:
    """Run something in the root, without this machine's environment.

    Programs find what lies beside them by /proc; it is mounted where only this one command sees it, and ends with it.
    """
    environment = {"HOME": "/root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*("unshare", "--mount", "--pid", "--fork", f"--mount-proc={root}/proc"), "chroot", str(root), *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_LONGEST,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")


def tried(trial: Trial, work: Path) -> None:
    """Unpacked, asked, the four cases, the pages, started twice."""
    root, packed = work / "root", take.DIST / f"jukiself-{take.version()}-linux-x64.tar.gz"
    bare(root)
    trial.see("この Debian に Python はない", good=not list((root / "usr/bin").glob("python*")))
    with tarfile.open(packed) as archived:
        archived.extractall(root / HOME, filter="data")
    place = f"/{HOME}/{packed.name.removesuffix('.tar.gz')}"
    menu(trial, root / place[1:], work)
    code, said = inside(root, f"{place}/jukiself", "doctor")
    trial.see("doctor がすべてよいと言う", good=code == 0 and "要確認" not in said, more=said)
    code, said = inside(root, f"{place}/jukiself", "samples", "/root/見本 出力")
    trial.see("見本を作る", good=code == 0, more=said)
    same(trial, samples_here(work / "here"), root / "root/見本 出力")
    code, said = inside(root, f"{place}/jukiself", "pictures", "/root/絵")
    trial.see("画面をすべて描く", good=code == 0, more=said[-300:])
    drawn = {path.name for path in (root / "root/絵").glob("*.png")}
    trial.see("画面がここと同じだけある", good=bool(drawn) and drawn == drawn_here(work / "pages"), more=drawn)
    unpacked = root / HOME / Path(place).name
    sums = (unpacked / "SHA256SUMS.txt").read_text("utf-8")
    have = {name: archive.digest(path) for name, path in archive.files(unpacked) if not path.is_symlink()}
    changed = [line for line in sums.splitlines() if have.get(line.split("  ", 1)[1]) != line.split("  ", 1)[0]]
    extra = len(have) - 1 - len(sums.splitlines())
    trial.see(
        "動かしたあとも、フォルダーの中は1つも変わらない", good=not changed and not extra, more=(changed[:3], extra)
    )


def menu(trial: Trial, unpacked: Path, work: Path) -> None:
    """The entry for the menu and the file type, as a desktop's own tools see them."""
    data = work / "share"
    subprocess.run([unpacked / "menu.sh"], env={"PATH": os.environ["PATH"], "XDG_DATA_HOME": str(data)}, check=True)
    told = subprocess.run(
        ["desktop-file-validate", data / "applications/jukiself.desktop"], capture_output=True, text=True, check=False
    )
    trial.see("アプリの一覧の項目が、決まりに合っている", good=told.returncode == 0, more=told.stdout)
    types = (data / "mime/globs2").read_text("utf-8") if (data / "mime/globs2").is_file() else ""
    trial.see(".jukiself が、このプログラムのファイルの種類になる", good="application/x-jukiself:*.jukiself" in types)


def wheel(trial: Trial, work: Path) -> None:
    """The wheel as pipx installs it: into an environment of its own, which nothing else is in."""
    place, pins = work / "pipx", work / "pins.txt"
    versions = lock.versions(take.LOCK.read_text("utf-8"))
    pins.write_text("".join(f"{name}=={version}\n" for name, version in versions.items()), "utf-8")
    made = take.DIST / f"jukiself-{take.version()}-py3-none-any.whl"
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    pip = (place / "bin/python", "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
    subprocess.run([*pip, "--constraint", pins, made], check=True, stderr=subprocess.DEVNULL)
    environment = {"HOME": str(work), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"}
    for command in (("doctor",), ("samples", str(work / "wheel"))):
        told = subprocess.run(
            [place / "bin/jukiself", *command], env=environment, capture_output=True, text=True, check=False
        )
        good = told.returncode == 0 and "要確認" not in told.stdout
        trial.see(f"wheel を入れたプログラムの {command[0]}", good=good, more=told.stdout + told.stderr)
    same(trial, work / "here", work / "wheel")


def main() -> int:
    """Try it; 0 all held, 1 something did not, 2 a tool or the administrator is missing."""
    missing = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if missing or os.geteuid() != 0:
        words = (
            f"{' '.join(missing)} を入れてください / install first"
            if missing
            else "管理者の権限が要ります / needs root"
        )
        print(f"make test-linux: {words}", file=sys.stderr)
        return 2
    trial = Trial()
    work = Path(tempfile.mkdtemp(prefix="trial-", dir=take.BUILD))
    try:
        tried(trial, work)
        wheel(trial, work)
    finally:
        left = mounted(work)
        if left:
            print(f"jukiself: {left} が残っているので、{work} を消していません", file=sys.stderr)
        else:
            shutil.rmtree(work)
    return 0 if trial.held else 1


if __name__ == "__main__":
    sys.exit(main())
