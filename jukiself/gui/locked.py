"""A return workbook that opens with its passphrase only: asked for in place, kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.notice import Notice
from jukiself.gui.secret_field import SecretField
from jukiself.gui.theme import space
from jukiself.gui.words import Centred, Prose, fill

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QHideEvent

_WIDEST = 760
_WHY = (
    "この回答書は、合言葉（パスワード）を入れると読めます。合言葉は、ファイルと別の方法（電話など）で届いているはずです。"
    "見つからないときは、送り主に尋ねてください。"
)
_KEPT = "入れた合言葉は、このファイルを読むためだけに使い、どこにも残しません。"
_EMPTY = "合言葉がまだ入っていません。届いている合言葉を、そのまま入れてください。"
_BUSY = "合言葉を確かめています…"


class LockedPage(QWidget):
    """``given`` brings the file and what was typed."""

    given = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self._path: Path | None = None
        self.title, self.notice = Prose("", "lead"), Notice()
        self.secret = SecretField()
        self.field = self.secret.field
        self.open, self.back = QPushButton("読む"), QPushButton("やめる")
        self._lay_out()
        self.field.returnPressed.connect(self._give)
        self.open.clicked.connect(self._give)
        self.back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        self.open.setProperty("role", "main")
        self.open.setAccessibleName("合言葉を使って回答書を読む")
        self.back.setAccessibleName("読まずにやめる")
        column = fill(self, Centred("合言葉の付いた回答書", _WIDEST))
        column.setContentsMargins(space("large"), 2 * space("large"), space("large"), space("large"))
        column.setSpacing(space("middle"))
        feet = QWidget()
        foot = FlowLayout(feet, space("small"))
        foot.addWidget(self.open)
        foot.addWidget(self.back)
        for one in (self.title, Prose(_WHY), self.notice, self.secret, feet, Prose(_KEPT, "quiet")):
            column.addWidget(one)
        column.addStretch(1)

    def ask(self, path: Path, wrong: str = "") -> None:
        """Ask for the passphrase of a file; ``wrong`` says what was the matter with the one given."""
        if path != self._path:
            self.secret.forget()
        self._path = path
        self.title.say(f"「{path.name}」には合言葉が付いています")
        self._wait(False)
        if wrong:
            self.notice.refuse(wrong)
        else:
            self.notice.clear()
        self.field.selectAll()

    def first_focus(self) -> QWidget:
        """Where one types."""
        return self.field

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page takes the passphrase along."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.secret.forget()

    def _wait(self, on: bool) -> None:  # noqa: FBT001 - reading or not
        self.open.setEnabled(not on)
        self.field.setReadOnly(on)

    def _give(self) -> None:
        if self._path is None or not self.open.isEnabled():
            return
        if not self.field.text():
            self.notice.refuse(_EMPTY)
            self.field.setFocus()
            return
        self._wait(True)
        self.notice.say(_BUSY)
        self.given.emit(self._path, self.field.text())
