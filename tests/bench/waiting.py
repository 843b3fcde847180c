"""Waiting as the program itself waits: in Qt's loop, with Python's lock let go.

``QTest.qWait`` sleeps with the lock held, so that whatever works beside the window hardly moves meanwhile; figures taken
with it were three times too long.
"""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer


def wait(ms: int) -> None:
    """Let the window do what comes, for so long."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
