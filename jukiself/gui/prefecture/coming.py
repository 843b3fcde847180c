"""Files on their way in: looked at line by line before anything is written, taken in, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.prefecture.standing import verdict_words
from jukiself.gui.prefecture.table import PlainTable
from jukiself.gui.secret_field import SecretField
from jukiself.gui.theme import space
from jukiself.gui.words import Prose
from jukiself.survey.arrivals import HOW_LABELS, How, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.gui.notice import Notice
    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.gui.prefecture.progress import ProgressBand
    from jukiself.survey.arrivals import Arrival

_TITLES = ("ファイル", "団体", "結果", "わけ")
_WIDTHS = (0, 8, 8.5, 0)
_WAYS = (How.WORKBOOK, How.PROXY, How.PHONE, How.REFERENCE)
_WORST = (Verdict.REFUSED, Verdict.WAITING, Verdict.TAKEN, Verdict.SAME, Verdict.UNDONE)


class ComingCard(QWidget):
    """``left`` says that one is done with these files; ``taken`` that the book has changed."""

    taken = Signal()
    left = Signal()

    def __init__(self, band: ProgressBand, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._band, self._notice = band, notice
        self._gathering: Gathering | None = None
        self._where: Sequence[Path] = ()
        self.arrivals: Sequence[Arrival] = ()
        self._coming = True
        self.title, self.said = Prose("", "lead"), Prose()
        self.how = PullDown("届き方", ((f"届き方：{HOW_LABELS[one]}", one) for one in _WAYS))
        self.table: PlainTable[Arrival] = PlainTable("届いたファイル", _TITLES, _WIDTHS)
        self.why = Prose("", "quiet")
        #: The passphrase the offices were told; kept nowhere, and gone with the files.
        self.secret, self.unlock = SecretField(), QPushButton("この合言葉で、もう一度見る")
        self.locked = QWidget()
        self.take, self.undo, self.back = QPushButton("取り込む"), QPushButton("この取り込みを取り消す"), QPushButton()
        self.take.setProperty("role", "main")
        self._lay_out()
        self.take.clicked.connect(self._take)
        self.unlock.clicked.connect(self._unlock)
        self.secret.field.returnPressed.connect(self._unlock)
        self.undo.clicked.connect(lambda _on: self._undo())
        self.back.clicked.connect(self._leave)
        self.table.moved.connect(self._tell)
        band.changed.connect(self._mark)
        self._mark()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("small"))
        feet = FlowRow(space("small"))
        for part in (self.take, self.how, self.undo, self.back):
            feet.flow.addWidget(part)
        self.take.setAccessibleName("見たファイルを取り込む")
        self.undo.setAccessibleName("この取り込みを取り消す")
        row = QHBoxLayout(self.locked)
        row.setContentsMargins(0, 0, 0, 0)
        for one in (Prose("合言葉の付いたファイルがあります。").in_middle(), self.secret, self.unlock):
            row.addWidget(one)
        self.unlock.setAccessibleName("入れた合言葉でファイルをもう一度見る")
        column.addWidget(self.title)
        column.addWidget(self.said)
        column.addWidget(self.locked)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        column.addWidget(feet)

    # -- looking
    def look(self, gathering: Gathering, where: Sequence[Path]) -> bool:
        """Look at files; whether that began."""
        self._gathering, passphrase = gathering, self.secret.field.text()
        started = self._band.run(
            gathering,
            "届いたファイルを見ています",
            lambda tell: gathering.preview(where, passphrase, tell),
            self._seen,
            stopped=self.left.emit,
            refused=self.left.emit,
        )
        if started:
            self._where = where
            self.title.say("取り込む前の確認")
            self.said.say("ファイルを1つずつ開いて見ています。まだ何も書いていません。")
            self._show((), coming=True)
        return started

    def _seen(self, found: Sequence[Arrival]) -> None:
        self.title.say("取り込む前の確認　まだ何も書いていません")
        self._show(found, coming=True)
        if not found:
            self.said.say("取り込むファイルがありません。回答書の入ったフォルダーを選んでください。")
        (self.take if self.take.isEnabled() else self.back).setFocus()

    def _show(self, found: Sequence[Arrival], *, coming: bool) -> None:
        self.arrivals = sorted(found, key=lambda one: (_WORST.index(one.verdict), one.file_name))
        self.table.show_rows([_cells(one, coming=coming) for one in self.arrivals], self.arrivals)
        self.said.say(_counted(found, coming=coming))
        self._coming = coming
        self._mark()

    def _mark(self) -> None:
        """What can be done now."""
        busy = self._band.busy
        can_take = self._coming and any(one.verdict is not Verdict.SAME for one in self.arrivals)
        locked = any(one.verdict is Verdict.REFUSED and "合言葉" in one.reason for one in self.arrivals)
        self.locked.setVisible(self._coming and locked and not busy)
        self.take.setVisible(self._coming)
        self.how.setVisible(self._coming)
        self.undo.setVisible(not self._coming and any(one.verdict is Verdict.TAKEN for one in self.arrivals))
        for one in (self.take, self.how):
            one.setEnabled(can_take and not busy)
        self.undo.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.back.setText("取り込まずに戻る" if self._coming else "提出状況へ戻る")
        self.back.setAccessibleName(self.back.text())

    def _tell(self) -> None:
        one = self.table.thing
        self.why.say(
            "\n".join((f"{one.file_name}：{one.reason or '気を付けることはありません。'}", *one.problems[:3]))
            if one
            else ""
        )

    # -- taking
    def _take(self) -> None:
        gathering, how = self._gathering, How(self.how.currentData())
        passphrase = self.secret.field.text()
        if gathering is not None:
            self._band.run(
                gathering,
                "取り込んでいます",
                lambda tell: gathering.collect(self._where, how, passphrase, tell),
                self._taken,
                refused=self._broken_off,
            )

    def _taken(self, done: Sequence[Arrival]) -> None:
        self.title.say("取り込みました")
        self._show(done, coming=False)
        self.taken.emit()
        self.back.setFocus()

    def _broken_off(self) -> None:
        self.taken.emit()
        self._leave()

    def _undo(self, *, force: bool = False) -> None:
        gathering = self._gathering
        if gathering is None:
            return
        taken = [one for one in self.arrivals if one.verdict is Verdict.TAKEN]
        try:
            gone = gathering.give_back(taken, force=force)
        except gathering.refusals as error:
            self._notice.refuse(str(error), "それでも取り消す", lambda: self._undo(force=True))
            return
        self.taken.emit()
        self._leave()
        self._notice.say(f"取り込みを取り消しました。保存ファイルから除いた回答 {gone}。元のファイルはそのままです。")

    def _unlock(self) -> None:
        if self._gathering is not None and self.secret.field.text():
            self.look(self._gathering, self._where)

    def _leave(self) -> None:
        self.secret.forget()
        self.left.emit()


def _cells(one: Arrival, *, coming: bool) -> tuple[str, ...]:
    office = one.office.name or one.office.code if one.office else ""
    return (one.file_name, office, verdict_words(one, coming=coming), one.reason)


def _counted(found: Sequence[Arrival], *, coming: bool) -> str:
    counts = {verdict: [one for one in found if one.verdict is verdict] for verdict in _WORST}
    said = [f"{verdict_words(some[0], coming=coming)} {len(some)}" for some in counts.values() if some]
    return f"{len(found)}ファイル：{'　'.join(said)}" if found else ""
