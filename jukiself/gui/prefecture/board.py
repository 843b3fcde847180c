"""状況: one row per office, files dropped on it are taken in, and whoever has to be called stands there with a number."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jukiself.answers.days import moment
from jukiself.gui.elsewhere import show_folder
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.notice import restyle
from jukiself.gui.prefecture.coming import ComingCard
from jukiself.gui.prefecture.forgetting import Forgetting
from jukiself.gui.prefecture.office_card import OfficeCard
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.prefecture.quarantine import Quarantine
from jukiself.gui.prefecture.round_page import RoundPage
from jukiself.gui.prefecture.standing import TITLES, cells, hay, standing_words
from jukiself.gui.prefecture.table import PlainTable
from jukiself.gui.steady import switch
from jukiself.gui.theme import space
from jukiself.gui.words import Centred, Prose, label, place_words
from jukiself.report.words import day_with_weekday

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jukiself.gui.desk import Desk
    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.survey.arrivals import Arrival
    from jukiself.survey.board import Board, Row, Standing

_WIDEST = 1600
_WIDTHS = (4.0, 0, 8.5, 5.0, 3.2, 4.2, 6.2, 8.5)
_SPARE = (6, 5, 0, 3)
#: How many full-width letters the table and the card need beside each other.
_BESIDE = 66
_LOWEST = 170
_ORDERS = (("並べ方：一覧の順", None, False), ("並べ方：遅れの長い順", 4, True), ("並べ方：状態ごと", 2, False), ("並べ方：届いた順", 3, False))  # fmt: skip
_CALLS = "calls"
_FIRST = "はじめに「依頼」で、提出期限と対象団体を確かめます。回答書を団体ごとに作って、送ります。"
_KEYS = (
    "表で使うキー：Enter 回答を見る、Q 問合せを書く、Z 問合せは済み、C お知らせを写す、N 回答書のない届け、"
    "D 違いを見る、/ 探す、↑↓ 団体を選ぶ、Alt+← 回答から戻る"
)


class BoardPage(RoundPage):
    """The board, or in its place files on their way in, or what could not be taken in."""

    reply_wanted = Signal(int)
    page_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.board: Board | None = None
        self._filter: Standing | str = ""
        self.counter, self.until = label("", "title"), Prose("", "strong")
        self.files, self.folder = QPushButton("回答書を取り込む…"), QPushButton("フォルダーごと…")
        self.out, self.receipts = QPushButton("一覧を書き出す"), QPushButton("受領のお知らせ一覧")
        self.last, self.rule = QPushButton("前の取り込みを取り消す"), QPushButton("保存期限と消去…")
        self.search, self.order = QLineEdit(), PullDown("並べ方", ((words, way) for words, *way in _ORDERS))
        self.chips: dict[Standing | str, QPushButton] = {}
        self.table: PlainTable[Row] = PlainTable("提出状況", TITLES, _WIDTHS, lines=7, spare=_SPARE)
        self.card = OfficeCard(self.notice)
        self.coming = ComingCard(self.band, self.notice)
        self.quarantine = Quarantine()
        self.forgetting = Forgetting(self.band, self.notice)
        self.parts = QStackedWidget()
        self._lay_out()
        self._connect()

    # -- layout
    def _lay_out(self) -> None:
        self.files.setProperty("role", "main")
        named = (
            (self.files, "届いた回答書を選んで取り込む"),
            (self.folder, "届いた回答書をフォルダーごと取り込む"),
            (self.out, "提出状況を Excel で書き出す"),
            (self.receipts, "受領のお知らせの一覧を PDF と Word で書き出す"),
            (self.last, "最後に取り込んだ分を取り消す"),
            (self.rule, "集めた回答の保存期限を見る、消す"),
        )
        for button, name in named:
            button.setAccessibleName(name)
            button.setToolTip(name)
        self.search.setAccessibleName("団体を探す")
        self.search.setPlaceholderText("団体・担当・ファイルで探す")
        self.search.setMinimumWidth(180)
        column = self._column("状況")
        head = FlowRow(space("middle"))
        for part in (self.counter, self.until, self.files, self.folder):
            head.flow.addWidget(part)
        for whole in (head, self.notice, self.band):
            column.addWidget(whole)
        column.addWidget(self.parts, 1)
        self.parts.addWidget(self._board_part())
        self.parts.addWidget(self.coming)
        self.parts.addWidget(self.quarantine)
        self.parts.addWidget(self.forgetting)

    def _board_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("small"))
        self._chip_row = FlowRow(space("hair"))
        for widget in (self.search, self.order):
            self._chip_row.flow.addWidget(widget)
        beside = Centred("選んだ団体", _WIDEST)
        beside.setMinimumHeight(_LOWEST)
        beside.column.setContentsMargins(0, 0, 0, 0)
        beside.column.addWidget(self.card)
        feet = FlowRow(space("small"))
        for button in (self.out, self.receipts, self.last, self.rule):
            button.setProperty("role", "tool")
            feet.flow.addWidget(button)
        self.where = Prose("ファイルやフォルダーは、この画面に落としても取り込めます。", "quiet")
        feet.flow.addWidget(self.where)
        column.addWidget(self._chip_row)
        column.addLayout(self._two(((self.table, 19), (beside, 10)), _BESIDE), 1)
        column.addWidget(feet)
        return part

    def _connect(self) -> None:
        self.files.clicked.connect(self._choose_files)
        self.folder.clicked.connect(self._choose_folder)
        self.search.textChanged.connect(lambda _text: self._sift())
        self.order.activated.connect(lambda row: self.table.sort_by(_ORDERS[row][1], down=_ORDERS[row][2]))
        self.table.moved.connect(lambda: self.card.show_row(self.table.thing))
        self.table.chosen.connect(lambda _row: self.card.look())
        self.table.typed.connect(self._press)
        self.card.changed.connect(self._renew)
        self.card.reply_wanted.connect(self.reply_wanted)
        self.coming.taken.connect(self._renew)
        self.coming.left.connect(self._show_board)
        self.quarantine.left.connect(self._show_board)
        self.quarantine.again.connect(self.take)
        self.quarantine.folder_wanted.connect(lambda path: show_folder(path, self))
        self.out.clicked.connect(lambda: self._write(lambda one: [one.write_board(one.folder())]))
        self.receipts.clicked.connect(lambda: self._write(lambda one: one.write_receipts(one.folder())))
        self.last.clicked.connect(self._give_back)
        self.rule.clicked.connect(self._show_rule)
        self.forgetting.left.connect(self._show_board)
        self.forgetting.done.connect(self._renew)
        self.band.changed.connect(self._mark)
        slash = QShortcut(QKeySequence("/"), self.table)
        slash.activated.connect(self.search.setFocus)
        self.search.returnPressed.connect(self.table.setFocus)

    def _press(self, key: str) -> None:
        if key == "K":
            self.notice.say(_KEYS)
        else:
            self.card.press(key)

    # -- showing
    def show_gathering(self, gathering: Gathering) -> None:
        """The round as it stands now."""
        if gathering is not self.gathering:
            self.gathering = self.card.gathering = gathering
            self.notice.clear()
            self.search.clear()
            self._filter = ""
            self.parts.setCurrentIndex(0)
        if not self.band.busy:
            self._renew()
            self._say_first_step()

    def _say_first_step(self) -> None:
        """Whoever has just begun has a list of offices and does not know yet that they are to be asked first."""
        board = self.board
        if board is None or self.notice.text not in {"", _FIRST}:
            return
        came = any(row.newest or row.unusable or row.waiting for row in board.rows)
        if board.request and not board.request.deadline and not came:
            self.notice.say(_FIRST, "「依頼」を開く", lambda: self.page_wanted.emit("request"))
        else:
            self.notice.clear()

    def close_gathering(self) -> None:
        """The book is closed; whatever is at work stops."""
        super().close_gathering()
        self.card.gathering = None

    def flush(self) -> bool:
        """Keep what is being written."""
        return self.card.flush()

    def first_focus(self) -> QWidget:
        """The board, or the way to fill it."""
        part = self.parts.currentWidget()
        if part is self.coming:
            return self.coming.back
        if part is self.forgetting:
            return self.forgetting.first_focus()
        return self.table if self.board and self.board.rows else self.files

    def _renew(self) -> None:
        if self.gathering is None:
            return
        try:
            board = self.board = self.gathering.board()
        except self.gathering.refusals as error:
            self.notice.refuse(str(error))
            return
        self.counter.setText(f"提出 {board.counted}／{len(board.rows)}")
        self.counter.setAccessibleName(f"{len(board.rows)}団体のうち{board.counted}団体が提出")
        self.until.say(_until(board))
        self._show_chips(board)
        self._sift()
        self._mark()
        self.quarantine.show_board(board)

    def _show_chips(self, board: Board) -> None:
        wanted: list[tuple[Standing | str, str]] = [("", f"すべて {len(board.rows)}")]
        wanted += [(one, f"{standing_words(one)} {count}") for one, count in board.counts.items() if count]
        to_call = sum(row.to_call for row in board.rows)
        if to_call:
            wanted.append((_CALLS, f"☎ 連絡する {to_call}"))
        refused = len(board.strange) + sum(len(row.unusable) for row in board.rows)
        if refused:
            wanted.append(("refused", f"× 取り込めないファイル {refused}"))
        if self._filter not in {one for one, _ in wanted}:
            self._filter = ""
        flow = self._chip_row.flow
        for name, words in wanted:
            if name not in self.chips:
                self.chips[name] = self._chip(name)
                flow.addWidget(self.chips[name])
            chip = self.chips[name]
            chip.setText(words)
        shown = {one for one, _ in wanted}
        for name, chip in self.chips.items():
            chip.setVisible(name in shown)
            on = name == self._filter
            chip.setAccessibleName(f"{chip.text()}だけを見る{'（表示中）' if on else ''}")
            if bool(chip.property("on")) != on:
                chip.setProperty("on", on)
                restyle(chip)

    def _chip(self, name: Standing | str) -> QPushButton:
        made = QPushButton()
        made.setProperty("role", "tool")
        made.clicked.connect(lambda _on: self._choose(name))
        return made

    def _choose(self, name: Standing | str) -> None:
        if name == "refused":
            self.parts.setCurrentWidget(self.quarantine)
            self.quarantine.first_focus().setFocus()
            return
        self._filter = name
        if self.board is not None:
            self._show_chips(self.board)
        self._sift()

    def _sift(self) -> None:
        rows = [row for row in (self.board.rows if self.board else ()) if self._passes(row)]
        self.table.show_rows([cells(row) for row in rows], rows)
        self.card.show_row(self.table.thing)

    def _passes(self, row: Row) -> bool:
        words = self.search.text().casefold().split()
        if not all(one in hay(row) for one in words):
            return False
        return row.to_call if self._filter == _CALLS else not self._filter or row.standing is self._filter

    def _mark(self) -> None:
        busy = self.band.busy
        for one in (self.files, self.folder, self.out, self.receipts, self.table, self.card, self.quarantine):
            switch(one, on=not busy)
        self.card.setEnabled(not busy and self.table.thing is not None)
        run = self._last_run() if not busy else ()
        self.last.setVisible(bool(run))
        if run:
            self.last.setText(f"前の取り込みを取り消す（{moment(run[0].at)}、{len(run)}件）")

    def _last_run(self) -> Sequence[Arrival]:
        if self.gathering is None:
            return ()
        try:
            return self.gathering.last_run()
        except self.gathering.refusals:
            return ()

    def _show_board(self) -> None:
        self.parts.setCurrentIndex(0)
        self._renew()
        self.first_focus().setFocus()

    def _show_rule(self) -> None:
        gathering, board = self.gathering, self.board
        if gathering is not None and board is not None:
            self.notice.clear()
            if self._attempt(lambda: self.forgetting.show_round(gathering, board)):
                self.parts.setCurrentWidget(self.forgetting)
                self.forgetting.first_focus().setFocus()

    # -- doing
    def _choose_files(self) -> None:
        start = str(self.desk.last_folder())
        chosen, _kind = QFileDialog.getOpenFileNames(
            self, "届いた回答書", start, "回答書 (*.xlsx *.xls *.ods);;すべて (*)"
        )
        if chosen:
            self.take([Path(one) for one in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "届いた回答書のフォルダー", str(self.desk.last_folder()))
        if chosen:
            self.take([Path(chosen)])

    def take(self, where: Sequence[Path]) -> None:
        """Files and folders: looked at first, in the place of the board."""
        if self.gathering is not None and self.coming.look(self.gathering, where):
            self.parts.setCurrentWidget(self.coming)
            self.band.stop.setFocus()

    def _write(self, write: Callable[[Gathering], Sequence[Path]]) -> None:
        gathering = self.gathering
        if gathering is None:
            return

        def done(paths: Sequence[Path]) -> None:
            names = "、".join(one.name for one in paths)
            self.notice.say(
                f"書き出しました：{place_words(paths[0].parent)} ＞ {names}",
                "フォルダーを開く",
                lambda: show_folder(paths[0], self),
            )

        self.band.run(gathering, "書いています", lambda _tell: write(gathering), done)

    def _give_back(self) -> None:
        """The last run, after one has seen what that means."""
        gathering = self.gathering
        run = self._last_run()
        if gathering is None or not run:
            return

        def give(*, force: bool = False) -> None:
            try:
                gone = gathering.give_back(run, force=force)
            except gathering.refusals as error:
                self.notice.refuse(str(error), "それでも取り消す", lambda: give(force=True))
                return
            self._renew()
            self.notice.say(f"取り消しました。保存ファイルから除いた回答 {gone}。元のファイルはそのままです。")

        names = "、".join(one.office.name for one in run[:4] if one.office)
        more = "など" if len(run) > 4 else ""  # noqa: PLR2004 - as many as are named
        self.notice.say(
            f"{names}{more} {len(run)}件の取り込みを取り消します。元のファイルは残ります。", "取り消す", give
        )
        self.notice.button.setFocus()


def _until(board: Board) -> str:
    """The day by which all should be there, and how far that is."""
    if board.expired and any(row.newest for row in board.rows):
        return "！ 集めた回答の保存期限を過ぎています。下の「保存期限と消去」から消してください。"
    request = board.request
    if request is None or not request.deadline:
        return "提出期限は決まっていません（「依頼」で決めます）" if request else ""
    left = (date.fromisoformat(request.deadline) - board.today).days
    said = f"あと{left}日" if left > 0 else "きょうまで" if left == 0 else f"{-left}日過ぎました"
    return f"期限 {day_with_weekday(request.deadline)}　{said}"
