"""研修の部屋: choose a story, then lead a room, practise alone, or write the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSpinBox, QWidget

from jukiself.gui import background
from jukiself.gui.elsewhere import show_folder
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.notice import Notice
from jukiself.gui.theme import space
from jukiself.gui.training_stage import Stage
from jukiself.gui.words import Centred, Prose, choice, fill, label, place_words
from jukiself.training.room import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jukiself.gui.desk import Desk

_WIDEST = 860
_WHAT = (
    "公表された事例や、作った村の話で練習します。ここで答えたことは、役場の点検にも、県への回答にもなりません。"
    "はじめての講師は、先に「講師の紙を作る」を押し、「00_はじめに」と進行表を読んでください。"
)
_ROOM = "投影する画面が開き、話を読む所から終わりまで、キー1つで進みます。進めた所は、そのつど保存されます。"
_ALONE = "話を読み、点検の設問に答え、記録と比べます。練習の保存ファイル：{}"
_EACH = 4
_MOST = 200


class TrainingPage(QWidget):
    """``practise_wanted`` and ``compare_wanted`` bring the id of a story with a case, ``room_wanted`` of any story."""

    practise_wanted = Signal(str)
    compare_wanted = Signal(str)
    room_wanted = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self._desk = desk
        self.desk = desk.training()
        self.stage: Stage | None = None
        self.notice = Notice()
        self._writing = False
        self.stories = {one.id: choice(one.title) for one in self.desk.stories()}
        self.groups = {number: choice(f"{number}組") for number in GROUPS}
        self.people = QSpinBox()
        self.intro = Prose()
        self.lead = _button("部屋で進める", self._lead)
        self.papers = _button("講師の紙を作る", self._write)
        self.room = _button("部屋の答え合わせ", lambda: self.room_wanted.emit(self.chosen))
        self.afresh = _button("部屋を初めからにする", self._forget)
        self.alone = _button("1人で点検してみる", lambda: self.practise_wanted.emit(self.chosen))
        self.compare = _button("1人の答え合わせ", self._compare)
        self.again = _button("練習を初めからにする", self._again)
        self.back = _button("戻る", self.left.emit)
        self._lay_out()
        for one in self.stories.values():
            one.toggled.connect(lambda _on: self._show())
        for number, one in self.groups.items():
            one.clicked.connect(lambda _on, number=number: self.people.setValue(number * _EACH))
        next(iter(self.stories.values())).setChecked(True)
        self.groups[6].setChecked(True)

    def _lay_out(self) -> None:
        column = fill(self, Centred("研修の部屋", _WIDEST))
        column.setContentsMargins(2 * space("large"), space("middle"), 2 * space("large"), space("large"))
        column.setSpacing(space("small"))
        self.lead.setProperty("role", "main")
        self.people.setRange(1, _MOST)
        self.people.setValue(24)
        self.people.setSuffix("人")
        self.people.setAccessibleName("出る人の数（紙を刷る数に使う）")
        for one in (
            self.notice,
            label("研修の部屋", "title"),
            Prose(_WHAT),
            label("題材", "strong"),
            self._row(self.stories.values()),
            self.intro,
            label("みんなで", "strong"),
            Prose(_ROOM),
            self._row(self.groups.values(), self.people),
            _flowing((self.lead, self.room, self.papers, self.afresh)),
            label("1人で", "strong"),
            Prose(_ALONE.format(place_words(self.desk.practice_place()))),
            _flowing((self.alone, self.compare, self.again)),
            _flowing((self.back,)),
        ):
            column.addWidget(one)
        column.addStretch(1)

    def _row(self, buttons: Iterable[QPushButton], *others: QWidget) -> QWidget:
        some, group = list(buttons), QButtonGroup(self)
        for one in some:
            group.addButton(one)
        return _flowing([*some, *others])

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
        # An incident has no cards, but it is read on the projector as well.
        for one in (self.room, self.alone, self.compare, self.again):
            one.setEnabled(bool(story.items))
        self.notice.clear()
        if not story.items:
            self.notice.say("出来事の話です。札の問いはなく、立ち止まって話しながら進めます。")

    # -- a room
    def _lead(self) -> None:
        try:
            room = self.desk.room(self.chosen, self.count)
        except self._desk.refusals as error:
            self.notice.refuse(str(error))
            return
        self.stage = Stage(self.desk, room, self._desk.refusals)
        self.stage.left.connect(self._stage_left)
        self.stage.show_beside(self)

    def _stage_left(self) -> None:
        stage = self.stage
        if stage is None or stage.room.story != self.chosen or not stage.room.votes:
            return
        words = "部屋を閉じました。続きは「部屋で進める」から始まります。"
        self.notice.say(words, "答え合わせを見る", lambda: self.room_wanted.emit(stage.room.story))

    def _forget(self) -> None:
        self.desk.forget(self.chosen)
        self.notice.say("次は、初めから始まります。ここまでの札は、別の名前で残しました。")

    # -- alone
    def _compare(self) -> None:
        if self._begun():
            self.compare_wanted.emit(self.chosen)

    def _again(self) -> None:
        if not self._begun():
            return
        try:
            place = self.desk.practise_afresh(self.chosen)
        except self._desk.refusals as error:
            self.notice.refuse(str(error))
            return
        self.notice.say(f"この題材の練習は、初めからになりました。前の答えは「{place.name}」に残っています。")

    def _begun(self) -> bool:
        try:
            begun = self.desk.practised(self.chosen)
        except self._desk.refusals as error:
            self.notice.refuse(str(error))
            return False
        if not begun:
            self.notice.refuse("この題材の練習は、まだ始めていません。「1人で点検してみる」から始めてください。")
        return begun

    # -- papers
    def _write(self) -> None:
        story, groups, people = self.chosen, self.count, self.people.value()
        folder: list[Path] = []
        if self._writing:
            return
        self._writing = True  # a disabled button would send the keyboard elsewhere
        self.notice.say("紙を作っています。")

        def then(error: BaseException | None) -> None:
            self._writing = False
            if isinstance(error, self._desk.refusals):
                self.notice.refuse(str(error))
            elif error is not None:
                raise error
            else:
                place = folder[0] / "00_はじめに.pdf"
                self.notice.say(
                    f"作りました：{place_words(folder[0])}", "フォルダーを開く", lambda: show_folder(place, self)
                )

        background.run(lambda: folder.append(self.desk.write_kit(story, groups, people)), self, then)


def _button(words: str, act: object) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(words)
    button.clicked.connect(act)
    return button


def _flowing(buttons: Iterable[QWidget]) -> QWidget:
    row = FlowRow(space("small"))
    for one in buttons:
        row.flow.addWidget(one)
    return row
