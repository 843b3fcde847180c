"""出力: every paper the program can make, by who gets it, written where the page says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.contact import ContactCard
from jukiself.gui.leaving import LeavingCard
from jukiself.gui.notice import Notice
from jukiself.gui.paper_row import PaperRow
from jukiself.gui.paper_writer import PaperWriter
from jukiself.gui.papers import HANDLING_WORDS, PAPERS, Handling, To
from jukiself.gui.theme import space
from jukiself.gui.words import Centred, Prose, fill, label, place_words

if TYPE_CHECKING:
    from jukiself.gui.desk import Desk, Paper
    from jukiself.work.inspect import Sitting

_WIDEST = 1000
_INTRO = {
    To.PREFECTURE: "",
    To.LEADERS: "読む人の時間に合わせて、1枚か全文かを選べます。",
    To.OURSELVES: "",
    To.CONTRACTORS: "事業者に書いてもらうファイル（事業者確認用）は、「契約」のページで契約ごとに作ります。",
}


class ExportPage(QWidget):
    """A paper is written anew or not at all."""

    wanted = Signal(object)
    saved = Signal(bool)
    print_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.folder: Path | None = None
        self.unfinished = Notice()
        self.where = Prose("", "strong").in_middle()
        self.elsewhere = QPushButton("フォルダーを変える…")
        self.rows: dict[Paper, PaperRow] = {one.paper: PaperRow(one) for one in PAPERS}
        self.contact = ContactCard(desk)
        self.leaving = LeavingCard()
        self._lay_out()
        self.contact.saved.connect(self.saved)
        self.contact.refused.connect(self.unfinished.refuse)
        self.elsewhere.clicked.connect(self._choose)
        self.writer = PaperWriter(desk, self.rows.values(), self.flush, self, self.leaving)
        self.writer.print_wanted.connect(self.print_wanted)
        self.leaving.changed.connect(self._renamed)

    def _lay_out(self) -> None:
        column = fill(self, Centred("出力", _WIDEST))
        column.setContentsMargins(space("large"), space("middle"), space("large"), space("middle"))
        column.setSpacing(space("middle"))
        column.addWidget(self.unfinished)
        place = QHBoxLayout()
        place.addWidget(self.where, 1)
        place.addWidget(self.elsewhere)
        self.elsewhere.setAccessibleName("書き出すフォルダーを変える")
        column.addLayout(place)
        column.addWidget(self.leaving)
        for to in To:
            column.addWidget(self._group(to, [self.rows[one.paper] for one in PAPERS if one.to is to]))
        column.addWidget(self.contact)
        column.addWidget(Prose(f"■ 取扱注意：{HANDLING_WORDS[Handling.WEAK]}"))
        column.addWidget(Prose(f"□ 答えなし：{HANDLING_WORDS[Handling.PLAIN]}"))
        column.addStretch(1)

    @staticmethod
    def _group(to: To, rows: list[PaperRow]) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.setSpacing(space("hair"))
        column.addWidget(label(to, "lead"))
        if _INTRO[to]:
            column.addWidget(Prose(_INTRO[to], "quiet"))
        for place, row in enumerate(rows):
            if place:
                line = QFrame()
                line.setObjectName("rule")
                line.setFixedHeight(1)
                column.addWidget(line)
            column.addWidget(row)
        return card

    # -- showing
    def show_sitting(self, sitting: Sitting) -> None:
        """Show where the papers of this sitting would go."""
        if sitting is not self.sitting:
            self.sitting = sitting
            self.leaving.show_sitting(sitting)
            self.show_folder(self.desk.export_folder(sitting))
        self.contact.show_sitting(sitting)
        self._say_unfinished(sitting)

    def show_folder(self, folder: Path) -> None:
        """Papers are written there from now on."""
        sitting = self.sitting
        if sitting is None:
            return
        self.folder = folder
        self.where.say(f"書き出す所：{place_words(folder)}")
        self.where.setToolTip(str(folder))
        self.writer.show_folder(sitting, folder)

    def _renamed(self) -> None:
        if self.folder is not None:
            self.show_folder(self.folder)

    def first_focus(self) -> QWidget:
        """The first paper."""
        return self.rows[PAPERS[0].paper].write

    def close_sitting(self) -> None:
        """Let the sitting go; `flush` first."""
        self.sitting = self.writer.sitting = None
        self.contact.show_sitting(None)
        self.leaving.show_sitting(None)

    def flush(self) -> bool:
        """Keep the contact as typed."""
        return self.contact.flush()

    def _say_unfinished(self, sitting: Sitting) -> None:
        progress = sitting.situation.progress
        problems = list(sitting.situation.problems())
        said = []
        if progress.unanswered:
            said.append(f"未回答が {progress.unanswered} 問あります。暫定として書き出せます。")
        if problems:
            said.append(f"直すとよい答えが {len(problems)} あります（{problems[0].message}）")
        if not said:
            self.unfinished.clear()
            return
        key = problems[0].key if problems else sitting.next_unanswered()
        offer = "その設問へ" if problems else "未回答の設問へ"
        self.unfinished.say("　".join(said), offer, lambda: self.wanted.emit(key))

    # -- doing
    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "書き出すフォルダー", str(self.folder or ""))
        if chosen:
            self.show_folder(Path(chosen))
