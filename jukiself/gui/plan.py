"""計画: at the left the findings without a step, at the right the plan, typed in where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from jukiself.answers.model import Step
from jukiself.gui.notice import Notice
from jukiself.gui.plan_model import Column, PlanModel
from jukiself.gui.plan_open import OpenFindings, effort_words
from jukiself.gui.plan_table import PlanTable
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label
from jukiself.report.planning import STANDING_WORDS, Line, Standing, count_words, unplanned
from jukiself.work import plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from jukiself.findings.judge import Finding
    from jukiself.gui.desk import Desk
    from jukiself.work.inspect import Sitting

#: Below so many letters across, one pane is shown at a time.
_NARROW = 56
_NO_PLAN = "計画はまだありません。左の所見を選んで Enter を押すと、まず一歩が計画に入ります。所見にないことは、下の欄に書いて足せます。"
_NO_FINDING = "いまの答えから、計画に入れる所見は見つかっていません。答えが増えると出てきます。"
_ALL_PLANNED = "所見はすべて計画に入っています。"
_REASON = "見送る理由を「結果・理由」に書いてください。書くと見送りになります（Esc でやめます）。"


class PlanPage(QWidget):
    """Everything is kept at once; ``undo`` takes back the last change of the plan."""

    wanted = Signal(object)
    saved = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self._undo: list[tuple[Step, ...]] = []
        self._redo: list[tuple[Step, ...]] = []
        self._seen: tuple[Step, ...] = ()
        self._left_shown = True
        self.model = PlanModel(self._attempt)
        self.table = PlanTable(self.model)
        self.open = OpenFindings()
        self.notice = Notice()
        self.head = Prose("", "lead")
        self.none_open, self.empty = Prose("", "quiet"), Prose(_NO_PLAN, "quiet")
        self.take = QPushButton("＋ 計画に入れる")
        self.turn = QPushButton()
        self.by_day, self.by_urgency = QPushButton("期限の順"), QPushButton("急ぐ順")
        self.own, self.add_own = QLineEdit(), QPushButton("＋ 足す")
        self.about = Prose()
        self.look, self.remove = QPushButton("答えを見る"), QPushButton("計画から外す")
        self._lay_out()
        self._bind()

    # -- layout
    def _lay_out(self) -> None:
        self.left = QWidget()
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        self.left_head = label("", "lead")
        for widget in (self.left_head, self.none_open):
            left.addWidget(widget)
        left.addWidget(self.open, 1)
        left.addWidget(self.take)
        self.right = QWidget()
        right = QVBoxLayout(self.right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(space("hair"))
        right.addLayout(self._head_row())
        right.addWidget(self.table, 1)
        right.addWidget(self.empty)
        right.addStretch(0)
        right.addLayout(self._about_row())
        right.addLayout(self._own_row())
        panes = QHBoxLayout()
        panes.setSpacing(space("large"))
        panes.addWidget(self.left, 27)
        panes.addWidget(self.right, 73)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.addWidget(self.notice)
        column.addWidget(self.turn)
        column.addLayout(panes, 1)
        self.take.setProperty("role", "main")
        self.turn.setProperty("role", "plain")
        self.turn.hide()

    def _head_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.head, 1)
        group = QButtonGroup(self)
        for button in (self.by_day, self.by_urgency):
            button.setCheckable(True)
            button.setProperty("role", "member")
            button.setAccessibleName(f"計画を{button.text()}に並べる")
            group.addButton(button)
            row.addWidget(button)
        self.by_day.setChecked(True)
        return row

    def _about_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.about, 1)
        for button, name in ((self.look, "この一歩の所見の答えを見る"), (self.remove, "選んだ一歩を計画から外す")):
            button.setAccessibleName(name)
            row.addWidget(button)
        return row

    def _own_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.own, 1)
        row.addWidget(self.add_own)
        self.own.setAccessibleName("所見にないことを計画に足す")
        self.own.setPlaceholderText("所見にないことも足せます（例：年度内に係の研修を1回する）")
        self.add_own.setAccessibleName("書いたことを計画に足す")
        self.take.setAccessibleName("選んだ所見のまず一歩を計画に入れる")
        return row

    def _bind(self) -> None:
        self.open.taken.connect(self.take_over)
        self.open.currentRowChanged.connect(lambda _row: self._enable())
        self.take.clicked.connect(self.open.take)
        self.table.moved.connect(self._say_about)
        self.table.removal_wanted.connect(self.take_out)
        self.model.reason_wanted.connect(lambda _row: self.notice.say(_REASON))
        self.by_day.clicked.connect(lambda: self._arrange(urgent=False))
        self.by_urgency.clicked.connect(lambda: self._arrange(urgent=True))
        self.own.returnPressed.connect(self.put_own)
        self.add_own.clicked.connect(self.put_own)
        self.look.clicked.connect(self._look)
        self.remove.clicked.connect(self._take_out_chosen)
        self.turn.clicked.connect(self._turn)

    # -- showing
    def show_sitting(self, sitting: Sitting) -> None:
        """Show the plan as it is."""
        if sitting is not self.sitting or sitting.inspection.steps != self._seen:
            # What was changed elsewhere is not taken back from here.
            self._undo.clear()
            self._redo.clear()
            self.notice.clear()
        self.sitting = sitting
        self._left_shown = not sitting.inspection.steps
        self._show()
        self.model.arrange(urgent=self.by_urgency.isChecked())
        if self.model.lines and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, Column.WHAT))
        self._fit_panes()

    def close_sitting(self) -> None:
        """Let the sitting go; `flush` first."""
        self.sitting = None
        self.own.clear()
        self.model.show_plan(None)

    def first_focus(self) -> QWidget:
        """The plan; while there is none, what could go into it."""
        if self.model.lines:
            return self.table
        return self.open if self.open.count() else self.own

    def flush(self) -> bool:
        """Keep what is being typed."""
        return self.table.flush()

    def _show(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        self._seen = sitting.inspection.steps
        waiting = unplanned(sitting.situation, sitting.findings)
        self.model.show_plan(sitting)
        self.open.show_findings(sitting.checklist, waiting)
        self.left_head.setText(f"まだ入れていない所見 {len(waiting)}件")
        self.open.setVisible(bool(waiting))
        self.none_open.setVisible(not waiting)
        self.none_open.say(_ALL_PLANNED if self._seen and not waiting else "" if waiting else _NO_FINDING)
        planned = bool(self.model.lines)
        self.head.say(f"計画 {count_words(self.model.lines)}" if planned else "計画")
        for widget in (self.table, self.by_day, self.by_urgency):
            widget.setVisible(planned)
        self.empty.setVisible(not planned)
        self._enable()
        self._say_about()
        self._say_turn()

    def _enable(self) -> None:
        self.take.setEnabled(self.open.finding is not None)

    def _say_about(self) -> None:
        line = self.table.line
        self.about.say(self._about(line) if line else "")
        self.look.setVisible(bool(line and line.finding))
        self.remove.setVisible(line is not None)

    def _about(self, line: Line) -> str:
        if line.standing is Standing.OWN:
            return "所見にはない、役場で決めた一歩です。"
        said = [f"所見：{line.finding.title if line.finding else line.step.about}"]
        if words := STANDING_WORDS[line.standing]:
            said.append(self._advice(line, words))
        elif line.finding and self.sitting:
            effort = effort_words(self.sitting.checklist, line.finding)
            said.append(f"手間：{effort}" if effort else "")
        return "\n".join(filter(None, said))

    def _advice(self, line: Line, words: str) -> str:
        if line.standing is Standing.GONE:
            return f"★ {words}。" + (
                "よく進みました。" if line.step.closed else "済んでいたら、状態を「済み」にしてください。"
            )
        if line.standing is Standing.TURNED:
            return f"！ {words}。左の一覧から、直すための一歩を足せます。"
        return f"！ {words}。"

    # -- room: on a narrow page one pane at a time
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both panes where there is room for both."""
        super().resizeEvent(event)
        self._fit_panes()

    def _fit_panes(self) -> None:
        narrow = self.width() < _NARROW * self.fontMetrics().horizontalAdvance("永")
        self.turn.setVisible(narrow)
        self.left.setVisible(not narrow or self._left_shown)
        self.right.setVisible(not narrow or not self._left_shown)
        self._say_turn()

    def _say_turn(self) -> None:
        waiting = f"← まだ入れていない所見 {self.open.count()}件"
        self.turn.setText(f"計画 {len(self.model.lines)}件を見る →" if self._left_shown else waiting)
        self.turn.setAccessibleName(self.turn.text())

    def _turn(self) -> None:
        self._left_shown = not self._left_shown
        self._fit_panes()
        (self.open if self._left_shown else self.table).setFocus()

    # -- doing
    def _attempt(self, act: Callable[[], object]) -> bool:
        sitting = self.sitting
        if sitting is None:
            return False
        before = sitting.inspection.steps
        try:
            act()
        except self.desk.refusals as error:
            self.notice.refuse(f"{error}" + ("（Esc で元に戻ります）" if self.table.editor else ""))
            return False
        if sitting.inspection.steps != before:
            self._undo.append(before)
            self._redo.clear()
            self.notice.clear()
            self._show()
            self.saved.emit(True)
        return True

    def take_over(self, finding: Finding) -> None:
        """A finding's first step goes into the plan; one can go on with the next finding."""
        sitting = self.sitting
        if sitting is None or not self.flush():
            return
        if self._attempt(lambda: plan.take(sitting, finding)):
            step = sitting.inspection.steps[-1]
            self.table.go(len(sitting.inspection.steps) - 1, Column.WHO)
            self.notice.say(f"計画に入れました：{step.what}", "取り消す", self.undo)
            if not self.open.count():
                self.table.setFocus()

    def put_own(self) -> None:
        """A step of one's own, without a finding."""
        sitting, what = self.sitting, self.own.text()
        if sitting is None or not self.flush():
            return
        if self._attempt(lambda: plan.add(sitting, Step("", None, what))):
            self.own.clear()
            self.table.go(len(sitting.inspection.steps) - 1, Column.WHO)
            self.table.setFocus()

    def take_out(self, place: int) -> None:
        """A step leaves the plan; it can be taken back."""
        sitting = self.sitting
        if sitting is None or not self.flush():
            return
        what = sitting.inspection.steps[place].what
        row = self.model.row_of(place)
        if self._attempt(lambda: plan.remove(sitting, place)):
            last = len(self.model.lines) - 1
            if last >= 0:
                self.table.setCurrentIndex(self.model.index(min(row, last), Column.WHAT))
            self.notice.say(f"計画から外しました：{what}", "取り消す", self.undo)
            self.first_focus().setFocus()

    def _take_out_chosen(self) -> None:
        if self.table.line:
            self.take_out(self.table.line.place)

    def undo(self, *, again: bool = False) -> None:
        """Take back the last change of the plan, or do it again."""
        sitting = self.sitting
        source, target = (self._redo, self._undo) if again else (self._undo, self._redo)
        if sitting is None or not self.flush():
            return
        if not source:
            self.notice.say("計画に、やり直すことはありません。" if again else "計画に、取り消すことはありません。")
            return
        now, steps = sitting.inspection.steps, source[-1]
        try:
            plan.put_back(sitting, steps)
        except self.desk.refusals as error:
            self.notice.refuse(str(error))
            return
        source.pop()
        target.append(now)
        self._show()
        self.saved.emit(True)
        self.notice.say("もう一度行いました。" if again else "取り消しました。")

    def _arrange(self, *, urgent: bool) -> None:
        line = self.table.line
        if self.flush():
            self.model.arrange(urgent=urgent)
            if line:
                self.table.go(line.place)

    def _look(self) -> None:
        line = self.table.line
        if line and line.finding and self.flush():
            self.wanted.emit(line.finding.because[0])
