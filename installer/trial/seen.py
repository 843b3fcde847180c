"""What a trial has seen, line by line, and what this checkout makes to be held against it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from installer.pack import take

if TYPE_CHECKING:
    from pathlib import Path

_WORD = ("report", "nagano-a.xlsx", "nagano-a.docx", "--shape", "2006")


class Trial:
    """What was seen so far."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.held = True

    def see(self, what: str, *, good: bool, more: object = "") -> None:
        """One thing."""
        self.held &= good
        line = f"{'よい' if good else '要確認'}  {what}{'' if good or not more else f'：{more}'}"
        self.lines.append(line)
        print(line, flush=True)


def _program(*command: str, cwd: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(take.ROOT)}
    whole = [sys.executable, "-m", "jukiself", *command]
    subprocess.run(whole, cwd=cwd, env=environment, check=True, capture_output=True)


def samples_here(folder: Path) -> Path:
    """The four cases, and one of them as a Word report."""
    _program("samples", str(folder), cwd=take.ROOT)
    _program(*_WORD, cwd=folder)
    return folder


def drawn_here(folder: Path) -> set[str]:
    """Every page of the window as a picture."""
    _program("pictures", str(folder), cwd=take.ROOT)
    return {path.name for path in folder.glob("*.png")}


def same(trial: Trial, here: Path, there: Path, kinds: tuple[str, ...] = ("json", "pdf", "xlsx")) -> None:
    """Not one byte differs."""
    for kind in kinds:
        names = sorted(path.name for path in here.glob(f"*.{kind}"))
        other = [
            name
            for name in names
            if not (there / name).is_file() or (there / name).read_bytes() != (here / name).read_bytes()
        ]
        trial.see(
            f"{kind} {len(names)} 個が、ここで作った物と1バイトも違わない", good=bool(names) and not other, more=other
        )
