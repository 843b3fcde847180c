"""概要: the report of the whole survey, to edit in Word, to print, to count in Excel; with names or without."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from jukiself.answers.years import fiscal_year
from jukiself.gui.elsewhere import show_file, show_folder
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.prefecture.round_page import RoundPage
from jukiself.gui.steady import switch
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, choice, label, place_words
from jukiself.work.survey import Wish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukiself.gui.desk import Desk
    from jukiself.gui.prefecture.gathering import Gathering

_WIDEST = 1000
_KINDS = (
    (".docx", "Word（直して使う）"),
    (".pdf", "PDF（印刷する）"),
    (".xlsx", "Excel（数を使う）"),
    (".csv", "CSV（答えをすべて）"),
)
_WHAT = (
    "2006年の調査の概要と同じ順に、団体ごとの項目と所見、全体について言えること、集計の表をまとめます。"
    "数には、その団体を選ぶ方法が添えてあります。"
)
_NAMED = "団体の名前と弱い所が書かれます。渡す相手を限り、取扱いを決めてから配ってください。"
_VEILED = "団体は「団体A」のように書かれます。名前を伏せても分かる所は、書き出した後に知らせます。"


class OverviewPage(RoundPage):
    """A file is written anew beside those that lie there."""

    print_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.folder: Path | None = None
        self._made: Sequence[Path] = []
        self.kinds = {suffix: choice(words) for suffix, words in _KINDS}
        self.anonymous = choice("団体の名前を伏せる")
        self.meaning, self.where, self.warnings = Prose(_NAMED), Prose("", "quiet"), Prose()
        self.before = PullDown("比べる年度")
        self.elsewhere, self.write = QPushButton("フォルダーを変える…"), QPushButton("概要を書き出す")
        self.open, self.look = QPushButton("開く"), QPushButton("見て印刷する")
        self._lay_out()
        self.anonymous.toggled.connect(lambda on: self.meaning.say(_VEILED if on else _NAMED))
        self.elsewhere.clicked.connect(self._choose)
        self.write.clicked.connect(self.write_files)
        self.open.clicked.connect(lambda: show_file(self._made[0], self))
        self.look.clicked.connect(lambda: self.print_wanted.emit([one for one in self._made if one.suffix == ".pdf"]))
        self.band.changed.connect(self._mark)

    def _lay_out(self) -> None:
        self.write.setProperty("role", "main")
        for button, name in (
            (self.write, "市町村調査結果の概要を書き出す"),
            (self.elsewhere, "書き出すフォルダーを変える"),
            (self.open, "書き出した概要をいつものプログラムで開く"),
            (self.look, "書き出した概要を見て印刷する"),
        ):
            button.setAccessibleName(name)
        for suffix, box in self.kinds.items():
            box.setChecked(suffix in {".docx", ".pdf"})
        column = self._column("概要", _WIDEST, top="middle", bottom="middle")
        column.setSpacing(space("middle"))
        card = QFrame()
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(space("middle"), space("middle"), space("middle"), space("middle"))
        inner.setSpacing(space("middle"))
        kinds, place, feet = FlowRow(space("middle")), FlowRow(space("small")), FlowRow(space("small"))
        for box in self.kinds.values():
            kinds.flow.addWidget(box)
        for part in (self.where, self.elsewhere):
            place.flow.addWidget(part)
        for button in (self.write, self.look, self.open):
            feet.flow.addWidget(button)
        veil = FlowRow(space("small"))
        veil.flow.addWidget(self.anonymous)
        for whole in (kinds, veil, self.meaning, self.before, place, feet, self.warnings):
            inner.addWidget(whole)
        tops: tuple[QWidget, ...] = (label("市町村調査結果の概要", "title"), Prose(_WHAT), self.notice, self.band, card)
        for top in tops:
            column.addWidget(top)
        column.addStretch(1)

    # -- showing
    def show_gathering(self, gathering: Gathering) -> None:
        """Where the files of this round would go."""
        if gathering is not self.gathering:
            self.gathering, self.folder, self._made = gathering, gathering.folder(), []
            self.notice.clear()
            self.warnings.say("")
        try:
            years = gathering.across().years_before()
        except gathering.refusals as error:
            self.notice.refuse(str(error))
            return
        self.before.offer([("前の年度と比べない", 0), *((f"{fiscal_year(one)}と比べる", one) for one in years)])
        self.before.setVisible(bool(years))
        self._mark()

    def close_gathering(self) -> None:
        """The book is closed; whatever is at work stops."""
        super().close_gathering()
        self._made = []

    def first_focus(self) -> QWidget:
        """What one came for."""
        return self.write

    def _mark(self) -> None:
        self.where.say(f"書き出す所：{place_words(self.folder)}" if self.folder else "")
        switch(self.write, on=not self.band.busy)
        self.open.setVisible(bool(self._made))
        self.look.setVisible(any(one.suffix == ".pdf" for one in self._made))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "書き出すフォルダー", str(self.folder or ""))
        if chosen:
            self.folder = Path(chosen)
            self._mark()

    # -- doing
    def write_files(self) -> None:
        """Every kind that is ticked."""
        gathering, folder = self.gathering, self.folder
        if gathering is None or folder is None:
            return
        suffixes = [suffix for suffix, box in self.kinds.items() if box.isChecked()]
        if not suffixes:
            self.notice.refuse("書き出す形を1つは選んでください。")
            return
        wish = Wish(anonymous=self.anonymous.isChecked(), before=int(self.before.currentData() or 0))
        across = gathering.across()

        def done(made: tuple[Sequence[Path], Sequence[str]]) -> None:
            self._made, warnings = made
            names = "、".join(one.name for one in self._made)
            self.notice.say(f"書き出しました：{names}", "フォルダーを開く", lambda: show_folder(self._made[0], self))
            self.warnings.say("\n".join(f"▲ {one}" for one in warnings))
            self._mark()

        self.band.run(gathering, "概要を書いています", lambda tell: across.write(wish, suffixes, folder, tell), done)
