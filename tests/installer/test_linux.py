"""What the Linux folder brings beside the program: the start, the entry in the menu, the papers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from installer.pack import papers, take

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LINUX = take.ROOT / "installer" / "linux"


def placed(at: Path) -> Path:
    (at / "share").mkdir(parents=True)
    shutil.copy(LINUX / "menu.sh", at)
    for path in (LINUX / "jukiself.desktop", LINUX / "jukiself.xml", take.ROOT / "resources/icon/jukiself.svg"):
        shutil.copy(path, at / "share")
    return at


def test_the_menu_entry_starts_this_folder_and_goes_away_again(tmp_path: Path) -> None:
    here, data = placed(tmp_path / "役場の 道具 100%"), tmp_path / "data"
    menu = ["/bin/sh", str(here / "menu.sh")]
    environment = {**os.environ, "XDG_DATA_HOME": str(data)}
    subprocess.run(menu, env=environment, check=True, capture_output=True)
    entry = (data / "applications/jukiself.desktop").read_text("utf-8")
    assert f'Exec="{str(here / "jukiself").replace("%", "%%")}" %f\n' in entry
    assert "Name[ja]=住基セルフ点検ブック\n" in entry
    subprocess.run([*menu, "remove"], env=environment, check=True, capture_output=True)
    assert [path.name for path in data.rglob("jukiself.*")] == []


def test_the_file_type_and_the_menu_entry_name_the_same_type() -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = ET.parse(LINUX / "jukiself.xml").getroot().find(f"{space}mime-type")  # noqa: S314 - our own file
    assert kind is not None
    glob = kind.find(f"{space}glob")
    assert glob is not None
    assert glob.get("pattern") == "*.jukiself"
    assert f"MimeType={kind.get('type')};" in (LINUX / "jukiself.desktop").read_text("utf-8")


def test_a_book_given_by_the_file_manager_is_opened_in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    from jukiself import cli
    from jukiself.app import main as window

    given: list[str] = []

    def opened(argv: list[str]) -> int:
        given.extend(argv)
        return 0

    monkeypatch.setattr(window, "main", opened)
    assert cli.main(["/役場/令和8年.jukiself"]) == 0
    assert given == ["--book", "/役場/令和8年.jukiself"]


def test_the_list_of_parts_is_the_same_every_time_and_names_each_part_once() -> None:
    parts = [
        {"name": name, "version": "1", "purl": f"pkg:pypi/{name}@1", "sha256": "aa", "licence": "MIT"} for name in "ba"
    ]
    made = papers.sbom("jukiself", "1", parts)
    assert made == papers.sbom("jukiself", "1", reversed(parts))
    assert [part["purl"] for part in json.loads(made)["components"]] == ["pkg:pypi/a@1", "pkg:pypi/b@1"]
    assert "timestamp" not in made


def test_the_note_says_what_never_happens_and_where_it_never_goes() -> None:
    note = papers.first_note("1", ["開きます。"])
    assert "何も送りません" in note
    assert "統合端末には、決して入れないでください" in note
    assert "1. 開きます。" in note
