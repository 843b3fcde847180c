"""The plain page that hides everything while a resident stands at the counter; any key brings the work back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukiself.gui.words import label

_BARE = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_unknown}


class Cover(QWidget):
    """Says nothing about what lies beneath."""

    lifted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("画面を隠しています。どのキーでも戻ります")
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(label("どのキーでも戻ります", "quiet"), 0, Qt.AlignmentFlag.AlignCenter)

    def event(self, event: QEvent) -> bool:
        """No shortcut of the window may fire while it is hidden; Tab counts as any key."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if Qt.Key(event.key()) not in _BARE:
                self.lifted.emit()
            return True
        return super().event(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click brings it back too."""
        self.lifted.emit()
