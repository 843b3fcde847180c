"""点検: areas at the left, one question in the middle, why and how beside it. Every answer is saved when given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jukiself.answers.situation import State
from jukiself.gui import answer_keys, guide_text
from jukiself.gui.answer_button import AnswerButton
from jukiself.gui.areas import AreaList
from jukiself.gui.beside import Beside
from jukiself.gui.notice import restyle
from jukiself.gui.question import Hands, QuestionPane
from jukiself.gui.theme import space
from jukiself.gui.words import label
from jukiself.work.changes import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jukiself.answers.model import Basis, Key
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Question
    from jukiself.gui.desk import Desk
    from jukiself.work.inspect import Sitting


class Wizard(QWidget):
    """``saved`` says whether the last change is on disk."""

    saved = Signal(bool)
    guide_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.areas = AreaList()
        self.pane: QuestionPane = QuestionPane(Hands(self._answer, self._text, self._set_basis, self._attempt))
        self.beside = Beside()
        self.frame = QScrollArea()
        self.back, self.on, self.unanswered = (QPushButton(words) for words in ("← 前へ", "次へ →", "次の未回答へ"))
        self.left = label("", "quiet")
        self._keys_shown = False
        self._lay_out()
        self._connect()
        answer_keys.bind(self)

    # -- layout
    def _lay_out(self) -> None:
        side = QFrame()
        side.setObjectName("side")
        side.setFixedWidth(space("areas"))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, space("small"), 0, 0)
        column.addWidget(self.areas)
        self.frame.setWidget(self.pane)
        self.frame.setWidgetResizable(True)
        self.frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frame.setAccessibleName("設問")
        self.frame.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.pane.setMaximumWidth(space("widest"))
        self.beside.setMinimumWidth(space("beside"))
        self.beside.setMaximumWidth(round(space("beside") * 1.6))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(side)
        body.addWidget(self.frame, 2)
        body.addWidget(self.beside, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(body, 1)
        whole.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(space("middle"), 6, space("middle"), 6)
        keys = QPushButton("キーの一覧 F1")
        keys.setProperty("role", "plain")
        keys.setAccessibleName("キーの一覧")
        keys.clicked.connect(self.toggle_keys)
        for button, hint in ((self.back, "Shift+Enter"), (self.on, "Enter"), (self.unanswered, "Ctrl+Enter")):
            button.setAccessibleName(button.text().strip("←→ "))
            button.setToolTip(hint)
        for widget in (keys, self.left):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.back, self.on, self.unanswered):
            row.addWidget(widget)
        return foot

    def _connect(self) -> None:
        self.beside.more = self._more
        self.beside.guide_wanted.connect(self.guide_wanted)
        self.areas.wanted.connect(self.go_area)
        self.pane.strip.wanted.connect(self.go)
        self.pane.members.wanted.connect(self.go)
        self.pane.contracts.changed.connect(self._changed)
        self.back.clicked.connect(lambda: self.go_by(-1))
        self.on.clicked.connect(lambda: self.go_by(1))
        self.unanswered.clicked.connect(self.go_unanswered)

    # -- where one is
    def show_sitting(self, sitting: Sitting) -> None:
        """Sit down, or show what another page may have changed, at the same question."""
        if sitting is not self.sitting:
            self.open(sitting)
        elif self.pane.key in sitting.situation.keys:
            self.pane.renew(sitting)
            self._show_around()
        else:
            self._turn_to(sitting.next_unanswered() or sitting.situation.keys[0])

    def first_focus(self) -> QWidget:
        """The question."""
        return self.pane

    def open(self, sitting: Sitting) -> None:
        """Sit down where one stopped, or at the first thing still open."""
        self.sitting = sitting
        self._turn_to(sitting.place or sitting.next_unanswered() or sitting.situation.keys[0])

    def renew(self) -> None:
        """Show what the book says now, at the same question; what is being typed and the focus stay."""
        self._sat().reload()
        self.show_sitting(self._sat())

    def close_sitting(self) -> None:
        """Let the sitting go; `flush` first."""
        self.sitting = None
        self.pane.key = None

    def go(self, key: Key | None) -> bool:
        """Turn to a key; False where a text cannot be saved, so that one stays with it."""
        if self.sitting is None or key is None or not self.flush():
            return False
        if key not in self.sitting.situation.keys:
            self.pane.notice.refuse("この設問は、ほかの答えから、いまは尋ねていません。")
            return False
        self._turn_to(key)
        self.sitting.go(key)
        return True

    def _turn_to(self, key: Key) -> None:
        sitting = self._sat()
        self.pane.show_key(sitting, key)
        self.frame.verticalScrollBar().setValue(0)
        self._show_around()
        if self.isVisible():
            self.pane.setFocus()

    def go_by(self, way: int) -> None:
        """前へ or 次へ."""
        if self.sitting and self.pane.key:
            target = self.sitting.neighbour(self.pane.key, way)
            if target is None and self.flush():
                self._at_the_end(way)
            else:
                self.go(target)

    def _at_the_end(self, way: int) -> None:
        if way < 0:
            self.pane.notice.say("ここが最初の設問です。")
        elif self._sat().next_unanswered():
            self.pane.notice.say("ここが最後の設問です。まだ未回答があります。", "次の未回答へ", self.go_unanswered)
        else:
            self.pane.notice.say("最後まで来ました。未回答はありません。「所見」で結果を見られます。")

    def go_unanswered(self) -> None:
        """次の未回答へ."""
        if self.sitting and self.flush():
            target = self.sitting.next_unanswered(self.pane.key)
            if target is None:
                self.pane.notice.say("未回答はありません。「所見」で結果を見られます。")
            else:
                self.go(target)

    def go_member(self, way: int) -> None:
        """The same question for the member beside."""
        if self.pane.key:
            self.go(self.pane.members.beside(self.pane.key, way))

    def go_area(self, area: str) -> None:
        """The first thing still open in an area, or its first question."""
        situation = self._sat().situation
        keys = [key for key in situation.keys if situation.checklist.question[key.question].area == area]
        still_open = [key for key in keys if situation.state(key) is State.UNANSWERED]
        if keys:
            self.go((still_open or keys)[0])
        else:
            self.pane.notice.say("この分野は、ほかの答えから、いまは尋ねることがありません。")

    def enter(self) -> None:
        """Enter goes on, except where the keyboard is on something else that waits for it."""
        focus = QApplication.focusWidget()
        if focus is self.areas:
            self.areas.choose()
        elif focus is self.beside and self.beside.enter():
            pass
        elif isinstance(focus, QAbstractButton) and _waits_for_enter(focus):
            focus.click()
        else:
            self.go_by(1)

    # -- answering
    def _answer(self, value: str) -> bool:
        sitting, key = self._sat(), self.pane.key
        if key is None:
            return False
        before = sitting.situation
        done = self._attempt(lambda: sitting.answer(key, value))
        if done:
            self._changed()
            self._say_consequences(before, key)
        return done

    def take_back(self) -> None:
        """Make the question 未回答 again."""
        if self.sitting and self.pane.key and self.sitting.inspection.answer(self.pane.key).value:
            self._answer("")

    def _text(self, field: str, text: str) -> bool:
        sitting, key = self._sat(), self.pane.key
        if key is None:
            return False
        done = self._attempt(lambda: sitting.set_text(key, field, text))
        if done:
            self._show_around()
        return done

    def _set_basis(self, basis: Basis | None) -> bool:
        sitting, key = self._sat(), self.pane.key
        done = key is not None and self._attempt(lambda: sitting.set_basis(key, basis))
        self._changed()
        return done

    def _attempt(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except self.desk.refusals as error:
            self.pane.notice.refuse(str(error))
            self.saved.emit(False)
            return False
        self.pane.notice.clear()
        self.saved.emit(True)
        return True

    def undo(self, *, again: bool = False) -> None:
        """Take the last change back, or do it again; show where it was and say what it was."""
        if self.sitting is None or not self.flush():
            return
        sitting, steps = self.sitting, []
        if not self._attempt(lambda: steps.append(sitting.redo() if again else sitting.undo())):
            return
        step, notice = steps[0], self.pane.notice
        if step is None:
            notice.say("やり直すものはありません。" if again else "これより前に戻すものはありません。")
            return
        asked = sitting.situation.keys
        self._turn_to(step.key if step.key in asked else sitting.next_unanswered() or asked[0])
        what = said(step, sitting.situation)
        notice.say(f"やり直しました。{what}" if again else f"戻しました。{what}（Ctrl+Y でやり直せます）")

    def _changed(self) -> None:
        self.pane.refresh(self._sat())
        self._show_around()

    def _say_consequences(self, before: Situation, key: Key) -> None:
        now, notice = self._sat().situation, self.pane.notice
        opened = [one for one in now.keys if one not in set(before.keys)]
        closed = [one for one in before.keys if one not in set(now.keys)]
        follows = _consequences(now, opened, closed)
        if now.lacks_reason(key):
            notice.say(f"理由を備考に書くと、この答えは完成です。{follows}")
            self.write("note")
        elif problem := next((one for one in now.problems() if one.key == key), None):
            notice.refuse(problem.message)
        elif follows:
            notice.say(follows)

    # -- the handbook
    def _more(self, situation: Situation, question: Question) -> Mapping[str, str]:
        try:
            return guide_text.beside(self.desk.handbook(), situation, question)
        except self.desk.refusals:
            return {}  # the question can be answered without; opening the handbook says what is wrong

    def open_guide(self) -> None:
        """Open the guide that helps with this question."""
        if self.sitting and self.pane.key:
            guides = self.desk.handbook().for_question(self.pane.key.question)
            if guides:
                self.guide_wanted.emit(guides[0].id)
            else:
                self.pane.notice.say("この設問だけの手引きはありません。Ctrl+4 で手引きの一覧を開けます。")

    def write(self, field: str) -> None:
        """Go to a text field."""
        self.pane.fields[field].setFocus()
        self.frame.ensureWidgetVisible(self.pane.fields[field])

    def flush(self) -> bool:
        """Keep everything typed."""
        return self.sitting is None or self.pane.key is None or self.pane.flush()

    # -- around the question
    def _show_around(self) -> None:
        sitting, key = self._sat(), self.pane.key
        if key is None:
            return
        situation = sitting.situation
        question = situation.checklist.question[key.question]
        self.areas.show_progress(situation, question.area)
        if not self._keys_shown:
            self.beside.show_question(situation, question)
        progress = situation.progress
        self.left.setText(f"{progress.asked}問　未回答 {progress.unanswered}　わからない {progress.unknown}")
        answered = situation.state(key) is not State.UNANSWERED
        if self.on.property("role") != ("main" if answered else ""):
            self.on.setProperty("role", "main" if answered else "")
            restyle(self.on)
        self.back.setEnabled(sitting.neighbour(key, -1) is not None)

    def toggle_keys(self) -> None:
        """Show the list of keys beside the question, or put it away."""
        self._keys_shown = not self._keys_shown
        if self._keys_shown:
            self.beside.show_keys(answer_keys.said())
        else:
            self._show_around()

    def _sat(self) -> Sitting:
        if self.sitting is None:
            raise RuntimeError("nobody sits here")
        return self.sitting


def _waits_for_enter(button: QAbstractButton) -> bool:
    return not button.isChecked() if isinstance(button, AnswerButton) else not button.isCheckable()


def _consequences(situation: Situation, opened: list[Key], closed: list[Key]) -> str:
    said = []
    if opened:
        first = situation.checklist.question[opened[0].question].number
        said.append(f"設問が {len(opened)} 増えました（{first}{' から' if len(opened) > 1 else ''}）。")
    if closed:
        said.append(f"尋ねなくてよい設問が {len(closed)} あります（その答えは残っています）。")
    return f"この答えで、{''.join(said)}" if said else ""
