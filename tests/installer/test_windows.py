"""What the Windows setup deletes, and where its Python looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from installer.pack import take, windows

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
