"""The same input gives the same bytes, whenever and wherever it is packed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from installer.pack import archive

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {"b/役場.txt": "い", "a.txt": "ろ", "jukiself": "#!/bin/sh\n"}


def folder(at: Path, *, turned: bool) -> Path:
    for name in sorted(FILES, reverse=turned):
        path = at / "本" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILES[name], "utf-8")
        os.utime(path, (1_000_000_000 + turned, 1_700_000_000 + turned))
    (at / "本" / "jukiself").chmod(0o755)
    return at / "本"


@pytest.mark.parametrize("write", [archive.write_zip, archive.write_tar])
def test_packed_twice_the_bytes_are_the_same(tmp_path: Path, write: Callable[[Path, Path], None]) -> None:
    made = []
    for turned in (False, True):
        write(folder(tmp_path / str(turned), turned=turned), tmp_path / f"{turned}.out")
        made.append((tmp_path / f"{turned}.out").read_bytes())
    assert made[0] == made[1]


def test_names_content_and_the_bit_to_run_arrive(tmp_path: Path) -> None:
    source = folder(tmp_path, turned=False)
    archive.write_zip(source, tmp_path / "x.zip")
    archive.write_tar(source, tmp_path / "x.tar.gz")
    with zipfile.ZipFile(tmp_path / "x.zip") as packed:
        assert {name: packed.read(f"本/{name}").decode() for name in FILES} == FILES
    with tarfile.open(tmp_path / "x.tar.gz") as packed_tar:
        assert packed_tar.getmember("本/jukiself").mode == 0o755
        assert packed_tar.getmember("本/a.txt").mode == 0o644


def test_the_list_of_hashes_is_one_that_people_can_check(tmp_path: Path) -> None:
    source = folder(tmp_path, turned=False)
    text = archive.hash_list(source)
    assert f"{hashlib.sha256(FILES['a.txt'].encode()).hexdigest()}  a.txt\n" in text
    (source / "SHA256SUMS.txt").write_text(text, "utf-8")
    check = ("sha256sum", "--quiet", "--check", "SHA256SUMS.txt")
    assert subprocess.run(check, cwd=source, check=False).returncode == 0
    (source / "a.txt").write_text("は", "utf-8")
    assert subprocess.run(check, cwd=source, capture_output=True, check=False).returncode == 1


def test_a_wheel_is_unpacked_with_its_libraries_and_without_its_scripts(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.whl", "w") as wheel:
        for name in ("x/a.py", "x-1.data/platlib/x/b.pyd", "x-1.data/scripts/x", "x/a.pyi"):
            wheel.writestr(name, name)
    archive.unpack_wheel(tmp_path / "x.whl", tmp_path / "to")
    assert [name for name, _ in archive.files(tmp_path / "to")] == ["x/a.py", "x/b.pyd"]
