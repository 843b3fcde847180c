"""A file or its folder in the system's own programs, and a word where this PC has none for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl

from jukiself.gui.notice import Notice
from jukiself.gui.words import place_words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


def show_file(path: Path, near: QWidget) -> None:
    """For reading and printing; the window of ``near`` says where the file lies if nothing opens it."""
    from PySide6.QtGui import QDesktopServices  # noqa: PLC0415 - after the first paint

    notice = getattr(near.window(), "notice", None)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))) and isinstance(notice, Notice):
        kind = "フォルダー" if path.is_dir() else "ファイル"
        notice.refuse(
            f"このPCでは、この{kind}を開くプログラムが見つかりません。"
            f"情報担当の人に、開けるPCを聞いてください。場所：{place_words(path)}"
        )


def show_folder(path: Path, near: QWidget) -> None:
    """The folder a file lies in."""
    show_file(path.parent, near)
