"""The first minute: five short steps in a strip above the page, each with a ring around what it speaks of."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.theme import space, theme
from jukiself.gui.words import Prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.gui.shell import Shell

_SEEN = "tour_seen"
#: What is said, and what it points at.
STEPS: tuple[tuple[str, Callable[[Shell], QWidget | None]], ...] = (
    ("左は分野です。どこから始めてもかまいません。横の数は、答えた数／尋ねる数です。", attrgetter("wizard.areas")),
    (
        "答えは数字キーか、押して選びます。分からなければ 0。答えると、すぐ保存されます。",
        lambda shell: shell.wizard.pane.box,
    ),
    (
        "根拠は、どうやって知ったかです。見た・聞いた・たぶんから選びます。たぶんは、調べることにも入ります。",
        lambda shell: shell.wizard.pane.basis_hint.parentWidget(),
    ),
    (
        "備考は県へ渡ります。庁内メモは外へ出ません。書かなくても進めます。",
        lambda shell: shell.wizard.pane.fields["note"],
    ),
    (
        "答えから分かったことは「所見」に出ます。途中でも見られます。",
        lambda shell: attrgetter("top.tabs")(shell)["findings"],
    ),
)


class Tour(QFrame):
    """Never in the way: everything works while it is shown, and it takes no keyboard by itself."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self.place = -1
        self.setObjectName("notice")
        self.setProperty("kind", "said")
        self.words = Prose().in_middle()
        self.on, self.off = QPushButton("次へ"), QPushButton("案内を閉じる")
        for button, name in ((self.on, "案内の次へ"), (self.off, "案内を閉じる")):
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.on.clicked.connect(lambda: self.show_step(self.place + 1))
        self.off.clicked.connect(self.end)
        row = QHBoxLayout(self)
        row.setContentsMargins(space("middle"), 4, space("small"), 4)
        row.addWidget(self.words, 1)
        row.addWidget(self.on)
        row.addWidget(self.off)
        front = shell.curtain.work
        column = front.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(shell.pages), self)
        self.ring = _Ring(front)
        shell.pages.currentChanged.connect(lambda _page: self._point())
        self.hide()

    def begin(self) -> None:
        """From the first step."""
        self._shell.show_page("wizard")
        self.show_step(0)

    def show_step(self, place: int) -> None:
        """One step; after the last one it is over."""
        if place >= len(STEPS):
            self.end()
            return
        self.place = place
        self.words.say(f"{place + 1}／{len(STEPS)}　{STEPS[place][0]}")
        last = place == len(STEPS) - 1
        self.on.setText("終わる" if last else "次へ")
        self.off.setVisible(not last)
        self.show()
        self._point()

    def end(self) -> None:
        """Put it away, and do not come back by itself."""
        self.place = -1
        self.hide()
        self.ring.follow(None)
        self._shell.desk.keep_setting(_SEEN, value=True)

    def _point(self) -> None:
        if self.place >= 0:
            shown = self._shell.pages.shown() == "wizard" and self._shell.sitting is not None
            self.setVisible(shown)
            self.ring.follow(STEPS[self.place][1](self._shell) if shown else None)


class _Ring(QWidget):
    """A frame around another widget, wherever it goes; nothing can be pressed on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._front = parent
        self._about: QWidget | None = None
        parent.installEventFilter(self)
        self.hide()

    def follow(self, about: QWidget | None) -> None:
        if self._about is not None:
            self._about.removeEventFilter(self)
        self._about = about
        if about is not None:
            about.installEventFilter(self)
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """It moved, grew, came or went."""
        if event.type() in {
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Show,
            QEvent.Type.Hide,
            QEvent.Type.LayoutRequest,
        }:
            self._place()
        return False

    def _place(self) -> None:
        about = self._about
        if about is None or not about.isVisible():
            self.hide()
            return
        seen = about.visibleRegion().boundingRect()
        corner = about.mapTo(self._front, seen.topLeft())
        self.setGeometry(QRect(corner, seen.size()).adjusted(-4, -4, 4, 4))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme().colour("focus"), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), space("radius"), space("radius"))
