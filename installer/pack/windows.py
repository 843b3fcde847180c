"""``make windows``: a zip to unpack and run, and a setup for one user. Built on Linux, without Windows or Wine.

The runtime is python.org's embeddable Python. Bytecode is made by a Python of the same minor version (Debian 12's), so
that the bytes do not depend on the building machine.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

from installer.pack import archive, checklist, icon, own, program, signatures, take
from installer.pack.linux import unpack_debian
from installer.pack.trim import ships_python

if TYPE_CHECKING:
    from pathlib import Path

HERE = take.ROOT / "installer" / "windows"
PYTHON = "3.11.9"
#: Where Python looks for modules, and nowhere else: no registry, no PYTHONPATH, no user's own folder.
PATH = "python311.zip\n.\n..\\app\n"
_NOTE = """
■ Windows が「PC が保護されました」と言う時
まだ配布の数が少なく、署名もないためです。先に SHA256SUMS.txt か、配布元が示すハッシュ値と合うことを確かめてください。
合っていれば、「詳細情報」を押し、「実行」を押します。役場の決まりで実行できない時は、情報の担当に相談してください。
"""


def runtime(to: Path) -> dict[str, str]:
    """The embeddable Python without its network parts; its part for the list."""
    (source,) = take.pip(take.BUILD / "runtime", "--no-binary=:all:", locked=HERE / "runtime.lock")
    with tarfile.open(source) as packed:
        (name,) = (one for one in packed.getnames() if one.endswith("/data.zip"))
        inner = packed.extractfile(name)
        if inner is None:
            sys.exit(f"jukiself: {name} is no file")
        with zipfile.ZipFile(inner) as data:
            for info in data.infolist():
                plain = info.filename.rsplit("/", 1)[-1]
                if plain and ships_python(plain):
                    to.mkdir(parents=True, exist_ok=True)
                    (to / plain).write_bytes(data.read(info))
    (to / "python311._pth").write_text(PATH, "ascii")
    purl = f"pkg:generic/python@{PYTHON}?os=windows&arch=x86_64"
    licence = "PSF-2.0"
    return {"name": "Python", "version": PYTHON, "purl": purl, "sha256": archive.digest(source), "licence": licence}


def compile_with_debian(work: Path, folder: Path) -> None:
    """Bytecode by Debian's Python, run from where it was unpacked."""
    root, _ = unpack_debian(work / "root")
    libraries = [str(root / where) for where in ("lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu")]
    os.environ["LD_LIBRARY_PATH"] = ":".join(libraries)
    try:
        program.compile_all(root / "usr/bin/python3.11", folder)
    finally:
        del os.environ["LD_LIBRARY_PATH"]


def makensis(script: str, out: Path, drawing: Path, **defines: str | Path) -> None:
    """One program by NSIS."""
    if shutil.which("makensis") is None:
        sys.exit("jukiself: nsis を入れてください（apt-get install nsis） / install nsis first")
    out.parent.mkdir(parents=True, exist_ok=True)
    # Windows wants four numbers; a version in the making has letters behind them.
    number = re.match(r"\d+\.\d+\.\d+", take.version())
    given = {"OUT": out, "ICON": drawing, "VERSION": number[0] if number else "0.0.0", **defines}
    options = [f"-D{name}={value}" for name, value in given.items()]
    take.run("makensis", "-V2", "-INPUTCHARSET", "UTF8", *options, HERE / script, cwd=HERE)


def removals(folder: Path) -> str:
    """NSIS lines that delete exactly what a folder holds, files first, then the folders that are empty by then."""
    names = [name.replace("/", "\\") for name, _ in archive.files(folder)]
    folders = sorted({str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_dir()}, reverse=True)
    lines = [f'Delete "$INSTDIR\\{name}"' for name in names]
    lines += ['RMDir "$INSTDIR\\{}"'.format(name.replace("/", "\\")) for name in folders]
    return "".join(line.replace("$INSTDIR", "\0").replace("$", "$$").replace("\0", "$INSTDIR") + "\n" for line in lines)


def assemble(folder: Path, *, bare: bool = False) -> Path:
    """Build the whole folder; bare is Python and Qt alone, to measure the rest against. Answers the icon."""
    work = program.fresh(take.BUILD / "windows")
    program.fresh(folder)
    python = runtime(folder / "runtime")
    if not signatures.good(folder / "runtime"):
        sys.exit(1)
    app = folder / "app"
    drawing = work / "jukiself.ico"
    if bare:
        for wheel in take.wheels("windows"):
            if wheel.name.startswith(("pyside6", "shiboken6")):
                archive.unpack_wheel(wheel, app)
        compile_with_debian(work, app)
        return drawing
    parts = [python, *program.unpack("windows", app, own.wheel())]
    shutil.copy(HERE / "start.py", app)
    compile_with_debian(work, app)
    program.bytecode_alone(app)
    icon.write_ico(take.ROOT / "resources/icon/jukiself.svg", drawing)
    makensis("starter.nsi", folder / "jukiself.exe", drawing)
    (folder / "jukiself.cmd").write_text((HERE / "jukiself.cmd").read_text("ascii"), "ascii", newline="\r\n")
    shutil.copy(folder / "runtime/LICENSE.txt", folder / "LICENSE-Python.txt")
    beside(folder)
    steps = (
        "zip を丸ごと展開します。展開せずに中を開くと動きません。",
        "展開したフォルダーを、自分の「ドキュメント」など、好きな場所に置きます。管理者の権限は要りません。",
        "中の jukiself.exe を開きます。",
    )
    program.finish(folder, parts, steps, "app の中の dist-info フォルダー", _NOTE)
    return drawing


def beside(folder: Path) -> None:
    """The papers of Windows: for the IT person, and the fifteen minutes of a person with a real PC."""
    told = (HERE / "for-it.txt").read_text("utf-8").format(version=take.version(), python=PYTHON)
    # As Notepad of any age shows it.
    (folder / "情報の担当の方へ.txt").write_text(told, "utf-8-sig", newline="\r\n")
    page = checklist.checklist(HERE / "checklist.toml", take.ROOT / "resources" / "fonts", take.version())
    (folder / "Windowsで試す15分の点検.pdf").write_bytes(page)


def main() -> None:
    """Build both into dist/."""
    folder = take.BUILD / f"jukiself-{take.version()}-windows-x64"
    drawing = assemble(folder)
    take.DIST.mkdir(exist_ok=True)
    packed = take.DIST / f"{folder.name}.zip"
    archive.write_zip(folder, packed)
    program.announce(packed)
    print(f"jukiself: {archive.size(folder) / 1e6:.0f} MB unpacked", flush=True)
    remove = take.BUILD / "windows" / "remove.nsh"
    remove.write_text(removals(folder), "utf-8-sig")
    setup = take.DIST / f"jukiself-{take.version()}-setup.exe"
    kilobytes = str(archive.size(folder) // 1024)
    makensis("setup.nsi", setup, drawing, SOURCE=folder, REMOVE=remove, KILOBYTES=kilobytes)
    program.announce(setup)


if __name__ == "__main__":
    main()
