"""A screen of our own (Xvfb), the real program on it, and a keyboard (xdotool)."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CHECKOUT = Path(__file__).resolve().parents[2]
WATCHED = Path(__file__).with_name("watched.py")
NEEDED = ("Xvfb", "xdotool")
_PATIENCE = 60.0


class Screen:
    """An X server without a window manager; leave the ``with`` and it is gone."""

    def __init__(self, width: int = 1366, height: int = 768) -> None:
        self.width, self.height = width, height
        self._size = f"{width}x{height}x24"

    def __enter__(self) -> Self:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", self._size, "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            self.display = f":{told.readline().strip()}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait()

    def tool(self, *words: str) -> str:
        """One call of xdotool."""
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=True).stdout

    def picture(self, path: Path) -> None:
        """The whole screen as PNG, where ImageMagick is there."""
        environment = {**os.environ, "DISPLAY": self.display}
        subprocess.run(["import", "-window", "root", str(path)], env=environment, check=True)


class Program:
    """The program on a screen; ``state`` is what it last told."""

    def __init__(self, screen: Screen, home: Path, *arguments: str, wrap: Mapping[str, str] | None = None) -> None:
        self.screen = screen
        self.state: dict[str, Any] = {}
        self.saved: dict[str, list[str]] = {}
        self.times_saved = 0
        self._told: queue.Queue[bytes | None] = queue.Queue()
        places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        environment = {
            **os.environ,
            "HOME": str(home),
            "DISPLAY": screen.display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(CHECKOUT),
            **places,
            **(wrap or {}),
        }
        self.process = subprocess.Popen(
            [sys.executable, str(WATCHED), *arguments], stdout=subprocess.PIPE, env=environment, cwd=CHECKOUT
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._told.put(line)
        self._told.put(None)

    def _take(self, line: bytes | None) -> bool:
        if line is None or not line.endswith(b"\n"):
            return False
        said = json.loads(line)
        if "saved" in said:
            self.saved = said["saved"]
            self.times_saved += 1
        self.state.update(said.get("state", {}))
        return True

    def until(self, holds: Callable[[dict[str, Any]], object], what: str, patience: float = _PATIENCE) -> None:
        """Wait for a state, and fail with what is shown instead."""
        end = time.monotonic() + patience
        while not holds(self.state):
            try:
                going = self._take(self._told.get(timeout=max(0.01, end - time.monotonic())))
            except queue.Empty:
                raise AssertionError(f"waited in vain for: {what}; shown: {self.state}") from None
            if not going:
                raise AssertionError(f"the program ended while waiting for: {what}; shown: {self.state}")

    def drain(self) -> None:
        """Everything told until now, or until the end of a killed program."""
        while True:
            try:
                if not self._take(self._told.get(timeout=5 if self.process.poll() is not None else 0.05)):
                    return
            except queue.Empty:
                return

    def focus(self) -> None:
        """Give the window the keyboard, as a window manager would."""
        found = self.screen.tool("search", "--sync", "--onlyvisible", "--pid", str(self.process.pid)).split()
        self.screen.tool("windowfocus", "--sync", found[-1])

    def press(self, *keys: str) -> None:
        """Keys as X calls them, one after the other."""
        self.screen.tool("key", "--delay", "6", *keys)

    def write(self, text: str) -> None:
        """Text, letter by letter."""
        self.screen.tool("type", "--delay", "6", text)

    def kill(self) -> None:
        """At once, without a chance to tidy."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.drain()
        self._listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
