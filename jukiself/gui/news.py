"""「新しくなった所」: said once after an update, at the foot of the first page; readable at any time from 設定."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

import jukiself
from jukiself.gui.notice import Notice
from jukiself.gui.theme import space
from jukiself.gui.words import Centred, Prose, fill, label
from jukiself.work import news

if TYPE_CHECKING:
    from jukiself.gui.shell import Shell

PAGE = "news"
_SEEN = "version_seen"
_WIDEST = 760
_KEPT = (
    "保存ファイルと設定は、前のまま使えます。前の版で作った保存ファイルは、開く時に、写しを同じ所に置いてから、"
    "新しい形に直します。直したファイルは前の版では開けません。前の版に戻す時は、その写しを開いてください。"
)
_UPDATED = "新しい版（{number}）になりました。保存ファイルと設定は前のままです。"


class NewsPage(QWidget):
    """Every version, newest first; ``left`` when one has read enough."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.came_from = "start"
        self.back = QPushButton("戻る")
        self.back.setAccessibleName("前の画面に戻る")
        self.back.clicked.connect(self.left)
        column = fill(self, Centred("新しくなった所", _WIDEST))
        column.setContentsMargins(space("large"), space("large"), space("large"), space("large"))
        column.setSpacing(space("middle"))
        column.addWidget(label("新しくなった所", "title"))
        column.addWidget(Prose(_KEPT))
        for version in news.versions():
            column.addSpacing(space("small"))
            column.addWidget(label(f"{version.number} 版", "lead"))
            for who, told in groupby(version.news, attrgetter("who")):
                column.addWidget(label(who, "strong"))
                for one in told:
                    column.addWidget(Prose(f"・{one.text}"))
        column.addWidget(self.back)
        column.addStretch(1)

    def first_focus(self) -> QWidget:
        """The way back."""
        return self.back


def show(shell: Shell) -> None:
    """Turn to the page."""
    came_from, new = shell.pages.shown(), PAGE not in shell.pages.built
    page = cast("NewsPage", shell.page(PAGE))
    if new:
        page.left.connect(lambda: shell.turn(page.came_from))
    page.came_from = came_from
    shell.turn(PAGE)


def tell(shell: Shell) -> Notice | None:
    """Say once that the program is another version; on the first start of all there is nothing to say."""
    seen, now = shell.desk.setting(_SEEN), jukiself.__version__
    if seen == now:
        return None
    shell.desk.keep_setting(_SEEN, now)
    # A program from before this setting left books in the list; one that was never started left nothing.
    if not (seen or shell.desk.setting("recent_books")) or news.order(seen) > news.order(now):
        return None
    notice = Notice()
    shell.start.put_below(notice)
    notice.say(_UPDATED.format(number=now), "新しくなった所を見る", lambda: show(shell))
    return notice
