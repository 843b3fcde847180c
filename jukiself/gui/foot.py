"""Under the question: what is left in words, and the three ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from jukiself.gui.notice import restyle
from jukiself.gui.theme import space
from jukiself.gui.words import label
from jukiself.work.pace import minutes_left
from jukiself.work.sieve import SIEVE_LABELS, Sieve, passing
from jukiself.work.years import carried

if TYPE_CHECKING:
    from jukiself.work.inspect import Sitting

_SAID = (Sieve.UNANSWERED, Sieve.UNKNOWN, Sieve.GUESS, Sieve.REASON, Sieve.QUERY)
_PACE = "分は、ここまでの速さから出した目安です。5分を超える休みは数えていません。"


class Foot(QFrame):
    """Buttons only; what they do is the wizard's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foot")
        self.keys = QPushButton("キー K")
        self.keys.setProperty("role", "plain")
        self.keys.setAccessibleName("キーの一覧")
        self.left = label("", "quiet")
        self.left.setWordWrap(True)
        self.left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.back, self.on, self.unanswered = (QPushButton(words) for words in ("← 前へ", "次へ →", "次の未回答へ"))
        hints = ("Shift+Enter", "Enter", "Ctrl+Enter")
        for button, hint in zip((self.back, self.on, self.unanswered), hints, strict=True):
            button.setAccessibleName(button.text().strip("←→ "))
            button.setToolTip(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(space("small"), 4, space("middle"), 4)
        row.addWidget(self.keys)
        row.addWidget(self.left, 1)
        for button in (self.back, self.on, self.unanswered):
            row.addWidget(button)

    def show_left(self, sitting: Sitting) -> None:
        """What is left of the whole inspection."""
        words = left_words(sitting)
        self.left.setText(words)
        self.left.setToolTip(_PACE if "分）" in words else "")

    def show_way(self, *, answered: bool, first: bool, sieve: Sieve | None) -> None:
        """Where the ways lead, and which one is next."""
        if self.on.property("role") != ("main" if answered else ""):
            self.on.setProperty("role", "main" if answered else "")
            restyle(self.on)
        self.back.setEnabled(not first)
        self.unanswered.setText(f"次の{SIEVE_LABELS[sieve or Sieve.UNANSWERED]}へ")
        self.unanswered.setAccessibleName(self.unanswered.text())


def left_words(sitting: Sitting) -> str:
    """あと32問（約20分）。わからない 5、たぶん 3。 Finished is not the same as good, so no praise here."""
    found = {one: len(passing(sitting, one)) for one in _SAID}
    still_open = found[Sieve.UNANSWERED]
    minutes = minutes_left(sitting.inspection, still_open)
    pace = f"（約{minutes}分）" if minutes else ""
    head = f"あと{still_open}問{pace}。" if still_open else "未回答はありません。"
    rest = [f"{SIEVE_LABELS[one]} {found[one]}" for one in _SAID[1:] if found[one]]
    if waiting := carried(sitting.situation).waiting:
        rest.append(f"{SIEVE_LABELS[Sieve.CARRIED]} {waiting}")
    return head + "、".join(rest)
