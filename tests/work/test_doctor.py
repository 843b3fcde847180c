"""What the program says of the machine it was put on."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jukiself.work import doctor

if TYPE_CHECKING:
    from pathlib import Path


def unpacked(at: Path) -> Path:
    inside = at / "app" / "jukiself" / "__init__.py"
    inside.parent.mkdir(parents=True)
    inside.write_text("", "utf-8")
    (at / "sbom.json").write_text("{}", "utf-8")
    (at / "お読みください.txt").write_text("役場", "utf-8")
    names = ("app/jukiself/__init__.py", "sbom.json", "お読みください.txt")
    sums = [f"{hashlib.sha256((at / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (at / "SHA256SUMS.txt").write_text("".join(sums), "utf-8")
    return inside


def test_a_checkout_is_no_bundle_and_all_is_well(home: Path) -> None:
    lines, sound = doctor.examine()
    assert sound, lines
    assert not [line for line in lines if "配った物" in line]
    assert [line for line in lines if "誤りの記録" in line and str(home) in line]


def test_a_bundle_as_it_was_handed_out(tmp_path: Path) -> None:
    ((good, said),) = doctor.bundle(unpacked(tmp_path / "道具 1"))
    assert good
    assert "ファイル 3 個" in said


def test_a_file_changed_or_gone_is_named(tmp_path: Path) -> None:
    inside = unpacked(tmp_path / "道具")
    (tmp_path / "道具" / "お読みください.txt").write_text("よそ", "utf-8")
    (tmp_path / "道具" / "sbom.json").write_text("{ }", "utf-8")
    ((good, said),) = doctor.bundle(inside)
    assert not good
    assert "2 個のファイル" in said
    (tmp_path / "道具" / "お読みください.txt").unlink()
    ((good, said),) = doctor.bundle(inside)
    assert not good
