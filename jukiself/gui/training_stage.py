"""What the room looks at: one question on the projector, cards counted with two keys, the record revealed step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget

from jukiself.gui.theme import theme
from jukiself.gui.training_sheet import LEAST, font_of, lay_out
from jukiself.report.training_kit import NOT_STATED, asked, choice_words
from jukiself.report.training_slides import closing, opening
from jukiself.training.room import Step

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from jukiself.gui.training_desk import TrainingDesk
    from jukiself.gui.training_sheet import Piece
    from jukiself.report.training_slides import Slide
    from jukiself.training.room import Room

_KEYS = "Space 次へ　← 前へ　組の番号、札の番号の順に押す　BackSpace 札を取り消す　B 隠す　F11 全画面　Esc 戻る"
_HEAD, _FOOT = 0.04, 0.022  # of the height
_TOP, _BOTTOM, _SIDE = 0.1, 0.935, 0.04
_CARD, _CELLS = 0.6, 0.62  # of the width: the words of a card, where the cells of the groups begin
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
        self.read = (*opening(self.kit), *closing(self.kit))
        self.findings = list(desk.findings(self.kit))
        self.sheet = 0
        self.armed = 0
        self.dark = False
        self._places: list[tuple[QRectF, int, int]] = []
        self.setWindowTitle(f"【研修】{self.kit.story.title}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(1280, 720)
        self._say()

    def show_beside(self, page: QWidget) -> None:
        """Fill the projector where it is a screen of its own, else open a window to be moved there."""
        mine = page.screen()
        other = next((one for one in QGuiApplication.screens() if one is not mine), None)
        if other is None:
            self.show()
        else:
            self.setGeometry(other.geometry())
            self.showFullScreen()
        self.activateWindow()

    # -- what is shown
    @property
    def slide(self) -> Slide:
        """What is read just now."""
        leaf = self.room.leaf
        return self.read[leaf if leaf < self.room.opening else leaf - 1]

    def head(self) -> str:
        """The line above."""
        if self.room.reading:
            return self.slide.above
        talk = "　話し合い" if self.room.step is Step.TALK else ""
        return "どんな所見を書きますか" if self.room.ending else f"問{self.room.at + 1} / {self.room.items}{talk}"

    def texts(self) -> list[tuple[str, bool]]:
        """What stands on the screen, large or not."""
        if self.room.reading:
            slide = self.slide
            texts = [(slide.large, True), *((one, False) for one in slide.lines)]
            return [*texts, (slide.foot, False)] if slide.foot else texts
        if self.room.ending:
            return self._ending()
        item = self.kit.story.items[self.room.at]
        match self.room.step:
            case Step.ASKED | Step.OWN:
                return [(asked(self.kit, item), True)]
            case Step.FACT:
                fact = self.kit.fact(item.key)
                facts = self.kit.lesson.facts(item.key) if self.kit.lesson else ()
                place = _SEPARATE if fact == NOT_STATED else f"出典：{self.kit.cited(facts)}"
                return [(f"記録では：{self.kit.right(item)}", True), (fact, False), (place, False)]
            case Step.FOLLOWS:
                return [("この後どうなるか", True), (item.reveal, False)]
            case _:
                return [(item.talk, True)]

    def cards(self) -> list[str]:
        """The cards that are raised, while they are."""
        if self.room.reading or self.room.ending or self.room.step > Step.OWN:
            return []
        return choice_words(self.kit, self.kit.story.items[self.room.at])

    def sheets(self) -> list[list[Piece]]:
        """All of it, in letters that the last row reads."""
        room = self._room()
        return lay_out(self.texts(), self.cards(), self._unit, room.width(), room.width() * _CARD, room.height())

    @property
    def _unit(self) -> float:
        """The height letters are measured by; a narrow window is not as high as it looks."""
        return min(self.height(), self.width() * 0.75)

    def _room(self) -> QRectF:
        high, wide = self.height(), self.width()
        return QRectF(wide * _SIDE, high * _TOP, wide * (1 - 2 * _SIDE), high * (_BOTTOM - _TOP))

    @property
    def _whose(self) -> str:
        """An invented village had no committee."""
        return "　← 委員も書いた" if any(one.remarks for one in self.kit.story.findings) else "　← 事実から言える"

    def _ending(self) -> list[tuple[str, bool]]:
        told = self.room.step > Step.ASKED
        lines = []
        for number, (title, wrote) in enumerate(self.findings, 1):
            chosen = "✓" if number in self.room.ticked else "□"
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
            if (room.leaf, room.at, room.step) != (self.room.leaf, self.room.at, self.room.step):
                self.sheet = 0
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
            self.forward()
        elif key in {keys.Key_Left, keys.Key_PageUp}:
            self.back()
        elif key == keys.Key_Backspace:
            self.show_room(self.room.undo())
        elif event.text().isdecimal():
            self._digit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def forward(self) -> None:
        """The next sheet, then the next piece."""
        if self.sheet + 1 < len(self.sheets()):
            self.sheet += 1
            self._say()
        else:
            self.show_room(self.room.forward())

    def back(self) -> None:
        """The sheet before, or the piece before from its first sheet."""
        if self.sheet:
            self.sheet -= 1
            self._say()
        else:
            self.show_room(self.room.back())

    def _digit(self, digit: int) -> None:
        if self.room.reading:
            return
        # Cards are counted where one sees them.
        self.sheet = len(self.sheets()) - 1 if self.cards() else self.sheet
        if self.room.ending:
            if 1 <= digit <= len(self.findings):
                self.show_room(self.room.tick(digit))
        elif self.armed:
            digit = digit or len(self.cards())  # わからない is the last card, and 0 as everywhere
            if 1 <= digit <= len(self.cards()):
                self.show_room(self.room.vote(self.armed, digit))
            self.armed = 0
        elif 1 <= digit <= self.room.groups:
            self.armed = digit
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A card is put by pressing a group's number beside a choice; anywhere else goes on, the right button back."""
        if event.button() == Qt.MouseButton.RightButton:
            self.back()
            return
        for place, group, choice in self._places:
            if place.contains(event.position()):
                self.show_room(self.room.tick(choice) if self.room.ending else self.room.vote(group, choice))
                return
        self.forward()

    def closeEvent(self, event: object) -> None:
        """Everything is on disk already."""
        del event
        self.left.emit()

    # -- drawing
    def paintEvent(self, _: QPaintEvent) -> None:
        """One sheet of it."""
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
        painter.setFont(font_of(self._unit, _HEAD, bold=True))
        inner = bar.adjusted(wide * _SIDE, 0, -wide * _SIDE, 0)
        sheets = self.sheets()
        # The window may have grown since: there are fewer sheets then.
        self.sheet = min(self.sheet, len(sheets) - 1)
        more = f"（{self.sheet + 1} / {len(sheets)}枚）" if len(sheets) > 1 else ""
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, f"【研修】{self.head()}{more}")
        if self.armed:
            right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(inner, right, f"{self.armed}組の札は？")
        top = self._room().top()
        for piece in sheets[self.sheet]:
            painter.setPen(look.colour("ink"))
            self._draw(painter, piece, top)
            if piece.card:
                self._cells(painter, piece, top)
            top += piece.high
        painter.setFont(font_of(self._unit, _FOOT, bold=False))
        painter.setPen(look.colour("quiet"))
        foot = QRectF(wide * _SIDE, high * 0.945, wide * (1 - 2 * _SIDE), high * 0.045)
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, self.trouble or _KEYS)

    def _draw(self, painter: QPainter, piece: Piece, top: float) -> None:
        room = self._room()
        painter.setFont(piece.font)
        for place, line in enumerate(piece.lines):
            box = QRectF(room.left() + piece.indent, top + place * piece.line, room.width(), piece.line)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line)
        if piece.before:
            box = QRectF(room.left(), top, room.width(), piece.line)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, piece.before)
        if self.room.ending and 1 <= piece.number <= len(self.findings):
            self._places.append((QRectF(room.left(), top, room.width(), piece.high), 0, piece.number))

    def _cells(self, painter: QPainter, piece: Piece, top: float) -> None:
        """Beside a card the groups that raised it, or room to press a group's number; later how many."""
        room, look, groups = self._room(), theme(), self.room.groups
        start, step = room.left() + room.width() * _CELLS, room.width() * (1 - _CELLS) / (groups + 0.2)
        size = min(piece.line, step * 1.2)
        raised, count = self.room.raised(self.room.at), self.room.counts(self.room.at)[piece.card]
        if self.room.step is Step.OWN:
            # How many, not who: the first so many cells of the bar.
            for place in range(count):
                painter.fillRect(QRectF(start + place * step, top, step * 0.88, size), look.colour("accent"))
            if count < groups:
                box = QRectF(start + count * step, top, room.right() - start - count * step, size)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, f" {count}")
            return
        cell_font = font_of(self._unit, min(LEAST, step * 0.6 / self._unit), bold=True)
        for group in range(1, groups + 1):
            cell = QRectF(start + (group - 1) * step, top, step * 0.88, size)
            mine = raised.get(group) == piece.card
            painter.setFont(cell_font)
            painter.setPen(look.colour("accent") if mine else look.colour("edge"))
            painter.drawRect(cell)
            if mine:
                painter.fillRect(cell, look.colour("accent"))
            painter.setPen(Qt.GlobalColor.white if mine else look.colour("ink"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(group))
            self._places.append((cell, group, piece.card))
