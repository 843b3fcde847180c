"""How long what was collected may be kept, and its deletion: what goes, what stays, what is left for hands to delete."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from jukiself.answers.years import fiscal_year
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.prefecture.table import PlainTable
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label
from jukiself.report.words import day_with_weekday

if TYPE_CHECKING:
    from jukiself.gui.notice import Notice
    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.gui.prefecture.progress import ProgressBand
    from jukiself.survey.board import Board
    from jukiself.work.deciding import Remains

_WARNING = "消すと、元に戻せません。"
_HANDS = (
    "プログラムは、次のものには手を付けません。消すときは、保存している所で消してください：届いたファイル（下の一覧）、"
    "書き出した Excel・Word・PDF、メールの添付。保存ファイルの控えは、消した後に尋ねます。"
)
_COPIES = (
    "保存ファイルの控え {}個には、まだ残っています。誤って消したのでないことを確かめてから、控えも消してください。"
)
_FORGET_COPIES = "控えも消す"


class Forgetting(QWidget):
    """``done`` says that the round was deleted, ``left`` that one goes back to the board."""

    done = Signal()
    left = Signal()

    def __init__(self, band: ProgressBand, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._band, self._notice = band, notice
        self._gathering: Gathering | None = None
        self._remains: Remains | None = None
        self.rules, self.goes, self.stays = Prose("", "strong"), Prose(), Prose()
        self.table: PlainTable[tuple[str, str]] = PlainTable(
            "手で消すファイル", ("ファイル", "フォルダー"), (0, 0), lines=2
        )
        self.year = QLineEdit()
        self.forget, self.back = QPushButton("この年度の回答を消す"), QPushButton("提出状況へ戻る")
        self.copy = QPushButton("手で消すファイルの一覧を写す")
        self._lay_out()
        self.year.textChanged.connect(lambda _text: self._mark())
        self.forget.clicked.connect(self._forget)
        self.copy.clicked.connect(self._copy)
        self.back.clicked.connect(self.left)
        band.changed.connect(self._mark)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("small"))
        sure, feet = FlowRow(space("small")), FlowRow(space("small"))
        self.year.setAccessibleName("消す年度を西暦で入れる")
        for part in (label("消す年度を西暦で入れてください", "quiet"), self.year, self.forget):
            sure.flow.addWidget(part)
        for button in (self.back, self.copy):
            feet.flow.addWidget(button)
        for button in (self.forget, self.back, self.copy):
            button.setAccessibleName(button.text())
        self.copy.setProperty("role", "tool")
        for widget in (
            Prose("保存期限と消去", "lead"),
            self.rules,
            self.goes,
            self.stays,
            sure,
            Prose(_HANDS, "quiet"),
        ):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(feet)

    # -- showing
    def show_round(self, gathering: Gathering, board: Board) -> None:
        """What deleting the round would mean; nothing is deleted."""
        self._gathering = gathering
        found = self._remains = gathering.remains()
        year = fiscal_year(gathering.year)
        self.rules.say(_rules(board))
        self.goes.say(
            f"消えるもの：{year}の回答 {found.inspections}（答え・根拠・備考・契約・改善計画）、届いたものの記録 {found.arrivals}、"
            f"問合せの記録 {found.calls}、講評 {found.remarks}。{_WARNING}"
        )
        more = f"、ほかの年度の回答 {found.others}" if found.others else ""
        self.stays.say(f"残るもの：依頼と対象団体の一覧{more}。")
        rows = [(name, folder) for folder, names in found.files.items() for name in names]
        self.table.show_rows(rows, rows)
        self.year.setPlaceholderText(str(gathering.year))
        self.year.clear()
        self._mark()

    def first_focus(self) -> QWidget:
        """The way back: nobody deletes by a slip of the hand."""
        return self.back

    def _mark(self) -> None:
        found, gathering = self._remains, self._gathering
        something = found is not None and bool(found.inspections or found.arrivals or found.calls or found.remarks)
        sure = gathering is not None and self.year.text().strip() == str(gathering.year)
        self.year.setEnabled(something and not self._band.busy)
        self.forget.setEnabled(something and sure and not self._band.busy)
        self.copy.setEnabled(bool(found and found.files))

    # -- doing
    def _copy(self) -> None:
        if self._remains is not None:
            lines = [line for folder, names in self._remains.files.items() for line in (folder, *names, "")]
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._notice.say("手で消すファイルの一覧を写しました。")

    def _forget(self) -> None:
        gathering = self._gathering
        if gathering is None:
            return

        def gone(found: Remains) -> None:
            # The list of files stays to be read: the book has it no more.
            self._remains = replace(found, inspections=0, arrivals=0, calls=0, remarks=0)
            self.goes.say("この年度の回答は、もう保存ファイルにありません。")
            self.year.clear()
            self.done.emit()
            self.back.setFocus()
            count = sum(map(len, found.files.values()))
            by_hand = (
                f"届いたファイル {count} は、元の所にあります。下の一覧を見て、手で消してください。" if count else ""
            )
            gone_now = f"{fiscal_year(gathering.year)}の回答 {found.inspections} を消しました。{by_hand}"
            if copies := gathering.copies():
                # What was deleted stands in them, and so does what was not: nobody deletes them unasked.
                self._notice.say(f"{gone_now}{_COPIES.format(copies)}", _FORGET_COPIES, self._forget_copies)
            else:
                self._notice.say(gone_now)

        def forget(_tell: object) -> Remains:
            return gathering.forget()

        self._band.run(gathering, "消しています", forget, gone)

    def _forget_copies(self) -> None:
        if self._gathering is not None:
            self._notice.say(self._gathering.forget_copies())


def _rules(board: Board) -> str:
    request = board.request
    handling = (request.handling if request else "") or "取扱注意"
    until = request.keep_until if request else ""
    if not until:
        return f"取扱い：{handling}　保存する期限：決まっていません（「依頼」で決めます）"
    left = (date.fromisoformat(until) - board.today).days
    said = f"あと{left}日" if left >= 0 else f"！ {-left}日過ぎています。消してください"
    return f"取扱い：{handling}　保存する期限：{day_with_weekday(until)}（{said}）"
