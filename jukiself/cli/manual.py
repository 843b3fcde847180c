"""Pictures of the window, and 利用の手引き as PDF with pictures drawn at that moment, so that they are never out of date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.checklist.manual import PARTS, VILLAGE
from jukiself.cli import DONE
from jukiself.cli.manners import refuse_suffix
from jukiself.work import manual
from jukiself.work.files import make_folder, passing_folder, replace_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

#: The smallest office screen, point for point: 230 of them to an inch of the paper.
PIXELS = (1093, 614)
_ALL = "all"


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    made = command("manual", _manual, "利用の手引きを PDF にする（画面の絵は、その場で描く）", "OUT")
    made.add_argument(
        "--for",
        dest="part",
        choices=(*PARTS, _ALL),
        default=VILLAGE,
        help="village=市町村編、prefecture=都道府県編、training=研修編、it=情報担当編、all=4つとも（名前の終わりに編の名が付く）",
    )
    made.add_argument("--pictures", default="", metavar="フォルダー", help="描いた絵を、このフォルダーにも残す")
    drawn = command("pictures", _pictures, "窓のページを画像にする（説明書と確認のため）", "OUT")
    drawn.add_argument("--all", action="store_true", help="大きい画面と、文字を2倍にした画面も")


def _pictures(arguments: argparse.Namespace) -> int:
    from jukiself.app.pictures import LOOKS, OFFICE, pictures  # noqa: PLC0415 - Qt only where a window is wanted

    for path in pictures(Path(arguments.out), LOOKS if arguments.all else (OFFICE,)):
        print(path)
    return DONE


def _manual(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".pdf")
    from jukiself.app.pictures import Look, pictures  # noqa: PLC0415 - Qt only where a window is wanted

    with passing_folder() as folder:
        made = pictures(Path(arguments.pictures or folder), (Look(PIXELS, 1.0, 1.0, ""),))
        drawn = {path.stem.removeprefix("window-"): path.read_bytes() for path in made}
    out = Path(arguments.out)
    make_folder(out.parent)
    for part in PARTS if arguments.part == _ALL else (arguments.part,):
        mine = out.with_stem(f"{out.stem}（{manual.manual(part).label}）") if arguments.part == _ALL else out
        replace_file(mine, manual.manual_pdf(part, drawn))
        print(mine)
    return DONE
