"""The form, its guides and its cases held against the sources (``jukiself form coverage``)."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from jukiself import places
from jukiself.checklist.coverage import Coverage, coverage
from jukiself.checklist.read import FormError
from jukiself.work.cases import case_ids, read_case

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist


def form_coverage(checklist: Checklist, folder: Path) -> Coverage:
    """Coverage of the edition in ``folder``; raises `FormError` where ``set-aside.toml`` cannot be used."""
    explained: dict[str, list[str]] = {}
    for path in sorted((places.resources() / "guides").glob("*.toml")):
        explained[f"guide:{path.stem}"] = [str(one) for one in _table(path).get("sources", [])]
    for case_id in case_ids():
        case = read_case(case_id, checklist)
        explained[f"case:{case_id}"] = [fact for ground in case.grounds.values() for fact in ground.facts]
    return coverage(checklist, explained, read_set_aside(folder / "set-aside.toml"))


def read_set_aside(path: Path) -> dict[str, str]:
    """Rows nobody asks about, each with its reason: ``[[row]]`` of ``ids`` and ``reason``."""
    if not path.is_file():
        return {}
    found: dict[str, str] = {}
    table = _table(path)
    for row in table.pop("row", []):
        ids, reason = row.pop("ids", []), row.pop("reason", "")
        if row:
            raise FormError(f"set-aside.toml: 知らない項目があります: {'、'.join(row)}")
        for one in ids:
            if one in found:
                raise FormError(f"set-aside.toml: 2回書かれています: {one}")
            found[one] = reason
    if table:
        raise FormError(f"set-aside.toml: 知らない項目があります: {'、'.join(table)}")
    return found


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FormError(f"{path.name} を読めません（{error}）。") from error
