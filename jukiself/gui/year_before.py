"""On the page for a new inspection: begin beside last year's answers, or with nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.theme import space
from jukiself.gui.words import Prose

if TYPE_CHECKING:
    from jukiself.gui.desk import Earlier

_BRINGS = (
    "契約・ネットワーク・担当と、終わっていない改善計画を引き継ぎます。前の答えは横に見えますが、"
    "見直して選ぶまで未回答です。終わった契約は入りません。"
)
_BARE = "前の年度の答えも契約も引き継ぎません。"


class YearBefore(QWidget):
    """Hidden while no earlier inspection is known; ``changed`` when another one, or none, is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Earlier | None = None
        self.carry, self.bare = QPushButton("前の年度から始める"), QPushButton("何もない所から始める")
        self.said = Prose("", "quiet")
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(space("small"))
        for button in (self.carry, self.bare):
            button.setCheckable(True)
            button.setProperty("role", "basis")
            button.setMinimumHeight(40)
            button.clicked.connect(self._chosen)
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.carry, self.bare):
            button.setAccessibleName(button.text())
        self.carry.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("hair"))
        column.addLayout(row)
        column.addWidget(self.said)

    @property
    def before(self) -> Earlier | None:
        """The inspection to begin from, if that is wanted."""
        return self.found if self.carry.isChecked() else None

    def offer(self, found: Earlier | None) -> None:
        """Show what was found; another one than before is taken, unless one says otherwise."""
        if found == self.found:
            return
        self.found = found
        if found is not None:
            words = f"{found.title.partition('　')[2].partition('（')[0]}の点検から始める"
            self.carry.setText(words)
            self.carry.setAccessibleName(words)
            self.carry.setChecked(True)
        self._chosen()

    def _chosen(self) -> None:
        self.said.say(_BRINGS if self.carry.isChecked() else _BARE)
        self.changed.emit()
