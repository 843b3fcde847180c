"""Real programs with a window to start beside ours: ReText and git-cola, in an environment of their own."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).with_name("rivals.lock")
_GIT = shutil.which("git")


def environment(folder: Path) -> Path | None:
    """The interpreter that has them, made where it is not there yet; None where they cannot be had."""
    python, stamp = folder / "bin" / "python", folder / "made-of"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    if _GIT is None or not sys.platform.startswith("linux"):
        return None
    shutil.rmtree(folder, ignore_errors=True)
    pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    commands: tuple[list[str | Path], ...] = (
        [sys.executable, "-m", "venv", folder],
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK],
    )
    for command in commands:
        if subprocess.run(command, check=False).returncode:
            return None
    stamp.write_text(wanted)
    return python


def repository(folder: Path) -> Path:
    """A small one, for git-cola to show."""
    folder.mkdir()
    (folder / "読み物.txt").write_text("一\n二\n", encoding="utf-8")
    name = ("-c", "user.name=bench", "-c", "user.email=bench@example.invalid")
    for words in (("init", "--quiet"), ("add", "."), (*name, "commit", "--quiet", "--message", "一")):
        subprocess.run([_GIT or "git", *words], cwd=folder, check=True, capture_output=True)
    return folder
