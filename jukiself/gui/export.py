"""出力: the return workbook and the report, where each will be written, and a plain word on handling."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jukiself.gui import background
from jukiself.gui.desk import Desk, Paper
from jukiself.gui.notice import Notice
from jukiself.gui.saving import Saver, saving_line
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label, place_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.work.inspect import Sitting

_PAPERS = {
    Paper.WORKBOOK: (
        "回答書（Excel）",
        "県へ送るファイルです。Excel だけでも読み書きできます。庁内メモは入りません。",
        "Excel (*.xlsx)",
    ),
    Paper.REPORT: (
        "点検結果報告書（PDF）",
        "印刷して、決裁や打合せに使います。所見・まず一歩・全部の答えが入ります。",
        "PDF (*.pdf)",
    ),
}
_HANDLING = (
    "どちらも役場の弱い点の一覧です。取扱注意の文書として、見せる人を決め、置いたままにせず、"
    "役場の決まりの方法で渡してください。パスワードや個人の名前は書かないでください。"
)
_WIDEST = 1180
_CONTACT = (("section", "担当課"), ("person", "氏名"), ("phone", "電話"), ("mail", "メール"))


class ExportPage(QWidget):
    """``attempt`` of the wizard is not used here: a paper is written anew or not at all."""

    wanted = Signal(object)
    saved = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.unfinished = Notice()
        self.notice = Notice()
        self.cards = {paper: _PaperCard(paper, self.export) for paper in Paper}
        self.contact: dict[str, QLineEdit] = {}
        self.savers: dict[str, Saver] = {}
        self._task: background.Task | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        flow = QWidget()
        flow.setObjectName("flow")
        flow.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(flow)
        column.setContentsMargins(space("large"), space("middle"), space("large"), space("middle"))
        column.setSpacing(space("middle"))
        column.addWidget(self.unfinished)
        cards = QHBoxLayout()
        cards.setSpacing(space("large"))
        for card in self.cards.values():
            cards.addWidget(card, 1)
        column.addLayout(cards)
        column.addWidget(self.notice)
        column.addWidget(Prose(_HANDLING))
        column.addWidget(self._contact_card())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName("出力")
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        scroll.setWidget(flow)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _contact_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        grid = QGridLayout(card)
        grid.setContentsMargins(space("middle"), space("small"), space("middle"), space("middle"))
        grid.addWidget(label("問合せ先（表紙に載ります）", "strong"), 0, 0, 1, 4)
        for place, (name, title) in enumerate(_CONTACT):
            field, saver = saving_line(title, lambda text, name=name: self._save_contact(name, text))  # type: ignore[misc]
            self.contact[name], self.savers[name] = field, saver
            grid.addWidget(label(title, "quiet"), 1, place)
            grid.addWidget(field, 2, place)
        return card

    # -- showing
    def show_sitting(self, sitting: Sitting) -> None:
        """Show where the papers of this sitting would go."""
        if sitting is not self.sitting:
            self.notice.clear()
            for paper, card in self.cards.items():
                card.show_path(self.desk.export_path(sitting, paper))
        self.sitting = sitting
        for name, saver in self.savers.items():
            saver.show(getattr(sitting.inspection.contact, name))
            self.contact[name].setReadOnly(sitting.book.read_only)
        self._say_unfinished(sitting)

    def first_focus(self) -> QWidget:
        """The first paper."""
        return self.cards[Paper.WORKBOOK].write

    def close_sitting(self) -> None:
        """Let the sitting go; `flush` first."""
        self.sitting = None

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
    def export(self, paper: Paper) -> None:
        """Write a paper; the page says what came of it."""
        sitting, path = self.sitting, self.cards[paper].path
        if sitting is None or path is None or not self.flush():
            return
        self._busy(True)
        self.notice.say(f"「{path.name}」を書いています…")
        work = lambda: self.desk.export(sitting, paper, path)  # noqa: E731 - one line, used once
        self._task = background.run(work, self, lambda error: self._written(path, error))

    def _written(self, path: Path, error: BaseException | None) -> None:
        self._busy(False)
        if error is None:
            self.notice.say(
                f"書き出しました：{place_words(path)}", "フォルダーを開く", lambda: self.desk.show_folder(path)
            )
        elif isinstance(error, self.desk.refusals):
            self.notice.refuse(str(error))
        else:
            self.notice.clear()
            raise error

    def _busy(self, busy: bool) -> None:  # noqa: FBT001 - on or off
        for card in self.cards.values():
            card.write.setEnabled(not busy)

    def _save_contact(self, name: str, text: str) -> bool:
        sitting = self.sitting
        if sitting is None:
            return False
        try:
            sitting.set_contact(replace(sitting.inspection.contact, **{name: text}))
        except self.desk.refusals as error:
            self.notice.refuse(str(error))
            self.saved.emit(False)
            return False
        self.saved.emit(True)
        return True

    def flush(self) -> bool:
        """Keep the contact as typed; every field, also after one that was refused."""
        kept = [saver.flush() for saver in self.savers.values() if self.sitting]
        return all(kept)


class _PaperCard(QFrame):
    """One paper: what it is for, where it goes, the button."""

    def __init__(self, paper: Paper, export: Callable[[Paper], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        title, words, self._kinds = _PAPERS[paper]
        self.path: Path | None = None
        self.where = Prose("", "quiet")
        self.write = QPushButton("書き出す")
        self.write.setProperty("role", "main")
        self.write.setAccessibleName(f"{title}を書き出す")
        self.write.clicked.connect(lambda: export(paper))
        self.elsewhere = QPushButton("場所を変える…")
        self.elsewhere.setAccessibleName(f"{title}を書き出す場所を変える")
        self.elsewhere.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("middle"), space("middle"), space("middle"))
        column.addWidget(label(title, "lead"))
        column.addWidget(Prose(words))
        column.addWidget(self.where)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.write)
        row.addWidget(self.elsewhere)
        row.addStretch(1)
        column.addLayout(row)

    def show_path(self, path: Path) -> None:
        self.path = path
        self.where.say(f"書く所：{place_words(path)}")
        self.where.setToolTip(str(path))

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, "書き出す場所", str(self.path or ""), self._kinds)
        if chosen and self.path:
            self.show_path(type(self.path)(chosen))
