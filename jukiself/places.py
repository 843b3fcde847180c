"""Where things lie: forms and resources in a checkout, a wheel or a frozen folder; books and settings at home."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def data_folder(name: str) -> Path:
    """The folder ``forms`` or ``resources``: inside an installed wheel, beside a frozen program, or in a checkout.

    Raises FileNotFoundError, naming the places looked at, where none has it.
    """
    package = Path(__file__).resolve().parent
    candidates = [package / "data" / name, Path(sys.executable).resolve().parent / name, package.parent / name]
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name} が見つかりません。探した所: {'、'.join(map(str, candidates))}")


def forms() -> Path:
    """The folder of all forms."""
    return data_folder("forms")


def resources() -> Path:
    """The folder of style, icons, cases and municipalities."""
    return data_folder("resources")


def fonts() -> Path:
    """The folder of the fonts, taken at setup or bundled by an installer."""
    return resources() / "fonts"


def default_form() -> Path:
    """The newest edition of the 住基 checklist."""
    return max((path for path in (forms() / "juki").iterdir() if path.is_dir()), key=lambda path: path.name)


def there(path: Path) -> bool:
    """Whether something lies at a path; a share that refuses us, or a path too long, counts as nothing."""
    try:
        return path.exists()
    except OSError:
        return False
