"""A damaged book on the first page: what can be read of it goes into a new one, with one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.gui.errand import Errand
from jukiself.work.rescue import is_damaged

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.gui.notice import Notice
    from jukiself.gui.reception import Reception
    from jukiself.gui.shell import Shell
    from jukiself.work.rescue import Rescue

_OFFER = "読める所を救い出す"
_COPIES = "控えが {}個あります。見比べて、控えに戻せます。"
_LOOK = "控えを見る"


def offer(shell: Shell, reception: Reception, path: Path | str, error: Exception, notice: Notice) -> None:
    """Say why a book cannot be opened; where it is broken, offer what can be done."""
    if isinstance(path, str) or not is_damaged(error):
        notice.refuse(str(error))
    elif copies := len(shell.desk.copies().of(path)):
        notice.refuse(f"{error}{_COPIES.format(copies)}", _LOOK, lambda: shell.show_restore(path, broken=True))
    else:
        notice.refuse(str(error), _OFFER, lambda: act(shell, reception, path, notice))


def act(shell: Shell, reception: Reception, path: Path, notice: Notice) -> None:
    """Read what can be read into a new book beside it."""

    def done(found: Rescue) -> None:
        words = "\n".join(found.words)
        if found.whole:
            notice.say(words, "それを開く", lambda: reception.open_book(found.path))
        else:
            notice.refuse(words, "それを開く", lambda: reception.open_book(found.path))

    errand = Errand(("rescue", path), lambda: shell.desk.rescue(path), stops=False)
    reception.send(errand, f"「{path.name}」から、読める所を救い出しています…", notice, done)
