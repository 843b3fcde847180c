"""答える: areas at the left, the questions in the middle, why and how beside them. Every answer is saved when given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from jukiself.answers.situation import State
from jukiself.gui import answer_keys, guide_text
from jukiself.gui.answer_button import AnswerButton
from jukiself.gui.areas import AreaList
from jukiself.gui.beside import Beside
from jukiself.gui.columns import Columns
from jukiself.gui.foot import Foot
from jukiself.gui.pen import Pen
from jukiself.gui.question import Hands, QuestionPane
from jukiself.gui.tool_row import ToolRow
from jukiself.gui.views import View, Views
from jukiself.work.search import Hit, HitKind
from jukiself.work.sieve import SIEVE_LABELS, Sieve, Trail, passing

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
    page_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.trail = Trail()
        self.pen: Pen = Pen(self)
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
        self._keys_shown = False
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
        self.areas.wanted.connect(self.go_area)
        self.pane.strip.wanted.connect(self.go)
        self.pane.members.wanted.connect(self.go)
        self.pane.contracts.changed.connect(self.show_change)
        self.foot.keys.clicked.connect(self.toggle_keys)
        self.foot.back.clicked.connect(lambda: self.go_by(-1))
        self.foot.on.clicked.connect(lambda: self.go_by(1))
        self.foot.unanswered.clicked.connect(self.go_unanswered)
        self.views.list.wanted.connect(self._go_row)
        self.views.list.pressed.connect(self.press)
        self.views.bar.entered.connect(self._written)
        self.views.finder.chosen.connect(self._take)
        self.tools.wanted.connect(self._use)
        self.tools.sieve_wanted.connect(self.sift)
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
            self._show_around()
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
            self._remember()
        self.sitting = None
        self.pane.key = None

    def flush(self) -> bool:
        """Keep everything typed."""
        return self.sitting is None or self.pane.key is None or self.views.flush()

    def _remember(self) -> None:
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
        self._remember()
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
        self.views.list_notice.clear()
        self.views.frame.verticalScrollBar().setValue(0)
        if self.views.searching:
            self.views.turn(self.views.view)
        self._show_around()
        if self.isVisible():
            self.first_focus().setFocus()

    def _go_row(self, key: Key) -> None:
        if key != self.pane.key and not self.go(key):
            self._show_around()  # back to the row whose text could not be kept

    def go_by(self, way: int) -> None:
        """前へ or 次へ."""
        if self.sitting and self.pane.key:
            target = self.trail.neighbour(self.sitting, self.pane.key, way)
            if target is None and self.flush():
                self._at_the_end(way)
            else:
                self.go(target)

    def _at_the_end(self, way: int) -> None:
        sieved = f"「{SIEVE_LABELS[self.trail.sieve]}」の" if self.trail.sieve else ""
        if way < 0:
            self.notice.say(f"ここが{sieved}最初の設問です。")
        elif sieved:
            self.notice.say(f"ここが{sieved}最後の設問です。", "しぼり込みを外す", lambda: self.sift(None))
        elif self.sat().next_unanswered():
            self.notice.say("ここが最後の設問です。まだ未回答があります。", "次の未回答へ", self.go_unanswered)
        else:
            self.notice.say("最後まで来ました。未回答はありません。「所見」で結果を見られます。")

    def go_unanswered(self) -> None:
        """次の未回答へ; with a sieve on, to what still passes it."""
        if self.sitting and self.flush():
            target = self.trail.next_open(self.sitting, self.pane.key)
            open_here = self.pane.key in passing(self.sitting, self.trail.sieve or Sieve.UNANSWERED)
            if target:
                self.go(target)
            elif open_here:
                self.notice.say(f"残りはこの1問です。（{SIEVE_LABELS[self.trail.sieve or Sieve.UNANSWERED]}）")
            elif self.trail.sieve:
                words = SIEVE_LABELS[self.trail.sieve]
                self.notice.say(f"「{words}」はもうありません。", "しぼり込みを外す", lambda: self.sift(None))
            else:
                self.notice.say("未回答はありません。「所見」で結果を見られます。")

    def go_member(self, way: int) -> None:
        """The same question for the member beside."""
        if self.pane.key:
            self.go(self.pane.members.beside(self.pane.key, way))

    def go_area(self, area: str) -> None:
        """The first thing still open in an area, or its first question."""
        situation = self.sat().situation
        keys = [key for key in situation.keys if situation.checklist.question[key.question].area == area]
        still_open = [key for key in keys if situation.state(key) is State.UNANSWERED]
        if keys:
            self.go((still_open or keys)[0])
        else:
            self.notice.say("この分野は、ほかの答えから、いまは尋ねることがありません。")

    def enter(self) -> None:
        """Enter goes on, except where the keyboard is on something else that waits for it."""
        focus = QApplication.focusWidget()
        if self.views.searching and focus is self.views.finder.box:
            self.views.finder.take()
        elif focus is self.areas:
            self.areas.choose()
        elif focus is self.beside and self.beside.enter():
            pass
        elif isinstance(focus, QAbstractButton) and _waits_for_enter(focus):
            focus.click()
        else:
            self.go_by(1)

    # -- answering
    def press(self, key: str) -> None:
        """A key's act, by key or by a click on its chip."""
        act = next((one.act for one in answer_keys.KEYS if key in one.keys), None)
        if act:
            act(self)

    def undo(self, *, again: bool = False) -> None:
        """Take the last change back, or do it again."""
        if self.sitting is not None and self.flush():
            self.pen.undo(again=again)

    def write(self, field: str) -> None:
        """Go to a text field of the view one looks at."""
        found = self.views.field.get(field)
        if found is not None and not found.isHidden():
            found.setFocus()
            self.views.frame.ensureWidgetVisible(found)

    def write_answer(self) -> None:
        """Go to the field the answer is written in, where it is written."""
        saver = self.pane.box.saver
        if self.views.view is View.LIST and saver:
            self.views.bar.fields["answer"].setFocus()
        elif saver:
            saver.field.setFocus()

    def _written(self) -> None:
        if self.flush():
            self.first_focus().setFocus()
            self.go_by(1)

    def show_change(self) -> None:
        """Something was written."""
        self.pane.refresh(self.sat())
        self._show_around()

    # -- how one looks at it
    def _use(self, tool: str) -> None:
        acts = {"sieve": self.open_sieves, "find": self.seek}
        if tool in ("areas", "beside"):
            self.lay_over(tool)
        elif tool in acts:
            acts[tool]()
        elif tool in list(View):
            self.look(View(tool))

    def look(self, view: View) -> None:
        """One at a time, or as a list; the same key again goes back."""
        if self.sitting is None or not self.flush():
            return
        self.views.turn(View.ONE if view is self.views.view and not self.views.searching else view)
        self.pane.renew(self.sitting)
        self._show_around()
        self._remember()
        self.first_focus().setFocus()

    def seek(self) -> None:
        """Open the search over whatever one looks at."""
        if self.sitting is not None and self.flush():
            self.columns.lay_over("")
            self.views.setCurrentWidget(self.views.finder)
            self.views.finder.open(self.sitting)

    def _take(self, hit: Hit) -> None:
        if hit.kind is HitKind.WORD:
            self.guide_wanted.emit("")
        elif hit.kind is HitKind.FINDING:
            self.page_wanted.emit("findings")
        elif hit.key is not None:
            self.go(hit.key)

    def open_sieves(self) -> None:
        """Offer the sieves, or put the offer away."""
        if self.sitting is not None and not self.tools.close_sieves():
            self.tools.open_sieves(self.sitting, self.trail)

    def sift(self, sieve: Sieve | None) -> None:
        """Put a sieve on, or take it off; one stays at the question where it passes."""
        if self.sitting is None or not self.flush():
            return
        self.trail.put_on(self.sitting, None if sieve is self.trail.sieve else sieve)
        self.tools.close_sieves()
        keys, here = self.trail.keys(self.sitting), self.pane.key
        if here not in keys and self.trail.sieve:
            here = self.trail.next_open(self.sitting, here)
        self.turn_to(here)
        self._remember()

    def lay_over(self, column: str) -> None:
        """Show a column for which there is no room."""
        shown = self.columns.lay_over(column)
        (self.beside if shown and column == "beside" else self.areas if shown else self.first_focus()).setFocus()

    def escape(self) -> None:
        """One step back: from a field to the question, from the search, from what lies over, from the sieve."""
        if self.views.searching:
            self.views.turn(self.views.view)
        elif self.columns.over:
            self.columns.lay_over("")
        elif self.tools.close_sieves():
            pass
        elif QApplication.focusWidget() is self.first_focus() and self.trail.sieve:
            self.sift(None)
        self.first_focus().setFocus()

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
    def _show_around(self) -> None:
        sitting, key = self.sat(), self.pane.key
        if key is None:
            return
        situation = sitting.situation
        question = situation.checklist.question[key.question]
        self.areas.show_progress(situation, question.area)
        if not self._keys_shown:
            self.beside.show_question(situation, question)
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
        self.tools.mark(view=self.views.view, hidden=self.columns.hidden, members=False)

    def toggle_keys(self) -> None:
        """Show the list of keys beside the question, or put it away."""
        self._keys_shown = not self._keys_shown
        if self._keys_shown:
            self.beside.show_keys(answer_keys.said())
        else:
            self._show_around()
        if ("beside" in self.columns.hidden) and self._keys_shown != (self.columns.over == "beside"):
            self.lay_over("beside")


def _waits_for_enter(button: QAbstractButton) -> bool:
    return not button.isChecked() if isinstance(button, AnswerButton) else not button.isCheckable()
