"""The real program from outside: its window without a screen, and its command line; what both said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

SEATED = Path(__file__).with_name("seated.py")
CHECKOUT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    """Ours, without a screen."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(CHECKOUT), **more}


class Window:
    """The window with a book open; ``now`` is what it last showed."""

    def __init__(self, book: Path, *, before: Sequence[str] = (), **more: str) -> None:
        command = [*before, sys.executable, str(SEATED), "--book", str(book)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(**more), cwd=CHECKOUT
        )
        self.now: dict[str, Any] = {}
        self._hear()

    def _hear(self) -> None:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"the window ended with {self._process.wait()}"
        self.now = json.loads(line)

    def _do(self, words: str) -> Self:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{words}\n".encode())
        self._process.stdin.flush()
        self._hear()
        return self

    def press(self, *keys: str) -> Self:
        """Keys, where the keyboard is."""
        return self._do(f"press {' '.join(keys)}")

    def offer(self) -> Self:
        """The button of the notice."""
        return self._do("offer")

    @property
    def said(self) -> str:
        """All notices."""
        return " ".join(self.now["said"])

    def saved(self) -> bool:
        """Whether the window says that all is on disk."""
        return str(self.now["saved"]).startswith("保存済み")

    def close(self) -> int:
        """Twice, where a text cannot be kept; the exit code."""
        while self._process.poll() is None:
            try:
                self._do("close")
            except (AssertionError, OSError):
                break
            try:
                self._process.wait(1)
            except subprocess.TimeoutExpired:
                continue
        return self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        self._process.wait()


def program(*words: object, before: Sequence[str] = (), **more: str) -> subprocess.CompletedProcess[str]:
    """One command."""
    command = [*before, sys.executable, "-m", "jukiself", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment(**more), cwd=CHECKOUT)  # noqa: PLW1510
