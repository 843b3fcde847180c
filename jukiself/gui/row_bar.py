"""Under the list: the answer to be written, 備考 and 庁内メモ of the row in hand, each in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jukiself.answers.situation import State
from jukiself.checklist.model import Kind
from jukiself.gui.answer_box import HINTS
from jukiself.gui.note_title import NOTES, REASON_HINT, note_title
from jukiself.gui.saving import Saver, saving_line, saving_text
from jukiself.gui.theme import space
from jukiself.gui.words import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from jukiself.answers.model import Answer, Key
    from jukiself.gui.note_field import NoteField
    from jukiself.gui.question import Hands
    from jukiself.work.inspect import Sitting


class RowBar(QFrame):
    """``entered``: Enter in one of the fields; the text is kept by then."""

    entered = Signal()

    def __init__(self, hands: Hands, parent: QWidget | None = None, *, always: bool) -> None:
        super().__init__(parent)
        self.setObjectName("foot")
        self.always = always
        self.key: Key | None = None
        #: There is little height: the fields come out only to be written in.
        self.low = False
        self._writing = False
        self.fields: dict[str, QLineEdit | NoteField] = {}
        self.savers: dict[str, Saver] = {}
        self.written = QWidget()
        self.title, self.unit = label("答え", "strong"), label("")
        row = QHBoxLayout(self)
        row.setContentsMargins(space("middle"), 4, space("middle"), 6)
        row.setSpacing(space("small"))
        row.addWidget(self._answer_field(hands), 2)
        for name, (whole, *_parts) in NOTES.items():
            field, saver = saving_text(whole, lambda text, name=name: hands.text(name, text), lines=1)  # type: ignore[misc]
            field.setProperty("stays", name == "memo")
            field.entered.connect(self.entered)
            self.fields[name], self.savers[name] = field, saver
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(note_title(name))
            column.addWidget(field)
            row.addLayout(column, 3)

    def _answer_field(self, hands: Hands) -> QWidget:
        field, saver = saving_line("答え", hands.answer)
        self.fields["answer"], self.savers["answer"] = field, saver
        column = QVBoxLayout(self.written)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        line = QHBoxLayout()
        line.addWidget(field, 1)
        line.addWidget(self.unit)
        column.addLayout(line)
        return self.written

    def show_key(self, sitting: Sitting, key: Key) -> None:
        """The fields of a row; what is being typed in the same row stays."""
        answer, situation = sitting.inspection.answer(key), sitting.situation
        question, turned = situation.checklist.question[key.question], key != self.key
        self.key = key
        written = question.kind not in {Kind.CHOICE, Kind.MULTI} and not situation.delegated(key).truth
        self.written.setVisible(written)
        if written:
            self.unit.setText(question.unit)
            self.fields["answer"].setPlaceholderText(HINTS[question.kind])
        values = {
            "answer": answer.value if situation.state(key) is State.ANSWERED and written else "",
            "note": answer.note,
            "memo": answer.memo,
        }
        for name, saver in self.savers.items():
            if turned or not saver.waiting:
                saver.show(values[name])
            saver.field.setReadOnly(sitting.book.read_only if name == "memo" else sitting.fixed)
        self.fields["note"].setPlaceholderText(REASON_HINT if situation.needs_reason(key) else "")
        self._writing = self._writing and not turned
        self.setVisible(self._writing or written or situation.needs_reason(key) or self.wished(answer))

    def wished(self, answer: Answer) -> bool:
        """Whether the fields stand there without being asked for."""
        return not self.low and (self.always or bool(answer.note or answer.memo))

    def begin(self) -> None:
        """The fields come out when one wants to write."""
        self._writing = True
        self.show()

    def flush(self) -> bool:
        """Keep what was typed."""
        kept = [saver.flush() for saver in self.savers.values()]
        return all(kept)
