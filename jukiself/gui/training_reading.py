"""A page of 研修 that is only read: chapters under tabs, questions as links, the whole as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from jukiself.answers.model import Key
from jukiself.gui import background
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.notice import Notice
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, place_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.gui.desk import Desk
    from jukiself.gui.training_text import Chapter


class Reading(QWidget):
    """``name`` is what is read; ``maker`` writes its PDF."""

    name = ""

    wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.title = Prose("", "strong")
        self.notice = Notice()
        self.print = QPushButton("PDF にする")
        self.text = QTextBrowser()
        self.tabs: list[QPushButton] = []
        self.chapters: list[Chapter] = []
        self.shown = 0
        self._writing = False
        self._row = FlowRow(0)
        self._lay_out()
        self.print.clicked.connect(self.write)
        self.text.anchorClicked.connect(self._follow)

    def _lay_out(self) -> None:
        self.print.setAccessibleName(f"{self.name}を PDF にする")
        self.text.setAccessibleName(self.name)
        self.text.setOpenLinks(False)
        self.text.setMinimumHeight(120)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        for button in (self.print, *self.beside()):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.setSpacing(space("small"))
        column.addLayout(top)
        for widget in (self.notice, self._row):
            column.addWidget(widget)
        column.addWidget(self.text, 1)

    def beside(self) -> tuple[QPushButton, ...]:
        """What else stands on top."""
        return ()

    def first_focus(self) -> QWidget:
        """What is read."""
        return self.text

    def say(self, title: str, chapters: list[Chapter]) -> None:
        """Show chapters, the one shown before if there is one."""
        self.title.say(title)
        self.chapters = chapters
        while len(self.tabs) < len(chapters):
            self.tabs.append(self._tab(len(self.tabs)))
        for number, button in enumerate(self.tabs):
            button.setVisible(number < len(chapters))
        self.turn(min(self.shown, len(chapters) - 1))

    def _tab(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setProperty("role", "tab")
        button.clicked.connect(lambda: self.turn(number))
        self._row.flow.addWidget(button)
        return button

    def turn(self, number: int) -> None:
        """One chapter."""
        self.shown = number
        for button, (title, _html) in zip(self.tabs, self.chapters, strict=False):
            button.setText(title)
            button.setAccessibleName(title)
            button.setChecked(title == self.chapters[number][0])
        self.text.setHtml(self.chapters[number][1])

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == "key":
            self.wanted.emit(Key.parse(link.path()))

    # -- going out
    def maker(self) -> Callable[[], Path] | None:
        """What writes the PDF; None where nothing is shown."""
        return None

    def write(self) -> None:
        """The same as PDF, beside the other papers of 研修."""
        make = self.maker()
        if make is None or self._writing:
            return
        self._writing = True  # a disabled button would send the keyboard elsewhere
        self.notice.say("PDF を作っています…")
        made: list[Path] = []

        def then(error: BaseException | None) -> None:
            self._writing = False
            if error is None:
                words = f"作りました：{place_words(made[0])}"
                self.notice.say(words, "見て印刷する", lambda: self.print_wanted.emit(made))
            elif isinstance(error, self.desk.refusals):
                self.notice.refuse(str(error))
            else:
                self.notice.refuse("書き出せませんでした。")
                raise error

        background.run(lambda: made.append(make()), self, then)
