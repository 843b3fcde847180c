"""What the Windows setup deletes, and where its Python looks."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from typing import TYPE_CHECKING

import pypdf
import pytest

from installer.pack import icon, program, take, windows
from installer.pack.checklist import checklist
from installer.trial import wine

if TYPE_CHECKING:
    from pathlib import Path


def test_the_uninstaller_deletes_what_was_installed_and_no_folder_with_something_in_it(tmp_path: Path) -> None:
    for name in ("app/a/x.py", "app/役場 $1.txt", "jukiself.exe"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    lines = windows.removals(tmp_path).splitlines()
    assert lines == [
        r'Delete "$INSTDIR\app\a\x.py"',
        r'Delete "$INSTDIR\app\役場 $$1.txt"',
        r'Delete "$INSTDIR\jukiself.exe"',
        r'RMDir "$INSTDIR\app\a"',
        r'RMDir "$INSTDIR\app"',
    ]


def test_the_setup_never_deletes_a_folder_with_all_in_it_nor_asks_for_an_administrator() -> None:
    text = "".join(path.read_text("utf-8") for path in (take.ROOT / "installer/windows").glob("*.ns*"))
    assert "/r" not in [word for line in text.splitlines() if "RMDir" in line for word in line.split()]
    assert "RequestExecutionLevel user" in text
    assert "HKLM" not in text


def test_python_looks_in_its_own_folder_only() -> None:
    assert windows.PATH.splitlines() == ["python311.zip", ".", r"..\app"]


def test_the_checklist_for_a_real_pc_is_one_page_with_every_row_and_the_same_every_time(tmp_path: Path) -> None:
    source = windows.HERE / "checklist.toml"
    made = checklist(source, take.ROOT / "resources/fonts", "1")
    assert made == checklist(source, take.ROOT / "resources/fonts", "1")
    (tmp_path / "x.pdf").write_bytes(made)
    pages = pypdf.PdfReader(tmp_path / "x.pdf").pages
    assert len(pages) == 1
    plain = re.sub(r"\s", "", pages[0].extract_text())
    rows = tomllib.loads(source.read_text("utf-8"))["row"]
    assert len(rows) == 15
    assert [row["do"] for row in rows if re.sub(r"\s", "", row["do"])[:12] not in plain] == []


def test_the_paper_for_the_it_person_names_the_runtime_that_is_shipped(tmp_path: Path) -> None:
    windows.beside(tmp_path)
    told = (tmp_path / "情報の担当の方へ.txt").read_text("utf-8-sig")
    assert f"Python {windows.PYTHON}" in told
    assert f"jukiself-{take.version()}-setup.exe /S" in told
    assert "{" not in told


@pytest.mark.skipif(shutil.which("makensis") is None, reason="nsis is not installed")
def test_the_setup_is_the_same_bytes_whenever_it_is_made(tmp_path: Path) -> None:
    drawing = tmp_path / "x.ico"
    icon.write_ico(take.ROOT / "resources/icon/jukiself.svg", drawing)
    made = []
    for turn in (1, 2):
        folder = tmp_path / "bundle"
        folder.mkdir(exist_ok=True)
        for name in ("jukiself.exe", "役場.txt"):
            (folder / name).write_text(name, "utf-8")
            os.utime(folder / name, (1_700_000_000 * turn % 2_000_000_000,) * 2)
        program.still(folder)
        (tmp_path / "remove.nsh").write_text(windows.removals(folder), "utf-8-sig")
        given: dict[str, str | Path] = {
            "SOURCE": folder,
            "REMOVE": tmp_path / "remove.nsh",
            "KILOBYTES": "1",
            "QUICK": "1",
        }
        windows.makensis("setup.nsi", tmp_path / "setup.exe", drawing, **given)
        made.append((tmp_path / "setup.exe").read_bytes())
        shutil.rmtree(folder)
        (tmp_path / "setup.exe").unlink()
    assert made[0] == made[1]


def test_what_belongs_to_wine_is_known_by_its_mark_or_its_name(tmp_path: Path) -> None:
    for name, content in (
        ("user32.dll", b"MZ" + bytes(62) + b"Wine builtin DLL"),
        ("icuuc.dll", b"MZ"),
        ("python311.dll", b"MZ" + bytes(200)),
    ):
        (tmp_path / name).write_bytes(content)
    assert [name for name in ("user32.dll", "icuuc.dll", "python311.dll") if wine.is_wines(tmp_path / name)] == [
        "user32.dll",
        "icuuc.dll",
    ]


def test_the_stubs_for_wine_lie_outside_what_is_packed() -> None:
    packed = "".join(path.read_text("utf-8") for path in (take.ROOT / "installer/pack").glob("*.py"))
    assert not [name for name in ("trial", *wine.STUBS) if name in packed]
