"""Settings: one declared table; a small JSON file at home. A bad value is repaired, never an error."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

KEPT_BOOKS = 8


class Setting:
    """One setting: its name, what it is for, its default, and how any value is brought into range."""

    def __init__(self, name: str, words: str, default: Any, mend: Callable[[Any], Any]) -> None:
        self.name, self.words, self.default, self.mend = name, words, default, mend


def _scale(value: Any) -> float:
    return round(min(2.0, max(1.0, float(value))), 1)


def _folder(value: Any) -> str:
    return value if isinstance(value, str) and Path(value).is_dir() else ""


def _kept_folder(value: Any) -> str:
    # One that is not there today, as a USB stick or a shared folder, is said where it is missed, not forgotten.
    return value if isinstance(value, str) else ""


def _copies(value: Any) -> int:
    return min(100, max(1, int(value)))


def _books(value: Any) -> list[dict[str, str]]:
    kept = [
        {name: str(one.get(name, "")) for name in ("path", "title", "said", "code", "year")}
        for one in value
        if isinstance(one, dict) and isinstance(one.get("path"), str) and one["path"]
    ]
    return kept[:KEPT_BOOKS]


TABLE = (
    Setting("text_scale", "文字の大きさ（1.0〜2.0）", 1.0, _scale),
    Setting("last_folder", "ファイルを選ぶときに開くフォルダー", "", _folder),
    Setting("copies_on", "保存ファイルの控えを置くか", True, bool),
    Setting(
        "copies_folder", "保存ファイルの控えを置くフォルダー（空は、保存ファイルの横の「控え」）", "", _kept_folder
    ),
    Setting("copies_kept", "残す控えの数（新しいものと、日ごとの最後のもの）", 10, _copies),
    Setting("tour_seen", "画面の案内を見たか", False, bool),
    Setting("version_seen", "新しくなった所を知らせた版", "", lambda value: value if isinstance(value, str) else ""),
    Setting("recent_books", "最近使った保存ファイル（新しい順）", [], _books),
)


def default_path() -> Path:
    """Where settings lie for this user; the window knows it from Qt, which it has loaded anyway."""
    import platformdirs  # noqa: PLC0415 - the first paint does without

    return Path(platformdirs.user_config_dir("jukiself", appauthor=False)) / "settings.json"


class Settings:
    """The settings of this user on this PC; written at every change, and lost without harm."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        read = _read(path)
        self._values = {one.name: _mended(one, read.get(one.name, one.default)) for one in TABLE}

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __setitem__(self, name: str, value: Any) -> None:
        setting = next(one for one in TABLE if one.name == name)
        mended = _mended(setting, value)
        import json  # noqa: PLC0415 - see `_read`

        # Books are remembered from the thread that opened them.
        with self._lock, contextlib.suppress(OSError):
            self._values[name] = mended
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch(mode=0o600)  # it names offices and folders
            self.path.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        import json  # noqa: PLC0415 - the first start of all has nothing to read and does without

        found = json.loads(text)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _mended(setting: Setting, value: Any) -> Any:
    try:
        return setting.mend(value)
    except (TypeError, ValueError, AttributeError, OSError):  # OSError: a share that refuses us
        return setting.default
