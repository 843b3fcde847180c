"""Settings are one table, and whatever stands in the file, the program starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from jukiself.app.main import settings_path
from jukiself.settings import KEPT_BOOKS, TABLE, Settings, default_path


@pytest.mark.parametrize(
    "written",
    ["", "no json", "[]", "null", '{"text_scale": "big", "recent_books": 3, "last_folder": 7}', '{"text_scale": null}'],
)
def test_a_bad_file_gives_the_defaults(tmp_path: Path, written: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(written, encoding="utf-8")
    settings = Settings(path)
    assert {one.name: settings[one.name] for one in TABLE} == {one.name: one.default for one in TABLE}


def test_values_out_of_range_are_brought_in(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings["text_scale"] = 9
    assert settings["text_scale"] == 2.0
    settings["recent_books"] = [{"path": f"b{number}", "title": "t"} for number in range(50)] + ["x", {}]
    assert len(settings["recent_books"]) == KEPT_BOOKS
    settings["last_folder"] = str(tmp_path / "gone")
    assert settings["last_folder"] == ""
    settings["copies_kept"] = 0
    assert settings["copies_kept"] == 1


def test_what_is_set_is_there_next_time(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    Settings(path)["text_scale"] = 1.3
    assert Settings(path)["text_scale"] == 1.3


def test_a_setting_nobody_declared_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(StopIteration):
        Settings(tmp_path / "settings.json")["colour"] = "red"


def test_settings_that_cannot_be_written_are_lost_without_harm(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    settings = Settings(blocked / "settings.json")
    settings["text_scale"] = 1.2
    assert settings["text_scale"] == 1.2


def test_the_window_and_the_commands_know_the_same_place() -> None:
    assert settings_path() == default_path()
