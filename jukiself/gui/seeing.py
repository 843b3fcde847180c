"""見てもらう: the answers a second person looks at, one at a time; each is confirmed or asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from jukiself.answers.model import BASIS_LABELS
from jukiself.answers.review import WHY_LABELS, Why
from jukiself.gui.beside import with_names
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.note_field import NoteField
from jukiself.gui.notice import Notice, restyle
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label
from jukiself.report.words import asked_about
from jukiself.work import review

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from jukiself.answers.model import Key
    from jukiself.answers.review import ToSee
    from jukiself.work.inspect import Sitting

#: What to look for, by the reason an answer is shown.
_LOOK_FOR = {
    Why.QUERY: "問い合わせの返事を待っています。返事に納得できたら「確かめた」を押します。",
    Why.CHANGED: "前に確かめた後で、答えが変わりました。もう一度見てください。",
    Why.NOT_APPLICABLE: "「該当なし」の理由が備考にあります。本当にここにない仕事や物かを見てください。",
    Why.GUESS: "「たぶん」の答えです。書類を見るか、知っている人に聞けば、はっきりしないかを考えてください。",
    Why.DRAWN: "くじで選んだ答えです。書いてあるとおりか、書類や現物を1つ見てください。",
}
_ROWS = ("答え", "根拠", "備考", "根拠資料", "回答者", "見る所", "聞く相手", "問い合わせ")
_NOTHING = "見てもらう答えは、まだありません。答えが入ると、問い合わせ中・変わった答え・該当なし・たぶんと、くじで選んだ5つが並びます。"


class Seeing(QWidget):
    """``attempt`` does what may be refused and says the refusal in the notice given; whether it was kept."""

    wanted = Signal(object)
    finished = Signal()
    turned = Signal()

    def __init__(self, attempt: Callable[[Callable[[], object], Notice], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attempt = attempt
        self.sitting: Sitting | None = None
        self.key: Key | None = None
        #: Everything shown since one sat down, so that nothing jumps or vanishes when it is confirmed.
        self._shown: dict[Key, Why] = {}
        self._open: set[Key] = set()
        self.name = QLineEdit()
        self.progress = label("", "strong")
        self.chips: dict[Key, QPushButton] = {}
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row, space("hair"))
        self.card = QFrame()
        self.why, self.text = Prose("", "quiet"), Prose("", "lead")
        self.facts = {name: Prose() for name in _ROWS}
        self.right, self.asking, self.later = (
            QPushButton("1　確かめた"),
            QPushButton("2　聞きたい"),
            QPushButton("3　あとで見る"),
        )
        self.there = QPushButton("この設問を開く")
        self.query, self.send = NoteField(), QPushButton("問い合わせる")
        self.query_box = QWidget()
        self.notice = Notice()
        self._lay_out()
        self.right.clicked.connect(self.confirm)
        self.asking.clicked.connect(self.begin_asking)
        self.later.clicked.connect(self.go_on)
        self.send.clicked.connect(self.ask)
        self.there.clicked.connect(lambda: self.wanted.emit(self.key))
        self.name.editingFinished.connect(self._look_at_name)
        self.name.returnPressed.connect(self._leave_name)

    # -- layout
    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(space("small"))
        column.addWidget(
            Prose(
                "答えた人とは別の人が、20分ほどで見ます。全部ではなく、次の答えだけです。見る人がいなければ 2 の「一人で実施」へ。"
            )
        )
        line = QHBoxLayout()
        line.setSpacing(space("small"))
        line.addWidget(label("確認する人の名前", "strong"))
        line.addWidget(self.name, 1)
        line.addSpacing(space("middle"))
        line.addWidget(self.progress)
        self.name.setAccessibleName("確認する人の名前")
        self.name.setPlaceholderText("例：住民課　鈴木")
        column.addLayout(line)
        column.addWidget(self._chip_row)
        column.addWidget(self.notice)
        column.addWidget(self._lay_out_card())

    def _lay_out_card(self) -> QFrame:
        self.card.setObjectName("sunken")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.setSpacing(space("small"))
        column.addWidget(self.why)
        column.addWidget(self.text)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("middle"))
        grid.setVerticalSpacing(space("hair"))
        grid.setColumnStretch(1, 1)
        self._names = {}
        for place, (name, prose) in enumerate(self.facts.items()):
            self._names[name] = Prose(name, "quiet")
            self._names[name].setMinimumWidth(self.fontMetrics().horizontalAdvance("問い合わせ") + space("hair"))
            grid.addWidget(self._names[name], place, 0)
            grid.addWidget(prose, place, 1)
        column.addLayout(grid)
        keys = QWidget()
        row = FlowLayout(keys, space("small"))
        for button in (self.right, self.asking, self.later, self.there):
            button.setAccessibleName(button.text().split("　")[-1])
            row.addWidget(button)
        self.there.setProperty("role", "plain")
        column.addWidget(keys)
        inner = QHBoxLayout(self.query_box)
        inner.setContentsMargins(0, 0, 0, 0)
        self.query.setAccessibleName("聞きたいこと")
        self.query.setPlaceholderText("聞きたいこと（例：どの台帳を見ましたか）")
        self.send.setAccessibleName("問い合わせる")
        inner.addWidget(self.query, 1)
        inner.addWidget(self.send, 0, Qt.AlignmentFlag.AlignBottom)
        column.addWidget(self.query_box)
        return self.card

    # -- showing
    def show_sitting(self, sitting: Sitting) -> None:
        """What waits now; what was shown before stays in its place."""
        if sitting is not self.sitting:
            self.sitting, self.key = sitting, None
            self._shown.clear()
            self.name.setText(_last_name(sitting))
            self.query_box.hide()
            self.notice.clear()
        waiting = {one.key: one for one in review.waiting(sitting)}
        for key, one in waiting.items():
            if key not in self._shown or not one.seen:
                self._shown[key] = one.why
        for key in [one for one in self._shown if one not in waiting and not self._confirmed(one)]:
            del self._shown[key]
        self._open = {key for key in self._shown if self._waits(key, waiting.get(key))}
        if self.key not in self._shown:
            self.key = next(iter(self._unseen()), next(iter(self._shown), None))
        self._show()

    def _confirmed(self, key: Key) -> bool:
        sitting = self._sat()
        return key in sitting.situation.keys and bool(sitting.inspection.answer(key).confirmed_by)

    @staticmethod
    def _waits(_key: Key, one: ToSee | None) -> bool:
        return one is not None and not one.seen

    @property
    def said(self) -> str:
        """12のうち 9 見た."""
        return f"{len(self._shown)}のうち {len(self._shown) - len(self._open)} 見た" if self._shown else ""

    @property
    def left(self) -> int:
        """How many are still to be looked at."""
        return len(self._open)

    def _unseen(self) -> list[Key]:
        return [key for key in self._shown if key in self._open]

    def _show(self) -> None:
        self.progress.setText(self.said)
        self._show_chips()
        self.card.setVisible(self.key is not None)
        if not self._shown:
            self.notice.say(_NOTHING)
        if self.key is not None:
            self._show_answer(self.key)

    def _show_chips(self) -> None:
        if list(self.chips) != list(self._shown):
            while self._flow.count():
                item = self._flow.takeAt(0)
                widget = item.widget() if item else None
                if widget is not None:
                    widget.deleteLater()
            self.chips.clear()
            for key in self._shown:
                chip = QPushButton()
                chip.setProperty("role", "member")
                chip.setCheckable(True)
                chip.clicked.connect(lambda _on, one=key: self.look_at(one))
                self.chips[key] = chip
                self._flow.addWidget(chip)
        situation, queries = self._sat().situation, self._sat().inspection.queries
        for key, chip in self.chips.items():
            mark = "？" if key in queries else "○" if key in self._open else "●"
            state = {"？": WHY_LABELS[Why.QUERY], "○": "まだ", "●": "見た"}[mark]
            chip.setText(f"{mark} {situation.checklist.question[key.question].number}")
            chip.setChecked(key == self.key)
            about = f"{situation.checklist.question[key.question].text}（{asked_about(situation, key)}）"
            chip.setAccessibleName(f"{state}：{about}")
            chip.setToolTip(f"{WHY_LABELS[self._shown[key]]}・{state}\n{about}")
        self._chip_row.updateGeometry()

    def _show_answer(self, key: Key) -> None:
        sitting = self._sat()
        situation, checklist = sitting.situation, sitting.checklist
        question, answer = checklist.question[key.question], sitting.inspection.answer(key)
        why = Why.QUERY if key in sitting.inspection.queries else self._shown[key]
        confirmed = f"　● {answer.confirmed_by} が確かめました" if key not in self._open and answer.confirmed_by else ""
        self.why.say(f"{WHY_LABELS[why]}：{_LOOK_FOR[why]}{confirmed}")
        about = f"（{asked_about(situation, key)}）" if key.member else ""
        self.text.say(f"{question.number}　{question.text}{about}")
        asked = sitting.inspection.queries.get(key)
        said = {
            "答え": situation.label(key),
            "根拠": BASIS_LABELS[answer.basis] if answer.basis else "",
            "備考": answer.note,
            "根拠資料": answer.evidence,
            "回答者": answer.answered_by,
            "見る所": with_names(checklist, "place", question.where, question.look),
            "聞く相手": with_names(checklist, "person", question.whom, question.ask),
            "問い合わせ": f"{asked.text}（{asked.by}）" if asked else "",
        }
        for name, text in said.items():
            self.facts[name].say(text)
            self.facts[name].setVisible(bool(text))
            self._names[name].setVisible(bool(text))
        self.facts["答え"].setProperty("voice", "strong")
        restyle(self.facts["答え"])
        for button in (self.right, self.asking, self.send):
            button.setEnabled(not sitting.fixed)
        role = "main" if key in self._open and not sitting.fixed else ""
        if self.right.property("role") != role:
            self.right.setProperty("role", role)
            restyle(self.right)

    # -- doing
    def look_at(self, key: Key) -> None:
        """Turn to one of them."""
        self.key = key
        self.query_box.hide()
        self.notice.clear()
        self._show()
        self.turned.emit()

    def go_on(self) -> None:
        """The next one not seen yet, going round."""
        keys = list(self._shown)
        start = keys.index(self.key) + 1 if self.key in self._shown else 0
        target = next((key for key in keys[start:] + keys[:start] if key in self._open), None)
        if target is not None:
            self.look_at(target)

    def confirm(self) -> None:
        """It is right."""
        sitting, key = self._sat(), self.key
        if key is None or not self._attempt(lambda: review.confirm(sitting, key, self.name.text()), self.notice):
            self._ask_for_name()
        elif self.left:
            self.right.setFocus()
            self.go_on()
        else:
            self.finished.emit()

    def begin_asking(self) -> None:
        """Room for the question, in place."""
        asked = self._sat().inspection.queries.get(self.key) if self.key else None
        self.query.show_text(asked.text if asked else "")
        self.query_box.show()
        self.query.setFocus()

    def ask(self) -> None:
        """Whoever answered finds it beside the question."""
        sitting, key = self._sat(), self.key
        text = self.query.text
        if key is None or not self._attempt(lambda: review.ask_back(sitting, key, text, self.name.text()), self.notice):
            self._ask_for_name()
            return
        self.right.setFocus()
        self.query_box.hide()
        self.go_on()
        self.notice.say("問い合わせを残しました。「答える」のこの設問に出ます。返事があったら、ここでもう一度見ます。")

    def _ask_for_name(self) -> None:
        if not self.name.text().strip():
            self.name.setFocus()

    def _look_at_name(self) -> bool:
        sitting, name = self.sitting, self.name.text()
        return bool(
            sitting is not None
            and name.strip()
            and self._attempt(lambda: review.refuse_same(sitting, name), self.notice)
        )

    def _leave_name(self) -> None:
        """Enter goes on to the answers, where 1, 2 and 3 are keys."""
        if self.key is not None and self._look_at_name():
            # Afterwards: the same Enter goes on to the window, which presses the button it finds the keyboard on.
            QTimer.singleShot(0, self.right, self.right.setFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 as on the buttons; a field that is typed in keeps its digits."""
        acts = {Qt.Key.Key_1: self.right, Qt.Key.Key_2: self.asking, Qt.Key.Key_3: self.later}
        button = acts.get(Qt.Key(event.key()))
        if button is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            button.click()
        else:
            super().keyPressEvent(event)

    def _sat(self) -> Sitting:
        if self.sitting is None:
            raise RuntimeError("nobody sits here")
        return self.sitting


def _last_name(sitting: Sitting) -> str:
    """Who confirmed last, so that nobody writes their name twice."""
    named = [one for one in sitting.inspection.answers.values() if one.confirmed_by and one.at]
    newest = max(named, key=lambda one: one.at or sitting.now(), default=None)
    return newest.confirmed_by if newest else ""
