"""The questions of one area as a row of small shapes above the question: where one is, and what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from jukiself.answers.situation import State
from jukiself.gui.marks import STATE_WORDS, draw_state, draw_wanting
from jukiself.gui.theme import theme

if TYPE_CHECKING:
    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation

_STEP, _SIDE = 18, 11


class QuestionStrip(QWidget):
    """Mouse only: the keyboard has 前へ, 次へ and 次の未回答へ."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[tuple[Key, State, str]] = []
        self._wanting: set[int] = set()
        self._here = -1
        self.setAccessibleName("この分野の設問")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_area(self, situation: Situation, here: Key) -> None:
        """One shape per question of the area; of several members the least finished one counts."""
        area = situation.checklist.question[here.question].area
        found: dict[str, list[Key]] = {}
        for key in situation.keys:
            if situation.checklist.question[key.question].area == area:
                found.setdefault(key.question, []).append(key)
        self._keys = []
        self._wanting = set()
        for place, (name, keys) in enumerate(found.items()):
            if any(map(situation.lacks_reason, keys)):
                self._wanting.add(place)
            states = [situation.state(key) for key in keys]
            order = (State.UNANSWERED, State.UNKNOWN, State.ANSWERED, State.NOT_APPLICABLE)
            state = next(one for one in order if one in states)
            question = situation.checklist.question[name]
            self._keys.append((keys[states.index(state)], state, f"{question.number}　{question.text}"))
        self._here = list(found).index(here.question) if here.question in found else -1
        self.setAccessibleDescription(f"{len(found)}問のうち{self._here + 1}問目")
        self.updateGeometry()
        self.update()

    def _words(self, found: tuple[Key, State, str]) -> str:
        return "理由がまだ" if self._keys.index(found) in self._wanting else STATE_WORDS[found[1]]

    def _step(self) -> float:
        return min(_STEP, max(6.0, self.width() / max(1, len(self._keys))))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(_STEP * max(1, len(self._keys)), 22)

    def minimumSizeHint(self) -> QSize:
        """Shrinks where an area has many questions."""
        return QSize(60, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shapes, and a line under the one shown."""
        painter = QPainter(self)
        for place, (_key, state, _words) in enumerate(self._keys):
            left = place * self._step() + (self._step() - _SIDE) / 2
            box = QRectF(left, 2, _SIDE, _SIDE)
            if place in self._wanting:
                draw_wanting(painter, box)
            else:
                draw_state(painter, box, state)
            if place == self._here:
                painter.setPen(QPen(theme().colour("accent"), 3))
                painter.drawLine(QPointF(left - 2, 19), QPointF(left + _SIDE + 2, 19))

    def _at(self, x: float) -> tuple[Key, State, str] | None:
        place = int(x / self._step())
        return self._keys[place] if 0 <= place < len(self._keys) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the question under the mouse."""
        found = self._at(event.position().x())
        if found:
            self.wanted.emit(found[0])

    def event(self, event: QEvent) -> bool:
        """Say which question a shape is."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self._at(event.pos().x())
            if found:
                QToolTip.showText(event.globalPos(), f"{found[2]}（{self._words(found)}）", self)
            return True
        return super().event(event)
