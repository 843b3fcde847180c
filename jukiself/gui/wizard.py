"""答える: areas at the left, the questions in the middle, why and how beside them. Every answer is saved when given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukiself.answers.situation import State
from jukiself.gui import answer_keys, guide_text
from jukiself.gui.areas import AreaList
from jukiself.gui.beside import Beside
from jukiself.gui.columns import Columns
from jukiself.gui.foot import Foot
from jukiself.gui.lens import Lens
from jukiself.gui.pen import Pen
from jukiself.gui.question import Hands, QuestionPane
from jukiself.gui.tool_row import ToolRow
from jukiself.gui.views import View, Views
from jukiself.gui.way import Way
from jukiself.work.inspect import LOCKED
from jukiself.work.sieve import Sieve, Trail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.checklist.guide import Handbook
    from jukiself.checklist.model import Question
    from jukiself.gui.desk import Desk
    from jukiself.gui.notice import Notice
    from jukiself.work.inspect import Sitting


class Wizard(QWidget):
    """``saved`` says whether the last change is on disk. ``pane.key`` is the question in hand, whatever the view."""

    saved = Signal(bool)
    guide_wanted = Signal(str)
    found_wanted = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.trail = Trail()
        self.pen: Pen = Pen(self)
        self.way: Way = Way(self)
        self.lens: Lens = Lens(self)
        pen = self.pen
        hands = Hands(pen.answer, pen.text, pen.basis, pen.attempt, pen.same_as_last_year, pen.settle, pen.stay)
        self.pane: QuestionPane = QuestionPane(hands)
        self.views = Views(self.pane, hands, self._handbook)
        self.areas, self.beside = AreaList(), Beside()
        self.tools, self.foot = ToolRow(), Foot()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.views, 1)
        self.columns = Columns(self.areas, middle, self.beside)
        self.keys_shown = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget, share in ((self.tools, 0), (self.columns, 1), (self.foot, 0)):
            whole.addWidget(widget, share)
        self._connect()
        answer_keys.bind(self)

    def _connect(self) -> None:
        self.beside.more = self._more
        self.beside.guide_wanted.connect(self.guide_wanted)
        self.areas.wanted.connect(self.way.area)
        self.pane.strip.wanted.connect(self.go)
        self.pane.members.wanted.connect(self.go)
        self.pane.contracts.changed.connect(self.show_change)
        self.foot.keys.clicked.connect(self.lens.toggle_keys)
        self.foot.back.clicked.connect(lambda: self.way.by(-1))
        self.foot.on.clicked.connect(lambda: self.way.by(1))
        self.foot.unanswered.clicked.connect(self.way.unanswered)
        self.views.list.wanted.connect(self._go_row)
        self.views.list.pressed.connect(self.press)
        side = self.views.side
        for bar in (self.views.bar, side.bar):
            bar.entered.connect(self._written)
        side.table.wanted.connect(self._go_row)
        side.card.pressed.connect(self.press)
        side.copied.connect(self.pen.copy)
        side.redraw.connect(self.show_around)
        self.views.finder.chosen.connect(self.lens.take)
        self.tools.wanted.connect(self.lens.use)
        self.tools.sieve_wanted.connect(self.lens.sift)
        self.columns.fitted.connect(self._mark_tools)

    # -- what others know by name
    @property
    def notice(self) -> Notice:
        """Where something is said, on the view one looks at."""
        return self.views.notice

    def first_focus(self) -> QWidget:
        """What takes the keyboard on the view one looks at."""
        return self.views.home

    def sat(self) -> Sitting:
        """The sitting; somebody sits here."""
        if self.sitting is None:
            raise RuntimeError("nobody sits here")
        return self.sitting

    # -- sitting down and leaving
    def show_sitting(self, sitting: Sitting) -> None:
        """Sit down, or show what another page may have changed, at the same question."""
        if sitting is not self.sitting:
            self.open(sitting)
        elif self.pane.key in sitting.situation.keys:
            self.pane.renew(sitting)
            self.show_around()
        else:
            self.turn_to(self.pane.key)

    def open(self, sitting: Sitting) -> None:
        """Sit down where one stopped and as one looked at it, or at the first thing still open."""
        self.sitting = sitting
        last = sitting.last_place
        self.trail = Trail()
        if last.sieve in list(Sieve):
            self.trail.put_on(sitting, Sieve(last.sieve))
        self.views.turn(View(last.view) if last.view in list(View) else View.ONE)
        self.turn_to(sitting.place)
        self.views.list.verticalScrollBar().setValue(last.scroll)

    def renew(self) -> None:
        """Show what the book says now, at the same question; what is being typed and the focus stay."""
        self.sat().reload()
        self.show_sitting(self.sat())

    def close_sitting(self) -> None:
        """Let the sitting go; `flush` first."""
        if self.sitting is not None:
            self.remember()
        self.sitting = None
        self.pane.key = None

    def flush(self) -> bool:
        """Keep everything typed."""
        return self.sitting is None or self.pane.key is None or self.views.flush()

    def remember(self) -> None:
        """Keep where one is and how one looks at it, for the next time."""
        if self.sitting is not None and self.pane.key is not None:
            scroll = self.views.list.verticalScrollBar().value() if self.views.view is View.LIST else 0
            view = "" if self.views.view is View.ONE else self.views.view.value
            self.sitting.go(self.pane.key, view, self.trail.sieve or "", scroll)

    # -- where one is
    def go(self, key: Key | None) -> bool:
        """Turn to a key; False where a text cannot be saved, so that one stays with it."""
        if self.sitting is None or key is None or not self.flush():
            return False
        if key not in self.sitting.situation.keys:
            self.notice.refuse("この設問は、ほかの答えから、いまは尋ねていません。")
            return False
        self.turn_to(key)
        self.remember()
        return True

    def turn_to(self, key: Key | None) -> None:
        """Show a key; one that is not asked any more gives way to what is open. A sieve that hides it comes off."""
        sitting = self.sat()
        if key is None or key not in sitting.situation.keys:
            key = self.trail.next_open(sitting, None) or sitting.situation.keys[0]
        if key not in self.trail.keys(sitting):
            self.trail.put_on(sitting, None)
        self.columns.lay_over("")
        self.pane.show_key(sitting, key)
        self.views.clear_notices()
        if self.views.view is View.SIDE and key.member is None:
            self.views.turn(View.ONE)
        self.views.frame.verticalScrollBar().setValue(0)
        if self.views.searching:
            self.views.turn(self.views.view)
        self.show_around()
        if self.isVisible():
            self.first_focus().setFocus()

    def _go_row(self, key: Key) -> None:
        if key != self.pane.key and not self.go(key):
            self.show_around()  # back to the row whose text could not be kept

    def may(self, key: str) -> bool:
        """Whether a key acts now: not on a question that something else stands over."""
        covered = bool(self.columns.over) or self.views.searching or not self.views.side.copying.isHidden()
        return (not covered or key in _ALWAYS) and not self._locked(key)

    def _locked(self, key: str) -> bool:
        """After 決裁 a key that would answer says why nothing happens."""
        if key not in _ANSWERING or self.sitting is None or not self.sitting.inspection.review.locked:
            return False
        self.notice.refuse(LOCKED)
        return True

    # -- answering
    def press(self, key: str) -> None:
        """A key's act, by key or by a click on its chip."""
        act = next((one.act for one in answer_keys.KEYS if key in one.keys), None)
        if act and not self._locked(key):
            act(self)

    def undo(self, *, again: bool = False) -> None:
        """Take the last change back, or do it again."""
        if self.sitting is not None and self.flush():
            self.pen.undo(again=again)

    def write(self, field: str) -> None:
        """Go to a text field of the view one looks at."""
        bars = {View.LIST: self.views.bar, View.SIDE: self.views.side.bar}
        if self.views.view in bars:
            bars[self.views.view].begin()
        found = self.views.field.get(field)
        if found is not None and not found.isHidden():
            found.setFocus()
            self.views.keep_in_sight()

    def write_answer(self) -> None:
        """Go to the field the answer is written in, where it is written."""
        saver = self.pane.box.saver
        if saver:
            self.views.field.get("answer", saver.field).setFocus()

    def _written(self) -> None:
        if self.flush():
            self.first_focus().setFocus()
            self.way.by(1)

    def show_change(self) -> None:
        """Something was written."""
        self.pane.refresh(self.sat())
        self.show_around()

    # -- the handbook
    def _handbook(self) -> Handbook | None:
        try:
            return self.desk.handbook()
        except self.desk.refusals:
            return None  # opening the handbook says what is wrong

    def _more(self, situation: Situation, question: Question) -> Mapping[str, str]:
        handbook = self._handbook()
        return guide_text.beside(handbook, situation, question) if handbook else {}

    def open_guide(self) -> None:
        """Open the guide that helps with this question."""
        if self.sitting and self.pane.key:
            guides = self.desk.handbook().for_question(self.pane.key.question)
            if guides:
                self.guide_wanted.emit(guides[0].id)
            else:
                self.notice.say("この設問だけの手引きはありません。Ctrl+4 で手引きの一覧を開けます。")

    # -- around the question
    def show_around(self) -> None:
        """Show everything but the question itself: areas, reasons, rows, what is left."""
        sitting, key = self.sat(), self.pane.key
        if key is None:
            return
        situation = sitting.situation
        question = situation.checklist.question[key.question]
        self.areas.show_progress(situation, question.area)
        if not self.keys_shown:
            self.beside.show_question(situation, question)
        self.columns.keep_wide(self.views.view is View.SIDE and not self.views.searching)
        if self.views.view is View.SIDE:
            self.views.side.show_key(sitting, self.trail, key)
        if self.views.view is View.LIST:
            self.views.list.show_rows(situation, self._rows(question.area), key)
            self.views.bar.show_key(sitting, key)
        self.tools.show_trail(sitting, self.trail)
        self._mark_tools()
        self.foot.show_left(sitting)
        answered = situation.state(key) is not State.UNANSWERED
        first = self.trail.neighbour(sitting, key, -1) is None
        self.foot.show_way(answered=answered, first=first, sieve=self.trail.sieve)

    def _rows(self, area: str) -> list[Key]:
        sitting = self.sat()
        of = sitting.checklist.question
        keys = self.trail.keys(sitting)
        return [key for key in keys if self.trail.sieve or of[key.question].area == area]

    def _mark_tools(self) -> None:
        members = self.sitting is not None and any(key.member for key in self.sitting.situation.keys)
        self.tools.mark(view=self.views.view, hidden=self.columns.hidden, members=members)


#: Keys that act whatever stands over the question.
_ALWAYS = frozenset({"Return", "Enter", "Esc", "K", "A", "I"})

#: Keys that answer, or say how one knows.
_ANSWERING = frozenset("0123456789-QWE")
