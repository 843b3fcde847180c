"""What the room looks at: one question on the projector, cards counted with two keys, the record revealed step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from jukiself.gui.lines import line_height, wrapped
from jukiself.gui.theme import FAMILIES, theme
from jukiself.report.training_papers import NOT_STATED, asked, choice_words
from jukiself.training.room import Step

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from jukiself.gui.training_desk import TrainingDesk
    from jukiself.training.room import Room

_KEYS = "組の番号、札の番号の順に押す　Space 次へ　← 前へ　BackSpace 札を取り消す　B 隠す　F11 全画面　Esc 戻る"
_LINE, _LARGE, _SMALL = 0.044, 0.058, 0.022  # of the height: 36 pt and 47 pt on 1080 lines
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_TIGHTER = 0.93
_LEAST = 0.55
_SEPARATE = "事実と所感を分けて読む：書かれていないことは、事実の欄では「わからない」です。"


class Stage(QWidget):
    """A window of its own, for the projector. Every step is on disk before it is shown."""

    left = Signal()

    def __init__(self, desk: TrainingDesk, room: Room, refusals: tuple[type[Exception], ...] = ()) -> None:
        super().__init__()
        self._refusals = refusals
        self.trouble = ""
        self.desk, self.room = desk, room
        self.kit = desk.kit(room.story, room.groups)
        self.findings = list(desk.findings(self.kit))
        self.armed = 0
        self.dark = False
        self._places: list[tuple[QRectF, int, int]] = []
        self.setWindowTitle(f"【研修】{self.kit.story.title}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(1280, 720)
        self._say()

    # -- what is shown
    def head(self) -> str:
        """The line above."""
        return "どんな所見を書きますか" if self.room.ending else f"問{self.room.at + 1} / {self.room.items}"

    def texts(self) -> list[tuple[str, bool]]:
        """What stands on the screen, large or not."""
        if self.room.ending:
            return self._ending()
        item = self.kit.story.items[self.room.at]
        match self.room.step:
            case Step.ASKED | Step.OWN:
                return [(asked(self.kit, item), True)]
            case Step.FACT:
                fact = self.kit.fact(item)
                facts = self.kit.lesson.facts(item.key) if self.kit.lesson else ()
                place = _SEPARATE if fact == NOT_STATED else f"出典：{self.kit.cited(facts)}"
                return [(f"記録では：{self.kit.right(item)}", True), (fact, False), (place, False)]
            case Step.FOLLOWS:
                return [("この後どうなるか", True), (item.reveal, False)]
            case _:
                return [(item.talk, True)]

    @property
    def _whose(self) -> str:
        """An invented village had no committee."""
        return "　← 委員も書いた" if any(one.remarks for one in self.kit.story.findings) else "　← 事実から言える"

    def _ending(self) -> list[tuple[str, bool]]:
        told = self.room.step > Step.ASKED
        lines = []
        for number, (title, wrote) in enumerate(self.findings, 1):
            chosen = "☑" if number in self.room.ticked else "□"
            lines.append((f"{chosen} {number}　{title}{self._whose if told and wrote else ''}", False))
        if told and self.room.split:
            named = "・".join(f"問{one + 1}" for one in self.room.split)
            lines.append((f"部屋の答えが割れた問い：{named}。ここからもう一度話します。", False))
        return lines

    def _say(self) -> None:
        self.setAccessibleName("。".join([self.head(), *(text for text, _ in self.texts())]))
        self.update()

    def show_room(self, room: Room) -> None:
        """Keep a step, then show it."""
        if room != self.room:
            # A room of people waits: it goes on, and the foot says that this is not on disk.
            try:
                self.desk.keep(room)
                self.trouble = ""
            except self._refusals as error:
                self.trouble = str(error)
            self.room = room
        self.armed = 0
        self._say()

    # -- keys and mouse
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Two digits are a card."""
        keys, key = Qt.Key, Qt.Key(event.key())
        if key == keys.Key_B:
            self.dark = not self.dark
            self.update()
        elif key == keys.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif key == keys.Key_Escape:
            self.close()
        elif self.dark:
            return
        elif key in {keys.Key_Space, keys.Key_Right, keys.Key_PageDown}:
            self.show_room(self.room.forward())
        elif key in {keys.Key_Left, keys.Key_PageUp}:
            self.show_room(self.room.back())
        elif key == keys.Key_Backspace:
            self.show_room(self.room.undo())
        elif event.text().isdecimal():
            self._digit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _digit(self, digit: int) -> None:
        if self.room.ending:
            if 1 <= digit <= len(self.findings):
                self.show_room(self.room.tick(digit))
        elif self.armed:
            if 1 <= digit <= self._choices():
                self.show_room(self.room.vote(self.armed, digit))
            self.armed = 0
        elif 1 <= digit <= self.room.groups:
            self.armed = digit
        self.update()

    def _choices(self) -> int:
        return len(choice_words(self.kit, self.kit.story.items[self.room.at]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A card is put by pressing a group's number beside a choice; anywhere else goes on, the right button back."""
        if event.button() == Qt.MouseButton.RightButton:
            self.show_room(self.room.back())
            return
        for place, group, choice in self._places:
            if place.contains(event.position()):
                self.show_room(self.room.tick(choice) if self.room.ending else self.room.vote(group, choice))
                return
        self.show_room(self.room.forward())

    def closeEvent(self, event: object) -> None:
        """Everything is on disk already."""
        del event
        self.left.emit()

    # -- drawing
    def paintEvent(self, _: QPaintEvent) -> None:
        """All of it, made to fit."""
        painter = QPainter(self)
        self._places = []
        if self.dark:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            return
        look, high, wide = theme(), self.height(), self.width()
        painter.fillRect(self.rect(), look.colour("paper"))
        bar = QRectF(0, 0, wide, high * 0.075)
        painter.fillRect(bar, look.colour("accent"))
        painter.setPen(Qt.GlobalColor.white)
        painter.setFont(self._font(_LINE * 0.9, bold=True))
        inner = bar.adjusted(wide * 0.04, 0, -wide * 0.04, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, f"【研修】{self.head()}")
        if self.armed:
            painter.drawText(
                inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), f"{self.armed}組の札は？"
            )
        painter.setPen(look.colour("ink"))
        room = QRectF(wide * 0.05, high * 0.11, wide * 0.9, high * 0.82)
        scale = 1.0
        while scale > _LEAST and self._draw(painter, room, scale, dry=True) > room.bottom():
            scale *= _TIGHTER
        self._draw(painter, room, scale, dry=False)
        painter.setFont(self._font(_SMALL, bold=False))
        painter.setPen(look.colour("quiet"))
        foot = QRectF(wide * 0.05, high * 0.945, wide * 0.9, high * 0.045)
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, self.trouble or _KEYS)

    def _font(self, share: float, *, bold: bool) -> QFont:
        font = QFont(FAMILIES)
        font.setPixelSize(max(12, round(self.height() * share)))
        font.setBold(bold)
        return font

    def _draw(self, painter: QPainter, room: QRectF, scale: float, *, dry: bool) -> float:
        """Draw, or only measure; the lower edge."""
        top = room.top()
        for number, (text, large) in enumerate(self.texts(), 1):
            font = self._font((_LARGE if large else _LINE) * scale, bold=large)
            painter.setFont(font)
            high = line_height(font)
            lines = wrapped(text, font, int(room.width()))
            if not dry:
                for place, line in enumerate(lines):
                    painter.drawText(QRectF(room.left(), top + place * high, room.width(), high), _MIDDLE, line)
                if self.room.ending and number <= len(self.findings):
                    self._places.append((QRectF(room.left(), top, room.width(), len(lines) * high), 0, number))
            top += len(lines) * high + room.height() * 0.02 * scale
        if not self.room.ending and self.room.step <= Step.OWN:
            top = self._cards(painter, room, top, scale, dry=dry)
        return top

    def _cards(self, painter: QPainter, room: QRectF, top: float, scale: float, *, dry: bool) -> float:
        """The choices; behind each the groups that raised it, or room to press a group's number."""
        item = self.kit.story.items[self.room.at]
        raised, counts = self.room.raised(self.room.at), self.room.counts(self.room.at)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        told, look = self.room.step is Step.OWN, theme()
        for number, words in enumerate(choice_words(self.kit, item), 1):
            painter.setFont(self._font(_LINE * scale, bold=False))
            left = QRectF(room.left(), top, room.width() * 0.56, 1e5)
            box = painter.boundingRect(left, flags, f"{number}　{words}")
            size = painter.fontMetrics().height()
            high = max(box.height(), size * 1.25)
            if not dry:
                painter.drawText(QRectF(left.left(), top, left.width(), high), flags, f"{number}　{words}")
                start, step = room.left() + room.width() * 0.58, room.width() * 0.42 / self.room.groups
                for group in range(1, self.room.groups + 1):
                    cell = QRectF(start + (group - 1) * step, top, step * 0.88, size * 1.1)
                    mine = raised.get(group) == number
                    if told:
                        # How many, not who: the first so many cells of the bar.
                        if group <= counts[number]:
                            painter.fillRect(cell, look.colour("accent"))
                        continue
                    painter.setPen(look.colour("accent") if mine else look.colour("edge"))
                    painter.drawRect(cell)
                    if mine:
                        painter.fillRect(cell, look.colour("accent"))
                        painter.setPen(Qt.GlobalColor.white)
                    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(group))
                    painter.setPen(look.colour("ink"))
                    self._places.append((cell, group, number))
                if told:
                    painter.setPen(look.colour("ink"))
                    end = start + counts[number] * step
                    painter.drawText(
                        QRectF(end, top, step * 2, size * 1.1), Qt.AlignmentFlag.AlignVCenter, f" {counts[number]}"
                    )
            top += high + room.height() * 0.03 * scale
        return top
