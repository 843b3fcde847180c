"""restore: the copies of a book, what going back to one would change, and going back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.cli import DONE
from jukiself.cli.manners import Refused, keeper, now, refuse_missing
from jukiself.work.exchange import Editions
from jukiself.work.restoring import SERVER, Listed, Outlook, listed, look, restore

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    made = command("restore", _restore, "保存ファイルを控えに戻す（控えを書かなければ、控えの一覧を出す）")
    made.add_argument("copy", nargs="?", metavar="控え", help="一覧の番号か、控えのファイル")
    made.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
    made.add_argument("--preview", action="store_true", help="何が変わるかを出すだけで、戻さない")
    made.add_argument("--json", action="store_true", help="JSON で出す")


def _restore(arguments: argparse.Namespace) -> int:
    if "://" in arguments.target:
        raise Refused(SERVER)
    path, kept = Path(arguments.target), keeper()
    found = listed(path, kept.folder)
    if not arguments.copy:
        if not found:
            refuse_missing(arguments.target)
        return _list(found, as_json=arguments.json)
    copy = _chosen(arguments.copy, found)
    seen = look(path, copy, now, Editions())
    if arguments.preview:
        return _show(seen, as_json=arguments.json)
    done = restore(path, copy, now, kept.folder, kept.most)
    if arguments.json:
        _write({**_counts(seen), "copy": str(copy), "aside": str(done.aside) if done.aside else None})
    else:
        print(f"{seen.words}\n{done.words}")
    return DONE


def _chosen(said: str, found: list[Listed]) -> Path:
    if said.isascii() and said.isdigit() and not Path(said).exists():
        if not 1 <= int(said) <= len(found):
            raise Refused(f"控えの番号 {said} はありません。控えは {len(found)}個です。")
        return found[int(said) - 1].path
    named = next((one.path for one in found if one.path.name == said), Path(said))
    if not named.is_file():
        raise Refused(f"控え「{said}」がありません。控えを書かずに行うと、一覧が出ます。")
    return named


def _list(found: list[Listed], *, as_json: bool) -> int:
    if as_json:
        _write([{"number": number, "file": str(one.path), "at": one.at.isoformat(timespec="seconds"), "holds": one.holds, "differs": one.differs} for number, one in enumerate(found, 1)])  # fmt: skip
        return DONE
    for number, one in enumerate(found, 1):
        print(f"{number}\t{one.at:%Y-%m-%d %H:%M:%S}\t{one.holds}\t{one.differs}\t{one.path}")
    print(f"控え {len(found)}個", file=sys.stderr)
    return DONE


def _show(seen: Outlook, *, as_json: bool) -> int:
    if as_json:
        parts = [{"title": one.title, "rows": [{"about": row.about, "now": row.now, "then": row.then} for row in one.rows]} for one in seen.parts]  # fmt: skip
        _write({**_counts(seen), "copy": str(seen.copy), "parts": parts})
        return DONE
    print(f"{seen.words}\n（まだ戻していません）")
    for part in seen.parts:
        print(part.words)
        for row in part.rows:
            print("\t".join(" ".join(one.split()) for one in (row.about, row.now, "→", row.then)))
    return DONE


def _counts(seen: Outlook) -> dict[str, object]:
    back, lost, changed = seen.counts
    return {"back": back, "lost": lost, "changed": changed}


def _write(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))
