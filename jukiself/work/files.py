"""Files at the edge: read with a bound, write whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from itertools import count
from typing import TYPE_CHECKING

from jukiself.store.halfmade import half_made

if TYPE_CHECKING:
    from pathlib import Path

#: No return workbook comes near this size.
LARGEST = 20 * 1024 * 1024
_WHY = {
    errno.ENOSPC: "ディスクに空きがありません。空きを作るか、別の場所を選んでください。",
    errno.EDQUOT: "使える容量がいっぱいです。空きを作るか、別の場所を選んでください。",
    errno.EROFS: "読み取り専用の場所です。別の場所を選んでください。",
    errno.ENAMETOOLONG: "名前が長すぎます。短い名前にしてください。",
    errno.EACCES: "許可がありません。許可のある場所を選んでください。",
    errno.EPERM: "許可がありません。許可のある場所を選んでください。",
}


class FileProblem(Exception):
    """A file that cannot be read or written; the message is a Japanese sentence saying what to do."""


def safe_name(name: str) -> str:
    """A name without what a file system cannot hold."""
    return "".join("_" if one in '\\/:*?"<>|' or ord(one) < ord(" ") else one for one in name)


def read_file(path: Path) -> bytes:
    """The bytes of a file of at most 20 MiB; raises `FileProblem`."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise FileProblem(f"「{path}」はフォルダーです。ファイルを選んでください。")
        if size > LARGEST:
            raise FileProblem(
                f"「{path.name}」は大きすぎます（{size // 1048576} MB）。回答書は 1 MB ほどです。ファイルを確かめてください。"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise FileProblem(f"「{path}」がありません。ファイルの名前と場所を確かめてください。") from None
    except OSError as error:
        raise FileProblem(f"「{path.name}」を読めません。{_why(error)}") from error


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole: a temporary file beside it, then replace; the old file stays until the new one is complete.

    Raises `FileProblem`, with nothing half-written left behind.
    """
    if not path.parent.is_dir():
        raise FileProblem(
            f"フォルダー「{path.parent}」がありません。先にフォルダーを作るか、別の場所を選んでください。"
        )
    if _is_folder(path):
        raise FileProblem(f"「{path}」はフォルダーです。書き出すファイルの名前を選んでください。")
    temporary = None
    try:
        temporary = half_made(path)
        with temporary.open("r+b") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except PermissionError as error:
        _remove(temporary)
        raise FileProblem(
            f"「{path.name}」に書き込めません。Excel などで開いていれば閉じ、フォルダーに書く許可があるか確かめてください。"
        ) from error
    except OSError as error:
        _remove(temporary)
        raise FileProblem(f"「{path.name}」を書けません。{_why(error)}") from error
    except BaseException:  # somebody stops the program
        _remove(temporary)
        raise
    if path.stat().st_size != len(data):
        raise FileProblem(f"「{path.name}」を書き終えましたが、大きさが合いません。別の場所にもう一度書いてください。")


def put_beside(path: Path, data: bytes) -> Path:
    """Write a file somebody will write in: one that lies there and is not the same stays, and this one gets a number.

    Raises `FileProblem`. Where it lies.
    """
    names = (f"{path.stem}{f' ({number})' if number > 1 else ''}{path.suffix}" for number in count(1))
    for place in map(path.with_name, names):
        if not place.exists():
            replace_file(place, data)
            return place
        if read_file(place) == data:
            return place
    raise FileProblem(str(path))  # unreachable: numbers do not end


def passing_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder of the system's that goes when it is no longer wanted; raises `FileProblem`."""
    try:
        return tempfile.TemporaryDirectory(prefix="jukiself-", ignore_cleanup_errors=True)
    except OSError as error:
        raise FileProblem(
            "一時的に使うフォルダー（TEMP）に書けません。ディスクの空きと、書く許可を確かめてください。"
        ) from error


def make_folder(path: Path) -> None:
    """Make a folder to write into, if it is not there; raises `FileProblem`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise FileProblem(
            f"「{path}」という名前のファイルがあるため、フォルダーを作れません。別の名前を選んでください。"
        ) from None
    except OSError as error:
        raise FileProblem(f"フォルダー「{path}」を作れません。{_why(error)}") from error


def _why(error: OSError) -> str:
    said = _WHY.get(error.errno or 0)
    return said or f"ほかのプログラムで開いていれば閉じ、場所と許可を確かめてください（{error.strerror}）。"


def _is_folder(path: Path) -> bool:
    with contextlib.suppress(OSError):  # a name too long for a file is told where it is written
        return path.is_dir()
    return False


def _remove(temporary: Path | None) -> None:
    if temporary:
        with contextlib.suppress(OSError):
            temporary.unlink()
