"""A prefecture begins: whose offices, which 年度, 本番 or 見本, and where it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QGridLayout, QPushButton, QWidget

from jukiself.answers.model import Nature
from jukiself.answers.years import fiscal_year
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.notice import Notice
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.theme import space
from jukiself.gui.words import Centred, Prose, fill, label, nearest, place_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.gui.desk import Desk

_WIDEST = 820
_WHAT = (
    "1つの保存ファイルに、依頼、対象団体の一覧、届いた回答をまとめます。"
    "集めた回答には団体ごとの弱い所が書かれています。見てよい人だけのフォルダーに置いてください。"
)
_NATURES = {
    Nature.REAL: "本番",
    Nature.SAMPLE: "見本（試すため）",
}


class GatherWish:
    """What was chosen."""

    def __init__(self, code: str, year: int, nature: Nature, path: Path) -> None:
        self.code, self.year, self.nature, self.path = code, year, nature, path


class BeginPage(QWidget):
    """``begun`` brings a `GatherWish`; where the file has that round already, it is gone on with."""

    begun = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self._chosen: Path | None = None
        self.notice = Notice()
        self.prefecture = PullDown("都道府県")
        # Its choices come after it was first shown.
        self.prefecture.setSizeAdjustPolicy(PullDown.SizeAdjustPolicy.AdjustToContents)
        self.years = {shift: QPushButton() for shift in (-1, 0, 1)}
        self.natures = {one: QPushButton(words) for one, words in _NATURES.items()}
        self.place = Prose("", "quiet")
        self.elsewhere, self.begin, self.back = (QPushButton(words) for words in ("場所を変える…", "始める", "やめる"))
        self._lay_out()
        self.prefecture.currentIndexChanged.connect(lambda _row: self._show_place())
        self.elsewhere.clicked.connect(self._choose_place)
        self.begin.clicked.connect(self._begin)
        self.back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("large"))
        grid.setVerticalSpacing(space("middle"))
        rows = (
            ("都道府県", _flowing(self.prefecture)),
            ("年度", self._choices(self.years.values(), 1)),
            ("区分", self._choices(self.natures.values(), 0)),
            ("保存する所", self.place),
            ("", _flowing(self.elsewhere)),
        )
        for row, (title, widget) in enumerate(rows):
            grid.addWidget(label(title, "strong"), row, 0)
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        self.begin.setProperty("role", "main")
        for button, name in (
            (self.begin, "集めるのを始める"),
            (self.back, "やめる"),
            (self.elsewhere, "保存する所を変える"),
        ):
            button.setAccessibleName(name)
        column = fill(self, Centred("市町村の回答を集める", _WIDEST))
        column.setContentsMargins(2 * space("large"), space("large"), 2 * space("large"), space("large"))
        column.setSpacing(space("large"))
        for one in (
            Prose("市町村の回答を集める", "title"),
            Prose(_WHAT),
            self.notice,
        ):
            column.addWidget(one)
        column.addLayout(grid)
        column.addWidget(_flowing(self.begin, self.back))
        column.addStretch(1)

    def _choices(self, buttons: Iterable[QPushButton], chosen: int) -> FlowRow:
        group = QButtonGroup(self)
        made = list(buttons)
        for button in made:
            button.setCheckable(True)
            button.setProperty("role", "basis")
            button.setAccessibleName(button.text())
            button.clicked.connect(lambda _on: self._show_place())
            group.addButton(button)
        made[chosen].setChecked(True)
        return _flowing(*made)

    # -- showing
    def open(self) -> None:
        """Today's 年度."""
        self.notice.clear()
        self._chosen = None
        if not self.prefecture.count():
            self.prefecture.offer((f"{one.name}（{one.code}）", one) for one in self.desk.prefectures())
            # The one whose list comes with the program.
            names = [one.name for one in self.desk.prefectures()]
            self.prefecture.setCurrentIndex(names.index("長野県") if "長野県" in names else 0)
        for shift, button in self.years.items():
            words = fiscal_year(self.desk.this_year() + shift)
            button.setText(words)
            button.setAccessibleName(words)
        self._show_place()

    def first_focus(self) -> QWidget:
        """The first choice."""
        return self.prefecture

    @property
    def year(self) -> int:
        """The 年度 chosen."""
        return self.desk.this_year() + next(shift for shift, one in self.years.items() if one.isChecked())

    @property
    def nature(self) -> Nature:
        """本番 or 見本."""
        return next(nature for nature, one in self.natures.items() if one.isChecked())

    @property
    def path(self) -> Path:
        """Where it would be kept."""
        office = self.prefecture.currentData()
        mark = "見本-" if self.nature is Nature.SAMPLE else ""
        return self._chosen or self.desk.book_path(f"{mark}{office.name if office else ''}集約", self.year)

    def _show_place(self) -> None:
        self.place.say(place_words(self.path))
        self.place.setToolTip(str(self.path))

    def _choose_place(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            "保存する所",
            str(nearest(self.path.parent) / self.path.name),
            "保存ファイル (*.jukiself)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self._chosen = Path(chosen) if chosen.endswith(".jukiself") else Path(f"{chosen}.jukiself")
            self._show_place()

    def _begin(self) -> None:
        office = self.prefecture.currentData()
        self.begun.emit(GatherWish(office.code, self.year, self.nature, self.path))


def _flowing(*widgets: QWidget) -> FlowRow:
    row = FlowRow(space("small"))
    for one in widgets:
        row.flow.addWidget(one)
    return row
