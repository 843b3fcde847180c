"""A screen that nobody sees (Xvfb) and the pictures of it, read from the screen's own memory."""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZE = "1366x768x24"
_FIELDS = 25
_DARK = 140


@contextlib.contextmanager
def screen(folder: Path) -> Iterator[str]:
    """Lit while the block runs; the name that DISPLAY wants."""
    folder.mkdir(parents=True, exist_ok=True)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-fbdir", str(folder), "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def picture(folder: Path) -> Image.Image:
    """What the screen shows now; the file is an X window dump that the server keeps up to date."""
    data = (folder / "Xvfb_screen0").read_bytes()
    head = struct.unpack_from(f">{_FIELDS}I", data)
    length, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
    pixels = data[length + 12 * colours :]
    return Image.frombytes("RGB", (width, height), pixels[: line * height], "raw", "BGRX", line)


def ink(image: Image.Image) -> int:
    """How many pixels are dark: letters, lines, filled keys."""
    return sum(image.convert("L").histogram()[:_DARK])
