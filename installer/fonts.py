"""Take the fonts at setup into resources/fonts/ (ignored by git) and check them against pinned hashes.

BIZ UDPGothic and BIZ UDGothic come from the distribution's package, Noto Sans JP Regular (for letters such as 𠮷 that
BIZ UD lacks) is made from a variable font on the Python package index. Qt and the PDF load the same files.
Needs no root. ``installer/fonts.sha256`` holds the pins; run through ``make fonts`` or any other target.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
PINS = ROOT / "installer" / "fonts.sha256"
# Hashes of a distribution's edition that is not pinned (its package manager has checked the signature); see settle().
UNPINNED = FONTS / "unpinned.sha256"

PACKAGE = "fonts-morisawa-bizud-gothic"
FROM_PACKAGE = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "BIZUDGothic-Regular.ttf")
NOTO = "NotoSansJP-Regular.ttf"
LICENCES = ("LICENSE-BIZUD.txt", "LICENSE-NotoSansJP.txt")


class FontError(Exception):
    """A font could not be had; the message says what to do."""


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_hashes(path: Path) -> dict[str, set[str]]:
    """Read lines of "hash  file"; a file may have several hashes, one for each known edition."""
    known: dict[str, set[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            value, name = line.split()
            known.setdefault(Path(name).name, set()).add(value)
    return known


def take_biz(work: Path) -> None:
    """Copy BIZ UD from the installed package, or download the package and unpack it beside."""
    root = Path("/")
    installed = Path("/usr/share/doc") / PACKAGE / "copyright"
    if not installed.exists():
        root = work / "package"
        root.mkdir()
        try:
            # Root's download into our own temporary folder would warn about apt's sandbox user.
            sandbox = ["-o", "APT::Sandbox::User=root"] if os.geteuid() == 0 else []
            download = ["apt-get", "download", "-qq", *sandbox, PACKAGE]
            subprocess.run(download, cwd=work, check=True, stdout=subprocess.DEVNULL)
            (package,) = work.glob("*.deb")
            subprocess.run(["dpkg-deb", "-x", package, root], check=True)
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            raise FontError(
                f"フォントのパッケージ {PACKAGE} を取れません。管理者に頼む: apt-get install {PACKAGE}\n"
                f"cannot download {PACKAGE}; ask the administrator to install it ({error})"
            ) from error
    fonts = root / "usr/share/fonts/truetype"
    for name in FROM_PACKAGE:
        found = next(fonts.rglob(name), None)
        if found is None:
            raise FontError(f"{PACKAGE} に {name} がありません / {PACKAGE} holds no {name}")
        shutil.copyfile(found, FONTS / name)
    shutil.copyfile(root / "usr/share/doc" / PACKAGE / "copyright", FONTS / LICENCES[0])


def take_noto(work: Path) -> None:
    """Download the variable Noto Sans JP by pip (hash-checked) and pin its weight to Regular."""
    # Only this step needs fontTools; the check at every start must not load it.
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - see above
    from fontTools.varLib import instancer  # noqa: PLC0415 - see above

    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    lock = ROOT / "installer" / "fonts.lock"
    try:
        subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", lock, "-d", work], check=True)
    except subprocess.CalledProcessError as error:
        raise FontError("Noto Sans JP を pip で取れません / pip cannot download Noto Sans JP") from error
    (wheel,) = work.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.namelist():
            if re.search(r"/notosansjp/(NotoSansJP\[wght\]\.ttf|OFL\.txt)$", member):
                (work / Path(member).name).write_bytes(archive.read(member))
    # The font's own time stamp stays, so that the same input gives the same bytes everywhere.
    font = TTFont(work / "NotoSansJP[wght].ttf", recalcTimestamp=False)
    regular = instancer.instantiateVariableFont(font, {"wght": 400}, updateFontNames=True)
    regular.save(FONTS / NOTO)
    shutil.copyfile(work / "OFL.txt", FONTS / LICENCES[1])


def settle() -> None:
    """Hold the files against the pins; refuse a changed Noto, note a distribution's other edition of BIZ UD."""
    pins = read_hashes(PINS)
    found = {name: digest(FONTS / name) for name in pins}
    other = [name for name in pins if found[name] not in pins[name]]
    UNPINNED.unlink(missing_ok=True)
    if NOTO in other:
        raise FontError(
            f"{NOTO} が決められたものと違います（fontTools の版が変わった?）\n"
            f"{NOTO} differs from installer/fonts.sha256 (another fontTools?): {found[NOTO]}"
        )
    if other:
        lines = [f"{value}  resources/fonts/{name}\n" for name, value in found.items()]
        UNPINNED.write_text("".join(lines), "utf-8")
        print(
            f"注意: {'、'.join(other)} はこのディストリビューションの別の版です。使えますが、PDFのバイト列は他の機械と違います。\n"
            f"note: this distribution ships another edition of {', '.join(other)}; it works, but PDFs are not "
            "byte-identical to those of other machines, and no installer is built from it."
        )


def in_order() -> bool:
    """Whether every font is there, unchanged since it was taken."""
    names = [FONTS / name for name in (*read_hashes(PINS), *LICENCES)]
    if not all(path.is_file() for path in names):
        return False
    wanted = read_hashes(UNPINNED if UNPINNED.exists() else PINS)
    return all(digest(FONTS / name) in known for name, known in wanted.items())


def main() -> int:
    """Take what is missing; 0 when all fonts are in order."""
    if "--again" not in sys.argv and in_order():
        return 0
    print("フォントを用意します（BIZ UDゴシック、Noto Sans JP）/ taking the fonts", flush=True)
    FONTS.mkdir(parents=True, exist_ok=True)
    try:
        for take in (take_biz, take_noto):
            with tempfile.TemporaryDirectory() as work:
                take(Path(work))
        settle()
    except FontError as error:
        print(f"jukiself: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
