"""The real program, telling on its standard output what the window shows and what it says is saved.

One JSON object a line: ``{"saved": {...}}`` after the window said 保存済み, ``{"state": {...}}`` when what is shown changed.
Nothing of the program is replaced: two methods are listened to.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

import jukiself.app.main  # noqa: F401 - the package itself offers only the function
from jukiself.gui.shell import Shell
from jukiself.work.review import waiting

_LOOK_MS = 15


def tell(**said: Any) -> None:
    """One write, so that a kill leaves a whole line or none."""
    os.write(1, (json.dumps(said, ensure_ascii=False) + "\n").encode())


def name_of(widget: QWidget | None) -> str:
    """What a screen reader would call it."""
    return f"{type(widget).__name__}:{widget.accessibleName() or widget.objectName()}" if widget else ""


class Watched(Shell):
    """The window, overheard."""

    def say_saved(self, saved: bool) -> None:
        super().say_saved(saved)
        if saved and self.sitting is not None:
            answers = self.sitting.inspection.answers
            tell(
                saved={
                    str(key): [one.value, one.basis or "", one.note, str(one.at), one.confirmed_by]
                    for key, one in answers.items()
                }
            )


def gathered(shell: Shell) -> dict[str, Any]:
    """What the prefecture's pages show."""
    built: dict[str, Any] = shell.pages.built
    shown = built.get(shell.pages.shown())
    board, remarks = built.get("board"), built.get("remarks")
    return {
        "busy": bool(getattr(getattr(shown, "band", None), "busy", False)),
        "gathered": board.board.counted if board is not None and board.board is not None else 0,
        "remaining": remarks.pile.remaining if remarks is not None and remarks.pile is not None else 0,
    }


def trained(shell: Shell) -> dict[str, Any]:
    """What the training room shows."""
    built: dict[str, Any] = shell.pages.built
    page, shown = built.get("training"), built.get(shell.pages.shown())
    stage = page.stage if page is not None else None
    room = stage.room if stage is not None and stage.isVisible() else None
    return {
        "story": page.chosen if page is not None else "",
        "said": str(getattr(getattr(shown, "notice", None), "text", "")),
        "stage": [room.leaf, room.at, int(room.step), stage.sheet] if room and stage else [],
        "opening": room.opening if room else 0,
        "votes": len(room.votes) if room else 0,
        "ticked": list(room.ticked) if room else [],
        "ending": room.ending if room else False,
        "over": room.over if room else False,
    }


def watch(shell: Shell) -> None:
    """Tell the state whenever it changes."""
    last: dict[str, Any] = {}

    def look() -> None:
        nonlocal last
        sitting = shell.sitting
        key = shell.wizard.pane.key if sitting and "wizard" in shell.pages.built else None
        state = {
            "loaded": shell.loaded,
            "page": shell.pages.shown(),
            "key": str(key or ""),
            "focus": name_of(QApplication.focusWidget()),
            "answers": len(sitting.inspection.answers) if sitting else 0,
            "unanswered": sitting.situation.progress.unanswered if sitting else 0,
            "life": sitting.inspection.review.life if sitting else "",
            "year": sitting.inspection.year if sitting else 0,
            "waiting": sum(not one.seen for one in waiting(sitting))
            if sitting and shell.pages.shown() == "review"
            else -1,
            "steps": len(sitting.inspection.steps) if sitting else 0,
            **gathered(shell),
            **trained(shell),
        }
        if state != last:
            last = state
            tell(state=state)

    timer = QTimer(shell)
    timer.timeout.connect(look)
    timer.start(_LOOK_MS)


def shell_of(*given: Any) -> Shell:
    """What `main` builds."""
    made = Watched(*given)
    watch(made)
    return made


program = sys.modules["jukiself.app.main"]
program.Shell = shell_of  # type: ignore[attr-defined]
sys.exit(program.main(sys.argv[1:]))
