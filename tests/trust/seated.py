"""The real program without a screen, doing what it is told on standard input, a line a time, and telling what it shows.

``press KEY…`` presses keys where the keyboard is, ``offer`` the button of a notice, ``look`` nothing, ``close`` closes the
window. After each one JSON line: what is said, what 保存済み says, the question in hand and its answer.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import jukiself.app.main  # noqa: F401 - the package itself offers only the function
from jukiself.gui import background
from jukiself.gui.notice import Notice
from jukiself.gui.shell import Shell


def seen(shell: Shell) -> dict[str, Any]:
    """What somebody at the desk sees."""
    sitting = shell.sitting
    key = shell.wizard.pane.key if sitting and "wizard" in shell.pages.built else None
    notices = [one for one in shell.findChildren(Notice) if one.isVisible() and one.text]
    return {
        "page": shell.pages.shown(),
        "said": [one.text.lstrip("！ ") for one in notices],
        "saved": shell.top.saved.text() if sitting else "",
        "key": str(key or ""),
        "value": sitting.inspection.answer(key).value if sitting and key else "",
    }


class Ear:
    """Hears a line when the window has nothing else to do."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self.notifier.activated.connect(self.hear)
        self.notifier.setEnabled(False)
        self.begin()

    def begin(self) -> None:
        """Once everything is loaded and a book is open, or refused."""
        # What was fetched is shown a turn after its thread's end.
        free = not background.at_work() and not self.shell.reception.busy
        if self.shell.loaded and free and (self.shell.sitting is not None or seen(self.shell)["said"]):
            self.notifier.setEnabled(True)
            self.tell()
        else:
            QTimer.singleShot(20, self.begin)

    def hear(self) -> None:
        """Do what is asked."""
        self.notifier.setEnabled(False)  # what is done below looks at events
        words = os.read(0, 4096).decode().split()
        if not words:
            os._exit(1)  # whoever gave the orders is gone
        what, given = words[0], words[1:]
        if what == "press":
            for name in given:
                QTest.keyClick(QApplication.focusWidget() or self.shell, getattr(Qt.Key, f"Key_{name}"))
        elif what == "offer":
            next(
                one for one in self.shell.findChildren(Notice) if one.isVisible() and one.button.isVisible()
            ).button.click()
        background.finish()
        self.tell()
        self.notifier.setEnabled(True)
        if what == "close":
            self.shell.close()

    def tell(self) -> None:
        """One write, one line."""
        os.write(1, (json.dumps(seen(self.shell), ensure_ascii=False) + "\n").encode())


ears: list[Ear] = []


def shell_of(*given: Any) -> Shell:
    """What `main` builds."""
    made = Shell(*given)
    ears.append(Ear(made))
    return made


program = sys.modules["jukiself.app.main"]
program.Shell = shell_of  # type: ignore[attr-defined]
sys.exit(program.main(sys.argv[1:]))
