"""The wheel in dist/: what pipx installs has its fonts and its pictures, and every file stands in its list."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

from installer.pack import own, take
from jukiself import places

if TYPE_CHECKING:
    from pathlib import Path


def test_the_fonts_come_into_the_wheel_and_into_its_list_always_the_same(tmp_path: Path) -> None:
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d")
    found = []
    for name in ("one", "two"):
        subprocess.run([*build, tmp_path / name], cwd=take.ROOT, check=True, capture_output=True)
        (made,) = (tmp_path / name).glob("*.whl")
        own.add_fonts(made, places.fonts())
        found.append(made.read_bytes())
    assert found[0] == found[1]
    with zipfile.ZipFile(io.BytesIO(found[0])) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    assert len(held) == len(packed.namelist())
    fonts = {name.rsplit("/", 1)[1] for name in held if "/resources/fonts/" in name}
    wanted = {path.name for path in places.fonts().iterdir() if path.suffix in {".ttf", ".txt"}}
    assert fonts == {name for name in wanted if not name.startswith("BIZUDGothic-")}
    assert {"BIZUDPGothic-Regular.ttf", "NotoSansJP-Regular.ttf", "LICENSE-BIZUD.txt"} <= fonts
    (record,) = (name for name in held if name.endswith("/RECORD"))
    for name, value, _ in csv.reader(held[record].decode().splitlines()):
        if name != record:
            digest = base64.urlsafe_b64encode(hashlib.sha256(held.pop(name)).digest()).decode().rstrip("=")
            assert value == f"sha256={digest}", name
    assert set(held) == {record}
