"""The ways from question to question: on and back, to what is open, to the member beside, to an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QApplication

from jukiself.answers.situation import State
from jukiself.gui.answer_button import AnswerButton
from jukiself.gui.views import View
from jukiself.work.sieve import SIEVE_LABELS, Sieve, passing

if TYPE_CHECKING:
    from jukiself.gui.wizard import Wizard


class Way:
    """Goes along the wizard's trail; the table of members has a way of its own, down its columns."""

    def __init__(self, wizard: Wizard) -> None:
        self._wizard = wizard

    def by(self, way: int) -> None:
        """前へ or 次へ."""
        wizard = self._wizard
        if wizard.sitting and wizard.pane.key:
            if wizard.views.view is View.SIDE:
                target = wizard.views.side.table.below(wizard.pane.key, way)
            else:
                target = wizard.trail.neighbour(wizard.sitting, wizard.pane.key, way)
            if target is None and wizard.flush():
                self._at_the_end(way)
            else:
                wizard.go(target)

    def _at_the_end(self, way: int) -> None:
        wizard = self._wizard
        sieved = f"「{SIEVE_LABELS[wizard.trail.sieve]}」の" if wizard.trail.sieve else ""
        if way < 0:
            wizard.notice.say(f"ここが{sieved}最初の設問です。")
        elif sieved:
            wizard.notice.say(f"ここが{sieved}最後の設問です。", "しぼり込みを外す", lambda: wizard.lens.sift(None))
        elif wizard.sat().next_unanswered():
            wizard.notice.say("ここが最後の設問です。まだ未回答があります。", "次の未回答へ", self.unanswered)
        else:
            wizard.notice.say("最後まで来ました。未回答はありません。「所見」で結果を見られます。")

    def unanswered(self) -> None:
        """次の未回答へ; with a sieve on, to what still passes it."""
        wizard = self._wizard
        if wizard.sitting and wizard.flush():
            within = wizard.views.side.asked() if wizard.views.view is View.SIDE else None
            target = wizard.trail.next_open(wizard.sitting, wizard.pane.key, within)
            open_here = wizard.pane.key in passing(wizard.sitting, wizard.trail.sieve or Sieve.UNANSWERED)
            if target:
                wizard.go(target)
            elif open_here:
                wizard.notice.say(f"残りはこの1問です。（{SIEVE_LABELS[wizard.trail.sieve or Sieve.UNANSWERED]}）")
            elif wizard.trail.sieve:
                words = SIEVE_LABELS[wizard.trail.sieve]
                wizard.notice.say(f"「{words}」はもうありません。", "しぼり込みを外す", lambda: wizard.lens.sift(None))
            else:
                wizard.notice.say("未回答はありません。「所見」で結果を見られます。")

    def member(self, way: int) -> None:
        """The same question for the member beside."""
        wizard = self._wizard
        if wizard.pane.key:
            wizard.go(wizard.pane.members.beside(wizard.pane.key, way))

    def area(self, area: str) -> None:
        """The first thing still open in an area, or its first question."""
        wizard = self._wizard
        situation = wizard.sat().situation
        keys = [key for key in situation.keys if situation.checklist.question[key.question].area == area]
        still_open = [key for key in keys if situation.state(key) is State.UNANSWERED]
        if keys:
            wizard.go((still_open or keys)[0])
        else:
            wizard.notice.say("この分野は、ほかの答えから、いまは尋ねることがありません。")

    def enter(self) -> None:
        """Enter goes on, except where the keyboard is on something else that waits for it."""
        wizard = self._wizard
        focus = QApplication.focusWidget()
        if wizard.views.searching and focus is wizard.views.finder.box:
            wizard.views.finder.take()
        elif focus is wizard.areas:
            wizard.areas.choose()
        elif focus is wizard.beside and wizard.beside.enter():
            pass
        elif isinstance(focus, QAbstractButton) and (
            _waits_for_enter(focus) or wizard.views.side.copying.isAncestorOf(focus)
        ):
            focus.click()
        else:
            self.by(1)


def _waits_for_enter(button: QAbstractButton) -> bool:
    return not button.isChecked() if isinstance(button, AnswerButton) else not button.isCheckable()
