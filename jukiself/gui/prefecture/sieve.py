"""Which offices are looked at: by what really occurs in the round, each choice with how many offices fit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton

from jukiself.gui.choices import dress_choices
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.theme import space
from jukiself.survey.traits import band_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from jukiself.survey.there import There

_SHARED = {"yes": "共同運用に任せている", "no": "共同運用に任せていない", "unknown": "共同運用か分からない"}
_FIXED = (("kind", "種類", "団体の種類でしぼる"), ("population", "人口", "人口でしぼる"), ("shared", "共同運用", "共同運用でしぼる"))  # fmt: skip


class Sieve(FlowRow):
    """``changed`` says that others are wanted. Nothing of it is kept: the next look begins with all.

    ``off`` is for the page to put where it says what is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(space("hair"), parent)
        self.fixed = {name: self._pull_down(title, spoken) for name, title, spoken in _FIXED}
        self.columns: dict[str, PullDown] = {}
        self.contractor = QLineEdit()
        self.contractor.setAccessibleName("委託先の名前でしぼる")
        self.contractor.setPlaceholderText("委託先の名前")
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        dress_choices(completer.popup(), "委託先の候補")
        completer.activated.connect(lambda _name: self._tell())
        self.contractor.setCompleter(completer)
        self.contractor.editingFinished.connect(self._tell)
        self.off = QPushButton("しぼり込みを外す")
        self.off.setProperty("role", "tool")
        self.off.setAccessibleName("しぼり込みをすべて外す")
        self.off.clicked.connect(self._lift)
        self.flow.addWidget(self.contractor)
        self.off.hide()

    def _pull_down(self, title: str, spoken: str) -> PullDown:
        made = PullDown(spoken, [(f"{title}：すべて", "")])
        made.activated.connect(lambda _row: self._tell())
        self.flow.addWidget(made)
        return made

    @property
    def choices(self) -> tuple[str, ...]:
        """As `jukiself.survey.choice` writes them."""
        named = {**self.fixed, **self.columns}
        chosen = [f"{name}={one.currentData()}" for name, one in named.items() if one.currentData()]
        contractor = self.contractor.text().strip()
        return (*chosen, *([f"contractor={contractor}"] if contractor else []))

    def show_there(self, there: There) -> None:
        """What occurs in the round; what is chosen stays where it still occurs."""
        known = (
            {one: one for one in there.kinds},
            {one: band_words(one) for one in there.sizes},
            {one: _SHARED[one] for one in there.shared},
        )
        for (name, title, _spoken), words, counts in zip(_FIXED, known, (there.kinds, there.sizes, there.shared), strict=True):  # fmt: skip
            _offer(self.fixed[name], title, words, counts)
        for heading, counts in there.columns.items():
            if heading not in self.columns:
                self.columns[heading] = self._pull_down(heading, f"一覧の「{heading}」でしぼる")
            _offer(self.columns[heading], heading, {one: one for one in counts}, counts)
        for heading, one in self.columns.items():
            if heading not in there.columns:
                one.choose("")
            one.setVisible(heading in there.columns)
        self._names.setStringList(list(there.contractors))
        several = f"回答にある委託先 {len(there.contractors)}。名前の一部でも探せます。"
        self.contractor.setToolTip(several if there.contractors else "回答に委託先の名前はまだありません。")

    def clear(self) -> None:
        """All offices again; nobody is told."""
        for one in (*self.fixed.values(), *self.columns.values()):
            one.choose("")
        self.contractor.clear()
        self.off.hide()

    def _lift(self) -> None:
        self.clear()
        self.changed.emit()

    def _tell(self) -> None:
        self.off.setVisible(bool(self.choices))
        self.changed.emit()


def _offer(one: PullDown, title: str, words: Mapping[str, str], counts: Mapping[str, int]) -> None:
    one.offer([(f"{title}：すべて", ""), *((f"{words[name]}（{count}）", name) for name, count in counts.items())])
    if not one.currentData():
        one.choose("")
    one.setEnabled(bool(counts))
