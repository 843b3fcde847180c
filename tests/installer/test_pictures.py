"""The pictures of the manual that ship: every one it names, small, without a trace of the day or the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from PIL import Image

from installer.pack import pictures, take
from jukiself.cli.manual import PIXELS
from jukiself.work import manual

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 1_500_000


def drawn(folder: Path, **environment: str) -> dict[str, bytes]:
    """What a build draws that runs at such a place and time."""
    ask = f"from pathlib import Path; from installer.pack import pictures; pictures.PICTURES = Path({str(folder)!r}); pictures.draw()"
    subprocess.run(
        [sys.executable, "-c", ask], cwd=take.ROOT, env={**os.environ, **environment}, check=True, capture_output=True
    )
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_pictures_are_those_the_manual_names_small_and_the_same_everywhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "別の 人" / "Documents" / "住基セルフ点検"
    elsewhere.mkdir(parents=True)
    (elsewhere / "原村-2026年度.jukiself").write_bytes(b"a book that a picture must not know of")
    one = drawn(tmp_path / "one")
    home = str(tmp_path / "別の 人")
    other = drawn(tmp_path / "other", HOME=home, TZ="Asia/Tokyo", USER="hanako", TMPDIR=home, LC_ALL="C.UTF-8")
    assert [name for name in one if one[name] != other.get(name)] == []
    named = {f"window-{name}.png" for part in manual.manuals() for page in part.pages for name in page.pictures()}
    assert set(one) == set(other) == named
    assert sum(map(len, one.values())) <= _LARGEST
    with Image.open(tmp_path / "one" / "window-start.png") as start:
        assert (start.size, start.mode) == (PIXELS, "P")


def test_the_four_parts_lie_beside_the_program(tmp_path: Path) -> None:
    pictures.beside(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"利用の手引き（{part}）.pdf" for part in ("市町村編", "都道府県編", "研修編", "情報担当編")
    )
