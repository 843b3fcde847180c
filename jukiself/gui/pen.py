"""What the wizard writes: answers, texts, bases; taking back; and what it says about what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.work.changes import said
from jukiself.work.inspect import AnswerLocked
from jukiself.work.review import settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.answers.model import Basis, Key
    from jukiself.answers.situation import Situation
    from jukiself.gui.wizard import Wizard
    from jukiself.work.changes import Change
    from jukiself.work.copying import Copying


class Pen:
    """Every method says whether it was kept; a refusal is said on the view one looks at."""

    def __init__(self, wizard: Wizard) -> None:
        self._wizard = wizard

    def attempt(self, change: Callable[[], object]) -> bool:
        """Do something that may be refused."""
        wizard = self._wizard
        try:
            change()
        except wizard.desk.refusals as error:
            wizard.notice.refuse(str(error))
            wizard.saved.emit(isinstance(error, AnswerLocked))
            return False
        wizard.notice.clear()
        wizard.saved.emit(True)
        return True

    def answer(self, value: str) -> bool:
        """Answer the question in hand."""
        sitting, key = self._wizard.sat(), self._wizard.pane.key
        if key is None:
            return False
        before = sitting.situation
        done = self.attempt(lambda: sitting.answer(key, value))
        if sitting.situation is not before:  # also where somebody else's answer stands there now
            self._wizard.show_change()
        if done:
            self._say_consequences(before, key)
        return done

    def same_as_last_year(self) -> bool:
        """Last year's answer was looked at and is still right."""
        sitting, key = self._wizard.sat(), self._wizard.pane.key
        if key is None:
            return False
        before = sitting.situation
        done = self.attempt(lambda: sitting.same_as_last_year(key))
        if done:
            self._wizard.show_change()
            self._say_consequences(before, key)
        return done

    def settle(self) -> None:
        """The question of whoever confirms is answered."""
        sitting, key = self._wizard.sat(), self._wizard.pane.key
        if key is not None and self.attempt(lambda: settle(sitting, key)):
            self._wizard.show_change()

    def copy(self, plan: Copying) -> None:
        """Copy answers to other members in one step."""
        wizard = self._wizard
        sitting = wizard.sat()
        if not plan.answers or self.attempt(lambda: sitting.answer_all(plan.answers)):
            wizard.show_change()
            wizard.views.side.say_copied(plan)

    def take_back(self) -> None:
        """Make the question 未回答 again."""
        wizard = self._wizard
        if wizard.sitting and wizard.pane.key and wizard.sitting.inspection.answer(wizard.pane.key).value:
            self.answer("")

    def text(self, field: str, text: str) -> bool:
        """Write one of the texts beside the answer."""
        sitting, key = self._wizard.sat(), self._wizard.pane.key
        done = key is not None and self.attempt(lambda: sitting.set_text(key, field, text))
        if done and field == "answered_by" and sitting.answerer:
            sitting.answerer = text
        if done:
            self._wizard.show_change()
        return done

    def stay(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Put the name of whoever answers into every later answer of this sitting, or stop doing so."""
        wizard = self._wizard
        sitting, key = wizard.sat(), wizard.pane.key
        if key is not None and wizard.flush():
            sitting.answerer = sitting.inspection.answer(key).answered_by if on else ""
            if on and not sitting.answerer:
                wizard.notice.say("回答者の名前を入れてから押すと、次の答えにも入ります。")
        wizard.show_change()

    def basis(self, basis: Basis | None) -> bool:
        """Say how one knows."""
        sitting, key = self._wizard.sat(), self._wizard.pane.key
        done = key is not None and self.attempt(lambda: sitting.set_basis(key, basis))
        self._wizard.show_change()
        return done

    def undo(self, *, again: bool) -> None:
        """Take the last change back, or do it again; show where it was and say what it was."""
        wizard = self._wizard
        sitting = wizard.sat()
        steps: list[Change | None] = []
        if not self.attempt(lambda: steps.append(sitting.redo() if again else sitting.undo())):
            return
        step = steps[0]
        if step is None:
            wizard.notice.say("やり直すものはありません。" if again else "これより前に戻すものはありません。")
            return
        wizard.turn_to(step.key)
        what = said(step, sitting.situation)
        wizard.notice.say(f"やり直しました。{what}" if again else f"戻しました。{what}（Ctrl+Y でやり直せます）")

    def _say_consequences(self, before: Situation, key: Key) -> None:
        wizard, now = self._wizard, self._wizard.sat().situation
        then, since = set(before.keys), set(now.keys)
        opened = [one for one in now.keys if one not in then]
        closed = [one for one in before.keys if one not in since]
        follows = consequences(now, opened, closed)
        if now.lacks_reason(key):
            if follows:
                wizard.notice.say(follows)
            wizard.write("note")
        elif problem := next((one for one in now.problems() if one.key == key), None):
            wizard.notice.refuse(problem.message)
        elif follows:
            wizard.notice.say(follows)


def consequences(situation: Situation, opened: list[Key], closed: list[Key]) -> str:
    """Which questions came up or went away by an answer, as a sentence."""
    told = []
    if opened:
        first = situation.checklist.question[opened[0].question].number
        told.append(f"設問が {len(opened)} 増えました（{first}{' から' if len(opened) > 1 else ''}）。")
    if closed:
        told.append(f"尋ねなくてよい設問が {len(closed)} あります（その答えは残っています）。")
    return f"この答えで、{''.join(told)}" if told else ""
