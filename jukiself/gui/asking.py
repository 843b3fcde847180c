"""頼む・聞く: papers and slips for other people, who has one, and what comes back, taken row by row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jukiself.gui import background
from jukiself.gui.asking_desk import Slip
from jukiself.gui.choices import dress_choices
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.notice import Notice
from jukiself.gui.reply_card import ReplyCard
from jukiself.gui.theme import space
from jukiself.gui.words import Centred, Prose, label, nearest, place_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jukiself.answers.model import Key
    from jukiself.gui.asking_desk import AskedOf
    from jukiself.gui.desk import Desk, Reply, Take
    from jukiself.work.inspect import Sitting

_WIDEST = 1000
_FIRST = (
    "答えの多くは、ほかの係の書類と人の中にあります。最初の日に全部作って渡しておくと、返事を待つ間に自分の分を進められます。"
    "どの紙にも、役場の答えは印刷しません。"
)
_PEOPLE = "まだ答えの出ていない設問だけを、相手ごとの紙（PDF）とファイル（Excel）にします。紙に印を付けて聞いてもよく、ファイルを渡して書いてもらってもかまいません。"
_AREAS = "1つの分野の設問をまとめて、くわしい課に書いてもらいます。いまの答えは「今の答え」の列に載ります。"
_NEVER = "―"


class AskingPage(QWidget):
    """Nothing that comes back is written before 取り込む."""

    saved = Signal(bool)
    print_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.notice = Notice()
        self.deadline = QLineEdit()
        self.read = QPushButton("返ってきたファイルを読む…")
        self.first: dict[Slip, QPushButton] = {}
        self.hearings: dict[str, QPushButton] = {}
        self._days: dict[str, list[QLabel]] = {}
        self.area, self.share = QComboBox(), QPushButton("分担票を作る")
        self.reply: ReplyCard | None = None
        self._paths: Sequence[Path] = ()
        self._task: background.Task | None = None
        self._lay_out()

    # -- layout
    def _lay_out(self) -> None:
        self._scroll = Centred("頼む・聞く", _WIDEST)
        column = self._scroll.column
        column.setContentsMargins(space("large"), space("middle"), space("large"), space("middle"))
        column.setSpacing(space("middle"))
        column.addLayout(self._head())
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setHorizontalSpacing(space("middle"))
        self._shared = Prose("", "quiet")
        column.addWidget(_card("最初の日に", _FIRST, self._first_row()))
        column.addWidget(_card("相手ごとの聞取り票", _PEOPLE, self._table))
        column.addWidget(_card("分野をほかの課に分ける（分担票）", _AREAS, self._area_row(), self._shared))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        # Above what scrolls: what is said of a press far down is seen all the same.
        above = QVBoxLayout()
        above.setContentsMargins(space("large"), space("small"), space("large"), 0)
        above.addWidget(self.notice)
        whole.addLayout(above)
        whole.addWidget(self._scroll, 1)

    def _head(self) -> QHBoxLayout:
        self.deadline.setAccessibleName("お返事の期限")
        self.deadline.setToolTip("空けておくと、紙に手で書く欄になります。")
        self.deadline.setPlaceholderText("例：12月4日（金）")
        self.read.setAccessibleName("返ってきたファイルを読む")
        self.read.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(label("お返事の期限", "quiet"))
        row.addWidget(self.deadline, 1)
        row.addSpacing(space("large"))
        row.addWidget(self.read)
        return row

    def _first_row(self) -> QWidget:
        made = QWidget()
        row = FlowLayout(made, space("small"))
        for slip, words in (
            (Slip.EVERYTHING, "全部まとめて作る"),
            (Slip.FIRST_DAY, "最初の日に頼むもの（PDF）"),
            (Slip.WALK, "見回り票（PDF）"),
        ):
            button = QPushButton(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _on, slip=slip: self.write(slip))
            self.first[slip] = button
            row.addWidget(button)
        self.first[Slip.EVERYTHING].setProperty("role", "main")
        return made

    def _area_row(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        self.area.setAccessibleName("分ける分野")
        dress_choices(self.area.view(), "分野の一覧")
        self.share.setAccessibleName("選んだ分野の分担票を作る")
        self.share.clicked.connect(lambda: self.write(Slip.SHARE, str(self.area.currentData())))
        row.addWidget(self.area)
        row.addWidget(self.share)
        row.addStretch(1)
        return made

    # -- showing
    def show_sitting(self, sitting: Sitting) -> None:
        """Who can be asked what, as things stand."""
        if sitting is not self.sitting:
            self.leave_reply()
            self.notice.clear()
        self.sitting = sitting
        asking = self.desk.asking()
        self._show_people(asking.people(sitting))
        self._show_areas(asking.areas(sitting))
        self.read.setEnabled(not sitting.book.read_only)

    def _show_people(self, people: Sequence[AskedOf]) -> None:
        if list(self.hearings) != [one.id for one in people]:
            self._lay_people(people)
        for one in people:
            for shown, words in zip(self._days[one.id], (f"{one.left}問", one.made, one.back), strict=True):
                shown.setText(words or _NEVER)
            button = self.hearings[one.id]
            button.setText("もう一度" if one.made else "作る")
            button.setAccessibleName(f"{one.title}の聞取り票を作る　残り{one.left}問")
            button.setEnabled(one.can)

    def _lay_people(self, people: Sequence[AskedOf]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.hearings, self._days = {}, {}
        heads = ("相手", "残り", "作った日", "返った日") if people else ("人に聞くことは、残っていません。",)
        for column, words in enumerate(heads):
            self._grid.addWidget(label(words, "quiet"), 0, column)
        for number, one in enumerate(people, 1):
            title = label(one.title)
            title.setWordWrap(True)
            self._grid.addWidget(title, number, 0)
            self._days[one.id] = [label("") for _ in range(3)]
            for column, shown in enumerate(self._days[one.id], 1):
                self._grid.addWidget(shown, number, column)
            button = QPushButton()
            button.clicked.connect(lambda _on, about=one.id: self.write(Slip.HEARING, about))
            self._grid.addWidget(button, number, 4)
            self.hearings[one.id] = button
        for column, stretch in enumerate((5, 1, 3, 3, 0)):
            self._grid.setColumnStretch(column, stretch)

    def _show_areas(self, areas: Sequence[AskedOf]) -> None:
        chosen = self.area.currentData()
        self.area.clear()
        for one in areas:
            self.area.addItem(f"{one.title}（未回答 {one.left}）", one.id)
        self.area.setCurrentIndex(max(0, self.area.findData(chosen)))
        handed = [one for one in areas if one.made or one.back]
        said = (
            f"{one.title}：{one.made} に作りました" + (f"、{one.back} に返りました" if one.back else "")
            for one in handed
        )
        self._shared.say("\n".join(said))
        self._shared.setVisible(bool(handed))

    def first_focus(self) -> QWidget:
        """The one press of the first day; the reply, where one is open."""
        return self.reply.first_focus() if self.reply else self.first[Slip.EVERYTHING]

    def close_sitting(self) -> None:
        """The book is closed."""
        self.leave_reply()
        self.sitting = None

    # -- out
    def write(self, slip: Slip, about: str = "") -> None:
        """Write slips in the background, and say where they lie."""
        sitting = self.sitting
        if sitting is None or self._task is not None:
            return
        asking, deadline = self.desk.asking(), self.deadline.text().strip()

        def work() -> None:
            self._paths = asking.write(sitting, slip, about, deadline)

        self.notice.say("作っています…" + ("（10秒ほどかかります）" if slip is Slip.EVERYTHING else ""))
        self._task = background.run(work, self, lambda error: self._written(sitting, slip, about, error))

    def _written(self, sitting: Sitting, slip: Slip, about: str, error: BaseException | None) -> None:
        self._task = None
        if isinstance(error, self.desk.refusals):
            self.notice.refuse(str(error))
        elif error is not None:
            self.notice.refuse("作れませんでした。")
            raise error
        elif sitting is self.sitting:
            paths = self._paths
            self._attempt(lambda: self.desk.asking().note(sitting, slip, about, paths))
            named = f"{len(paths)}個のファイル" if slip is Slip.EVERYTHING else _named(paths)
            where = place_words(paths[0].parent)
            to_print = [one for one in paths if one.suffix == ".pdf"]
            self.notice.say(f"{named}を作りました：{where}", "見て印刷する", lambda: self.print_wanted.emit(to_print))
            self.show_sitting(sitting)

    # -- back
    def _choose(self) -> None:
        folder = str(nearest(self.desk.asking().folder(self.sitting))) if self.sitting else ""
        chosen, _kind = QFileDialog.getOpenFileName(self, "返ってきたファイル", folder, "Excel (*.xlsx)")
        if chosen:
            self.open_reply(Path(chosen))

    def open_reply(self, path: Path) -> None:
        """Show what a slip says; nothing is written."""
        sitting = self.sitting
        if sitting is None:
            return
        self.leave_reply()
        found: list[Reply] = []
        if self._attempt(lambda: found.append(self.desk.asking().read(sitting, path))):
            self.notice.clear()
            self.reply = ReplyCard(found[0])
            self.reply.taken.connect(self._take)
            self.reply.left.connect(self.leave_reply)
            self._place.addWidget(self.reply)
            self.reply.first_focus().setFocus()
            QTimer.singleShot(0, self._to_the_top)

    def _to_the_top(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)

    def leave_reply(self) -> None:
        """Put the reply away."""
        if self.reply is not None:
            self._place.removeWidget(self.reply)
            self.reply.hide()
            self.reply.deleteLater()
            self.reply = None
            self.read.setFocus()

    def _take(self, reply: Reply, chosen: Mapping[Key, Take]) -> None:
        sitting, count = self.sitting, [0]
        if sitting is None:
            return
        if not self._attempt(lambda: count.append(self.desk.asking().take(sitting, reply, chosen))):
            self.saved.emit(False)
            return
        self.leave_reply()
        self.show_sitting(sitting)
        if count[-1]:
            self.notice.say(f"{count[-1]} の答えを取り込みました。", "取り消す", self.undo)
            self.saved.emit(True)
        else:
            self.notice.say("取り込むものはありませんでした。")
        self._to_the_top()

    def undo(self, *, again: bool = False) -> None:
        """Take the last change back, or do it again."""
        sitting = self.sitting
        found: list[object] = []
        if sitting is None or not self._attempt(lambda: found.append(sitting.redo() if again else sitting.undo())):
            return
        if found[0] is not None:
            self.show_sitting(sitting)
            self.notice.say("もう一度行いました。" if again else "1つ前に戻しました。")
            self.saved.emit(True)

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except self.desk.refusals as error:
            self.notice.refuse(str(error))
            return False
        return True


def _named(paths: Sequence[Path]) -> str:
    """聞取り票_総務係（pdf・xlsx）: what was made, without the office and year every name begins with."""
    stem = paths[0].stem.rpartition("年度_")[2]
    return f"{stem}（{'・'.join(one.suffix[1:] for one in paths)}）"


def _card(title: str, said: str, *parts: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(space("middle"), space("small"), space("middle"), space("middle"))
    column.setSpacing(space("small"))
    column.addWidget(label(title, "lead"))
    column.addWidget(Prose(said))
    for one in parts:
        column.addWidget(one)
    return card
