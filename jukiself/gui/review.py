"""確認と決裁: somebody looks, somebody decides, it goes out. Four steps; only the next one is open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from jukiself.answers.model import Life
from jukiself.answers.seal import issued
from jukiself.gui.deciding import Approving, Finishing, Sending
from jukiself.gui.notice import Notice
from jukiself.gui.reply_text import ReplyText
from jukiself.gui.seeing import Seeing
from jukiself.gui.step_card import StepCard
from jukiself.gui.theme import space
from jukiself.gui.words import Centred, fill
from jukiself.report.standing import mark
from jukiself.report.words import long_day
from jukiself.work.changes import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.gui.desk import Desk
    from jukiself.work.changes import Change
    from jukiself.work.inspect import Sitting

_WIDEST = 1000


class ReviewPage(QWidget):
    """``reopened`` brings the sitting of the next submission."""

    wanted = Signal(object)
    saved = Signal(bool)
    page_wanted = Signal(str)
    reopened = Signal(object)
    print_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.unfinished = Notice()
        self.seeing = Seeing(self._attempt)
        self.finishing = Finishing(self._attempt, self.seeing.name.text)
        self.approving = Approving(desk, self._attempt)
        self.approving.paper.print_wanted.connect(self.print_wanted)
        self.sending = Sending(self._attempt)
        self.reply = ReplyText()
        self.steps = (
            StepCard("1　見てもらう", self.seeing),
            StepCard("2　確認済みにする", self.finishing),
            StepCard("3　決裁", self.approving),
            StepCard("4　送付・報告", self.sending),
        )
        self.reply_card = StepCard("聞かれたときの回答文案", self.reply)
        self.comments = QPushButton("県の講評を読む・返事を書く")
        self.comments.setAccessibleName("県の講評を読む、返事を書く")
        self.comments.clicked.connect(lambda: self.page_wanted.emit("comments"))
        self.frame = Centred("確認と決裁", _WIDEST)
        self._lay_out()
        self.seeing.wanted.connect(self.wanted)
        self.seeing.finished.connect(self._open_next)
        # With large text the answer is longer than the window; one begins to read at its question.
        self.seeing.turned.connect(lambda: QTimer.singleShot(0, self.frame, self._show_question))
        self.sending.export_wanted.connect(lambda: self.page_wanted.emit("export"))
        self.sending.reopened.connect(self._reopen)

    def _lay_out(self) -> None:
        column = fill(self, self.frame)
        column.setContentsMargins(space("large"), space("middle"), space("large"), space("middle"))
        column.setSpacing(space("small"))
        column.addWidget(self.unfinished)
        for card in (*self.steps, self.reply_card):
            column.addWidget(card)
        column.addWidget(self.comments)
        column.addStretch(1)
        self.frame.setFrameShape(QFrame.Shape.NoFrame)

    # -- showing
    def show_sitting(self, sitting: Sitting) -> None:
        """How far it has come, with the next step open."""
        self.sitting = sitting
        self._refresh()
        self._open_next(focus=False)

    def _show_question(self) -> None:
        self.frame.ensureWidgetVisible(self.seeing.why)

    def first_focus(self) -> QWidget:
        """Where the next step begins."""
        step = self._next()
        if step == 0:
            return self.seeing.right if self.seeing.name.text() and self.seeing.key else self.seeing.name
        return (
            next(one for one in self.finishing.ways.values() if one.isChecked()),
            self.approving.paper.write,
            self.sending.export,
        )[step - 1]

    def close_sitting(self) -> None:
        """Let the sitting go; `flush` first."""
        self.sitting = None

    def flush(self) -> bool:
        """Keep what was typed."""
        return self.sitting is None or self.sending.flush()

    def _refresh(self) -> None:
        sitting = self._sat()
        for part in (self.seeing, self.finishing, self.approving, self.sending, self.reply):
            part.show_sitting(sitting)
        self._say_unfinished(sitting)
        kept, done = sitting.inspection.review, self._next()
        states = (
            self.seeing.said,
            mark(replace(kept, life=Life.CONFIRMED)),
            f"決裁済 {long_day(kept.approved_on)}（{kept.approved_by}）　{issued(sitting.inspection).line}",
            f"送付済 {long_day(kept.sent_on)}",
        )
        for place, (card, state) in enumerate(zip(self.steps, states, strict=True)):
            passed = place < done or (place == done and kept.life is Life.SENT)
            card.say(f"● {state}" if passed else state if place == 0 else "")

    def _say_unfinished(self, sitting: Sitting) -> None:
        unanswered = sitting.situation.progress.unanswered
        if unanswered and not sitting.inspection.review.locked:
            self.unfinished.say(
                f"未回答が {unanswered} 問あります。先に答えると、見てもらうのが1回で済みます。このまま進むと、紙に「暫定」と入ります。",
                "未回答の設問へ",
                lambda: self.wanted.emit(sitting.next_unanswered()),
            )
        else:
            self.unfinished.clear()

    def _next(self) -> int:
        """The step that is next, counted from 0."""
        match self._sat().inspection.review.life:
            case Life.OPEN:
                return 0 if self.seeing.left or not self.seeing.said else 1
            case Life.CONFIRMED:
                return 2
            case _:
                return 3

    def _open_next(self, *, focus: bool = True) -> None:
        step = self._next()
        for place, card in enumerate(self.steps):
            card.open(opened=place == step)
        if focus:
            target = self.first_focus()
            target.setFocus()
            self.frame.ensureWidgetVisible(target)

    # -- doing
    def _attempt(self, change: Callable[[], object], notice: Notice) -> bool:
        """Do something that may be refused; what follows from it is shown everywhere on the page."""
        before = self._next()
        try:
            change()
        except self.desk.refusals as error:
            notice.refuse(str(error))
            self.saved.emit(False)
            return False
        notice.clear()
        self.saved.emit(True)
        self._refresh()
        if self._next() > max(before, 1):
            self._open_next()
        return True

    def _reopen(self) -> None:
        sitting = self._sat()
        found: list[Sitting] = []
        if self.flush() and self._attempt(lambda: found.append(self.desk.reopen(sitting)), self.sending.notice):
            self.reopened.emit(found[0])

    def undo(self, *, again: bool = False) -> None:
        """Take the last change of an answer back, and say what it was."""
        sitting = self._sat()
        steps: list[Change | None] = []
        notice = self.seeing.notice
        if self._attempt(lambda: steps.append(sitting.redo() if again else sitting.undo()), notice):
            step = steps[0]
            if step is None:
                notice.say("やり直すものはありません。" if again else "これより前に戻すものはありません。")
            else:
                notice.say(f"{'やり直しました' if again else '戻しました'}。{said(step, sitting.situation)}")

    def _sat(self) -> Sitting:
        if self.sitting is None:
            raise RuntimeError("nobody sits here")
        return self.sitting
