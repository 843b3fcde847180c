"""研修の部屋: choose a story, then lead a room, practise alone, or write the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from jukiself.gui import background
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.notice import Notice
from jukiself.gui.theme import space
from jukiself.gui.training_stage import Stage
from jukiself.gui.words import Centred, Prose, fill, label
from jukiself.training.room import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jukiself.gui.desk import Desk

_WIDEST = 820
_WHAT = (
    "公表された事例や、作った村の話で練習します。ここで答えたことは、役場の点検にも、県への回答にもなりません。"
    "部屋で進めたところは、そのつど保存されます。"
)
_EACH = 4
_BUTTONS = (
    "部屋で進める",
    "1人で点検してみる",
    "1人の点検の答え合わせ",
    "講師の紙を作る",
    "部屋を初めからにする",
    "戻る",
)


class TrainingPage(QWidget):
    """``practise_wanted`` brings the id of a story with a case."""

    practise_wanted = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self._desk = desk
        self.desk = desk.training()
        self.stage: Stage | None = None
        self.notice = Notice()
        self.stories = {one.id: _choice(one.title) for one in self.desk.stories()}
        self.groups = {number: _choice(f"{number}組") for number in GROUPS}
        self.intro = Prose()
        self.lead, self.alone, self.compare, self.papers, self.afresh, self.back = map(QPushButton, _BUTTONS)
        self._lay_out()
        self.lead.clicked.connect(self._lead)
        self.alone.clicked.connect(lambda: self.practise_wanted.emit(self.chosen))
        self.papers.clicked.connect(self._write)
        self.compare.clicked.connect(self._compare)
        self.afresh.clicked.connect(self._forget)
        self.back.clicked.connect(self.left)
        for one in (self.lead, self.alone, self.compare, self.papers, self.afresh, self.back):
            one.setAccessibleName(one.text())
        for one in self.stories.values():
            one.toggled.connect(lambda _on: self._show())
        next(iter(self.stories.values())).setChecked(True)
        self.groups[6].setChecked(True)

    def _lay_out(self) -> None:
        column = fill(self, Centred("研修の部屋", _WIDEST))
        column.setContentsMargins(2 * space("large"), space("large"), 2 * space("large"), space("large"))
        column.setSpacing(space("middle"))
        self.lead.setProperty("role", "main")
        for one in (
            self.notice,
            label("研修の部屋", "title"),
            Prose(_WHAT),
            label("題材", "strong"),
            self._row(self.stories.values()),
            self.intro,
            label("組の数", "strong"),
            self._row(self.groups.values()),
            _flowing((self.lead, self.papers, self.afresh)),
            _flowing((self.alone, self.compare, self.back)),
        ):
            column.addWidget(one)
        column.addStretch(1)

    def _row(self, buttons: Iterable[QPushButton]) -> QWidget:
        some, group = list(buttons), QButtonGroup(self)
        for one in some:
            group.addButton(one)
        return _flowing(some)

    @property
    def chosen(self) -> str:
        """The story chosen."""
        return next(name for name, one in self.stories.items() if one.isChecked())

    @property
    def count(self) -> int:
        """How many groups."""
        return next(number for number, one in self.groups.items() if one.isChecked())

    def first_focus(self) -> QWidget:
        """The story chosen."""
        return self.stories[self.chosen]

    def _show(self) -> None:
        story = next(one for one in self.desk.stories() if one.id == self.chosen)
        self.intro.say(story.intro)
        for one in (self.lead, self.alone, self.compare, self.afresh):
            one.setEnabled(bool(story.items))
        self.notice.clear()
        if not story.items:
            self.notice.say("出来事の話です。紙とスライドで進めます。「講師の紙を作る」を押してください。")

    def _lead(self) -> None:
        try:
            room = self.desk.room(self.chosen, self.count)
        except self._desk.refusals as error:
            self.notice.refuse(str(error))
            return
        self.stage = Stage(self.desk, room, self._desk.refusals)
        self.stage.show()
        self.stage.activateWindow()

    def _forget(self) -> None:
        self.desk.forget(self.chosen)
        self.notice.say("次は、問1から始まります。ここまでの札は、別の名前で残しました。")

    def _compare(self) -> None:
        try:
            path = self.desk.write_grading(self.chosen)
        except self._desk.refusals as error:
            self.notice.refuse(str(error))
            return
        self.notice.say(f"「{path.name}」に作りました。", "開く", lambda: self._desk.show_file(path))

    def _write(self) -> None:
        story, groups = self.chosen, self.count
        folder: list[Path] = []
        self.papers.setEnabled(False)
        self.notice.say("紙を作っています。")

        def then(error: BaseException | None) -> None:
            self.papers.setEnabled(True)
            if isinstance(error, self._desk.refusals):
                self.notice.refuse(str(error))
            elif error is not None:
                raise error
            else:
                place = folder[0] / "00_はじめに.pdf"
                self.notice.say(
                    f"「{folder[0].name}」に作りました。", "フォルダーを開く", lambda: self._desk.show_folder(place)
                )

        background.run(lambda: folder.append(self.desk.write_kit(story, groups, groups * _EACH)), self, then)


def _choice(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setCheckable(True)
    button.setProperty("role", "basis")
    button.setAccessibleName(words)
    return button


def _flowing(buttons: Iterable[QWidget]) -> QWidget:
    row = FlowRow(space("small"))
    for one in buttons:
        row.flow.addWidget(one)
    return row
